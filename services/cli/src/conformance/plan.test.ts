import { expect, test } from 'vitest';
import { clusterState, labNodes, Placement } from './cluster-state.ts';
import type { CorpusPod, TruthRow } from './corpus.ts';
import { oneStep, pod, row } from './fixtures.ts';
import { planProbes } from './plan.ts';

function plan(pods: readonly CorpusPod[], rows: readonly TruthRow[]) {
  const nodes = labNodes(2);
  const [step] = oneStep('1', pods, rows).steps;
  const probes = planProbes(step!, clusterState(step!, nodes, new Placement(nodes)));
  return probes.map(({ from, to, address, port, protocol, allow }) => [
    from.name,
    to?.name,
    address,
    port,
    protocol,
    allow,
  ]);
}

const pods = [pod('x', 'a', '10.0.0.1', { ips: ['10.0.0.1', 'fd00::1'] }), pod('x', 'b', '10.0.0.2')];

test('a row is a probe to the pod, or to the address that it names', () => {
  expect(
    plan(pods, [
      row('x/b', 'x/a', 'deny', { protocol: 'SCTP' }),
      row('x/b', 'x/a', 'allow', { toIP: 'fd00::1' }),
      { from: 'x/a', toIP: '10.0.0.2', port: 81, protocol: 'UDP', combined: 'allow' },
      { from: 'x/a', toIP: '192.0.2.1', port: 80, protocol: 'TCP', combined: 'deny' },
      row('192.0.2.7', 'x/b'),
      { from: 'x/b', toIP: '172.18.0.2', port: 80, protocol: 'TCP', combined: 'allow' },
    ]),
  ).toEqual([
    ['b', 'a', '10.0.0.1', 80, 'sctp', false],
    ['b', 'a', 'fd00::1', 80, 'tcp', true],
    ['a', 'b', '10.0.0.2', 81, 'udp', true],
    ['a', '192.0.2.1', '192.0.2.1', 80, 'tcp', false],
    ['192.0.2.7', 'b', '10.0.0.2', 80, 'tcp', true],
    ['b', undefined, '172.18.0.2', 80, 'tcp', true],
  ]);
});

test('what does not leave the pod, or the host network of one node, is skipped', () => {
  const hostNetwork = ['c', 'd'].map((name) => pod('x', name, '172.18.0.2', { hostNetwork: true }));
  const rows = [row('x/a', 'x/a'), { ...row('x/a', 'x/b'), toIP: 'fd00::1' }, row('x/c', 'x/d')];
  expect(plan([...pods, ...hostNetwork], rows)).toEqual([]);
});
