import type { felix } from '@manul/proto';
import { defaultRulesConfig, rendering } from '@manul/rules';
import { beforeEach, describe, expect, test } from 'vitest';
import { PolicyManager } from './policy-manager.ts';
import { RecordingTable } from './recording-table.ts';
import { policyRemove, policyUpdate, profileRemove, profileUpdate, workloadUpdate } from './testing/messages.ts';

const r = rendering(defaultRulesConfig, 4);
const inbound = 'cali-pi-np/prod/web';
const outbound = 'cali-po-np/prod/web';
const fromSet = (id: string): felix.IRule => ({ action: 'allow', src_ip_set_ids: [id] });
const toSet = (id: string): felix.IRule => ({ action: 'allow', dst_ip_set_ids: [id] });
const chains = (table: RecordingTable) => [...table.chains.keys()].sort();

let raw: RecordingTable;
let mangle: RecordingTable;
let filter: RecordingTable;
let manager: PolicyManager;
const calls = () => [raw, mangle, filter].map((table) => table.calls);

beforeEach(() => {
  raw = new RecordingTable('raw', 4);
  mangle = new RecordingTable('mangle', 4);
  filter = new RecordingTable('filter', 4);
});

describe('normal mode', () => {
  beforeEach(() => {
    manager = PolicyManager.normal({ raw, mangle, filter }, r);
  });

  test.each([{}, { untracked: true }, { pre_dnat: true }])('a policy %j goes to all three tables', (policy) => {
    manager.onUpdate(policyUpdate('web', policy));
    for (const table of [raw, mangle, filter]) {
      expect(chains(table)).toEqual([inbound, outbound]);
      expect([...table.chains.values()].some(({ forced }) => forced)).toBe(false);
    }
  });

  test('a policy needed everywhere is forced in filter, and there alone', () => {
    manager.onUpdate(policyUpdate('web', { perf_hints: ['AssumeNeededOnEveryNode'] }));
    expect([...filter.chains.values()].map(({ forced }) => forced)).toEqual([true, true]);
    expect(filter.programmed()).toEqual(new Set([inbound, outbound]));
    expect([...raw.chains.values(), ...mangle.chains.values()].some(({ forced }) => forced)).toBe(false);
  });

  test('another hint forces nothing; losing the hint ends it', () => {
    manager.onUpdate(policyUpdate('web', { perf_hints: ['Other'] }));
    expect(filter.programmed()).toEqual(new Set());
    manager.onUpdate(policyUpdate('web', { perf_hints: ['AssumeNeededOnEveryNode'] }));
    manager.onUpdate(policyUpdate('web'));
    expect(filter.programmed()).toEqual(new Set());
  });

  test('an update renders again', () => {
    manager.onUpdate(policyUpdate('web'));
    manager.onUpdate(policyUpdate('web', { inbound_rules: [{ action: 'deny' }] }));
    for (const table of [raw, mangle, filter]) expect(table.chains.get(inbound)?.rules).toHaveLength(2);
  });

  test('an update that changes no chain makes no call', () => {
    manager.onUpdate(policyUpdate('web', { inbound_rules: [fromSet('s:a')] }));
    const before = structuredClone(calls());
    manager.onUpdate(policyUpdate('web', { inbound_rules: [fromSet('s:a')], original_selector: 'x == "y"' }));
    expect(calls()).toEqual(before);
  });

  test("one policy's change leaves the others' chains alone", () => {
    manager.onUpdate(policyUpdate('web'));
    manager.onUpdate(policyUpdate('db'));
    const before = filter.calls.length;
    manager.onUpdate(policyUpdate('db', { inbound_rules: [{ action: 'deny' }] }));
    expect(filter.calls.slice(before)).toEqual(['update cali-pi-np/prod/db', 'update cali-po-np/prod/db']);
  });

  test('a staged policy has no chains', () => {
    const id = { kind: 'StagedNetworkPolicy', namespace: 'prod', name: 'web' };
    manager.onUpdate({ active_policy_update: { id, policy: {} } });
    expect(calls()).toEqual([[], [], []]);
  });

  test('removing takes both names out of all three, also of a policy that was never sent', () => {
    manager.onUpdate(policyUpdate('web'));
    manager.onUpdate(policyRemove('web'));
    for (const table of [raw, mangle, filter]) {
      expect(chains(table)).toEqual([]);
      expect(table.calls.slice(-2)).toEqual([`remove ${inbound}`, `remove ${outbound}`]);
    }
    manager.onUpdate(policyRemove('db'));
    expect(raw.calls.slice(-2)).toEqual(['remove cali-pi-np/prod/db', 'remove cali-po-np/prod/db']);
  });

  test('a policy that comes back is given to the tables again', () => {
    manager.onUpdate(policyUpdate('web'));
    manager.onUpdate(policyRemove('web'));
    manager.onUpdate(policyUpdate('web'));
    expect(chains(filter)).toEqual([inbound, outbound]);
  });

  test('a profile: both directions to filter, outbound to mangle, nothing to raw', () => {
    manager.onUpdate(profileUpdate('kns.prod'));
    expect(chains(filter)).toEqual(['cali-pri-kns.prod', 'cali-pro-kns.prod']);
    expect(chains(mangle)).toEqual(['cali-pro-kns.prod']);
    expect(raw.calls).toEqual([]);
  });

  test('a profile that changes no chain makes no call', () => {
    manager.onUpdate(profileUpdate('kns.prod'));
    const before = structuredClone(calls());
    manager.onUpdate(profileUpdate('kns.prod'));
    expect(calls()).toEqual(before);
  });

  test('removing a profile', () => {
    manager.onUpdate(profileUpdate('kns.prod'));
    manager.onUpdate(profileRemove('kns.prod'));
    expect(chains(filter)).toEqual([]);
    expect(chains(mangle)).toEqual([]);
    expect(raw.calls).toEqual([]);
  });

  test('messages of other kinds are ignored', () => {
    manager.onUpdate(workloadUpdate('a'));
    manager.onUpdate({ in_sync: {} });
    manager.completeDeferredWork();
    expect(calls()).toEqual([[], [], []]);
  });

  test('names too long are shortened, and removed by the same name', () => {
    const name = 'x'.repeat(60);
    manager.onUpdate(policyUpdate(name));
    expect(chains(filter).every((chain) => chain.length === 28 && /^cali-p[io]-_/.test(chain))).toBe(true);
    manager.onUpdate(policyRemove(name));
    expect(chains(filter)).toEqual([]);
  });

  test('owners and users are found by kernel name', () => {
    manager.onUpdate(policyUpdate('web', { outbound_rules: [toSet('s:a')] }));
    manager.onUpdate(profileUpdate('kns.prod', { inbound_rules: [fromSet('s:a')] }));
    expect(manager.ownerOf(outbound)).toBe('active_policy NetworkPolicy|prod|web');
    expect(manager.ownerOf('cali-pri-kns.prod')).toBe('active_profile kns.prod');
    expect(manager.ownerOf('cali-other')).toBeUndefined();
    expect(manager.usersOf('cali40s:a').sort()).toEqual([
      'active_policy NetworkPolicy|prod|web',
      'active_profile kns.prod',
    ]);
    expect(manager.usersOf('cali40s:b')).toEqual([]);
  });
});

describe('raw-egress-only mode', () => {
  let needed: string[][];

  beforeEach(() => {
    needed = [];
    manager = PolicyManager.rawEgressOnly(raw, r, (names) => needed.push([...names].sort()));
  });

  test('an empty union is handed over once', () => {
    manager.completeDeferredWork();
    manager.completeDeferredWork();
    expect(needed).toEqual([[]]);
  });

  test('of an untracked policy, the outbound chain, and the IP sets that it uses', () => {
    const policy = {
      untracked: true,
      inbound_rules: [fromSet('s:in')],
      outbound_rules: [toSet('s:out'), fromSet('s:b')],
    };
    manager.onUpdate(policyUpdate('web', policy));
    manager.completeDeferredWork();
    expect(chains(raw)).toEqual([outbound]);
    expect(needed).toEqual([['cali40s:b', 'cali40s:out']]);
  });

  test('nothing is handed over before the round, and the union only where it may have changed', () => {
    manager.onUpdate(policyUpdate('web', { untracked: true, outbound_rules: [toSet('s:a')] }));
    manager.onUpdate(policyUpdate('db', { untracked: true, outbound_rules: [toSet('s:b'), toSet('s:a')] }));
    expect(needed).toEqual([]);
    manager.completeDeferredWork();
    manager.onUpdate(profileUpdate('kns.prod'));
    manager.onUpdate(workloadUpdate('a'));
    manager.completeDeferredWork();
    expect(needed).toEqual([['cali40s:a', 'cali40s:b']]);
  });

  test('a policy that is not untracked is cleaned up as if removed', () => {
    manager.onUpdate(policyUpdate('web', { untracked: true, outbound_rules: [toSet('s:a')] }));
    manager.completeDeferredWork();
    manager.onUpdate(policyUpdate('web', { outbound_rules: [toSet('s:a')] }));
    manager.completeDeferredWork();
    expect(chains(raw)).toEqual([]);
    expect(raw.calls.slice(-2)).toEqual([`remove ${inbound}`, `remove ${outbound}`]);
    expect(needed).toEqual([['cali40s:a'], []]);
  });

  test('cleaning up marks the filter dirty even where there was nothing', () => {
    manager.completeDeferredWork();
    manager.onUpdate(policyUpdate('web'));
    manager.completeDeferredWork();
    manager.onUpdate(policyRemove('web'));
    manager.completeDeferredWork();
    expect(needed).toEqual([[], [], []]);
  });

  test('removing drops the recorded sets', () => {
    manager.onUpdate(policyUpdate('web', { untracked: true, outbound_rules: [toSet('s:a')] }));
    manager.onUpdate(policyUpdate('db', { untracked: true, outbound_rules: [toSet('s:b')] }));
    manager.completeDeferredWork();
    manager.onUpdate(policyRemove('web'));
    manager.completeDeferredWork();
    expect(needed).toEqual([['cali40s:a', 'cali40s:b'], ['cali40s:b']]);
    expect(chains(raw)).toEqual(['cali-po-np/prod/db']);
  });

  test('an update replaces the recorded sets', () => {
    manager.onUpdate(policyUpdate('web', { untracked: true, outbound_rules: [toSet('s:a')] }));
    manager.onUpdate(policyUpdate('web', { untracked: true, outbound_rules: [toSet('s:b')] }));
    manager.completeDeferredWork();
    expect(needed).toEqual([['cali40s:b']]);
  });

  test('profiles are ignored, their removal is harmless', () => {
    manager.onUpdate(profileUpdate('kns.prod'));
    manager.onUpdate(profileRemove('kns.prod'));
    expect(raw.calls).toEqual([]);
  });

  test('a performance hint does not force anything into raw', () => {
    manager.onUpdate(policyUpdate('web', { untracked: true, perf_hints: ['AssumeNeededOnEveryNode'] }));
    expect([...raw.chains.values()].map(({ forced }) => forced)).toEqual([undefined]);
  });
});
