// The smaller managers.
import { defaultRulesConfig, rendering } from '@manul/rules';
import { describe, expect, test } from 'vitest';
import { DscpManager } from './dscp-manager.ts';
import { HostSetsManager } from './host-sets-manager.ts';
import { IpSetsManager } from './ip-sets-manager.ts';
import { RecordingIpSets, RecordingTable } from './recording-table.ts';
import { ServiceLoopManager } from './service-loop-manager.ts';
import { setDelta, setUpdate, workloadRemove, workloadUpdate } from './testing/messages.ts';
import { withoutReject } from './without-reject.ts';

const members = (sets: RecordingIpSets, id: string) => [...(sets.sets.get(id)?.members ?? [])];

describe('IpSetsManager', () => {
  test('replaces, changes and removes, with the members of its version', () => {
    const sets = new RecordingIpSets(6);
    const manager = new IpSetsManager(sets);
    manager.onUpdate(setUpdate('s:a', ['10.0.0.1', 'fd00::1']));
    expect(members(sets, 's:a')).toEqual(['fd00::1']);
    manager.onUpdate(setDelta('s:a', ['fd00::2', '10.0.0.2'], ['fd00::1']));
    expect(members(sets, 's:a')).toEqual(['fd00::2']);
    expect(manager.idOf('cali60s:a')).toBe('s:a');
    manager.onUpdate({ ipset_remove: { id: 's:a' } });
    expect(sets.sets.size).toBe(0);
    expect(manager.idOf('cali60s:a')).toBeUndefined();
  });

  test('a delta to a set that was never sent changes nothing', () => {
    const sets = new RecordingIpSets(4);
    new IpSetsManager(sets).onUpdate(setDelta('s:a', ['10.0.0.1']));
    expect(sets.sets.size).toBe(0);
  });
});

test('HostSetsManager keeps pools that workloads get addresses from', () => {
  const sets = new RecordingIpSets(4);
  const manager = new HostSetsManager(sets);
  manager.onUpdate({ ipam_pool_update: { id: 'a', pool: { cidr: '10.0.0.0/16', allowed_uses: ['Workload'] } } });
  manager.onUpdate({ ipam_pool_update: { id: 'b', pool: { cidr: '10.1.0.0/16', allowed_uses: ['LoadBalancer'] } } });
  manager.onUpdate({ ipam_pool_update: { id: 'c', pool: { cidr: '10.2.0.0/16' } } });
  manager.completeDeferredWork();
  expect(members(sets, 'network-ip-pools')).toEqual(['10.0.0.0/16', '10.2.0.0/16']);
  manager.onUpdate({ ipam_pool_remove: { id: 'a' } });
  manager.completeDeferredWork();
  expect(members(sets, 'network-ip-pools')).toEqual(['10.2.0.0/16']);
});

describe('DscpManager', () => {
  test('one rule for each address of its version; a value out of range marks nothing', () => {
    const mangle = new RecordingTable('mangle', 4);
    const sets = new RecordingIpSets(4);
    const manager = new DscpManager(mangle, sets, rendering(defaultRulesConfig, 4));
    manager.onUpdate(
      workloadUpdate('a', { ipv4_nets: ['10.0.0.2/32'], ipv6_nets: ['fd00::2/128'], qos_policies: [{ dscp: 20 }] }),
    );
    manager.onUpdate(workloadUpdate('b', { ipv4_nets: ['10.0.0.3/32'], qos_policies: [{ dscp: 64 }] }));
    manager.completeDeferredWork();
    expect(mangle.chains.get('cali-egress-dscp')?.rules).toEqual([
      { match: [{ on: 'source-net', cidr: '10.0.0.2' }], action: { do: 'set-dscp', value: 20 } },
    ]);
    expect(members(sets, 'dscp-src-net')).toEqual(['10.0.0.2']);
    manager.onUpdate(workloadRemove('a'));
    manager.completeDeferredWork();
    expect(mangle.chains.get('cali-egress-dscp')?.rules).toEqual([]);
    expect(members(sets, 'dscp-src-net')).toEqual([]);
  });
});

test('ServiceLoopManager blocks all kinds of service networks', () => {
  const filter = new RecordingTable('filter', 4);
  const manager = new ServiceLoopManager(filter, rendering(defaultRulesConfig, 4));
  manager.completeDeferredWork();
  expect(filter.chains.get('cali-cidr-block')?.rules).toEqual([]);
  const service_cluster_cidrs = ['10.96.0.0/12', 'fd00::/112'];
  manager.onUpdate({ global_bgp_config_update: { service_cluster_cidrs, service_external_cidrs: ['1.2.3.0/24'] } });
  manager.completeDeferredWork();
  expect(filter.chains.get('cali-cidr-block')?.rules).toHaveLength(2);
});

test('outside filter, what is to be rejected is dropped', () => {
  const raw = new RecordingTable('raw', 4);
  const table = withoutReject(raw, { ...defaultRulesConfig, filterDenyAction: 'reject' });
  table.updateChain({
    name: 'a',
    rules: [
      { match: [], action: { do: 'reject' } },
      { match: [], action: { do: 'accept' } },
    ],
  });
  expect(raw.chains.get('a')?.rules.map(({ action }) => action?.do)).toEqual(['drop', 'accept']);
  expect(withoutReject(raw, defaultRulesConfig)).toBe(raw);
});
