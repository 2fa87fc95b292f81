// Raw-egress-only mode with packets: what the node sends is judged by untracked egress policy, what comes to it is left
// to others.
import { fileURLToPath } from 'node:url';
import { DataplaneDriver } from '@manul/dataplane';
import { CommandError } from '@manul/iptables';
import { felix } from '@manul/proto';
import { defaultRulesConfig } from '@manul/rules';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBackend, saved, variants } from './src/fixture.ts';
import { beyondMac, frameOf, routerMac } from './src/frame.ts';
import { type Namespace, openNamespace, requireNamespaces } from './src/namespace.ts';

const injector = fileURLToPath(new URL('src/injector.pl', import.meta.url));
const usable = requireNamespaces('raw-egress-only mode');
const families = {
  4: { own: '192.0.2.1', shut: '198.51.100.8', open: '198.51.100.9' },
  6: { own: '2001:db8::1', shut: '2001:db8:1::8', open: '2001:db8:1::9' },
} as const;
const port = 7_000;

const colons = (digits: string) => digits.match(/../g)?.join(':') ?? '';

const id = { kind: 'GlobalNetworkPolicy', name: 'no-exit' };
const deniesAll = [{ action: 'deny' }];
const toShut = { action: 'deny', protocol: { name: 'udp' }, dst_ip_set_ids: ['s:shut'] };
const messages: felix.IToDataplane[] = [
  {
    ipset_update: {
      id: 's:shut',
      type: felix.IPSetUpdate.IPSetType.NET,
      members: [`${families[4].shut}/32`, `${families[6].shut}/128`],
    },
  },
  {
    active_policy_update: {
      id,
      policy: { tier: 'default', untracked: true, inbound_rules: deniesAll, outbound_rules: [toShut] },
    },
  },
  // Not for this mode: it would let nothing in or out.
  {
    active_policy_update: {
      id: { ...id, name: 'tracked' },
      policy: { tier: 'default', inbound_rules: deniesAll, outbound_rules: deniesAll },
    },
  },
  {
    host_endpoint_update: {
      id: { endpoint_id: 'eth0' },
      endpoint: {
        name: 'eth0',
        expected_ipv4_addrs: [families[4].own],
        expected_ipv6_addrs: [families[6].own],
        untracked_tiers: [{ name: 'default', ingress_policies: [id], egress_policies: [id] }],
        tiers: [
          {
            name: 'default',
            ingress_policies: [{ ...id, name: 'tracked' }],
            egress_policies: [{ ...id, name: 'tracked' }],
          },
        ],
      },
    },
  },
  { in_sync: {} },
];

describe.runIf(usable).each(variants)('raw-egress-only mode with iptables-%s', (variant) => {
  let namespace: Namespace;
  let driver: DataplaneDriver;

  beforeAll(async () => {
    namespace = await openNamespace();
    const lines = [
      'link set lo up',
      `link add eth0 address ${colons(routerMac)} type veth peer name w-eth0 address 02:00:00:00:00:09`,
      'link set w-eth0 up',
      'link set eth0 up',
      ...Object.values(families).flatMap(({ own, shut, open }) => [
        `addr add ${own}/${own.includes(':') ? '128 nodad' : '32'} dev eth0`,
        ...[shut, open].flatMap((address) => [
          `route add ${address} dev eth0`,
          `neigh replace ${address} lladdr ${colons(beyondMac)} dev eth0 nud permanent`,
        ]),
      ]),
    ];
    await namespace.run('sh', ['-ec', 'echo 0 > /proc/sys/net/ipv6/conf/all/disable_ipv6; exec ip -batch -'], {
      stdin: `${lines.join('\n')}\n`,
    });
    driver = new DataplaneDriver({
      backend: await openBackend(namespace, variant, { tables: ['raw'] }),
      config: defaultRulesConfig,
      rawEgressOnly: true,
    });
    driver.setHostInterfaces(new Map([['eth0', Object.values(families).map(({ own }) => own)]]));
    await take(messages);
  });

  afterAll(() => namespace?.close());

  async function take(updates: readonly felix.IToDataplane[]): Promise<void> {
    for (const update of updates) driver.onUpdate(update);
    expect(await driver.apply()).toMatchObject({ errors: [], retry: [] });
  }

  /** Whether the kernel takes a packet of the node's own. */
  async function sends(address: string): Promise<boolean> {
    try {
      await namespace.run('bash', ['-c', `echo hello > /dev/udp/${address}/${port}`]);
      return true;
    } catch (error) {
      if (error instanceof CommandError && /not permitted/.test(error.stderr)) return false;
      throw error;
    }
  }

  /** Whether a packet from outside comes to the node's sockets. */
  async function receives(source: string, destination: string): Promise<boolean> {
    const packet = {
      protocol: 'udp',
      source,
      destination,
      sourcePort: port,
      destinationPort: port,
      state: 'new',
    } as const;
    const { stdout } = await namespace.run('perl', [injector, 'w-eth0'], { stdin: `w-eth0 ${frameOf(packet, 1)}\n` });
    return stdout.split('\n').includes('1 node');
  }

  for (const [version, { own, shut, open }] of Object.entries(families)) {
    test(`IPv${version}: what the policy denies does not leave, all else does`, async () => {
      expect([await sends(shut), await sends(open)]).toEqual([false, true]);
    });

    test(`IPv${version}: what comes in is not touched, whatever the policy says of it`, async () => {
      expect([await receives(shut, own), await receives(open, own)]).toEqual([true, true]);
    });
  }

  test('the other tables have nothing of ours', async () => {
    for (const table of ['filter', 'mangle'] as const) {
      for (const ipVersion of [4, 6] as const) {
        expect((await saved(namespace, variant, table, ipVersion)).filter((line) => line.includes('cali'))).toEqual([]);
      }
    }
  });

  test('without the policy everything leaves again', async () => {
    await take([
      { host_endpoint_update: { id: { endpoint_id: 'eth0' }, endpoint: { name: 'eth0', untracked_tiers: [] } } },
      { active_policy_remove: { id } },
    ]);
    for (const { shut } of Object.values(families)) expect(await sends(shut)).toBe(true);
    await take(messages);
  });
});
