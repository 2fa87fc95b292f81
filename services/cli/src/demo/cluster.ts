// The demo's nodes and pods, read from its manifests; the rest of them is the calc-graph's to understand.
import { readdirSync, readFileSync } from 'node:fs';
import { isIP } from 'node:net';
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

interface ManifestPort {
  readonly containerPort?: number;
  readonly protocol?: string;
}

/** As far as it is what it should be; everything is looked at before it is used. */
interface Manifest {
  readonly kind?: string;
  readonly metadata?: { readonly name?: string; readonly namespace?: string };
  readonly spec?: {
    readonly nodeName?: string;
    readonly hostNetwork?: boolean;
    readonly containers?: readonly { readonly ports?: readonly ManifestPort[] }[];
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

/** Reads a directory of manifests again and again. A file that cannot be read now counts as it last was. */
export class ClusterReader {
  readonly #directory: string;
  #files: ReadonlyMap<string, readonly Manifest[]> = new Map();

  constructor(directory: string) {
    this.#directory = directory;
  }

  read(): DemoCluster {
    const files = readdirSync(this.#directory, { recursive: true, encoding: 'utf8' }).filter(isManifest);
    this.#files = new Map(files.map((file) => [file, this.#readFile(file) ?? this.#files.get(file) ?? []]));
    const manifests = [...this.#files.values()].flat();
    const nodes = manifests.flatMap((manifest) => orNone(() => toNode(manifest)));
    const pods = manifests.flatMap((manifest) => orNone(() => toPod(manifest, nodes)));
    return { nodes, pods: pods.filter((pod, index) => !pods.slice(0, index).some((other) => clashes(pod, other))) };
  }

  /** What is wrong with a file is the calc-graph's to say. */
  #readFile(file: string): readonly Manifest[] | undefined {
    try {
      const documents = parseAllDocuments(readFileSync(join(this.#directory, file), 'utf8'));
      if (documents.some(({ errors }) => errors.length > 0)) return undefined;
      return documents.map((document) => document.toJS() as Manifest | null).filter((manifest) => manifest !== null);
    } catch {
      return undefined;
    }
  }
}

const isManifest = (file: string): boolean => /\.ya?ml$/.test(file) && !/(^|\/)\./.test(file);

/** A manifest of another shape than expected describes nothing here. */
function orNone<T>(convert: () => T[]): T[] {
  try {
    return convert();
  } catch {
    return [];
  }
}

/** Two pods of one name, or of one address, cannot both be in the network: the first one is. */
function clashes(pod: DemoPod, other: DemoPod): boolean {
  if (pod.namespace === other.namespace && pod.name === other.name) return true;
  if (pod.hostNetwork || other.hostNetwork) return false;
  return pod.addresses.some((address) => other.addresses.includes(address));
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
  const { name = '', namespace = 'default' } = metadata ?? {};
  if (kind !== 'Pod' || !isName(name) || !isName(namespace) || spec?.nodeName === undefined) return [];
  const listed = status?.podIPs?.map(({ ip }) => ip) ?? [status?.podIP];
  const addresses = listed.filter((address) => address !== undefined && isIP(address) !== 0) as string[];
  if (addresses.length === 0 || !nodes.some((node) => node.name === spec.nodeName)) return [];
  const ports = (spec.containers ?? []).flatMap((container) => (container.ports ?? []).flatMap(toPort));
  return [{ namespace, name, node: spec.nodeName, addresses, hostNetwork: spec.hostNetwork === true, ports }];
}

const isName = (text: string): boolean => /^[a-z0-9][a-z0-9.-]*$/.test(text);

function toPort({ containerPort = 0, protocol = 'TCP' }: ManifestPort): DemoPort[] {
  const known = { TCP: 'tcp', UDP: 'udp', SCTP: 'sctp' } as const;
  const isKnown = Object.hasOwn(known, protocol) && Number.isInteger(containerPort);
  if (!isKnown || containerPort < 1 || containerPort > 65_535) return [];
  return [{ port: containerPort, protocol: known[protocol as keyof typeof known] }];
}
