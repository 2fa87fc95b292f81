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
    status: { phase: 'Running', podIP: `10.0.${n % 4}.${n}`, podIPs: [{ ip: `10.0.${n % 4}.${n}` }] },
  };
}

export function randomNamespace(random: Random, name: string): ApiObject {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: { team: pick(random, ['x', 'y']) } } };
}

export function randomPolicy(random: Random, n: number): ApiObject {
  const selector = () => (random() < 0.3 ? {} : { matchLabels: { app: pick(random, apps) } });
  const peer = () => {
    const kind = random();
    if (kind < 0.25) return { ipBlock: { cidr: '10.0.0.0/16', except: [`10.0.${Math.floor(random() * 4)}.0/24`] } };
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
