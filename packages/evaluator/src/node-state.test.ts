import { expect, test } from 'vitest';
import { parseAddress } from './address.ts';
import { nodeState, policyId, rules, WORKLOAD } from './fixtures.ts';

const at = (text: string) => parseAddress(text)!;

test('IP sets: replaced whole, changed by deltas, removed', () => {
  const state = nodeState({ sets: [{ id: 's', members: ['10.0.0.1', '10.0.0.2'] }] });
  state.apply({ ipset_delta_update: { id: 's', added_members: ['10.0.0.3'], removed_members: ['10.0.0.1'] } });
  const holds = (text: string) => state.ipSet('s')?.findAddress(at(text)) !== undefined;
  expect(['10.0.0.1', '10.0.0.2', '10.0.0.3'].map(holds)).toEqual([false, true, true]);
  state.apply({ ipset_update: { id: 's', members: ['10.0.0.0/24'], type: 2 } });
  expect(['10.0.0.1', '10.0.1.2'].map(holds)).toEqual([true, false]);
  state.apply({ ipset_remove: { id: 's' } });
  expect(state.ipSet('s')).toBeUndefined();
  state.apply({ ipset_delta_update: { id: 's', added_members: ['10.0.0.3'] } });
  expect(state.ipSet('s')).toBeUndefined();
});

test('policies and profiles: replaced and removed', () => {
  const state = nodeState({ policies: { p: rules({}, {}) }, profiles: { q: rules({}) } });
  expect(state.policy(policyId('p'))?.inbound).toHaveLength(2);
  state.apply({ active_policy_update: { id: policyId('p'), policy: rules({}) } });
  expect(state.policy(policyId('p'))?.inbound).toHaveLength(1);
  state.apply({ active_policy_remove: { id: policyId('p') } });
  state.apply({ active_profile_remove: { id: { name: 'q' } } });
  expect([state.policy(policyId('p')), state.profile('q')]).toEqual([undefined, undefined]);
});

test('endpoints by address: moved, shared and removed', () => {
  const state = nodeState({});
  const id = { orchestrator_id: 'k8s', workload_id: 'prod/new', endpoint_id: 'eth0' };
  const owner = (text: string) => state.workloadByAddress(at(text))?.workload;
  expect([owner('10.0.0.1'), owner('fd00::1')]).toEqual(['prod/web', 'prod/web']);
  state.apply({ workload_endpoint_update: { id, endpoint: { ipv4_nets: ['10.0.0.1/32'] } } });
  expect(owner('10.0.0.1')).toBe('prod/new');
  state.apply({ workload_endpoint_update: { id, endpoint: { ipv4_nets: ['10.0.0.2/32'] } } });
  expect([owner('10.0.0.1'), owner('10.0.0.2')]).toEqual(['prod/web', 'prod/new']);
  state.apply({ workload_endpoint_remove: { id } });
  expect(owner('10.0.0.2')).toBeUndefined();
  expect(state.workload(WORKLOAD)?.interfaceName).toBe('cali1');
});

test('own addresses are those of this node and of its host endpoints', () => {
  const state = nodeState({ host: { name: 'eth1', expected_ipv4_addrs: ['192.0.2.7'] } });
  state.apply({ host_metadata_update: { hostname: 'node-b', ipv4_addr: '192.0.2.2' } });
  expect(['192.0.2.1', '192.0.2.7', '192.0.2.2'].map((text) => state.isOwnAddress(at(text)))).toEqual([
    true,
    true,
    false,
  ]);
});

test('messages about other things change nothing', () => {
  const state = nodeState({});
  for (const message of [{}, { encapsulation: {} }, { route_update: { dst: '10.0.0.0/8' } }, { in_sync: {} }])
    state.apply(message);
  expect(state.inSync).toBe(true);
  expect([...state.workloads()]).toHaveLength(1);
});
