// Metrics of one service instance. Nothing is registered at import and nothing is global: two services in one process
// (tests, the demo) each have their own.
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export type { Counter, Gauge, Histogram } from 'prom-client';

export interface MetricOptions<L extends string> {
  /** `manul_<service>_<what>_<unit>`, counters ending in `_total`. */
  readonly name: string;
  readonly help: string;
  readonly labels?: readonly L[];
}

export interface GaugeOptions<L extends string> extends MetricOptions<L> {
  /** Sets the value when it is asked for, instead of each time it changes. */
  readonly collect?: (gauge: Gauge<L>) => void;
}

export interface HistogramOptions<L extends string> extends MetricOptions<L> {
  /** Upper bounds, in the unit of the name. From a millisecond to a minute unless given. */
  readonly buckets?: readonly number[];
}

const secondBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

export class Metrics {
  readonly #registry = new Registry();

  counter<L extends string = never>({ name, help, labels = [] }: MetricOptions<L>): Counter<L> {
    return new Counter({ name, help, labelNames: labels, registers: [this.#registry] });
  }

  gauge<L extends string = never>({ name, help, labels = [], collect }: GaugeOptions<L>): Gauge<L> {
    const gauge: Gauge<L> = new Gauge({
      name,
      help,
      labelNames: labels,
      registers: [this.#registry],
      ...(collect && { collect: () => collect(gauge) }),
    });
    return gauge;
  }

  histogram<L extends string = never>(options: HistogramOptions<L>): Histogram<L> {
    const { name, help, labels = [], buckets = secondBuckets } = options;
    return new Histogram({ name, help, labelNames: labels, buckets: [...buckets], registers: [this.#registry] });
  }

  /** Memory, CPU and event-loop figures of the process, under Prometheus' usual names. Once per process. */
  collectProcessMetrics(): void {
    collectDefaultMetrics({ register: this.#registry });
  }

  /** The exposition text. */
  text(): Promise<string> {
    return this.#registry.metrics();
  }

  get contentType(): string {
    return this.#registry.contentType;
  }
}
