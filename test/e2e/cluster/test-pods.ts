// Pods of a test cluster: what the API server is told of them, and what the lab makes.
import type { ProbedPod } from '../../../services/cli/src/lab/probe-field.ts';
import type { ManifestObject } from '../../apiserver/src/index.ts';

export interface TestPod extends ProbedPod {
  readonly labels: Readonly<Record<string, string>>;
  readonly ports: readonly { readonly name?: string; readonly containerPort: number; readonly protocol?: string }[];
}

/** `namespace/name`, labelled `app: name` unless told otherwise. */
export function testPod(
  fullName: string,
  node: string,
  addresses: string | readonly string[],
  more: Partial<Pick<TestPod, 'labels' | 'ports' | 'hostNetwork'>> = {},
): TestPod {
  const [namespace = '', name = ''] = fullName.split('/');
  const all = typeof addresses === 'string' ? [addresses] : addresses;
  return { namespace, name, node, addresses: all, labels: { app: name }, ports: [], ...more };
}

export function podObject(pod: TestPod, phase = 'Running'): ManifestObject {
  const { namespace, name, node, addresses, labels, ports, hostNetwork = false } = pod;
  const metadata = { namespace, name, labels };
  const containers = [{ name: 'main', image: 'none', ...(ports.length > 0 && { ports }) }];
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata,
    spec: { nodeName: node, hostNetwork, containers },
    status: { phase, ...(addresses[0] !== undefined && { podIP: addresses[0], podIPs: addresses.map(toIp) }) },
  };
}

const toIp = (ip: string) => ({ ip });

export function namespaceObject(name: string, labels: Readonly<Record<string, string>> = {}): ManifestObject {
  const metadata = { name, labels };
  return { apiVersion: 'v1', kind: 'Namespace', metadata };
}

/** A policy from its spec. */
export function policyObject(fullName: string, spec: object): ManifestObject {
  const [namespace = '', name = ''] = fullName.split('/');
  return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { namespace, name }, spec };
}

/** Peers whose pods have this `app`, of the policy's own namespace. */
export const fromApp = (app: string) => [{ podSelector: { matchLabels: { app } } }];

/** Selects the pods with this `app`. */
export const app = (name: string) => ({ matchLabels: { app: name } });
