import { expect, test } from 'vitest';
import { clusterState, labNodes, nodesOf, Placement } from './cluster-state.ts';
import { oneStep, pod } from './fixtures.ts';

test('pods are spread over the nodes, and stay where they were placed', () => {
  const placement = new Placement(labNodes(2));
  const place = (...names: string[]) => placement.place(names.map((name) => pod('x', name, '10.0.0.1')));
  expect(place('a', 'b', 'c').map(({ node }) => node)).toEqual(['node-1', 'node-2', 'node-1']);
  expect(place('new', 'c', 'b').map(({ node }) => node)).toEqual(['node-2', 'node-1', 'node-2']);
});

test('a pod goes where its case says, and a host-network pod where its address is', () => {
  const [named, host] = new Placement(labNodes(3)).place([
    pod('x', 'a', '10.0.0.1', { nodeName: 'node-3' }),
    pod('x', 'b', '172.18.0.3', { hostNetwork: true }),
  ]);
  expect([named?.node, host?.node]).toEqual(['node-3', 'node-2']);
});

test("a case's own nodes are used", () => {
  const testCase = { ...oneStep('1', [], []), nodes: [{ name: 'n', ip: '172.18.0.9', labels: { zone: 'z' } }] };
  expect(nodesOf(testCase, 3)).toEqual([{ name: 'n', addresses: ['172.18.0.9'], labels: { zone: 'z' } }]);
});

test('objects are as an API server holds them; undeclared ports are not declared', () => {
  const containers = [
    { name: 'c', port: 80, portName: 'http', protocol: 'TCP' },
    { name: 'd', port: 81, portName: '', protocol: 'UDP', undeclared: true },
  ];
  const policy = { kind: 'NetworkPolicy' };
  const [step] = oneStep('1', [pod('x', 'a', '10.0.0.1', { containers, ips: ['10.0.0.1', 'fd00::1'] })], []).steps;
  const nodes = labNodes(1);
  const { objects } = clusterState({ ...step!, policies: [policy] }, nodes, new Placement(nodes));
  expect(objects).toEqual([
    expect.objectContaining({ kind: 'Node', metadata: expect.objectContaining({ name: 'node-1' }) }),
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'x', labels: { 'kubernetes.io/metadata.name': 'x', ns: 'x' } },
    },
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { namespace: 'x', name: 'a', labels: { pod: 'a' } },
      spec: {
        nodeName: 'node-1',
        containers: [
          { name: 'c', image: 'prober', ports: [{ name: 'http', containerPort: 80, protocol: 'TCP' }] },
          { name: 'd', image: 'prober', ports: [] },
        ],
      },
      status: {
        phase: 'Running',
        hostIP: '172.18.0.2',
        podIP: '10.0.0.1',
        podIPs: [{ ip: '10.0.0.1' }, { ip: 'fd00::1' }],
      },
    },
    policy,
  ]);
});
