// The demo's nodes and pods, read from its manifests; the rest of them is the calc-graph's to understand.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { LabNode } from '../lab/network.ts';
import type { ProbedPod } from '../lab/probe-field.ts';
import type { ProbeProtocol } from '../lab/prober.ts';

export interface DemoPort {
  readonly port: number;
  readonly protocol: ProbeProtocol;
}

export interface DemoPod extends ProbedPod {
  readonly ports: readonly DemoPort[];
}

interface Manifest {
  readonly kind?: string;
  readonly metadata?: { readonly name?: string; readonly namespace?: string };
  readonly spec?: {
    readonly nodeName?: string;
    readonly hostNetwork?: boolean;
    readonly containers?: readonly { readonly ports?: readonly { containerPort?: number; protocol?: string }[] }[];
  };
  readonly status?: {
    readonly addresses?: readonly { readonly type?: string; readonly address?: string }[];
    readonly podIPs?: readonly { readonly ip?: string }[];
    readonly podIP?: string;
  };
}

export interface DemoCluster {
  readonly nodes: readonly LabNode[];
  readonly pods: readonly DemoPod[];
}

/** What a directory's manifests describe; undefined while one of them is not YAML. */
export function readCluster(directory: string): DemoCluster | undefined {
  const manifests: Manifest[] = [];
  for (const file of readdirSync(directory, { recursive: true, encoding: 'utf8' })) {
    if (!/\.ya?ml$/.test(file) || file.split('/').some((part) => part.startsWith('.'))) continue;
    const documents = parseAllDocuments(readFileSync(join(directory, file), 'utf8'));
    for (const document of documents) {
      if (document.errors.length > 0) return undefined;
      const value: unknown = document.toJS();
      if (typeof value === 'object' && value !== null) manifests.push(value);
    }
  }
  const nodes = manifests.flatMap(toNode);
  return { nodes, pods: manifests.flatMap((manifest) => toPod(manifest, nodes)) };
}

function toNode({ kind, metadata, status }: Manifest): LabNode[] {
  if (kind !== 'Node' || metadata?.name === undefined) return [];
  const addresses = (status?.addresses ?? []).flatMap(({ type, address }) =>
    type === 'InternalIP' && address !== undefined ? [address] : [],
  );
  return [{ name: metadata.name, addresses }];
}

/** A pod without address or node is not in the network, and not in the matrix. */
function toPod({ kind, metadata, spec, status }: Manifest, nodes: readonly LabNode[]): DemoPod[] {
  if (kind !== 'Pod' || metadata?.name === undefined || spec?.nodeName === undefined) return [];
  const single = status?.podIP === undefined ? [] : [status.podIP];
  const addresses = status?.podIPs?.flatMap(({ ip }) => ip ?? []) ?? single;
  if (addresses.length === 0 || !nodes.some(({ name }) => name === spec.nodeName)) return [];
  const ports = (spec.containers ?? []).flatMap(({ ports = [] }) =>
    ports.flatMap(({ containerPort, protocol = 'TCP' }) =>
      containerPort === undefined ? [] : [{ port: containerPort, protocol: protocol.toLowerCase() as ProbeProtocol }],
    ),
  );
  const { name, namespace = 'default' } = metadata;
  return [{ namespace, name, node: spec.nodeName, addresses, hostNetwork: spec.hostNetwork === true, ports }];
}
