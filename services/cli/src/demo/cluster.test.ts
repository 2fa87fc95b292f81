import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ClusterReader } from './cluster.ts';

const node = (name: string, address: string) => `kind: Node
metadata: { name: ${name} }
status: { addresses: [{ type: Hostname, address: x }, { type: InternalIP, address: ${address} }] }
`;
const pod = (name: string, more: string) => `---
kind: Pod
metadata: { namespace: x, name: ${name} }
spec: { nodeName: n, containers: [{ ports: [{ containerPort: 53, protocol: UDP }, { containerPort: 80 }] }] }
status: { ${more} }
`;

test('nodes and pods are read, and a file that breaks counts as it last was', () => {
  const folder = mkdtempSync(join(tmpdir(), 'manul-test-'));
  const write = (file: string, content: string) => writeFileSync(join(folder, file), content);
  const reader = new ClusterReader(folder);
  const names = () => reader.read().pods.map(({ name }) => name);
  write('nodes.yaml', node('n', '172.18.0.2'));
  write('a.yaml', pod('a', 'podIP: 10.0.0.1') + pod('no-address', ''));
  expect(reader.read()).toEqual({
    nodes: [{ name: 'n', addresses: ['172.18.0.2'] }],
    pods: [
      {
        namespace: 'x',
        name: 'a',
        node: 'n',
        addresses: ['10.0.0.1'],
        hostNetwork: false,
        ports: [
          { port: 53, protocol: 'udp' },
          { port: 80, protocol: 'tcp' },
        ],
      },
    ],
  });
  write('a.yaml', 'kind: [');
  write('b.yml', pod('b', 'podIPs: [{ ip: 10.0.0.2 }, { ip: fd00::2 }]'));
  write('.c.yaml', pod('c', 'podIP: 10.0.0.3'));
  write(
    'd.yaml',
    pod('same-address', 'podIP: 10.0.0.2') + pod('no-such', 'podIP: 10.0.0') + pod('"a b"', 'podIP: 10.0.0.9'),
  );
  expect(names()).toEqual(['a', 'b']);
  rmSync(join(folder, 'a.yaml'));
  expect(names()).toEqual(['b']);
  rmSync(folder, { recursive: true });
});
