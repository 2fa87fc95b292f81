// Small clusters for tests.
import type { ApiObject } from '@manul/model';

export function node(name: string, address: string): ApiObject {
  const status = { addresses: [{ type: 'InternalIP', address }] };
  return { apiVersion: 'v1', kind: 'Node', metadata: { name }, spec: {}, status };
}

export function namespace(name: string, labels: Record<string, string> = {}): ApiObject {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels }, spec: {}, status: { phase: 'Active' } };
}

export interface PodOptions {
  readonly namespace?: string;
  readonly labels?: Record<string, string>;
}

export function pod(name: string, nodeName: string, podIP: string, options: PodOptions = {}): ApiObject {
  const metadata = { name, namespace: options.namespace ?? 'prod', labels: options.labels ?? { app: name } };
  const status = { phase: 'Running', podIP, podIPs: [{ ip: podIP }] };
  return { apiVersion: 'v1', kind: 'Pod', metadata, spec: { nodeName, containers: [] }, status };
}

/** Lets pods with label `from` reach pods with label `app: <name>` at a TCP port, and nobody else. */
export function allowOnly(name: string, from: string, port: number): ApiObject {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace: 'prod' },
    spec: {
      podSelector: { matchLabels: { app: name } },
      policyTypes: ['Ingress'],
      ingress: [{ from: [{ podSelector: { matchLabels: { app: from } } }], ports: [{ protocol: 'TCP', port }] }],
    },
  };
}

/** Two nodes; `web` and `client` on the first, `database` on the second; policies for `web` and `database`. */
export function smallCluster(): ApiObject[] {
  return [
    node('node-a', '192.168.0.1'),
    node('node-b', '192.168.0.2'),
    namespace('prod'),
    pod('web', 'node-a', '10.0.0.1'),
    pod('client', 'node-a', '10.0.0.2'),
    pod('database', 'node-b', '10.0.1.1'),
    allowOnly('web', 'client', 80),
    allowOnly('database', 'web', 5432),
  ];
}
