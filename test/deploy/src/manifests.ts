// Reading rendered manifests, as far as tests look into them.
import { join } from 'node:path';
import { type RenderOptions, renderChart } from '../../../scripts/helm.ts';
import { type Manifest, parseManifests } from '../../../scripts/manifests.ts';

export const root = join(import.meta.dirname, '..', '..', '..');
export const chart = join(root, 'deploy', 'helm', 'manul');

export const render = (options: RenderOptions = {}): readonly Manifest[] => parseManifests(renderChart(options));

/** The one object of that kind and name; throws where there is none. */
export function find<T extends Manifest = Manifest>(objects: readonly Manifest[], kind: string, name: string): T {
  const found = objects.find((object) => object.kind === kind && object.metadata.name === name);
  if (!found) throw new Error(`no ${kind} ${name}`);
  return found as T;
}

interface Container {
  readonly name: string;
  readonly image: string;
  readonly env?: readonly { readonly name: string; readonly value?: string }[];
  readonly securityContext: Readonly<Record<string, unknown>> & { readonly capabilities: object };
  readonly volumeMounts?: readonly { readonly name: string; readonly mountPath: string; readonly readOnly?: boolean }[];
}

export interface PodSpec {
  readonly serviceAccountName: string;
  readonly hostNetwork?: boolean;
  readonly securityContext: Readonly<Record<string, unknown>>;
  readonly containers: readonly Container[];
  readonly volumes?: readonly Readonly<Record<string, unknown> & { readonly name: string }>[];
  readonly [field: string]: unknown;
}

/** The pods that the objects stand for, by kind and name of what makes them. */
export function podSpecs(objects: readonly Manifest[]): ReadonlyMap<string, PodSpec> {
  const pods = new Map<string, PodSpec>();
  for (const object of objects) {
    const { spec } = object as {
      spec?: { template?: { spec: PodSpec }; jobTemplate?: { spec: { template: { spec: PodSpec } } } };
    };
    const pod = spec?.template?.spec ?? spec?.jobTemplate?.spec.template.spec;
    if (pod) pods.set(`${object.kind} ${object.metadata.name}`, pod);
  }
  return pods;
}

interface Rule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

export interface Role extends Manifest {
  readonly rules: readonly Rule[];
}

export interface ConfigMap extends Manifest {
  readonly data: Readonly<Record<string, string>>;
}
