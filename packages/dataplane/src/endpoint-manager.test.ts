import { defaultRulesConfig, rendering } from '@manul/rules';
import { beforeEach, describe, expect, test } from 'vitest';
import { EndpointManager } from './endpoint-manager.ts';
import { RecordingIpSets, RecordingTable } from './recording-table.ts';
import {
  hostRemove,
  hostUpdate,
  policyRemove,
  policyUpdate,
  profileUpdate,
  tier,
  workloadRemove,
  workloadUpdate,
} from './testing/messages.ts';

const web = 'active_policy NetworkPolicy|prod|web';
let tables: { raw: RecordingTable; mangle: RecordingTable; filter: RecordingTable };
let manager: EndpointManager;

beforeEach(() => {
  tables = {
    raw: new RecordingTable('raw', 4),
    mangle: new RecordingTable('mangle', 4),
    filter: new RecordingTable('filter', 4),
  };
  manager = new EndpointManager(tables, new RecordingIpSets(4), rendering(defaultRulesConfig, 4));
});

const round = (...messages: Parameters<EndpointManager['onUpdate']>[0][]) => {
  for (const message of messages) manager.onUpdate(message);
  for (const table of Object.values(tables)) table.calls.length = 0;
  manager.completeDeferredWork();
};
const rules = (table: keyof typeof tables, chain: string) => tables[table].chains.get(chain)?.rules;
const jumps = (table: keyof typeof tables, chain: string) =>
  rules(table, chain)?.flatMap(({ action }) => (action && 'chain' in action ? [action.chain] : []));
const comments = (table: keyof typeof tables, chain: string) =>
  rules(table, chain)?.flatMap((rule) => rule.comments ?? []);

describe('workload endpoints', () => {
  test('chains and dispatch; gone with the endpoint', () => {
    round(workloadUpdate('a'));
    expect(rules('filter', 'cali-tw-calia')).toBeDefined();
    expect(jumps('filter', 'cali-from-wl-dispatch')).toEqual(['cali-fw-calia']);
    round(workloadRemove('a'));
    expect(rules('filter', 'cali-tw-calia')).toBeUndefined();
    expect(jumps('filter', 'cali-from-wl-dispatch')).toEqual([]);
  });

  test("one endpoint's change touches its chains alone", () => {
    round(policyUpdate('web'), workloadUpdate('a'), workloadUpdate('b'));
    round(workloadUpdate('b', { tiers: [tier('web')] }));
    expect(tables.filter.calls.sort()).toEqual(['update cali-fw-calib', 'update cali-tw-calib']);
    expect([...tables.raw.calls, ...tables.mangle.calls]).toEqual([]);
  });

  test('nothing changed: no call', () => {
    round(workloadUpdate('a'), workloadUpdate('b'));
    round(workloadUpdate('a'));
    round();
    for (const table of Object.values(tables)) expect(table.calls).toEqual([]);
  });

  test('an endpoint that is not active lets nothing pass', () => {
    round(workloadUpdate('a', { state: 'inactive' }));
    expect(rules('filter', 'cali-tw-calia')).toEqual([
      { match: [], action: { do: 'drop' }, comments: ['Endpoint admin disabled'] },
    ]);
  });

  test('of two endpoints with one interface, the first by key is in force, whatever the order of messages', () => {
    round(policyUpdate('web'));
    const old = workloadUpdate('a-old', { name: 'calix', tiers: [tier('web')] });
    const young = workloadUpdate('b-new', { name: 'calix' });
    round(young, old);
    expect(jumps('filter', 'cali-tw-calix')).toEqual(['cali-pi-np/prod/web']);
    round(workloadRemove('a-old'));
    expect(jumps('filter', 'cali-tw-calix')).toEqual([]);
    round(workloadRemove('b-new'));
    expect(rules('filter', 'cali-tw-calix')).toBeUndefined();
  });

  test('an endpoint that changes its interface leaves nothing behind', () => {
    round(workloadUpdate('a'));
    round(workloadUpdate('a', { name: 'caliz' }));
    expect(rules('filter', 'cali-tw-calia')).toBeUndefined();
    expect(jumps('filter', 'cali-to-wl-dispatch')).toEqual(['cali-tw-caliz']);
  });

  test.each(['', 'cali+', 'a b', '--jump', 'x'.repeat(16)])('an interface named %j reaches no rule', (name) => {
    round(workloadUpdate('a', { name }));
    expect(jumps('filter', 'cali-from-wl-dispatch')).toEqual([]);
  });

  test('workloads that may spoof', () => {
    round(workloadUpdate('a', { allow_spoofed_source_prefixes: ['10.0.0.0/8'] }), workloadUpdate('b'));
    expect(rules('raw', 'cali-rpf-skip')).toHaveLength(1);
    round(workloadUpdate('b', { profile_ids: [] }));
    expect(tables.raw.calls).toEqual([]);
    round(workloadUpdate('a'));
    expect(rules('raw', 'cali-rpf-skip')).toEqual([]);
  });
});

describe('policy groups', () => {
  const groups = () => [...tables.filter.chains.keys()].filter((name) => /^cali-g[io]-/.test(name));

  test('shared by endpoints, in all tables, and gone with the last of them', () => {
    round(policyUpdate('web'), policyUpdate('db'));
    round(workloadUpdate('a', { tiers: [tier('web', 'db')] }), workloadUpdate('b', { tiers: [tier('web', 'db')] }));
    expect(groups()).toHaveLength(2);
    expect([...tables.raw.chains.keys()].filter((name) => name.startsWith('cali-g'))).toHaveLength(2);
    round(workloadRemove('a'));
    expect(groups()).toHaveLength(2);
    round(workloadUpdate('b'));
    expect(groups()).toEqual([]);
    expect([...tables.mangle.chains.keys()].filter((name) => name.startsWith('cali-g'))).toEqual([]);
  });

  test("a policy's new selector divides its group", () => {
    round(policyUpdate('web'), policyUpdate('db'), workloadUpdate('a', { tiers: [tier('web', 'db')] }));
    round(policyUpdate('web', { original_selector: 'other' }));
    expect(groups()).toEqual([]);
    expect(jumps('filter', 'cali-tw-calia')).toEqual(['cali-pi-np/prod/web', 'cali-pi-np/prod/db']);
  });

  test('without the selector, a policy update touches no endpoint', () => {
    round(policyUpdate('web'), workloadUpdate('a', { tiers: [tier('web')] }));
    round(policyUpdate('web', { inbound_rules: [{ action: 'deny' }] }));
    expect(tables.filter.calls).toEqual([]);
  });
});

describe('fail closed', () => {
  const isClosed = (chain: string) => comments('filter', chain)?.at(-1)?.startsWith('Closed: ') ?? false;

  test('an endpoint whose policy is missing, until it comes', () => {
    round(workloadUpdate('a', { tiers: [tier('web')] }), workloadUpdate('b'));
    expect(isClosed('cali-tw-calia')).toBe(true);
    expect(isClosed('cali-tw-calib')).toBe(false);
    expect([...manager.closed()].map(([key]) => key)).toEqual(['workload_endpoint k8s|a|eth0']);
    round(policyUpdate('web'));
    expect(isClosed('cali-tw-calia')).toBe(false);
    round(policyRemove('web'));
    expect(isClosed('cali-tw-calia')).toBe(true);
  });

  test('an endpoint whose profile is missing is closed both ways', () => {
    round(workloadUpdate('a', { profile_ids: ['kns.prod'] }));
    expect(isClosed('cali-tw-calia') && isClosed('cali-fw-calia')).toBe(true);
    round(profileUpdate('kns.prod'));
    expect(isClosed('cali-tw-calia') || isClosed('cali-fw-calia')).toBe(false);
  });

  test('a policy for one direction closes that one', () => {
    round(workloadUpdate('a', { tiers: [{ ...tier('web'), egress_policies: [] }] }));
    expect(isClosed('cali-tw-calia')).toBe(true);
    expect(isClosed('cali-fw-calia')).toBe(false);
  });

  test('a policy that the kernel refused closes its users until it changes', () => {
    round(policyUpdate('web'), workloadUpdate('a', { tiers: [tier('web')] }), workloadUpdate('b'));
    expect(manager.fail(web, 'refused')).toBe(true);
    expect(manager.fail(web, 'again')).toBe(false);
    round();
    expect(isClosed('cali-tw-calia')).toBe(true);
    expect(jumps('filter', 'cali-tw-calia')).toEqual([]);
    expect(tables.filter.calls.sort()).toEqual(['update cali-fw-calia', 'update cali-tw-calia']);
    expect([...manager.failures()]).toEqual([[web, 'refused']]);
    round(policyUpdate('web', { inbound_rules: [{ action: 'deny' }] }));
    expect(isClosed('cali-tw-calia')).toBe(false);
    expect([...manager.failures()]).toEqual([]);
  });

  test('an endpoint whose own chains were refused is shut until it changes or is forgiven', () => {
    round(workloadUpdate('a'));
    manager.fail('workload_endpoint k8s|a|eth0', 'refused');
    round();
    expect(rules('filter', 'cali-tw-calia')).toHaveLength(1);
    manager.forgive();
    round();
    expect(rules('filter', 'cali-tw-calia')?.length).toBeGreaterThan(1);
  });
});

describe('host endpoints', () => {
  beforeEach(() => {
    manager.setHostInterfaces(
      new Map([
        ['eth0', ['10.0.0.1', 'fd00::1']],
        ['eth1', ['192.168.0.1']],
      ]),
    );
    round(policyUpdate('web'));
  });

  test('without any, dispatch chains are there and empty', () => {
    for (const table of ['raw', 'mangle', 'filter'] as const) expect(rules(table, 'cali-to-host-endpoint')).toEqual([]);
  });

  test('by interface name, and by expected address', () => {
    round(hostUpdate('one', { name: 'eth0' }), hostUpdate('two', { expected_ipv4_addrs: ['192.168.0.1'] }));
    expect(jumps('filter', 'cali-from-host-endpoint')).toEqual(['cali-fh-eth0', 'cali-fh-eth1']);
  });

  test('a name that is not there is not matched by address instead', () => {
    round(hostUpdate('one', { name: 'eth9', expected_ipv4_addrs: ['10.0.0.1'] }));
    expect(jumps('filter', 'cali-from-host-endpoint')).toEqual([]);
  });

  test('of several, the first by key governs; the next takes over', () => {
    round(hostUpdate('b', { name: 'eth0', tiers: [tier('web')] }), hostUpdate('a', { name: 'eth0' }));
    expect(jumps('filter', 'cali-fh-eth0')).toEqual(['cali-failsafe-in']);
    round(hostRemove('a'));
    expect(jumps('filter', 'cali-fh-eth0')).toEqual(['cali-failsafe-in', 'cali-pi-np/prod/web']);
  });

  test('raw and pre-DNAT chains where there is such policy', () => {
    round(hostUpdate('one', { name: 'eth0', untracked_tiers: [tier('web')], pre_dnat_tiers: [tier('web')] }));
    expect(jumps('raw', 'cali-from-host-endpoint')).toEqual(['cali-fh-eth0']);
    expect(jumps('raw', 'cali-fh-eth0')).toContain('cali-pi-np/prod/web');
    expect(jumps('mangle', 'cali-from-host-endpoint')).toEqual(['cali-fh-eth0']);
    round(hostUpdate('one', { name: 'eth0' }));
    expect(rules('raw', 'cali-fh-eth0')).toBeUndefined();
    expect(rules('mangle', 'cali-fh-eth0')).toBeUndefined();
    expect(rules('mangle', 'cali-th-eth0')).toBeDefined();
  });

  test('all interfaces: the default of the dispatch, but not in raw', () => {
    round(hostUpdate('all', { name: '*', untracked_tiers: [tier('web')] }), hostUpdate('one', { name: 'eth0' }));
    expect(jumps('filter', 'cali-from-host-endpoint')).toEqual(['cali-fh-eth0', 'cali-fh-any-interface-at-all']);
    expect(jumps('raw', 'cali-from-host-endpoint')).toEqual([]);
  });

  test('an address that moves takes the endpoint along', () => {
    round(hostUpdate('one', { expected_ipv6_addrs: ['fd00::1'] }));
    expect(jumps('filter', 'cali-from-host-endpoint')).toEqual(['cali-fh-eth0']);
    manager.setHostInterfaces(new Map([['eth1', ['fd00::1']]]));
    round();
    expect(jumps('filter', 'cali-from-host-endpoint')).toEqual(['cali-fh-eth1']);
    expect(rules('filter', 'cali-fh-eth0')).toBeUndefined();
  });

  test('closed: failsafe ports stay open', () => {
    round(hostUpdate('one', { name: 'eth0', tiers: [tier('gone')] }));
    expect(jumps('filter', 'cali-fh-eth0')).toEqual(['cali-failsafe-in']);
    expect(comments('filter', 'cali-fh-eth0')).toEqual(['Closed: active_policy NetworkPolicy|prod|gone is missing']);
    round(hostUpdate('one', { name: 'eth0' }));
    manager.fail('host_endpoint one', 'refused');
    round();
    expect(comments('filter', 'cali-fhfw-eth0')).toEqual(['Closed: host_endpoint one failed']);
  });
});
