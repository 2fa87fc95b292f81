import type { ReloadOutcome } from '@manul/config';
import type { Metrics } from '@manul/observability';
import type { FinishedRound } from './apply-loop.ts';

/** What gauges ask a driver for. */
interface Observed {
  readonly isConnected: boolean;
  readonly errors: { readonly length: number };
  readonly fromLastGood: boolean;
  readonly inKernel: { readonly revision: number } | undefined;
}

export interface DriverMetrics {
  round(round: FinishedRound): void;
  received(updates: number, bytes: number): void;
  disconnected(): void;
  digestMismatch(): void;
  /** All that a server has sent is in the kernel. */
  upToDate(): void;
  lastGoodWritten(ok: boolean): void;
  connectionsCut(connections: number): void;
  readonly reloaded: (outcome: ReloadOutcome) => void;
}

/** `driver` is there by the time that metrics are read. */
export function createDriverMetrics(metrics: Metrics, driver: () => Observed): DriverMetrics {
  const gauge = (name: string, help: string, value: (now: Observed) => number) =>
    metrics.gauge({ name, help, collect: (self) => self.set(value(driver())) });
  gauge('manul_driver_connected', '1 while a stream from a server is open.', (now) => Number(now.isConnected));
  gauge(
    'manul_driver_objects_in_error',
    'Objects that are not enforced as they were sent.',
    (now) => now.errors.length,
  );
  gauge('manul_driver_from_last_good', '1 while the state on disk is all that there is.', (now) =>
    Number(now.fromLastGood),
  );
  gauge('manul_driver_revision', 'Newest revision that is in the kernel.', (now) => now.inKernel?.revision ?? 0);
  return { round: roundMetrics(metrics), ...streamMetrics(metrics), ...stateMetrics(metrics) };
}

function roundMetrics(metrics: Metrics): DriverMetrics['round'] {
  const counter = (name: string, help: string) => metrics.counter({ name, help });
  const rounds = metrics.histogram({
    name: 'manul_driver_round_seconds',
    help: 'Time to bring the kernel up to date.',
  });
  const written = counter('manul_driver_written_total', 'Lines and set members written to the kernel.');
  const commands = counter('manul_driver_commands_total', 'Commands run to read or write the kernel.');
  const drift = counter(
    'manul_driver_drift_healed_total',
    'Rules, chains and members changed by others and put right.',
  );
  const splits = counter(
    'manul_driver_split_transactions_total',
    'Transactions larger than the netlink socket takes, so that a change did not come at once.',
  );
  const lockWait = counter(
    'manul_driver_lock_wait_seconds_total',
    "Time spent waiting for the lock of iptables-legacy's other writers.",
  );
  const endpointsFirst = counter(
    'manul_driver_endpoints_first_total',
    'New or changed endpoints that were in the kernel before the rest of their round.',
  );
  const failed = counter('manul_driver_rounds_incomplete_total', 'Rounds that had to be tried again.');
  return (round) => {
    rounds.observe(round.milliseconds / 1000);
    written.inc(round.written);
    commands.inc(round.commands);
    drift.inc(round.driftHealed);
    splits.inc(round.splitTransactions);
    lockWait.inc(round.lockWaitMs / 1000);
    endpointsFirst.inc(round.endpointsFirst);
    if (round.retry.length > 0) failed.inc();
  };
}

type StreamMetrics = Pick<DriverMetrics, 'received' | 'disconnected' | 'digestMismatch' | 'upToDate'>;

function streamMetrics(metrics: Metrics): StreamMetrics {
  const counter = (name: string, help: string) => metrics.counter({ name, help });
  const updates = counter('manul_driver_updates_received_total', 'Updates received.');
  const bytes = counter('manul_driver_bytes_received_total', 'Bytes of batches received.');
  const lost = counter('manul_driver_disconnects_total', 'Streams lost.');
  const mismatches = counter(
    'manul_driver_digest_mismatches_total',
    'Times that the state differed from what was sent.',
  );
  const firstSync = metrics.gauge({
    name: 'manul_driver_first_sync_seconds',
    help: "From the process's start until its kernel first had all that a server sent; 0 until then.",
  });
  firstSync.set(0);
  let isFirst = true;
  return {
    received(count, size) {
      updates.inc(count);
      bytes.inc(size);
    },
    disconnected: () => lost.inc(),
    digestMismatch: () => mismatches.inc(),
    upToDate() {
      if (isFirst) firstSync.set(process.uptime());
      isFirst = false;
    },
  };
}

/** Of the state on disk, of connections in the kernel's table, and of settings. */
function stateMetrics(metrics: Metrics): Omit<DriverMetrics, 'round' | keyof StreamMetrics> {
  const saves = metrics.counter({
    name: 'manul_driver_last_good_writes_total',
    help: 'Writes of the last-good state.',
    labels: ['result'],
  });
  const cut = metrics.counter({
    name: 'manul_driver_connections_cut_total',
    help: 'Connections cut because policy no longer allows them.',
  });
  const reloads = metrics.counter({
    name: 'manul_driver_config_reloads_total',
    help: 'Attempts to take over changed settings.',
    labels: ['outcome'],
  });
  return {
    lastGoodWritten: (ok) => saves.inc({ result: ok ? 'ok' : 'error' }),
    connectionsCut: (connections) => cut.inc(connections),
    reloaded: (outcome) => reloads.inc({ outcome }),
  };
}
