// The evaluator against a real kernel: for random packets over random Calico policy, what the kernel lets through is what
// the evaluator says. MANUL_PACKETS and MANUL_SEED set how many and which.
import { fileURLToPath } from 'node:url';
import { DataplaneDriver } from '@manul/dataplane';
import { NodeState, nodeVerdict, type Place } from '@manul/evaluator';
import type { felix } from '@manul/proto';
import { defaultRulesConfig } from '@manul/rules';
import { expect, test } from 'vitest';
import { PacketSource, type Question } from '../replay/packet-source.ts';
import { Random, seed } from '../replay/random.ts';
import { randomMessages } from '../replay/random-policies.ts';
import { openBackend, variants } from './src/fixture.ts';
import { beyondMac, frameOf, routerMac } from './src/frame.ts';
import { type Namespace, openNamespace, requireNamespaces } from './src/namespace.ts';

const usable = requireNamespaces('evaluator against the kernel');
const packets = Number(process.env['MANUL_PACKETS'] ?? 2_000);
const packetsPerState = 400;
const injector = fileURLToPath(new URL('src/injector.pl', import.meta.url));

const own = { eth0: ['192.0.2.1', '2001:db8::1'], eth1: ['198.51.100.1'] } as const;
/** Beyond eth1; all other addresses are beyond eth0. */
const beyondEth1 = ['203.0.113.7', '2001:db8::7'];
const links = ['eth0', 'eth1', 'wan7', 'cali0001', 'cali0002', 'cali0003', 'cali-unknown'];

interface Asked {
  readonly question: Question;
  readonly to: Place;
  /** Where it comes out if it may. */
  readonly exit: string;
}

class Router {
  readonly namespace: Namespace;
  readonly #source: PacketSource;
  readonly #state: NodeState;
  readonly #workloads: ReadonlyMap<string, readonly string[]>;

  constructor(namespace: Namespace, source: PacketSource, state: NodeState) {
    this.namespace = namespace;
    this.#source = source;
    this.#state = state;
    const nets = [...state.workloads()].map(
      ({ key, interfaceName }) => [interfaceName, source.addressesOf(key)] as const,
    );
    this.#workloads = new Map(nets);
  }

  /** Each interface is one end of a wire; the other end, `w-…`, belongs to the injector. */
  async cable(): Promise<void> {
    const route = (to: string, gateway: string, link: string) => [
      `route add ${to} via ${gateway} dev ${link} onlink`,
      `neigh replace ${gateway} lladdr ${colons(beyondMac)} dev ${link} nud permanent`,
    ];
    const lines = [
      'link set lo up',
      ...links.flatMap((link) => [
        `link add ${link} address ${colons(routerMac)} type veth peer name w-${link} address 02:00:00:00:00:09`,
        `link set w-${link} up`,
        `link set ${link} up`,
      ]),
      ...Object.entries(own).flatMap(([link, list]) =>
        list.map((address) => `addr add ${address}/${address.includes(':') ? '128 nodad' : '32'} dev ${link}`),
      ),
      ...route('default', '100.64.0.1', 'eth0'),
      ...route('default', 'fe80::fe', 'eth0'),
      ...beyondEth1.flatMap((address) => route(address, address.includes(':') ? 'fe80::fd' : '100.64.1.1', 'eth1')),
      ...[...this.#workloads].flatMap(([link, addresses]) =>
        addresses.flatMap((address) => [
          `route add ${address} dev ${link}`,
          `neigh replace ${address} lladdr ${colons(beyondMac)} dev ${link} nud permanent`,
        ]),
      ),
    ];
    const settings = [
      'ipv4/ip_forward=1',
      'ipv6/conf/all/disable_ipv6=0',
      'ipv6/conf/default/disable_ipv6=0',
      'ipv6/conf/default/accept_dad=0',
      'ipv6/conf/all/forwarding=1',
      'ipv4/conf/all/send_redirects=0',
      'ipv4/conf/default/send_redirects=0',
      'ipv4/conf/all/rp_filter=0',
      'ipv4/conf/default/rp_filter=0',
      'ipv4/icmp_echo_ignore_all=1',
      'ipv6/icmp/echo_ignore_all=1',
      'netfilter/nf_conntrack_checksum=0',
    ];
    const script = settings.map((setting) => `echo ${setting.split('=')[1]} > /proc/sys/net/${setting.split('=')[0]}`);
    await this.namespace.run('sh', ['-ec', [...script, 'exec ip -batch -'].join('\n')], {
      stdin: `${lines.join('\n')}\n`,
    });
  }

  /** Undefined for what no policy decides: addresses that a kernel does not take, and no way to the outside. */
  ask(question: Question): Asked | undefined {
    const { from, packet } = question;
    const isUnusual = [packet.source, packet.destination].some((address) =>
      /^(0\.|127\.|22[4-9]|23|24|25|::1?$)/.test(address),
    );
    const isOwn = (address: string) => Object.values(own).some((list) => list.some((each) => each === address));
    if (packet.state !== 'new' || from.at === 'node' || isUnusual || isOwn(packet.source)) return undefined;
    // Only these begin a connection.
    if (packet.icmp && packet.icmp.type !== (packet.source.includes(':') ? 128 : 8)) return undefined;
    const link = [...this.#workloads].find(([, addresses]) => addresses.includes(packet.destination))?.[0];
    const workload = [...this.#state.workloads()].find(({ interfaceName }) => interfaceName === link);
    if (workload && from.at === 'workload' && from.key === workload.key) return undefined;
    if (workload) return { question, to: { at: 'workload', key: workload.key }, exit: `w-${link}` };
    // A socket does not show what comes with no checksum.
    if (isOwn(packet.destination) && packet.protocol === 'icmpv6') return undefined;
    if (isOwn(packet.destination)) return { question, to: { at: 'node' }, exit: 'node' };
    const name = beyondEth1.includes(packet.destination) ? 'eth1' : 'eth0';
    return { question, to: { at: 'interface', name, addresses: own[name] }, exit: `w-${name}` };
  }

  /** Numbers of the packets that came out where they were to, and of those that came out elsewhere. */
  async send(asked: readonly Asked[]): Promise<ReadonlySet<string>> {
    const lines = asked.map(
      ({ question: { from, packet } }, id) => `w-${this.#source.interfaceOf(from)} ${frameOf(packet, id)}\n`,
    );
    const wires = links.map((link) => `w-${link}`);
    const { stdout } = await this.namespace.run('perl', [injector, ...wires], { stdin: lines });
    return new Set(stdout.split('\n').filter((line) => line !== ''));
  }
}

const colons = (digits: string) => digits.match(/../g)?.join(':') ?? '';

/** A connection must not be there already, in either direction. */
function withoutRepetition(asked: readonly Asked[]): Asked[] {
  const seen = new Set<string>();
  return asked.filter(({ question: { packet } }) => {
    if (packet.icmp) return true;
    const ends = [`${packet.source} ${packet.sourcePort}`, `${packet.destination} ${packet.destinationPort}`];
    const key = [packet.protocol, ...ends.sort()].join(' ');
    return !seen.has(key) && seen.add(key);
  });
}

async function compare(
  random: Random,
  variant: (typeof variants)[number],
): Promise<{ allowed: number; denied: number }> {
  const messages: felix.IToDataplane[] = [...randomMessages(random)];
  const state = new NodeState({ node: 'node-a' });
  const source = new PacketSource(random, own);
  for (const message of messages) {
    state.apply(message);
    source.learn(message);
  }
  const namespace = await openNamespace();
  try {
    const router = new Router(namespace, source, state);
    await router.cable();
    const driver = new DataplaneDriver({ backend: await openBackend(namespace, variant), config: defaultRulesConfig });
    driver.setHostInterfaces(new Map(Object.entries(own)));
    for (const message of messages) driver.onUpdate(message);
    expect(await driver.apply()).toMatchObject({ errors: [], retry: [] });
    const questions = Array.from({ length: packetsPerState * 2 }, () => router.ask(source.next()) ?? []).flat();
    const asked = withoutRepetition(questions).slice(0, packetsPerState);
    const came = await router.send(asked);
    const counts = { allowed: 0, denied: 0 };
    const wrong = asked.flatMap(({ question: { from, packet }, to, exit }, id) => {
      const verdict = nodeVerdict(state, from, to, packet);
      counts[verdict.allowed ? 'allowed' : 'denied']++;
      const passed = came.has(`${id} ${exit}`);
      return passed === verdict.allowed ? [] : [{ packet, from, to, passed, decidedBy: verdict.decidedBy }];
    });
    expect(wrong).toEqual([]);
    return counts;
  } finally {
    await namespace.close();
  }
}

test.runIf(usable)(
  `kernel and evaluator agree on ${packets} random packets (MANUL_SEED=${seed})`,
  async () => {
    const counts = { allowed: 0, denied: 0 };
    for (let n = 0; counts.allowed + counts.denied < packets; n++) {
      const { allowed, denied } = await compare(new Random(seed + n), variants[n % variants.length] ?? 'nft');
      counts.allowed += allowed;
      counts.denied += denied;
    }
    expect(Math.min(counts.allowed, counts.denied)).toBeGreaterThan(packets / 20);
  },
  600_000 + packets * 30,
);
