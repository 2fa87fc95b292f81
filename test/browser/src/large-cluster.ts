// A cluster of the size that the page is made for, as a source of objects.
import type { ApiObject, ObjectChange, Source, SourceEvents } from '@manul/model';

export const large = { nodes: 5000, namespaces: 500, podsInEach: 200 } as const;

const apps = ['web', 'api', 'db', 'cache', 'worker'];

function* objects(): Generator<ApiObject> {
  for (let node = 0; node < large.nodes; node++) {
    const addresses = [{ type: 'InternalIP', address: `172.${16 + (node >> 12)}.${(node >> 8) & 15}.${node & 255}` }];
    yield { apiVersion: 'v1', kind: 'Node', metadata: { name: nodeName(node) }, status: { addresses } };
  }
  for (let namespace = 0; namespace < large.namespaces; namespace++) yield* namespaceObjects(namespace);
}

function* namespaceObjects(index: number): Generator<ApiObject> {
  const namespace = `team-${String(index).padStart(3, '0')}`;
  const labels = { 'kubernetes.io/metadata.name': namespace };
  yield { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace, labels } };
  yield policy(namespace, 'default-deny', { podSelector: {}, policyTypes: ['Ingress'] });
  yield policy(namespace, 'web', {
    podSelector: { matchLabels: { app: 'web' } },
    ingress: [{ ports: [{ protocol: 'TCP', port: 80 }] }],
  });
  for (let pod = 0; pod < large.podsInEach; pod++) yield podObject(namespace, index * large.podsInEach + pod);
}

function podObject(namespace: string, index: number): ApiObject {
  const app = apps[index % apps.length]!;
  const podIP = `10.${(index >> 16) & 255}.${(index >> 8) & 255}.${index & 255}`;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { namespace, name: `${app}-${index}`, labels: { app } },
    spec: { nodeName: nodeName(index % large.nodes), containers: [{ name: app, image: app }] },
    status: { phase: 'Running', podIP, podIPs: [{ ip: podIP }] },
  };
}

function policy(namespace: string, name: string, spec: unknown): ApiObject {
  return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { namespace, name }, spec };
}

const nodeName = (index: number) => `node-${String(index).padStart(4, '0')}`;
const chunkSize = 2000;

export function largeCluster(): Source {
  return {
    start(events: SourceEvents) {
      let chunk: ObjectChange[] = [];
      for (const object of objects()) {
        if (chunk.push({ op: 'apply', object }) < chunkSize) continue;
        events.changes(chunk);
        chunk = [];
      }
      if (chunk.length > 0) events.changes(chunk);
      events.inSync();
    },
    async stop() {},
  };
}
