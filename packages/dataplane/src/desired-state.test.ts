import { felix, HeldObjects } from '@manul/proto';
import { beforeEach, describe, expect, test } from 'vitest';
import { DesiredState } from './desired-state.ts';
import {
  inSync,
  policyRemove,
  policyUpdate,
  profileUpdate,
  setDelta,
  setUpdate,
  tier,
  workloadRemove,
  workloadUpdate,
} from './testing/messages.ts';

let state: DesiredState;
const accept = (...messages: felix.IToDataplane[]) => messages.flatMap((message) => state.accept(message));
/** Kinds of messages in order. */
const fields = (messages: Iterable<felix.IToDataplane>) => [...messages].map((message) => Object.keys(message)[0]);

beforeEach(() => {
  state = new DesiredState();
});

describe('single messages', () => {
  test('what changes something is passed on, what changes nothing is not', () => {
    expect(accept(policyUpdate('web'))).toEqual([policyUpdate('web')]);
    expect(accept(policyUpdate('web'))).toEqual([]);
    expect(accept(policyUpdate('web', { untracked: true }))).toHaveLength(1);
    expect(accept(policyRemove('web'))).toHaveLength(1);
    expect(accept(policyRemove('web'))).toEqual([]);
  });

  test('the place in the stream is no change', () => {
    accept({ ...policyUpdate('web'), sequence_number: 1 });
    expect(accept({ ...policyUpdate('web'), sequence_number: 2 })).toEqual([]);
  });

  test('decoded messages compare like plain ones', () => {
    const decoded = () =>
      felix.ToDataplane.decode(felix.ToDataplane.encode(workloadUpdate('a', { tiers: [tier('web')] })).finish());
    expect(accept(decoded())).toHaveLength(1);
    expect(accept(decoded())).toEqual([]);
  });

  test('in_sync is passed on once', () => {
    expect(state.inSync).toBe(false);
    expect(accept(inSync, inSync)).toEqual([inSync]);
    expect(state.inSync).toBe(true);
  });

  test('kinds that nothing here depends on go through', () => {
    const route = { route_update: { dst: '10.0.0.0/8' } };
    expect(accept(route, route)).toEqual([route, route]);
    expect([...state.messages()]).toEqual([]);
  });

  test('objects named like what every object inherits are objects like others', () => {
    expect(accept(profileUpdate('constructor'), profileUpdate('__proto__'))).toHaveLength(2);
    expect([...state.messages()]).toHaveLength(2);
  });
});

describe('IP sets', () => {
  test('a held set becomes a delta', () => {
    accept(setUpdate('s:a', ['10.0.0.1', '10.0.0.2']));
    expect(accept(setUpdate('s:a', ['10.0.0.2', '10.0.0.1']))).toEqual([]);
    expect(accept(setUpdate('s:a', ['10.0.0.2', '10.0.0.3']))).toEqual([setDelta('s:a', ['10.0.0.3'], ['10.0.0.1'])]);
  });

  test('another type replaces', () => {
    accept(setUpdate('s:a', ['10.0.0.1']));
    const net = setUpdate('s:a', ['10.0.0.1'], felix.IPSetUpdate.IPSetType.NET);
    expect(accept(net)).toEqual([net]);
  });

  test('of a delta, what changes something; none of a set that was never sent', () => {
    expect(accept(setDelta('s:a', ['10.0.0.1']))).toEqual([]);
    accept(setUpdate('s:a', ['10.0.0.1']));
    expect(accept(setDelta('s:a', ['10.0.0.1', '10.0.0.2'], ['10.0.0.9']))).toEqual([setDelta('s:a', ['10.0.0.2'])]);
    expect(accept(setDelta('s:a', [], ['10.0.0.9']))).toEqual([]);
    expect([...state.messages()]).toEqual([setUpdate('s:a', ['10.0.0.1', '10.0.0.2'])]);
  });
});

describe('snapshots', () => {
  beforeEach(() => {
    accept(setUpdate('s:a', ['10.0.0.1']), policyUpdate('web'), profileUpdate('kns.a'), workloadUpdate('a'), inSync);
  });

  test('the same again: nothing', () => {
    state.beginSnapshot();
    expect(
      accept(setUpdate('s:a', ['10.0.0.1']), policyUpdate('web'), profileUpdate('kns.a'), workloadUpdate('a'), inSync),
    ).toEqual([]);
    expect(state.endSnapshot()).toEqual([]);
  });

  test('what is missing is removed at the end, users first', () => {
    state.beginSnapshot();
    expect(accept(profileUpdate('kns.a'))).toEqual([]);
    expect(fields(state.endSnapshot())).toEqual(['workload_endpoint_remove', 'active_policy_remove', 'ipset_remove']);
    expect(fields(state.messages())).toEqual(['active_profile_update', 'in_sync']);
  });

  test('everything gone', () => {
    state.beginSnapshot();
    expect(state.endSnapshot()).toHaveLength(4);
    expect(state.digest).toBe(0n);
    expect(state.inSync).toBe(true);
  });

  test('one that is broken off removes nothing; the next starts afresh', () => {
    state.beginSnapshot();
    accept(policyUpdate('web'));
    state.beginSnapshot();
    accept(setUpdate('s:a', ['10.0.0.1']), profileUpdate('kns.a'), workloadUpdate('a'));
    expect(fields(state.endSnapshot())).toEqual(['active_policy_remove']);
  });

  test('an end without a beginning removes nothing', () => {
    expect(state.endSnapshot()).toEqual([]);
  });

  test('added and taken back within the snapshot', () => {
    state.beginSnapshot();
    accept(setUpdate('s:a', ['10.0.0.1']), policyUpdate('web'), profileUpdate('kns.a'), workloadUpdate('a'));
    expect(accept(workloadRemove('a'))).toHaveLength(1);
    expect(state.endSnapshot()).toEqual([]);
  });
});

describe('all messages', () => {
  test('in an order that is safe at every prefix, and enough to begin from', () => {
    accept(workloadUpdate('a'), profileUpdate('kns.a'), inSync, policyUpdate('web'), setUpdate('s:a', ['10.0.0.1']));
    accept({ ipam_pool_update: { id: 'p', pool: { cidr: '10.0.0.0/8' } } }, setDelta('s:a', ['10.0.0.2']));
    const all = [...state.messages()];
    expect(fields(all)).toEqual([
      ...['ipset_update', 'active_policy_update', 'active_profile_update', 'workload_endpoint_update'],
      ...['ipam_pool_update', 'in_sync'],
    ]);
    const copy = new DesiredState();
    for (const message of all) copy.accept(message);
    expect([...copy.messages()]).toEqual(all);
    expect(copy.digest).toBe(state.digest);
  });

  test('the digest depends on the state alone', () => {
    const direct = new HeldObjects();
    for (const message of [setUpdate('s:a', ['10.0.0.2', '10.0.0.3']), policyUpdate('web')]) direct.apply(message);
    accept(policyUpdate('web', { untracked: true }), setUpdate('s:a', ['10.0.0.1', '10.0.0.2']), profileUpdate('x'));
    state.beginSnapshot();
    accept(setUpdate('s:a', ['10.0.0.3', '10.0.0.2']), policyUpdate('web'));
    state.endSnapshot();
    expect(state.digest).toBe(direct.digest);
    expect([...state.inventory()]).toHaveLength(2);
  });
});
