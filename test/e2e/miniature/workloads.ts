// What a chart's objects make of pods, and where they are put: deployments, daemon sets and stateful sets, in miniature.
import { createHash } from 'node:crypto';
import type { ManifestObject } from '../../apiserver/src/index.ts';

interface ContainerPort {
  readonly name?: string;
  readonly containerPort: number;
}

export interface Container {
  readonly name: string;
  readonly image: string;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly env?: readonly {
    readonly name: string;
    readonly value?: string;
    readonly valueFrom?: {
      readonly fieldRef?: { readonly fieldPath: string };
      readonly secretKeyRef?: { readonly name: string; readonly key: string };
    };
  }[];
  readonly ports?: readonly ContainerPort[];
  readonly readinessProbe?: { readonly httpGet?: { readonly path: string; readonly port: number | string } };
  readonly securityContext?: {
    readonly runAsUser?: number;
    readonly capabilities?: { readonly add?: readonly string[] };
  };
  readonly volumeMounts?: readonly {
    readonly name: string;
    readonly mountPath: string;
    readonly subPath?: string;
    readonly readOnly?: boolean;
  }[];
}

export interface Volume {
  readonly name: string;
  readonly configMap?: { readonly name: string; readonly items?: readonly KeyPath[] };
  readonly secret?: { readonly secretName: string; readonly defaultMode?: number; readonly items?: readonly KeyPath[] };
  readonly projected?: {
    readonly defaultMode?: number;
    readonly sources: readonly {
      readonly serviceAccountToken?: { readonly path: string; readonly audience: string };
    }[];
  };
  readonly hostPath?: { readonly path: string; readonly type?: string };
}

export interface KeyPath {
  readonly key: string;
  readonly path: string;
}

export interface PodSpec {
  readonly serviceAccountName: string;
  readonly automountServiceAccountToken?: boolean;
  readonly enableServiceLinks?: boolean;
  readonly hostNetwork?: boolean;
  readonly securityContext?: { readonly runAsUser?: number; readonly fsGroup?: number };
  readonly initContainers?: readonly Container[];
  readonly containers: readonly Container[];
  readonly volumes?: readonly Volume[];
}

interface PodTemplate {
  readonly metadata: { readonly labels: Readonly<Record<string, string>> };
  readonly spec: PodSpec;
}

export interface Workload extends ManifestObject {
  readonly spec: {
    readonly replicas?: number;
    readonly template: PodTemplate;
    readonly scaleTargetRef?: { readonly name: string };
    readonly minReplicas?: number;
  };
}

export interface Pod {
  readonly name: string;
  readonly node: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly spec: PodSpec;
  /** Differs where the template does: such a pod is to be replaced. */
  readonly revision: string;
}

/** The pods that these objects stand for. Throws where no node has the ports that one needs. */
export function podsOf(objects: readonly Workload[], nodes: readonly string[]): readonly Pod[] {
  const taken = new Set<string>();
  const scalers = objects.filter(({ kind }) => kind === 'HorizontalPodAutoscaler');
  return objects.flatMap((object) => {
    const { kind, metadata, spec } = object;
    if (!['Deployment', 'DaemonSet', 'StatefulSet'].includes(kind)) return [];
    const scaler = scalers.find(({ spec: { scaleTargetRef } }) => scaleTargetRef?.name === metadata.name);
    const count = kind === 'DaemonSet' ? nodes.length : (scaler?.spec.minReplicas ?? spec.replicas ?? 1);
    return Array.from({ length: count }, (_, index): Pod => {
      const node = kind === 'DaemonSet' ? nodes[index] : nodes.find((each) => fits(spec.template.spec, each, taken));
      if (node === undefined) throw new Error(`${kind} ${metadata.name}: no node has its ports free for pod ${index}`);
      for (const port of hostPorts(spec.template.spec)) taken.add(`${node} ${port}`);
      const revision = createHash('sha256').update(JSON.stringify(spec.template)).digest('hex').slice(0, 10);
      const { labels } = spec.template.metadata;
      return { name: `${metadata.name}-${index}`, node, labels, spec: spec.template.spec, revision };
    });
  });
}

const hostPorts = ({ hostNetwork, containers }: PodSpec) =>
  hostNetwork ? containers.flatMap(({ ports = [] }) => ports.map(({ containerPort }) => containerPort)) : [];

const fits = (spec: PodSpec, node: string, taken: ReadonlySet<string>) =>
  hostPorts(spec).every((port) => !taken.has(`${node} ${port}`));

/** A port by number, or by a container's name for it. */
export function portOf({ containers }: PodSpec, port: number | string): number {
  if (typeof port === 'number') return port;
  const found = containers.flatMap(({ ports = [] }) => ports).find(({ name }) => name === port);
  if (!found) throw new Error(`no container has a port ${port}`);
  return found.containerPort;
}
