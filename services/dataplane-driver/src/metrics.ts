import type { ReloadOutcome } from '@manul/config';
import type { Metrics } from '@manul/observability';
import type { FinishedRound } from './apply-loop.ts';

export interface Gauges {
  readonly connected: () => number;
  readonly objectErrors: () => number;
  readonly fromLastGood: () => number;
  readonly revision: () => number;
}

export interface DriverMetrics {
  round(round: FinishedRound): void;
  received(updates: number, bytes: number): void;
  disconnected(): void;
  digestMismatch(): void;
  lastGoodWritten(ok: boolean): void;
  connectionsCut(connections: number): void;
  readonly reloaded: (outcome: ReloadOutcome) => void;
}

export function createDriverMetrics(metrics: Metrics, gauges: Gauges): DriverMetrics {
  const gauge = (name: string, help: string, value: () => number) =>
    metrics.gauge({ name, help, collect: (self) => self.set(value()) });
  gauge('manul_driver_connected', '1 while a stream from a server is open.', gauges.connected);
  gauge('manul_driver_objects_in_error', 'Objects that are not enforced as they were sent.', gauges.objectErrors);
  gauge('manul_driver_from_last_good', '1 while the state on disk is all that there is.', gauges.fromLastGood);
  gauge('manul_driver_revision', 'Newest revision that is in the kernel.', gauges.revision);
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
  const updates = counter('manul_driver_updates_received_total', 'Updates received.');
  const bytes = counter('manul_driver_bytes_received_total', 'Bytes of batches received.');
  const lost = counter('manul_driver_disconnects_total', 'Streams lost.');
  const mismatches = counter(
    'manul_driver_digest_mismatches_total',
    'Times that the state differed from what was sent.',
  );
  const saves = metrics.counter({
    name: 'manul_driver_last_good_writes_total',
    help: 'Writes of the last-good state.',
    labels: ['result'],
  });
  const cut = counter('manul_driver_connections_cut_total', 'Connections cut because policy no longer allows them.');
  const reloads = metrics.counter({
    name: 'manul_driver_config_reloads_total',
    help: 'Attempts to take over changed settings.',
    labels: ['outcome'],
  });
  return {
    reloaded: (outcome) => reloads.inc({ outcome }),
    round(round) {
      rounds.observe(round.milliseconds / 1000);
      written.inc(round.written);
      commands.inc(round.commands);
      drift.inc(round.driftHealed);
      splits.inc(round.splitTransactions);
      lockWait.inc(round.lockWaitMs / 1000);
      endpointsFirst.inc(round.endpointsFirst);
      if (round.retry.length > 0) failed.inc();
    },
    received(count, size) {
      updates.inc(count);
      bytes.inc(size);
    },
    disconnected: () => lost.inc(),
    digestMismatch: () => mismatches.inc(),
    connectionsCut: (connections) => cut.inc(connections),
    lastGoodWritten: (ok) => saves.inc({ result: ok ? 'ok' : 'error' }),
  };
}
