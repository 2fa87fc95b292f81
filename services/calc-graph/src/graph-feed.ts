// From the source into the graph: each change is converted by itself, so that a broken object costs that object alone.
import type { CalculationGraph, FlushSummary } from '@manul/calc';
import {
  builtInUpdates,
  type Conversion,
  type ConversionOptions,
  convert,
  type ObjectChange,
  removal,
  type Source,
  type SourceProblem,
} from '@manul/model';
import type { Logger } from '@manul/observability';
import { FlushLoop } from './flush-loop.ts';
import type { GraphMetrics } from './metrics.ts';
import { type ObjectErrors, objectKey } from './object-errors.ts';

export interface GraphFeedOptions {
  readonly graph: CalculationGraph;
  readonly source: Source;
  readonly errors: ObjectErrors;
  /** Where the cluster's settings decide what objects mean. */
  readonly conversion: ConversionOptions;
  readonly batchMilliseconds: () => number;
  /** Before each flush. */
  readonly onFlushing?: () => void;
  /** `observedAt`: when the oldest of the flushed changes came, in milliseconds since the Unix epoch. */
  readonly onFlush: (summary: FlushSummary, observedAt: number | undefined) => void;
  /** Hears of what the source tells, before it is converted. */
  readonly onChanges?: (changes: readonly ObjectChange[]) => void;
  /** Hears of each change once it is in the graph. `understood`: otherwise the graph keeps what it had before. */
  readonly onTaken?: (change: ObjectChange, understood: boolean, conversion: Conversion | undefined) => void;
  readonly log: Logger;
  readonly metrics: GraphMetrics;
}

export class GraphFeed {
  readonly #options: GraphFeedOptions;
  readonly #loop: FlushLoop;
  readonly #problems = new Map<string, SourceProblem>();
  #inSync = false;
  #revision = 0;
  #stopped = false;
  /** When the oldest change since the last flush came. */
  #observedAt: number | undefined;

  constructor(options: GraphFeedOptions) {
    this.#options = options;
    this.#loop = new FlushLoop({ flush: () => this.#flush(), gap: options.batchMilliseconds });
  }

  get inSync(): boolean {
    return this.#inSync;
  }

  /** Newest revision that was flushed. */
  get revision(): number {
    return this.#revision;
  }

  /** Every node that the cluster has. */
  nodes(): Iterable<string> {
    return this.#options.graph.nodes();
  }

  get problems(): readonly SourceProblem[] {
    return [...this.#problems.values()];
  }

  start(): void {
    const { graph, source, log, metrics } = this.#options;
    graph.update(builtInUpdates());
    source.start({
      changes: (changes) => {
        metrics.changes(changes.length);
        this.#options.onChanges?.(changes);
        const observedAt = Date.now();
        this.#observedAt ??= observedAt;
        for (const change of changes) this.#take(change, observedAt);
        if (this.#inSync) this.#loop.request();
      },
      inSync: () => {
        this.#inSync = true;
        graph.setInSync();
        log.info({}, 'the source is in sync');
        this.#loop.request();
      },
      problem: (problem) => this.#onProblem(problem),
    });
  }

  /** Takes in nothing more and flushes no more. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#loop.stop();
    await this.#options.source.stop();
  }

  #take(change: ObjectChange, observedAt: number): void {
    if (this.#stopped) return;
    const { graph, errors } = this.#options;
    const key = objectKey(change.object);
    if (change.op === 'delete') {
      graph.update(removal(change.object));
      this.#options.onTaken?.(change, true, undefined);
      errors.set(key, []);
      return;
    }
    const conversion = this.#convert(change, observedAt);
    graph.update(conversion.updates);
    errors.set(key, conversion.errors);
    const understood = conversion.updates.length > 0 || conversion.errors.length === 0;
    this.#options.onTaken?.(change, understood, conversion);
  }

  /** Conversion reports what it cannot understand. A defect in it must not cost more than the one object either. */
  #convert(change: ObjectChange, observedAt: number): Conversion {
    try {
      return convert(change.object, this.#options.conversion, observedAt);
    } catch (error) {
      const object = objectKey(change.object);
      this.#options.log.error({ object, error }, 'conversion failed');
      const reason = error instanceof Error ? error.message : String(error);
      return { updates: [], errors: [{ object, field: '', reason, effect: 'the object stays as it last was' }] };
    }
  }

  #flush(): void {
    this.#options.onFlushing?.();
    const start = performance.now();
    const observedAt = this.#observedAt;
    this.#observedAt = undefined;
    const summary = this.#options.graph.flush();
    this.#options.metrics.flushed(summary, (performance.now() - start) / 1000);
    this.#revision = summary.revision;
    this.#options.onFlush(summary, observedAt);
  }

  #onProblem(problem: SourceProblem): void {
    const { subject, reason } = problem;
    if (problem.resolved) {
      this.#problems.delete(subject);
      this.#options.log.info({ subject, reason }, 'source problem is over');
    } else {
      this.#problems.set(subject, problem);
      // At the start nothing newer or older may be known of the subject: it may be missing altogether.
      this.#options.log[this.#inSync ? 'warn' : 'error']({ subject, reason }, 'source problem');
    }
  }
}
