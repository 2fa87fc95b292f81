import type { FlushSummary } from '@manul/calc';
import type { Metrics } from '@manul/observability';
import { manul } from '@manul/proto';
import type { WriteKind, WriteOutcome } from './enforcement/api-writer.ts';
import type { Sent } from './node-stream.ts';

/** What the service as a whole knows when it is asked. */
export interface Gauges {
  readonly streams: () => number;
  readonly nodesBehind: () => number;
  readonly objectErrors: () => number;
  readonly revision: () => number;
}

export type ServiceMetrics = GraphMetrics & SyncMetrics & EnforcementMetrics;

export interface GraphMetrics {
  changes(count: number): void;
  flushed(summary: FlushSummary, seconds: number): void;
}

/** What is told to the API server. */
export interface EnforcementMetrics {
  apiWrite(kind: WriteKind, outcome: WriteOutcome): void;
  /** Policies and pods that nodes have yet to enforce. */
  watch(waiting: { readonly policies: () => number; readonly pods: () => number }): void;
}

export interface SyncMetrics {
  sent(sent: Sent): void;
  receipt(receipt: manul.v1.IReceipt): void;
  status(status: NonNullable<manul.v1.IFromNode['status']>): void;
  /** A change took so long from its arrival to a node's kernel. */
  implemented(seconds: number): void;
  shed(): void;
}

export function createServiceMetrics(metrics: Metrics, gauges: Gauges): ServiceMetrics {
  const gauge = gaugeOf(metrics);
  gauge('manul_calc_streams', 'Nodes with an open stream.', gauges.streams);
  gauge('manul_calc_nodes_behind', 'Connected nodes that have not acknowledged what they need.', gauges.nodesBehind);
  gauge('manul_calc_objects_in_error', 'Objects that are not applied as written.', gauges.objectErrors);
  gauge('manul_calc_revision', 'Newest revision of the graph.', gauges.revision);
  return { ...graphMetrics(metrics), ...syncMetrics(metrics), ...enforcementMetrics(metrics) };
}

/** Declares gauges whose value is asked for whenever they are read. */
function gaugeOf(metrics: Metrics): (name: string, help: string, value: () => number) => void {
  return (name, help, value) => metrics.gauge({ name, help, collect: (self) => self.set(value()) });
}

function graphMetrics(metrics: Metrics): GraphMetrics {
  const changes = metrics.counter({ name: 'manul_calc_changes_total', help: 'Object changes taken from the source.' });
  const flush = metrics.histogram({ name: 'manul_calc_flush_seconds', help: 'Time to bring the graph up to date.' });
  const work = metrics.counter({
    name: 'manul_calc_work_total',
    help: 'Units of work done by flushes.',
    labels: ['kind'],
  });
  return {
    changes: (count) => changes.inc(count),
    flushed(summary, seconds) {
      flush.observe(seconds);
      for (const [kind, amount] of Object.entries(summary.work)) work.inc({ kind }, amount);
    },
  };
}

function syncMetrics(metrics: Metrics): SyncMetrics {
  const batches = metrics.counter({ name: 'manul_calc_batches_sent_total', help: 'Batches sent.', labels: ['phase'] });
  const updates = metrics.counter({ name: 'manul_calc_updates_sent_total', help: 'Updates sent.', labels: ['phase'] });
  const bytes = metrics.counter({ name: 'manul_calc_bytes_sent_total', help: 'Bytes of batches sent.' });
  const shed = metrics.counter({
    name: 'manul_calc_streams_shed_total',
    help: 'Streams ended since their node took nothing.',
  });
  const rounds = metrics.histogram({
    name: 'manul_calc_node_round_seconds',
    help: "Drivers' rounds, by their receipts.",
  });
  const implementation = metrics.histogram({
    name: 'manul_calc_implementation_seconds',
    help: "Time from a change's arrival in the graph to a node's receipt for it from its kernel, for nodes that follow.",
  });
  const drift = metrics.counter({
    name: 'manul_calc_node_drift_healed_total',
    help: 'Rules and members that drivers healed.',
  });
  const statuses = metrics.counter({
    name: 'manul_calc_node_statuses_total',
    help: 'Statuses from drivers.',
    labels: ['kind'],
  });
  return {
    sent(sent) {
      const phase = manul.v1.Phase[sent.phase].toLowerCase();
      batches.inc({ phase });
      updates.inc({ phase }, sent.updates);
      bytes.inc(sent.bytes);
    },
    receipt(receipt) {
      rounds.observe(Number(receipt.round_microseconds ?? 0) / 1e6);
      drift.inc(Number(receipt.drift_healed ?? 0));
    },
    implemented: (seconds) => implementation.observe(seconds),
    status: (status) =>
      statuses.inc({ kind: Object.keys(status).find((key) => key !== 'sequence_number') ?? 'unknown' }),
    shed: () => shed.inc(),
  };
}

function enforcementMetrics(metrics: Metrics): EnforcementMetrics {
  const gauge = gaugeOf(metrics);
  const apiWrites = metrics.counter({
    name: 'manul_calc_api_writes_total',
    help: 'Attempts to write Events, conditions and readiness gates to the API server.',
    labels: ['kind', 'outcome'],
  });
  return {
    apiWrite: (kind, outcome) => apiWrites.inc({ kind, outcome }),
    watch({ policies, pods }) {
      gauge('manul_calc_policies_on_the_way', 'Newest versions of policies that not all nodes enforce yet.', policies);
      gauge('manul_calc_pods_gated', 'Pods whose readiness gate waits for their policy.', pods);
    },
  };
}
