// Small random clusters and changes to them, for the tests.
import { type ApiObject, convert, type ModelUpdate, removal } from '@manul/model';

export type Random = () => number;

/** Mulberry32: small, and the same everywhere. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const pick = <T>(random: Random, from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
const namespaces = ['a', 'b'];
const apps = ['web', 'api', 'db'];

export function randomPod(random: Random, n: number): ApiObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: `p${n}`, namespace: namespaces[n % 2]!, labels: { app: pick(random, apps), n: String(n % 3) } },
    spec: {
      nodeName: `node-${n % 3}`,
      containers: [{ name: 'c', ports: [{ name: 'http', containerPort: pick(random, [80, 8080]), protocol: 'TCP' }] }],
    },
    status: { phase: 'Running', podIP: podAddresses(n)[0]!, podIPs: podAddresses(n).map((ip) => ({ ip })) },
  };
}

/** Most have both families, some one. */
function podAddresses(n: number): string[] {
  const [ipv4, ipv6] = [`10.0.${n % 4}.${n}`, `fd00:0:0:${n % 4}::${n}`];
  if (n % 5 === 3) return [ipv4];
  return n % 5 === 4 ? [ipv6] : [ipv4, ipv6];
}

function randomBlock(random: Random): { readonly cidr: string; readonly except: readonly string[] } {
  const part = Math.floor(random() * 4);
  return random() < 0.5
    ? { cidr: '10.0.0.0/16', except: [`10.0.${part}.0/24`] }
    : { cidr: 'fd00::/48', except: [`fd00:0:0:${part}::/64`] };
}

export function randomNamespace(random: Random, name: string): ApiObject {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: { team: pick(random, ['x', 'y']) } } };
}

export function randomPolicy(random: Random, n: number): ApiObject {
  const selector = () => (random() < 0.3 ? {} : { matchLabels: { app: pick(random, apps) } });
  const peer = () => {
    const kind = random();
    if (kind < 0.25) return { ipBlock: randomBlock(random) };
    if (kind < 0.6) return { podSelector: selector() };
    return { namespaceSelector: { matchLabels: { team: pick(random, ['x', 'y']) } }, podSelector: selector() };
  };
  const ports = () =>
    pick(random, [undefined, [{ port: 80 }], [{ port: 'http' }], [{ port: 79, endPort: 90 }, { protocol: 'UDP' }]]);
  const rule = (side: string) => {
    const list = ports();
    return { ...(random() < 0.8 && { [side]: [peer(), peer()] }), ...(list && { ports: list }) };
  };
  const types = pick(random, [['Ingress'], ['Egress'], ['Ingress', 'Egress']]);
  const rules = (side: string) => Array.from({ length: Math.floor(random() * 3) }, () => rule(side));
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: `np${n}`, namespace: pick(random, namespaces) },
    spec: { podSelector: selector(), policyTypes: types, ingress: rules('from'), egress: rules('to') },
  };
}

const nodes = [0, 1, 2];

/** One for each node: of an interface, or of all. */
export function randomHostEndpoint(random: Random, n: number): ApiObject {
  return {
    apiVersion: 'projectcalico.org/v3',
    kind: 'HostEndpoint',
    metadata: { name: `host-${n}`, labels: { role: pick(random, ['x', 'y']) } },
    spec: {
      node: `node-${n}`,
      interfaceName: pick(random, ['eth0', 'eth0', '*']),
      ...(random() < 0.7 && { expectedIPs: nodeAddresses(n) }),
    },
  };
}

function nodeAddresses(n: number): string[] {
  return [`172.16.0.${n}`, `fd01::${n}`];
}

function nodeObject(n: number): ApiObject {
  const addresses = nodeAddresses(n).map((address) => ({ type: 'InternalIP', address }));
  return { apiVersion: 'v1', kind: 'Node', metadata: { name: `node-${n}` }, status: { addresses } };
}

/** For host endpoints, of each sort that they know. */
export function randomHostPolicy(random: Random, n: number): ApiObject {
  const sort = pick(random, [{}, {}, { applyOnForward: true }, { doNotTrack: true }, { preDNAT: true }]);
  const always = 'doNotTrack' in sort || 'preDNAT' in sort;
  const types = 'preDNAT' in sort ? ['Ingress'] : pick(random, [['Ingress'], ['Egress'], ['Ingress', 'Egress']]);
  const peer = () =>
    pick(random, [
      {},
      { selector: `app == '${pick(random, apps)}'` },
      { nets: ['10.0.1.0/24'] },
      { nets: ['fd00:0:0:1::/64'] },
      { nets: ['192.0.2.0/24'] },
    ]);
  const ports = () => pick(random, [{}, { ports: [22, 80] }, { ports: ['79:90'] }]);
  const rule = (inbound: boolean) => ({
    action: pick(random, ['Allow', 'Allow', 'Deny', 'Pass']),
    protocol: pick(random, ['TCP', 'TCP', 'UDP']),
    ...(inbound ? { source: peer(), destination: ports() } : { destination: { ...peer(), ...ports() } }),
  });
  const rules = (inbound: boolean) => Array.from({ length: Math.floor(random() * 3) }, () => rule(inbound));
  return {
    apiVersion: 'projectcalico.org/v3',
    kind: 'GlobalNetworkPolicy',
    metadata: { name: `default.host-${n}` },
    spec: {
      tier: 'default',
      order: n,
      selector: pick(random, ["role == 'x'", "role == 'y'", 'has(role)']),
      types,
      ...sort,
      ...(always && { applyOnForward: true }),
      ...(types.includes('Ingress') && { ingress: rules(true) }),
      ...(types.includes('Egress') && { egress: rules(false) }),
    },
  };
}

/** With nodes whose own traffic has policy too. */
export function randomHostCluster(random: Random): ApiObject[] {
  const objects = randomCluster(random);
  for (const n of nodes) {
    objects.push(nodeObject(n));
    if (random() < 0.8) objects.push(randomHostEndpoint(random, n));
  }
  return [...objects, ...Array.from({ length: Math.floor(random() * 4) }, (_, n) => randomHostPolicy(random, n))];
}

/** Of nodes' policy, or of pods'. */
export function randomHostChange(random: Random, objects: readonly ApiObject[]): ReturnType<typeof randomChange> {
  const policies = objects.filter((object) => object.kind === 'GlobalNetworkPolicy');
  const kind = random();
  if (kind < 0.2 && policies.length > 0) return { applied: [], deleted: [pick(random, policies)] };
  if (kind < 0.6) return { applied: [randomHostPolicy(random, Math.floor(random() * 5))], deleted: [] };
  const hosts = objects.filter((object) => object.kind === 'HostEndpoint');
  if (kind < 0.7 && hosts.length > 0) {
    const n = Number(pick(random, hosts).metadata.name.slice('host-'.length));
    return { applied: [randomHostEndpoint(random, n)], deleted: [] };
  }
  return randomChange(random, objects);
}

export function randomCluster(random: Random): ApiObject[] {
  return [
    ...namespaces.map((name) => randomNamespace(random, name)),
    ...Array.from({ length: 5 + Math.floor(random() * 6) }, (_, n) => randomPod(random, n)),
    ...Array.from({ length: Math.floor(random() * 6) }, (_, n) => randomPolicy(random, n)),
  ];
}

/** A policy comes, changes or goes, or a pod's or a namespace's labels change. */
export function randomChange(
  random: Random,
  objects: readonly ApiObject[],
): { readonly applied: readonly ApiObject[]; readonly deleted: readonly ApiObject[] } {
  const kind = random();
  const policies = objects.filter((object) => object.kind === 'NetworkPolicy');
  const pods = objects.filter((object) => object.kind === 'Pod');
  if (kind < 0.25 && policies.length > 0) return { applied: [], deleted: [pick(random, policies)] };
  if (kind < 0.75) return { applied: [randomPolicy(random, Math.floor(random() * 8))], deleted: [] };
  if (kind < 0.9) return { applied: [randomPod(random, Math.floor(random() * pods.length))], deleted: [] };
  return { applied: [randomNamespace(random, pick(random, namespaces))], deleted: [] };
}

export function updatesOf(applied: readonly ApiObject[], deleted: readonly ApiObject[] = []): ModelUpdate[] {
  return [...applied.flatMap((object) => convert(object).updates), ...deleted.flatMap((object) => removal(object))];
}
