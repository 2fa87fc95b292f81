// A pod that comes with a change of a thousand policies, with packets, while the kernel does not get to the policies: it
// has its own already, whoever shares one of them has all of its own in the new form, everybody else in the old one.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CommandRunner } from '@manul/iptables';
import { type felix, manul } from '@manul/proto';
import { type DriverHandle, runDriver } from '@manul/service-dataplane-driver';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { ScriptedServer, type ScriptedStream } from '../../services/dataplane-driver/src/testing/scripted-server.ts';
import { openBackend, variants } from './src/fixture.ts';
import { beyondMac, frameOf, routerMac } from './src/frame.ts';
import { type Namespace, openNamespace, requireNamespaces } from './src/namespace.ts';

const injector = fileURLToPath(new URL('src/injector.pl', import.meta.url));
const usable = requireNamespaces('endpoints that go before the rest of their round');
const policies = 1_000;
const client = '192.0.2.1';
const ports = { before: 80, after: 81 };
const newPolicy = policies;

const colons = (digits: string) => digits.match(/../g)?.join(':') ?? '';
const patient = { timeout: 120_000, interval: 5 };

/** Pods by number; each of the first two has half of the policies. */
const pods = {
  sharing: { name: 'cali1', address: '10.65.0.1', policies: Array.from({ length: policies / 2 }, (_, i) => i) },
  waiting: {
    name: 'cali2',
    address: '10.65.0.2',
    policies: Array.from({ length: policies / 2 }, (_, i) => policies / 2 + i),
  },
  new: { name: 'cali3', address: '10.65.0.3', policies: [0, newPolicy] },
} as const;
type Pod = keyof typeof pods;

const policyId = (index: number) => ({ kind: 'NetworkPolicy', namespace: 'prod', name: `p${index}` });

function policyUpdate(index: number, port: number): felix.IToDataplane {
  const rule = { action: 'allow', protocol: { name: 'udp' }, dst_ports: [{ first: port, last: port }] };
  const policy = { namespace: 'prod', original_selector: `app == '${index}'`, inbound_rules: [rule] };
  return { active_policy_update: { id: policyId(index), policy } };
}

function podUpdate(pod: Pod): felix.IToDataplane {
  const { name, address, policies: own } = pods[pod];
  const ingress_policies = own.map(policyId);
  return {
    workload_endpoint_update: {
      id: { orchestrator_id: 'k8s', workload_id: `prod/${pod}`, endpoint_id: 'eth0' },
      endpoint: {
        name,
        state: 'active',
        ipv4_nets: [`${address}/32`],
        tiers: [{ name: 'default', default_action: 'Deny', ingress_policies }],
      },
    },
  };
}

const all = Array.from({ length: policies }, (_, index) => index);
const before = [...all.map((index) => policyUpdate(index, ports.before)), podUpdate('sharing'), podUpdate('waiting')];
const after = [...all.map((index) => policyUpdate(index, ports.after)), policyUpdate(newPolicy, ports.after)];

function flush(phase: manul.v1.Phase, revision: number, messages: readonly felix.IToDataplane[]): manul.v1.IToNode {
  return { phase, updates: messages.map((message) => ({ message })), position: { epoch: 1, revision } };
}

describe.runIf(usable).each(variants)('a new pod among many changed policies, iptables-%s', (variant) => {
  let namespace: Namespace;
  let directory: string;
  let server: ScriptedServer;
  let driver: DriverHandle;
  let stream: ScriptedStream;
  /** Of the transaction that writes what waits. */
  const reached = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<void>();
  let isHolding = false;
  /** Of the next packet: each is a connection of its own. */
  let sourcePort = 5_000;

  const holding: CommandRunner = async (command, args, options = {}) => {
    if (!command.endsWith('-restore')) return namespace.run(command, args, options);
    const stdin = [...(options.stdin ?? '')].join('');
    if (isHolding && stdin.includes(`p${policies - 1} `)) {
      reached.resolve();
      await gate.promise;
    }
    return namespace.run(command, args, { ...options, stdin });
  };

  beforeAll(async () => {
    namespace = await openNamespace();
    const links = ['eth0', ...Object.values(pods).map(({ name }) => name)];
    const lines = [
      'link set lo up',
      ...links.flatMap((link) => [
        `link add ${link} address ${colons(routerMac)} type veth peer name w-${link} address 02:00:00:00:00:09`,
        `link set w-${link} up`,
        `link set ${link} up`,
      ]),
      'addr add 192.0.2.254/24 dev eth0',
      ...Object.values(pods).flatMap(({ name, address }) => [
        `route add ${address} dev ${name}`,
        `neigh replace ${address} lladdr ${colons(beyondMac)} dev ${name} nud permanent`,
      ]),
    ];
    await namespace.run('sh', ['-ec', 'echo 1 > /proc/sys/net/ipv4/ip_forward; exec ip -batch -'], {
      stdin: `${lines.join('\n')}\n`,
    });
    directory = mkdtempSync(join(tmpdir(), 'manul-endpoints-first-'));
    server = new ScriptedServer(`unix:${directory}/sync.sock`);
    await server.start();
    driver = await runDriver(
      {
        ...{ node: 'node-a', server: [server.address], endpointStatusPrefix: directory, workloadInterfaces: 'calico' },
        // Nothing is read back meanwhile.
        ...{ refreshSeconds: 3_600, postWriteCheckSeconds: 3_600, logLevel: 'silent' },
      },
      {
        backend: await openBackend(namespace, variant, { run: holding, ipVersions: [4], rulesWorthDividing: 500 }),
      },
    );
    stream = await vi.waitFor(() => {
      expect(server.newest?.hello).toBeDefined();
      return server.newest!;
    }, patient);
    stream.send(flush(manul.v1.Phase.SNAPSHOT, 1, [...before, { in_sync: {} }]));
    await driver.waitForPosition({ epoch: 1, revision: 1 });
  });

  afterAll(async () => {
    gate.resolve();
    await driver?.stop();
    server?.stop();
    await namespace?.close();
    rmSync(directory, { recursive: true, force: true });
  });

  /** The ports on which a pod is reached. */
  async function reachable(): Promise<Record<string, number[]>> {
    const asked = Object.entries(pods).flatMap(([pod, { address }]) =>
      Object.values(ports).map((port) => ({ pod, address, port })),
    );
    const stdin = asked.map(({ address, port }, id) => {
      const packet = { protocol: 'udp', source: client, destination: address, sourcePort: sourcePort++ } as const;
      return `w-eth0 ${frameOf({ ...packet, destinationPort: port, state: 'new' }, id)}\n`;
    });
    const wires = ['eth0', ...Object.values(pods).map(({ name }) => name)].map((link) => `w-${link}`);
    const { stdout } = await namespace.run('perl', [injector, ...wires], { stdin: stdin.join('') });
    const came = new Set(stdout.split('\n').map((line) => Number(line.split(' ')[0] || -1)));
    const answers: Record<string, number[]> = { sharing: [], waiting: [], new: [] };
    for (const [id, { pod, port }] of asked.entries()) if (came.has(id)) answers[pod]?.push(port);
    return answers;
  }

  const statusFile = (pod: Pod) => existsSync(join(directory, 'endpoint-status', `k8s prod%2F${pod} eth0`));
  const isUp = (pod: Pod) =>
    stream.statuses.some(
      ({ workload_endpoint_status_update: told }) =>
        told?.id?.workload_id === `prod/${pod}` && told.status?.status === 'up',
    );

  test('it has its policies before the rest has', async () => {
    expect(await reachable()).toEqual({ sharing: [ports.before], waiting: [ports.before], new: [] });
    expect([statusFile('waiting'), statusFile('new')]).toEqual([true, false]);
    isHolding = true;
    stream.send(flush(manul.v1.Phase.UPDATE, 2, [...after, podUpdate('new')]));
    await reached.promise;
    expect(statusFile('new')).toBe(true);
    expect(await reachable()).toEqual({ sharing: [ports.after], waiting: [ports.before], new: [ports.after] });
    await vi.waitFor(() => expect(isUp('new')).toBe(true), patient);
    expect(driver.inKernel()).toMatchObject({ revision: 1 });
    gate.resolve();
    await driver.waitForPosition({ epoch: 1, revision: 2 });
    expect(await reachable()).toEqual({ sharing: [ports.after], waiting: [ports.after], new: [ports.after] });
    expect(driver.status()).toMatchObject({ trouble: '', errors: [] });
  });
});
