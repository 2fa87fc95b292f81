// The state of a cluster that a step describes: pods placed on nodes, and the objects an API server would hold.
import { isIP } from 'node:net';
import { type LabNode, type LabPod, outside } from '../lab/network.ts';
import type { CorpusCase, CorpusPod, CorpusStep } from './corpus.ts';

export interface StateNode extends LabNode {
  readonly labels: Readonly<Record<string, string>>;
}

export interface StatePod extends LabPod {
  readonly spec: CorpusPod;
}

export interface ClusterState {
  readonly nodes: readonly StateNode[];
  readonly pods: readonly StatePod[];
  /** Hosts that are no part of the cluster and only send and answer. */
  readonly outside: readonly StatePod[];
  /** Everything, as an API server stores it. */
  readonly objects: readonly object[];
}

/** The case's own nodes, or `count` of ours. */
export function nodesOf(testCase: CorpusCase, count: number): readonly StateNode[] {
  if (testCase.nodes) {
    return testCase.nodes.map(({ name, ip, labels = {} }) => ({ name, addresses: [ip], labels }));
  }
  return labNodes(count);
}

/** `node-1` (172.18.0.2, fd00:172:18::2) and so on. */
export function labNodes(count: number): readonly StateNode[] {
  return Array.from({ length: count }, (_, index) => {
    const name = `node-${index + 1}`;
    return {
      name,
      addresses: [`172.18.0.${index + 2}`, `fd00:172:18::${(index + 2).toString(16)}`],
      labels: { 'kubernetes.io/hostname': name, 'kubernetes.io/os': 'linux' },
    };
  });
}

/** Spreads pods over nodes, and leaves where it is what was placed before, so that labs can be used again. */
export class Placement {
  readonly #nodes: readonly StateNode[];
  readonly #places = new Map<string, string>();

  constructor(nodes: readonly StateNode[]) {
    this.#nodes = nodes;
  }

  place(pods: readonly CorpusPod[]): readonly StatePod[] {
    return pods.map((spec) => {
      const { namespace, name, hostNetwork } = spec;
      const node = spec.nodeName ?? (hostNetwork ? this.#nodeWithAddress(spec.ip) : undefined) ?? this.#choose(spec);
      return { namespace, name, node, addresses: spec.ips ?? [spec.ip], spec };
    });
  }

  #nodeWithAddress(address: string): string | undefined {
    return this.#nodes.find(({ addresses }) => addresses.includes(address))?.name;
  }

  #choose({ namespace, name }: CorpusPod): string {
    const key = `${namespace}/${name}`;
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    const chosen = this.#nodes[this.#places.size % this.#nodes.length]?.name ?? '';
    this.#places.set(key, chosen);
    return chosen;
  }
}

export function clusterState(step: CorpusStep, nodes: readonly StateNode[], placement: Placement): ClusterState {
  const pods = placement.place(step.pods);
  const namespaces = Object.entries(step.namespaces).map(([name, labels]) => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels: { 'kubernetes.io/metadata.name': name, ...labels } },
  }));
  const objects = [
    ...nodes.map(nodeObject),
    ...namespaces,
    ...pods.map((pod) => podObject(pod, nodes)),
    ...step.policies,
  ];
  return { nodes, pods, outside: outsideHosts(step, [...nodes, ...pods]), objects };
}

/** One for each address that rows name and nobody in the cluster has. */
function outsideHosts(step: CorpusStep, inside: readonly LabNode[]): readonly StatePod[] {
  const known = new Set(inside.flatMap(({ addresses }) => addresses));
  const named = step.expected.flatMap(({ from, toIP }) => [from, ...(toIP === undefined ? [] : [toIP])]);
  const addresses = new Set(named.filter((address) => isIP(address) !== 0 && !known.has(address)));
  return [...addresses].map((ip) => {
    const spec = { namespace: outside.name, name: ip, labels: {}, ip, containers: [] };
    return { namespace: outside.name, name: ip, node: outside.name, addresses: [ip], spec };
  });
}

export function nodeObject({ name, labels, addresses }: StateNode): object {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, labels },
    status: { addresses: addresses.map((address) => ({ type: 'InternalIP', address })) },
  };
}

function podObject({ namespace, name, node, addresses, spec }: StatePod, nodes: readonly StateNode[]): object {
  const containers = spec.containers.map((container) => ({
    name: container.name,
    image: 'prober',
    ports: container.undeclared ? [] : [portOf(container)],
  }));
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { namespace, name, labels: spec.labels },
    spec: { nodeName: node, ...(spec.hostNetwork && { hostNetwork: true }), containers },
    status: {
      phase: 'Running',
      hostIP: nodes.find((candidate) => candidate.name === node)?.addresses[0],
      podIP: addresses[0],
      podIPs: addresses.map((ip) => ({ ip })),
    },
  };
}

function portOf({ port, portName, protocol }: CorpusPod['containers'][number]): object {
  return { containerPort: port, protocol, ...(portName && { name: portName }) };
}
