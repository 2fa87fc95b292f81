import { addressDigits, defaultRulesConfig } from '@manul/rules';
import { expect, test } from 'vitest';
import { Family } from './family.ts';
import { RecordingIpSets, RecordingTable } from './recording-table.ts';
import { type HostNetwork, locateWorkload } from './workload-location.ts';

function host(interfaces: readonly string[], routes: Readonly<Record<string, string>> = {}): HostNetwork {
  const hostRoutes = Object.entries(routes).map(([address, link]) => [addressDigits(address) ?? '', link] as const);
  return { interfaces: new Set(interfaces), hostRoutes: new Map(hostRoutes) };
}

const pod = { name: 'cali1', ipv4_nets: ['10.0.0.5/32'], ipv6_nets: ['fd00::5/128'] };

test.each([
  ['the route to its address', host(['veth7', 'cali1'], { '10.0.0.5': 'veth7' }), 'veth7', []],
  ['the route to its other address', host(['veth7'], { 'fd00:0:0::5': 'veth7' }), 'veth7', []],
  ['its name, and its addresses', host(['cali1']), 'cali1', ['10.0.0.5', 'fd00::5']],
  ['its addresses alone', host(['cni0'], { '10.0.0.6': 'veth8' }), undefined, ['10.0.0.5', 'fd00::5']],
  ['no interface that could stand for several', host([], { '10.0.0.5': 'eth+' }), undefined, ['10.0.0.5', 'fd00::5']],
])('found by %s', (_, network, link, addresses) => {
  expect(locateWorkload('cali1', pod, network)).toEqual({ name: 'cali1', interface: link, addresses });
});

test('a network of several addresses, or none at all, finds nobody', () => {
  const located = locateWorkload('cali1', { ipv4_nets: ['10.0.0.0/24', 'nonsense', ''] }, host([]));
  expect(located).toEqual({ name: 'cali1', interface: undefined, addresses: [] });
});

function family() {
  const table = (name: 'raw' | 'mangle' | 'filter') => new RecordingTable(name, 4);
  const tables = { raw: table('raw'), mangle: table('mangle'), filter: table('filter') };
  const ipSets = new RecordingIpSets(4);
  const config = { ...defaultRulesConfig, workloadDispatch: 'any' } as const;
  return { tables, ipSets, family: new Family({ config, ipVersion: 4, tables, ipSets }) };
}

function endpoint(name: string, address: string) {
  const id = { orchestrator_id: 'k8s', workload_id: `prod/${name}`, endpoint_id: 'eth0' };
  return { workload_endpoint_update: { id, endpoint: { state: 'active', name, ipv4_nets: [`${address}/32`] } } };
}

test('dispatch follows what the host tells, and the chains of an endpoint keep their names', () => {
  const { tables, ipSets, family: dataplane } = family();
  const rules = (chain: string) => tables.filter.chains.get(chain)?.rules.map(({ match, action }) => [match, action]);
  dataplane.onUpdate(endpoint('cali1', '10.0.0.5'));
  dataplane.completeDeferredWork();
  const toChain = { do: 'go-to', chain: 'cali-fw-cali1' };
  expect(rules('cali-from-wl-addr')?.[0]).toEqual([[{ on: 'source-net', cidr: '10.0.0.5/32' }], toChain]);
  expect(ipSets.sets.get('workload-addresses')?.members).toEqual(new Set(['10.0.0.5']));
  dataplane.setHostNetwork(host(['veth7'], { '10.0.0.5': 'veth7' }));
  dataplane.completeDeferredWork();
  expect(rules('cali-from-wl-dispatch')?.[0]).toEqual([[{ on: 'in-interface', name: 'veth7' }], toChain]);
  expect(rules('cali-from-wl-addr')).toEqual([[[{ on: 'in-interface', name: 'cali+' }], { do: 'drop' }]]);
  expect(ipSets.sets.get('workload-addresses')?.members).toEqual(new Set());
  expect(tables.raw.programmed()).toContain('cali-from-wl-mark');
  dataplane.onUpdate({ workload_endpoint_remove: endpoint('cali1', '').workload_endpoint_update });
  dataplane.completeDeferredWork();
  expect(tables.filter.programmed()).not.toContain('cali-fw-cali1');
});

test('many addresses get a chain for each sixteen, whose end denies as all others do', () => {
  const { tables, family: dataplane } = family();
  for (let i = 16; i < 40; i++) dataplane.onUpdate(endpoint(`cali${i}`, `10.0.0.${i}`));
  dataplane.completeDeferredWork();
  const root = tables.filter.chains.get('cali-to-wl-addr')?.rules ?? [];
  expect(root.map(({ match }) => match[0])).toEqual([
    { on: 'destination-net', cidr: '10.0.0.16/28' },
    { on: 'destination-net', cidr: '10.0.0.32/28' },
    { on: 'out-interface', name: 'cali+' },
  ]);
  const child = tables.filter.chains.get('cali-to-wl-addr-0a00002');
  expect(child?.rules).toHaveLength(9);
  expect(child?.rules.at(-1)?.action).toEqual({ do: 'drop' });
});
