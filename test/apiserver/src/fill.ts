import type { ApiServer } from './server.ts';

export interface ClusterSize {
  readonly pods: number;
  readonly policies: number;
}

const podsPerNode = 100;
const podsPerNamespace = 50;
const parallel = 24;

/** Fills a server with a cluster of the shape that production ones have: pods of some kilobytes, policies by label. */
export async function fillCluster(server: ApiServer, { pods, policies }: ClusterSize): Promise<void> {
  const nodes = Math.ceil(pods / podsPerNode);
  const namespaces = Math.ceil(pods / podsPerNamespace);
  await inParallel(nodes, (index) => create(server, '/api/v1/nodes', node(index)));
  await inParallel(namespaces, async (index) => {
    const metadata = { name: namespaceName(index), labels: { team: `team-${index % 20}` } };
    await create(server, '/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata });
    const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default' } };
    await create(server, `/api/v1/namespaces/${metadata.name}/serviceaccounts`, account);
  });
  await inParallel(pods, async (index) => {
    const path = `/api/v1/namespaces/${namespaceName(Math.floor(index / podsPerNamespace))}/pods`;
    const object = pod(index);
    const created = await create(server, path, object);
    const body = { ...JSON.parse(created), status: object.status };
    await send(server, 'PUT', `${path}/${object.metadata.name}/status`, body);
  });
  await inParallel(policies, (index) => {
    const path = `/apis/networking.k8s.io/v1/namespaces/${namespaceName(index % namespaces)}/networkpolicies`;
    return create(server, path, policy(index));
  });
}

const namespaceName = (index: number) => `tenant-${index}`;
const appOf = (index: number) => `app-${index % 10}`;
const address = (index: number) => `10.${index >> 16}.${(index >> 8) & 255}.${index & 255}`;

function node(index: number) {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: `node-${index}`, labels: { zone: `zone-${index % 3}` } },
    status: { addresses: [{ type: 'InternalIP', address: `172.16.${index >> 8}.${index & 255}` }] },
  };
}

function pod(index: number) {
  const env = Array.from({ length: 12 }, (_, n) => ({
    name: `SETTING_${n}`,
    value: `value of setting ${n} of ${index}`,
  }));
  const probe = { httpGet: { path: '/healthz', port: 8080 }, periodSeconds: 10 };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `${appOf(index)}-${index}`,
      labels: { app: appOf(index), 'app.kubernetes.io/name': appOf(index), revision: `r${index % 7}` },
    },
    spec: {
      nodeName: `node-${Math.floor(index / podsPerNode)}`,
      serviceAccountName: 'default',
      containers: ['main', 'sidecar'].map((name, n) => {
        const ports = [{ name: `http-${n}`, containerPort: 8080 + n, protocol: 'TCP' }];
        return { name, image: `registry.example/${name}:1.0`, env, ports, livenessProbe: probe, readinessProbe: probe };
      }),
      volumes: [{ name: 'data', emptyDir: {} }],
    },
    status: {
      phase: 'Running',
      podIP: address(index + 1),
      podIPs: [{ ip: address(index + 1) }],
      containerStatuses: ['main', 'sidecar'].map((name) => ({
        name,
        ready: true,
        restartCount: 0,
        image: name,
        imageID: name,
      })),
    },
  };
}

function policy(index: number) {
  const peer = (app: string) => [{ podSelector: { matchLabels: { app } } }];
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: `policy-${index}` },
    spec: {
      podSelector: { matchLabels: { app: appOf(index) } },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{ from: peer(appOf(index + 1)), ports: [{ port: 'http-0', protocol: 'TCP' }] }],
      egress: [
        { to: peer(appOf(index + 2)) },
        { to: [{ ipBlock: { cidr: '192.168.0.0/16', except: ['192.168.1.0/24'] } }] },
      ],
    },
  };
}

const create = (server: ApiServer, path: string, body: unknown) => send(server, 'POST', path, body);

async function send(server: ApiServer, method: string, path: string, body: unknown): Promise<string> {
  const answer = await server.request(method, path, body);
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.body.slice(0, 300)}`);
  return answer.body;
}

async function inParallel(count: number, work: (index: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < count) {
      const index = next;
      next += 1;
      await work(index);
    }
  };
  await Promise.all(Array.from({ length: parallel }, worker));
}
