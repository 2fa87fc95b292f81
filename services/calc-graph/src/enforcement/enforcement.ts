// Makes enforcement visible where the objects come from: Events on policies, conditions in their status, pods' readiness
// gates. Who leads writes; the others follow, so that they could.
import type { CalculationGraph } from '@manul/calc';
import type { ApiObject, Conversion, ObjectChange, ObjectError } from '@manul/model';
import type { Logger } from '@manul/observability';
import {
  type ClusterAccess,
  hasEnforcedCondition,
  type ObjectEvent,
  patchObjectCondition,
  patchPodCondition,
  writeEvent,
} from '@manul/source-kubernetes';
import type { CalcGraphConfig } from '../config.ts';
import type { EnforcementMetrics } from '../metrics.ts';
import { objectKey } from '../object-errors.ts';
import { mistakeEvent } from '../object-events.ts';
import { ApiWriter } from './api-writer.ts';
import type { knownCondition, PolicyVersion, Report } from './policy-report.ts';
import { PolicyTracker } from './policy-tracker.ts';
import type { Progress } from './progress.ts';
import { ReadinessGates } from './readiness-gates.ts';

export interface EnforcementReportsOptions {
  /** As they are now: some change while the service runs. */
  readonly config: () => CalcGraphConfig;
  /** Of the API server that the objects come from. */
  readonly access: Promise<ClusterAccess>;
  readonly graph: Pick<CalculationGraph, 'nodesOfPolicy' | 'placeOfWorkload'>;
  readonly progress: Progress;
  readonly metrics: EnforcementMetrics;
  readonly log: Logger;
  readonly roundMilliseconds?: number;
}

const roundMilliseconds = 500;
const maxWaiting = 20_000;

export class EnforcementReports {
  readonly #options: EnforcementReportsOptions;
  readonly #writer: ApiWriter;
  readonly #policies: PolicyTracker | undefined;
  readonly #gates: ReadinessGates | undefined;
  /** Objects that are not applied as written, for whoever comes to lead. */
  readonly #mistaken = new Map<string, { readonly object: ApiObject; readonly errors: readonly ObjectError[] }>();
  #timer: NodeJS.Timeout | undefined;
  #wasLeading = false;

  constructor(options: EnforcementReportsOptions) {
    this.#options = options;
    const { config, graph, progress, metrics, log } = options;
    const { events, policyConditions, podReadinessGates } = config();
    this.#writer = new ApiWriter({
      mayWrite: () => progress.isLeading,
      counted: (kind, outcome) => metrics.apiWrite(kind, outcome),
      onFailed: (key, reason) => log.warn({ about: key, reason }, 'the API server did not take what was to be told'),
      perSecond: () => config().apiWritesPerSecond,
      maxWaiting,
    });
    if (events === 'all' || policyConditions) {
      this.#policies = new PolicyTracker({
        graph,
        progress,
        conditions: policyConditions,
        lagSeconds: () => config().enforcementLagSeconds,
        report: (policy, report, condition) => this.#report(policy, report, condition),
      });
    }
    if (podReadinessGates) this.#gates = this.#readinessGates();
    metrics.watch({ policies: () => this.#policies?.size ?? 0, pods: () => this.#gates?.size ?? 0 });
  }

  start(): void {
    this.#timer = setInterval(() => this.#round(), this.#options.roundMilliseconds ?? roundMilliseconds);
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#writer.stop();
  }

  /** The graph was told of a change. */
  taken(change: ObjectChange, conversion: Conversion | undefined): void {
    this.#policies?.taken(change, conversion);
    this.#gates?.taken(change, conversion);
    this.#takeMistakes(change, conversion?.errors ?? []);
  }

  /** The graph has worked in all that it was told. */
  flushed(): void {
    this.#policies?.flushed();
    this.#gates?.flushed();
  }

  #round(): void {
    const { isLeading } = this.#options.progress;
    if (isLeading && !this.#wasLeading)
      for (const { object, errors } of this.#mistaken.values()) this.#complain(object, errors);
    if (!isLeading && this.#wasLeading) this.#writer.clear();
    this.#wasLeading = isLeading;
    this.#policies?.round();
    this.#gates?.round();
  }

  #takeMistakes({ op, object }: ObjectChange, errors: readonly ObjectError[]): void {
    const key = objectKey(object);
    if (op === 'delete' || errors.length === 0) {
      this.#mistaken.delete(key);
      return;
    }
    const { apiVersion, kind, metadata } = object;
    const known = new Set(this.#mistaken.get(key)?.errors.map(({ field, reason }) => `${field}\n${reason}`));
    this.#mistaken.set(key, { object: { apiVersion, kind, metadata }, errors });
    const fresh = errors.filter(({ field, reason }) => !known.has(`${field}\n${reason}`));
    if (this.#wasLeading) this.#complain(object, fresh);
  }

  #complain(object: ApiObject, errors: readonly ObjectError[]): void {
    if (this.#options.config().events === 'none') return;
    for (const error of errors) this.#writeEvent(mistakeEvent(object, error));
  }

  #report(policy: PolicyVersion, { event, condition }: Report, known: ReturnType<typeof knownCondition>): void {
    const { events, policyConditions } = this.#options.config();
    const about = `${event.object.kind} ${policy.namespace ?? ''}/${policy.name}`;
    this.#options.log.info({ object: about, generation: policy.generation, message: event.message }, event.reason);
    if (events === 'all') this.#writeEvent(event);
    if (!policyConditions || !hasEnforcedCondition(policy)) return;
    const since = known?.status === condition.status ? known.since : undefined;
    this.#writer.put({
      key: `condition ${about}`,
      kind: 'condition',
      write: async () =>
        patchObjectCondition(await this.#options.access, policy, {
          ...condition,
          generation: policy.generation,
          since,
        }),
    });
  }

  #writeEvent(event: ObjectEvent): void {
    const write = async () => writeEvent(await this.#options.access, event);
    this.#writer.put({ key: `event ${event.object.namespace ?? ''}/${event.name}`, kind: 'event', write });
  }

  #readinessGates(): ReadinessGates {
    const { graph, progress, access } = this.#options;
    return new ReadinessGates({
      graph,
      progress,
      write: (pod, condition) =>
        this.#writer.put({
          key: `readiness ${pod.namespace}/${pod.name}`,
          kind: 'readiness',
          write: async () => patchPodCondition(await access, pod, condition),
        }),
      forget: ({ namespace, name }) => this.#writer.forget(`readiness ${namespace}/${name}`),
    });
  }
}
