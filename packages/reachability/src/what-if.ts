// What a change would do to a cluster, for people: verdicts that change by workload, isolation, nodes, rules, members.
import type { Direction } from '@manul/evaluator';
import {
  type ApiObject,
  type ConversionOptions,
  convert,
  describeObject,
  type ModelUpdate,
  type ObjectError,
  removal,
  type WorkloadEndpoint,
} from '@manul/model';
import type { manul } from '@manul/proto';
import { isIsolated, push } from './cluster-index.ts';
import type { ClusterModel } from './cluster-model.ts';
import { compare, type PairChange } from './compare.ts';
import { compareHosts } from './compare-hosts.ts';
import { decisionMessage } from './decision-message.ts';
import { workloadName } from './ends.ts';
import { HostReport } from './host-report.ts';
import { podInfo } from './model-directory.ts';
import { countPolicies, type NodesOf, nodesTouched } from './rule-counts.ts';
import { ownerName } from './rule-source.ts';
import { enforcedUpdate, stagedRemovals, stagedUpdates } from './staged.ts';
import { type Touched, touchedBy } from './touched.ts';
import type { Hypothesis, WholeCluster } from './whole-cluster.ts';

export interface ClusterChange {
  readonly apply: readonly ApiObject[];
  readonly delete: readonly ApiObject[];
  /** Staged policies count too: those of the cluster and those that are applied. */
  readonly enforceStaged: boolean;
}

export interface WhatIfOptions {
  /** As the cluster's own objects are converted. */
  readonly conversion: ConversionOptions;
  readonly maxChanges?: number;
  /** Called now and then; what it throws ends the computation. */
  readonly checkpoint?: () => void;
}

const defaultMaxChanges = 500;
const maxNodeNames = 200;

/** `whole` is settled and holds what `model` does; both stay as they are. */
export function whatIf(
  model: ClusterModel,
  whole: WholeCluster,
  change: ClusterChange,
  { maxChanges = defaultMaxChanges, conversion, checkpoint }: WhatIfOptions,
): manul.v1.IWhatIfResponse {
  const problems: ObjectError[] = [];
  const updates = updatesOf(model, change, problems, conversion);
  const hypothesis = whole.suppose(updates, model.inverse(updates));
  const touched = touchedBy(hypothesis);
  const { changes, incomplete } = compare(hypothesis.before, hypothesis.after, touched, {
    ...(checkpoint && { checkpoint }),
  });
  const hosts = new HostReport(model, updates, hypothesis);
  const report = new Report(model, updates, hypothesis, touched, hosts);
  const hostChanges = compareHosts(hypothesis.before, hypothesis.after, touched, hosts);
  const verdicts = [...report.verdicts(changes), ...hosts.verdicts(hostChanges.changes, report)];
  verdicts.sort((a, b) => Number(b.pairs) - Number(a.pairs));
  const nodes = [...report.nodes()].sort();
  return {
    problems: problems.map(({ object, field, reason, effect }) => ({ object, field, reason, effect })),
    changes: verdicts.slice(0, maxChanges),
    more_changes: verdicts.length > maxChanges,
    opened_pairs: sumOfPairs(changes, true),
    closed_pairs: sumOfPairs(changes, false),
    isolation: report.isolation(),
    touched_nodes: nodes.length,
    touched_node_names: nodes.slice(0, maxNodeNames),
    policies: report.policies(),
    ...setMembers(hypothesis, touched),
    incomplete: incomplete || hostChanges.incomplete,
  };
}

function updatesOf(
  model: ClusterModel,
  { apply, delete: deleted, enforceStaged }: ClusterChange,
  problems: ObjectError[],
  conversion: ConversionOptions,
): ModelUpdate[] {
  const updates: ModelUpdate[] = enforceStaged ? stagedUpdates(model) : [];
  for (const object of apply) {
    const { updates: converted, errors } = convert(object, conversion);
    problems.push(...errors);
    updates.push(...(enforceStaged ? converted.map(enforcedUpdate) : converted));
    if (enforceStaged) updates.push(...stagedRemovals(object));
  }
  for (const object of deleted) {
    const removals = removal(object);
    updates.push(...removals);
    if (!removals.some(({ kind, key }) => model.get(kind, key))) problems.push(notThere(object));
  }
  // The last word on each object alone.
  return [...new Map(updates.map((update) => [`${update.kind} ${update.key}`, update])).values()];
}

/** A slip in a name must not pass for a deletion that changes nothing. */
function notThere(object: ApiObject): ObjectError {
  const reason = 'policy knows of no such object';
  return { object: describeObject(object), field: 'metadata.name', reason, effect: 'nothing is deleted' };
}

function sumOfPairs(changes: readonly PairChange[], allowed: boolean): number {
  return changes.reduce((sum, change) => (change.allowed === allowed ? sum + change.pairs : sum), 0);
}

class Report {
  readonly #model: ClusterModel;
  readonly #changed: ReadonlyMap<string, WorkloadEndpoint | undefined>;
  readonly #hypothesis: Hypothesis;
  readonly #touched: Touched;

  readonly #hosts: HostReport;

  constructor(
    model: ClusterModel,
    updates: readonly ModelUpdate[],
    hypothesis: Hypothesis,
    touched: Touched,
    hosts: HostReport,
  ) {
    this.#hosts = hosts;
    this.#nodesBefore = { workload: this.nodeBefore, host: hosts.nodeBefore };
    this.#nodesAfter = { workload: this.#nodeAfter, host: hosts.nodeOfHost };
    this.#model = model;
    this.#hypothesis = hypothesis;
    this.#touched = touched;
    const pods = updates.flatMap((update) =>
      update.kind === 'workloadEndpoint' ? [[update.key, update.value] as const] : [],
    );
    this.#changed = new Map(pods);
  }

  verdicts(changes: readonly PairChange[]): manul.v1.IVerdictChange[] {
    return changes.flatMap((change) => this.#byWorkload(change));
  }

  #byWorkload(change: PairChange): manul.v1.IVerdictChange[] {
    const { external } = change;
    const common = decisionMessage(change, this.#hypothesis);
    const [froms, tos] = [this.workloadsOf(change.from), this.workloadsOf(change.to)];
    if (external !== undefined) {
      const side = change.from.length > 0 ? 'from' : 'to';
      return [...(side === 'from' ? froms : tos).values()].map((pods) => ({
        ...common,
        external,
        [side]: this.refOf(pods[0]!),
        [`example_${side}`]: podName(pods[0]!),
        pairs: pods.length,
      }));
    }
    return [...froms.values()].flatMap((from) =>
      [...tos.values()].flatMap((to) => {
        const sources = new Set(from);
        const pairs = from.length * to.length - to.filter((key) => sources.has(key)).length;
        if (pairs === 0) return [];
        const receiver = to.find((key) => key !== from[0]) ?? to[0]!;
        const sender = from.find((key) => key !== receiver)!;
        const ends = { from: this.refOf(sender), to: this.refOf(receiver) };
        return [{ ...common, ...ends, pairs, example_from: podName(sender), example_to: podName(receiver) }];
      }),
    );
  }

  isolation(): manul.v1.IIsolationChange[] {
    const groups = new Map<string, string[]>();
    for (const key of this.#touched.endpoints) {
      const [was, is] = [this.#hypothesis.before.workload(key), this.#hypothesis.after.workload(key)];
      if (!was || !is) continue;
      for (const direction of ['ingress', 'egress'] as const) {
        const isolated = isIsolated(is, direction);
        if (isolated === isIsolated(was, direction)) continue;
        const { namespace, name } = this.refOf(key);
        push(groups, JSON.stringify([direction, isolated, namespace, name]), key);
      }
    }
    return [...groups].map(([group, pods]) => {
      const [direction, isolated] = JSON.parse(group) as [Direction, boolean];
      return {
        workload: this.refOf(pods[0]!),
        direction,
        isolated,
        pods: pods.length,
        example_pod: podName(pods[0]!),
      };
    });
  }

  nodes(): Set<string> {
    const { before, after } = this.#hypothesis;
    const was = nodesTouched(before, this.#touched, this.#nodesBefore);
    return new Set([...was, ...nodesTouched(after, this.#touched, this.#nodesAfter)]);
  }

  policies(): manul.v1.IRuleCount[] {
    // Endpoints that a policy begins or ceases to select change its nodes, even where its rules stay as they are.
    const owners = new Set([...this.#touched.owners].filter((owner) => owner.startsWith('active_policy ')));
    for (const key of this.#touched.endpoints) {
      for (const view of [this.#hypothesis.before, this.#hypothesis.after]) {
        for (const { ingress, egress } of view.workload(key)?.tiers ?? []) {
          for (const { kind, namespace, name } of [...ingress, ...egress]) {
            owners.add(`active_policy ${kind}|${namespace}|${name}`);
          }
        }
      }
    }
    for (const name of this.#touched.hosts) for (const policy of this.#hosts.policiesOf(name)) owners.add(policy);
    const before = countPolicies(this.#hypothesis.before, owners, this.#nodesBefore);
    const after = countPolicies(this.#hypothesis.after, owners, this.#nodesAfter);
    return [...owners].sort().flatMap((owner) => {
      const [was, is] = [before.get(owner), after.get(owner)];
      const rulesTouched = this.#touched.owners.has(owner);
      if (!rulesTouched && was?.nodes === is?.nodes && was?.rules === is?.rules) return [];
      const [kind = '', namespace = '', name = ''] = owner.slice('active_policy '.length).split('|');
      return [
        {
          policy: ownerName({ type: 'policy', kind, namespace, name }),
          nodes_before: was?.nodes ?? 0,
          nodes_after: is?.nodes ?? 0,
          rules_before: was?.rules ?? 0,
          rules_after: is?.rules ?? 0,
        },
      ];
    });
  }

  readonly nodeBefore = (key: string): string | undefined => this.#model.get('workloadEndpoint', podName(key))?.node;

  readonly #nodeAfter = (key: string): string | undefined => {
    const pod = podName(key);
    return this.#changed.has(pod) ? this.#changed.get(pod)?.node : this.nodeBefore(key);
  };

  readonly #nodesBefore: NodesOf;
  readonly #nodesAfter: NodesOf;

  workloadsOf(keys: readonly string[]): Map<string, string[]> {
    const groups = new Map<string, string[]>();
    for (const key of keys) {
      const { namespace, name } = this.refOf(key);
      push(groups, `${namespace} ${name}`, key);
    }
    return groups;
  }

  refOf(key: string): { readonly namespace: string; readonly name: string } {
    const pod = podName(key);
    const endpoint = this.#model.get('workloadEndpoint', pod);
    const [namespace = '', name = ''] = pod.split('/');
    return { namespace, name: endpoint ? workloadName(podInfo(endpoint)) : `pod/${name}` };
  }
}

/** `k8s|prod/web|eth0` */
function podName(endpoint: string): string {
  return endpoint.split('|')[1] ?? '';
}

function setMembers(
  { before, after }: Hypothesis,
  { sets }: Touched,
): Pick<manul.v1.IWhatIfResponse, 'set_members_added' | 'set_members_removed'> {
  let [added, removed] = [0, 0];
  for (const set of sets) {
    const [was, is] = [before.members(set), after.members(set)];
    for (const member of is) if (!was.has(member)) added++;
    for (const member of was) if (!is.has(member)) removed++;
  }
  return { set_members_added: added, set_members_removed: removed };
}
