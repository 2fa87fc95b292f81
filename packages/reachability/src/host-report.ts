// Changes of nodes' own policy, for people: host endpoints grouped by their labels, pods by workload.
import type { HostEndpoint, ModelUpdate } from '@manul/model';
import type { manul } from '@manul/proto';
import { push } from './cluster-index.ts';
import type { ClusterModel } from './cluster-model.ts';
import type { HostChange } from './compare-hosts.ts';
import { decisionMessage } from './decision-message.ts';
import { workloadLabels } from './ends.ts';
import type { HostPlaces } from './host-classes.ts';
import { ModelDirectory } from './model-directory.ts';
import { ownerKey } from './rule-source.ts';
import type { Hypothesis } from './whole-cluster.ts';

/** How the pods among the peers are grouped, and where they are. */
export interface PodNames {
  workloadsOf(keys: readonly string[]): ReadonlyMap<string, readonly string[]>;
  refOf(key: string): manul.v1.IWorkloadRef;
  nodeBefore(key: string): string | undefined;
}

export class HostReport implements HostPlaces {
  readonly #model: ClusterModel;
  readonly #directory: ModelDirectory;
  readonly #changed: ReadonlyMap<string, HostEndpoint | undefined>;
  readonly #hypothesis: Hypothesis;

  constructor(model: ClusterModel, updates: readonly ModelUpdate[], hypothesis: Hypothesis) {
    this.#model = model;
    this.#directory = new ModelDirectory(model);
    this.#hypothesis = hypothesis;
    const hosts = updates.flatMap((update) =>
      update.kind === 'hostEndpoint' ? [[update.key, update.value] as const] : [],
    );
    this.#changed = new Map(hosts);
  }

  readonly nodeBefore = (name: string): string | undefined => this.#model.get('hostEndpoint', name)?.node;

  /** After the change. */
  readonly nodeOfHost = (name: string): string | undefined => this.#endpoint(name)?.node;

  addressesOfNode(name: string): readonly string[] {
    return this.#directory.node(name)?.addresses ?? [];
  }

  /** Before the change and after it, by `ownerKey`. */
  policiesOf(name: string): string[] {
    return [this.#hypothesis.before, this.#hypothesis.after].flatMap((view) => {
      const host = view.hostEndpoint(name);
      const tiers = host ? [host.tiers, host.untrackedTiers, host.preDnatTiers, host.forwardTiers].flat() : [];
      return tiers.flatMap(({ ingress, egress }) =>
        [...ingress, ...egress].map((ref) => ownerKey({ type: 'policy', ...ref })),
      );
    });
  }

  verdicts(changes: readonly HostChange[], pods: PodNames): manul.v1.IVerdictChange[] {
    return changes.flatMap((change) => {
      const common = { ...decisionMessage(change, this.#hypothesis), host_traffic: change.traffic };
      const ends = this.#byLabels(change.hosts);
      return [...ends].flatMap(([name, hosts]) => this.#toPeers(change, { namespace: '', name }, hosts, common, pods));
    });
  }

  #toPeers(
    change: HostChange,
    ref: manul.v1.IWorkloadRef,
    hosts: readonly string[],
    common: manul.v1.IVerdictChange,
    pods: PodNames,
  ): manul.v1.IVerdictChange[] {
    const [own, other] = change.direction === 'ingress' ? (['to', 'from'] as const) : (['from', 'to'] as const);
    const example = `node/${this.nodeOfHost(hosts[0]!)}`;
    const node = { ...common, [own]: ref, [`example_${own}`]: example };
    if (change.external !== undefined) return [{ ...node, external: change.external, pairs: hosts.length }];
    return [...pods.workloadsOf(change.peers).values()].flatMap((keys) => {
      const pairs = this.#pairs(hosts, keys, pods);
      if (pairs === 0) return [];
      const name = keys[0]!.split('|')[1] ?? '';
      return [{ ...node, [other]: pods.refOf(keys[0]!), [`example_${other}`]: name, pairs }];
    });
  }

  /** Of a host endpoint and a pod elsewhere. */
  #pairs(hosts: readonly string[], keys: readonly string[], pods: PodNames): number {
    const perNode = Map.groupBy(keys, (key) => pods.nodeBefore(key));
    return hosts.reduce((sum, host) => sum + keys.length - (perNode.get(this.nodeOfHost(host))?.length ?? 0), 0);
  }

  #byLabels(names: readonly string[]): Map<string, string[]> {
    const groups = new Map<string, string[]>();
    for (const name of names) {
      const labels = workloadLabels(this.#endpoint(name)?.labels ?? {}).map(([key, value]) => `${key}=${value}`);
      push(groups, `hostendpoint/${labels.join() || name}`, name);
    }
    return groups;
  }

  #endpoint(name: string): HostEndpoint | undefined {
    return this.#changed.has(name) ? this.#changed.get(name) : this.#model.get('hostEndpoint', name);
  }
}
