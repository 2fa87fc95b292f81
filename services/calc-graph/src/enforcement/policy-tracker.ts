// Follows each version of a policy from when the graph was told of it until it is in the kernels of all nodes that are to
// hold it. Costs nothing for policies that do not change.
import type { CalculationGraph } from '@manul/calc';
import type { ApiObject, Conversion, ObjectChange } from '@manul/model';
import { hasEnforcedCondition } from '@manul/source-kubernetes';
import { objectKey } from '../object-errors.ts';
import { type Findings, knownCondition, type PolicyVersion, type Report, reportOf } from './policy-report.ts';
import type { Mark, Progress } from './progress.ts';

export interface PolicyTrackerOptions {
  readonly graph: Pick<CalculationGraph, 'nodesOfPolicy'>;
  readonly progress: Progress;
  readonly lagSeconds: () => number;
  /** `since`: when the status that the object's condition has now began. */
  readonly report: (policy: PolicyVersion, report: Report, condition: ReturnType<typeof knownCondition>) => void;
  /** Whether the condition of policies that existed at the start is to be looked after too. */
  readonly conditions: boolean;
  readonly now?: () => number;
}

interface Known {
  readonly policy: PolicyVersion;
  /** The policies' keys in updates: one object can be several policies. */
  readonly keys: readonly string[];
  readonly hasMistakes: boolean;
  readonly condition: ReturnType<typeof knownCondition>;
}

interface Tracked {
  readonly since: number;
  /** Undefined until the graph has worked it in. */
  mark: Mark | undefined;
  /** The ids of the reports that were made. */
  readonly told: Set<string>;
}

/** Questions in one round: a change of all policies is not to hold up streams. */
const maxChecks = 50_000;
/** Reports of one version: nodes that flap are not to fill the API server with Events. */
const maxReports = 5;

export class PolicyTracker {
  readonly #options: PolicyTrackerOptions;
  readonly #now: () => number;
  readonly #known = new Map<string, Known>();
  readonly #byPolicy = new Map<string, string>();
  /** In the order in which they are looked at. */
  readonly #tracked = new Map<string, Tracked>();
  #unmarked: Tracked[] = [];
  /** What existed at the start is not news. */
  #isLive = false;

  constructor(options: PolicyTrackerOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  /** Versions that are on their way. */
  get size(): number {
    return this.#tracked.size;
  }

  /** The graph was told of a change. */
  taken({ op, object }: ObjectChange, conversion: Conversion | undefined): void {
    const id = objectKey(object);
    if (op === 'delete') {
      this.#forget(id);
      return;
    }
    const keys = (conversion?.updates ?? []).flatMap((update) =>
      update.kind === 'policy' && update.value && !update.value.staged ? update.key : [],
    );
    if (keys.length === 0) return;
    const before = this.#known.get(id);
    const policy = versionOf(object);
    const hasMistakes = (conversion?.errors.length ?? 0) > 0;
    const known = { policy, keys, hasMistakes, condition: knownCondition(object.status) };
    for (const key of before?.keys ?? []) this.#byPolicy.delete(key);
    for (const key of keys) this.#byPolicy.set(key, id);
    this.#known.set(id, known);
    if (before?.policy.version === policy.version && before.policy.uid === policy.uid) return;
    if (this.#isLive || this.#isUntold(known)) this.#track(id);
  }

  /** The graph has worked in all that it was told. */
  flushed(): void {
    this.#isLive = true;
    for (const tracked of this.#unmarked) tracked.mark = this.#options.progress.mark();
    this.#unmarked = [];
  }

  /** Looks at what is on its way, and tells what there is to tell. */
  round(): void {
    const { progress, lagSeconds } = this.#options;
    if (!progress.isLeading) {
      // Who leads tells of it. If it goes away right now, what is newest is told by who leads next.
      const limit = this.#now() - lagSeconds() * 1000;
      for (const [id, { since }] of this.#tracked) if (since < limit) this.#tracked.delete(id);
      return;
    }
    const rejections = this.#rejections();
    let checks = 0;
    for (const [id, tracked] of [...this.#tracked]) {
      if (checks > maxChecks) break;
      const known = this.#known.get(id);
      if (!known || !tracked.mark) continue;
      // Behind those that have not been looked at yet.
      this.#tracked.delete(id);
      this.#tracked.set(id, tracked);
      const findings = this.#findings(known, tracked, tracked.mark, rejections);
      checks += findings.total + 1;
      this.#tell(id, known, tracked, findings);
    }
  }

  #tell(id: string, known: Known, tracked: Tracked, findings: Findings): void {
    const { lagSeconds, report } = this.#options;
    const found = reportOf(known.policy, findings, lagSeconds());
    if (findings.waiting.length + findings.rejected.length === 0) this.#tracked.delete(id);
    if (!found || tracked.told.has(found.id) || tracked.told.size >= maxReports) return;
    // How far behind nodes are changes all the time; that they are is told once.
    if (found.event.reason === 'EnforcementLags' && tracked.told.has('lags')) return;
    tracked.told.add(found.event.reason === 'EnforcementLags' ? 'lags' : found.id);
    report(known.policy, found, known.condition);
  }

  #findings(known: Known, tracked: Tracked, mark: Mark, rejections: Rejections): Findings {
    const { graph, progress } = this.#options;
    const nodes = new Set(known.keys.flatMap((key) => [...(graph.nodesOfPolicy(key) ?? [])]));
    const rejected = known.keys.flatMap((key) => rejections.get(key) ?? []).filter(({ node }) => nodes.has(node));
    const bad = new Set(rejected.map(({ node }) => node));
    const waiting: { node: string; word: string }[] = [];
    let enforced = 0;
    for (const node of nodes) {
      if (bad.has(node)) continue;
      const word = progress.word(node, mark);
      if (word === 'enforced') enforced++;
      else waiting.push({ node, word });
    }
    const seconds = (this.#now() - tracked.since) / 1000;
    return { enforced, total: nodes.size, waiting, rejected, seconds, hasMistakes: known.hasMistakes };
  }

  /** What nodes refuse now, by policy. One that was enforced and is not any more is looked at again. */
  #rejections(): Rejections {
    const rejections = new Map<string, { node: string; reason: string; failedClosed: boolean }[]>();
    for (const { node, connected, errors } of this.#options.progress.list()) {
      for (const { object, reason, failedClosed } of connected ? errors : []) {
        if (!object.startsWith(policyPrefix)) continue;
        const key = object.slice(policyPrefix.length);
        const list = rejections.get(key);
        if (list) list.push({ node, reason, failedClosed });
        else rejections.set(key, [{ node, reason, failedClosed }]);
        const id = this.#byPolicy.get(key);
        if (id !== undefined && !this.#tracked.has(id)) this.#track(id, this.#options.progress.mark());
      }
    }
    return rejections;
  }

  #track(id: string, mark?: Mark): void {
    const tracked = { since: this.#now(), mark, told: new Set<string>() };
    this.#tracked.set(id, tracked);
    if (!mark) this.#unmarked.push(tracked);
  }

  #forget(id: string): void {
    for (const key of this.#known.get(id)?.keys ?? []) this.#byPolicy.delete(key);
    this.#known.delete(id);
    this.#tracked.delete(id);
  }

  /** Nobody has written yet that this version is enforced. */
  #isUntold({ policy, condition }: Known): boolean {
    if (!this.#options.conditions || !hasEnforcedCondition(policy)) return false;
    return condition?.status !== 'True' || condition.generation !== policy.generation;
  }
}

type Rejections = ReadonlyMap<string, readonly { node: string; reason: string; failedClosed: boolean }[]>;

/** As in Inventory. */
const policyPrefix = 'active_policy ';

function versionOf({ apiVersion, kind, metadata }: ApiObject): PolicyVersion {
  const { namespace, name, uid, resourceVersion } = metadata;
  const { generation } = metadata as { generation?: unknown };
  const counted = typeof generation === 'number' && generation > 0 ? generation : 0;
  return {
    ...{ apiVersion, kind, namespace, name, uid },
    generation: counted,
    // A change of status alone is no new version.
    version: counted > 0 ? String(counted) : (resourceVersion ?? ''),
  };
}
