import { felix } from '@manul/proto';
import { expect, test } from 'vitest';
import { OutputState } from './output-state.ts';

const workload = (name: string) => ({ orchestrator_id: 'k8s', workload_id: name, endpoint_id: 'eth0' });
const policy = (name: string) => ({ kind: 'NetworkPolicy', namespace: 'prod', name });

function stateOf(...messages: felix.IToDataplane[]): OutputState {
  const state = new OutputState();
  for (const message of messages) state.apply(message);
  return state;
}

const messages = (state: OutputState) => [...state.outputs()].map(({ message }) => message);

test('updates replace, deltas change, removals remove', () => {
  const state = stateOf(
    { ipset_update: { id: 's', members: ['b', 'a'], type: 2 } },
    { ipset_delta_update: { id: 's', added_members: ['c'], removed_members: ['b'] } },
    { ipset_delta_update: { id: 'unknown', added_members: ['c'] } },
    { active_policy_update: { id: policy('p'), policy: { tier: 'old' } } },
    { active_policy_update: { id: policy('p'), policy: { tier: 'new' } } },
    { active_profile_update: { id: { name: 'gone' } } },
    { active_profile_remove: { id: { name: 'gone' } } },
  );
  expect(messages(state)).toEqual([
    { ipset_update: { id: 's', members: ['a', 'c'], type: 2 } },
    { active_policy_update: { id: policy('p'), policy: { tier: 'new' } } },
  ]);
});

test('what others refer to comes first, in_sync last', () => {
  const state = stateOf(
    { in_sync: {} },
    { route_update: { dst: '10.0.0.0/26' } },
    { host_endpoint_update: { id: { endpoint_id: 'h' } } },
    { workload_endpoint_update: { id: workload('w') } },
    { active_profile_update: { id: { name: 'q' } } },
    { active_policy_update: { id: policy('p') } },
    { ipset_update: { id: 's' } },
    { config_update: { config: { a: 'b' } } },
  );
  expect(messages(state).map((message) => felix.ToDataplane.fromObject(message).payload)).toEqual([
    'config_update',
    'ipset_update',
    'active_policy_update',
    'active_profile_update',
    'workload_endpoint_update',
    'host_endpoint_update',
    'route_update',
    'in_sync',
  ]);
});

test('removals name what the next state lacks, users before what they use', () => {
  const before = stateOf(
    { ipset_update: { id: 's' } },
    { ipset_update: { id: 'kept' } },
    { active_policy_update: { id: policy('p') } },
    { workload_endpoint_update: { id: workload('w') } },
    { host_metadata_update: { hostname: 'node-b', ipv4_addr: '192.0.2.1' } },
    { encapsulation: {} },
    { in_sync: {} },
  );
  const next = stateOf({ ipset_update: { id: 'kept', members: ['x'] } });
  const removals = [...before.removals(next)];
  expect(removals).toEqual([
    { host_metadata_remove: { hostname: 'node-b' } },
    { workload_endpoint_remove: { id: workload('w') } },
    { active_policy_remove: { id: policy('p') } },
    { ipset_remove: { id: 's' } },
  ]);
  for (const removal of removals) before.apply(removal);
  expect(before.size).toBe(3);
});
