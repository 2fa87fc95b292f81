// Messages full of hostile text: nothing throws, and nothing but what we meant reaches a restore input.
import { Family, RecordingIpSets, RecordingTable } from '@manul/dataplane';
import { defaultRulesConfig, type TableName } from '@manul/rules';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatComment, formatRule } from './rule-format.ts';

const seed = Number(process.env['MANUL_SEED'] ?? Date.now() % 2 ** 31);

const hostile = fc.oneof(
  fc.string(),
  fc.constantFrom(
    '--jump ACCEPT',
    '\n-A INPUT -j ACCEPT',
    '" -j ACCEPT "',
    '-j',
    '!',
    '10.0.0.1/8 --jump ACCEPT',
    '::',
    '10.0.0.0/8',
    '*',
  ),
  fc.constantFrom(
    'cali+',
    '-m',
    '__proto__',
    'constructor',
    'a'.repeat(300),
    'tcp',
    'all',
    '0',
    '\0',
    'ä',
    '$(x)',
    '`x`',
    "'",
  ),
);
const texts = fc.array(hostile, { maxLength: 3 });
const number = fc.oneof(fc.integer(), fc.double(), fc.constantFrom(Number.NaN, -1, 2 ** 31, 65_536));
const ranges = fc.array(fc.record({ first: number, last: number }), { maxLength: 3 });
const protocol = fc.oneof(fc.record({ name: hostile }), fc.record({ number }), fc.constant({}));

const rule = fc.record(
  {
    ...{ action: hostile, ip_version: fc.constantFrom(0, 4, 6), protocol, not_protocol: protocol },
    ...{ src_net: texts, dst_net: texts, not_src_net: texts, not_dst_net: texts },
    ...{ src_ports: ranges, dst_ports: ranges, not_src_ports: ranges, not_dst_ports: ranges },
    ...{
      src_ip_set_ids: texts,
      not_dst_ip_set_ids: texts,
      dst_named_port_ip_set_ids: texts,
      dst_ip_port_set_ids: texts,
    },
    ...{ icmp_type: number, not_icmp_type_code: fc.record({ type: number, code: number }) },
    metadata: fc.record({ annotations: fc.dictionary(hostile, hostile, { maxKeys: 2 }) }),
  },
  { requiredKeys: [] },
);
const rules = fc.array(rule, { maxLength: 3 });
const policyId = fc.record({
  kind: fc.oneof(hostile, fc.constant('NetworkPolicy')),
  namespace: hostile,
  name: hostile,
});
const tiers = fc.array(
  fc.record({
    name: hostile,
    default_action: hostile,
    ingress_policies: fc.array(policyId),
    egress_policies: fc.array(policyId),
  }),
  { maxLength: 2 },
);

const message: fc.Arbitrary<Parameters<Family['onUpdate']>[0]> = fc.oneof(
  fc
    .record({
      id: policyId,
      policy: fc.record({ inbound_rules: rules, outbound_rules: rules, original_selector: hostile, tier: hostile }),
    })
    .map((active_policy_update) => ({ active_policy_update })),
  fc
    .record({ id: fc.record({ name: hostile }), profile: fc.record({ inbound_rules: rules }) })
    .map((active_profile_update) => ({ active_profile_update })),
  fc
    .record({
      id: fc.record({ workload_id: hostile }),
      endpoint: fc.record({
        ...{ state: hostile, name: hostile, profile_ids: texts, tiers, ipv4_nets: texts },
        ...{
          allow_spoofed_source_prefixes: texts,
          qos_policies: fc.array(fc.record({ dscp: number }), { maxLength: 1 }),
        },
        qos_controls: fc.record({
          IngressPacketRate: number,
          IngressPacketBurst: number,
          EgressMaxConnections: number,
        }),
      }),
    })
    .map((workload_endpoint_update) => ({ workload_endpoint_update })),
  fc
    .record({
      id: fc.record({ endpoint_id: hostile }),
      endpoint: fc.record({ name: hostile, expected_ipv4_addrs: texts, tiers, untracked_tiers: tiers }),
    })
    .map((host_endpoint_update) => ({ host_endpoint_update })),
  fc.record({ service_cluster_cidrs: texts }).map((global_bgp_config_update) => ({ global_bgp_config_update })),
);

const word = '[A-Za-z0-9_][A-Za-z0-9._/:@+=,-]*';
/** Options with at most two values; a value never begins with `-`, unless it is a chain's or set's hash. */
const safeRule = new RegExp(`^((! )?--?[a-z][a-z0-9-]*( ! --[a-z-]+)?( (${word}|::\\S*|"[\\w @%+=:,./-]*"))*( |$))*$`);

test('hostile messages', () => {
  const names: readonly TableName[] = ['raw', 'mangle', 'filter'];
  fc.assert(
    fc.property(
      fc.array(message, { maxLength: 6 }),
      fc.constantFrom(4 as const, 6 as const),
      texts,
      (messages, ipVersion, interfaces) => {
        const [raw, mangle, filter] = names.map((name) => new RecordingTable(name, ipVersion)) as [
          RecordingTable,
          RecordingTable,
          RecordingTable,
        ];
        const family = new Family({
          config: defaultRulesConfig,
          ipVersion,
          tables: { raw, mangle, filter },
          ipSets: new RecordingIpSets(ipVersion),
        });
        family.setHostInterfaces(new Map(interfaces.map((name) => [name, ['10.0.0.1']])));
        for (const one of messages) family.onUpdate(one);
        family.completeDeferredWork();
        for (const { name, rules: all } of [raw, mangle, filter].flatMap(({ chains }) => [...chains.values()])) {
          expect(name).toMatch(/^cali-[A-Za-z0-9._/:@-]{1,23}$/);
          for (const one of all) {
            expect(formatRule(one)).toMatch(safeRule);
            for (const text of one.comments ?? [])
              expect(formatComment(text)).toMatch(/^-m comment --comment "[\w @%+=:,./-]{0,255}"$/);
          }
        }
      },
    ),
    { seed, numRuns: 1000 },
  );
});
