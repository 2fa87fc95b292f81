// The cluster's pods by namespace, by workload and by the policies that select them: what lists and matrices show.
import type { Direction, PolicyRef, Tier, WorkloadEndpoint } from '@manul/evaluator';
import type { ClusterModel } from './cluster-model.ts';
import type { ClusterView } from './cluster-view.ts';
import { type PodInfo, workloadName } from './ends.ts';
import { podInfo } from './model-directory.ts';

export interface Pod extends PodInfo {
  readonly endpoint: WorkloadEndpoint;
  readonly workload: string;
}

export interface Workload {
  readonly namespace: string;
  readonly name: string;
  readonly pods: readonly Pod[];
}

export class ClusterIndex {
  /** By `<namespace>/<pod>`. */
  readonly pods = new Map<string, Pod>();
  /** By namespace, then by name. */
  readonly workloads = new Map<string, Map<string, Workload & { readonly pods: Pod[] }>>();
  /** By `<kind>|<namespace>|<name>`. */
  readonly selected = new Map<string, Pod[]>();

  constructor(model: ClusterModel, view: ClusterView) {
    for (const [key, value] of model.entries('workloadEndpoint')) {
      const endpoint = view.workload(`${value.orchestratorId}|${value.workloadId}|${value.endpointId}`);
      if (!endpoint) continue;
      const info = podInfo(value);
      const pod: Pod = { ...info, endpoint, workload: workloadName(info) };
      this.pods.set(key, pod);
      this.#addToWorkload(pod);
      for (const policy of policiesOf(endpoint)) push(this.selected, policy, pod);
    }
  }

  *allWorkloads(namespace?: string): Generator<Workload> {
    if (namespace !== undefined) yield* this.workloads.get(namespace)?.values() ?? [];
    else for (const workloads of this.workloads.values()) yield* workloads.values();
  }

  podsOf(namespace: string): Pod[] {
    return [...this.allWorkloads(namespace)].flatMap(({ pods }) => pods);
  }

  #addToWorkload(pod: Pod): void {
    const { namespace, workload: name } = pod;
    const workloads = this.workloads.get(namespace) ?? new Map<string, Workload & { readonly pods: Pod[] }>();
    this.workloads.set(namespace, workloads);
    const workload = workloads.get(name) ?? { namespace, name, pods: [] };
    workloads.set(name, workload);
    workload.pods.push(pod);
  }
}

export function policyKeyOf({ kind, namespace, name }: PolicyRef): string {
  return `${kind}|${namespace}|${name}`;
}

/** Of both directions, each once. */
export function policiesOf({ tiers }: WorkloadEndpoint): ReadonlySet<string> {
  return new Set(tiers.flatMap(({ ingress, egress }) => [...ingress, ...egress].map(policyKeyOf)));
}

/**
 * Whether policies apply in this direction such that what none of them allows is denied. Those of a tier that passes on
 * what they do not match, as admin and baseline policies' do, isolate nothing.
 */
export function isIsolated({ tiers }: { readonly tiers: readonly Tier[] }, direction: Direction): boolean {
  return tiers.some((tier) => tier[direction].length > 0 && tier.defaultAction !== 'Pass');
}

export function push<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
