// The parts of a process by its role: `all` computes and serves, `leader` computes, `fan-out` serves what a leader computes.
// With Redis, whoever serves follows the log: what nodes are sent does not depend on whom they ask.
import { hostname } from 'node:os';
import { createCalculationGraph, type FlushSummary } from '@manul/calc';
import type { Source } from '@manul/model';
import { type Logger, version } from '@manul/observability';
import type { Admin } from './admin/admin.ts';
import { FanOutAdmin } from './admin/fan-out-admin.ts';
import { statusMessage } from './admin/status-message.ts';
import { type ComputingSide, computingSide } from './computing-side.ts';
import type { CalcGraphConfig } from './config.ts';
import type { ServerIdentity } from './credentials.ts';
import { statusOf } from './current-status.ts';
import { Flushes } from './flushes.ts';
import { Replication, type ServedState } from './log/replication.ts';
import { createServiceMetrics, type ServiceMetrics } from './metrics.ts';
import { commonParts, type SharedParts } from './parts.ts';
import type { CalcGraphStatus } from './status.ts';
import { SyncServer, type SyncServerOptions } from './sync-server.ts';

export interface ServiceOptions {
  readonly config: CalcGraphConfig;
  readonly log: Logger;
  readonly epoch: number;
  readonly identity: ServerIdentity;
  /** Undefined in a fan-out server. */
  readonly source: Source | undefined;
}

export interface Service extends SharedParts, Partial<Pick<ComputingSide, 'feed' | 'reports'>> {
  readonly server: SyncServer;
  /** What nodes are served, and how far it is. */
  readonly served: ServedState;
  readonly flushes: Flushes;
  readonly admin: Admin | FanOutAdmin | undefined;
}

/** Joins the parts; nothing runs yet. Rejects with ConfigError where the settings do not fit together. */
export async function assemble({ config, log, epoch, identity, source }: ServiceOptions): Promise<Service> {
  const common = commonParts(config, log, epoch);
  const { receipts, errors, health } = common;
  const flushes = new Flushes();
  const serve = (summary: FlushSummary, observedAt: number | undefined) => {
    health.setReady('state', true);
    server.flushed(summary, observedAt);
    fanOutAdmin?.flushed();
    flushes.happened(summary.revision);
  };
  const replication = await Replication.of({
    ...common,
    traces: common.changes,
    onFlush: serve,
    status: () => statusMessage({ ...status(), nodes: [] }, {}, version, Date.now()),
  });
  const follower = replication?.follower;
  if (follower) health.setReady('state', false, 'the log is not read yet');
  const view = replication?.receipts ?? receipts;
  const status = (): CalcGraphStatus =>
    statusOf({ epoch, served, view, errors, feed: computing?.feed, leader: replication?.receipts.leader });
  const parts: SharedParts = { ...common, replication, view, status };
  const metrics = serviceMetrics(parts, () => ({ server, served }));
  const graph = replication?.leader?.graph ?? createCalculationGraph();
  const server = syncServer(parts, { graph: follower?.outputs ?? graph, identity, metrics });
  const computing = source && computingSide(parts, { source, graph, metrics, serve });
  const fanOutAdmin = source
    ? undefined
    : FanOutAdmin.of({ ...parts, receipts: view, replica: follower?.outputs, version });
  // A process without a source has a log to follow: `Replication.of` refuses the role without one.
  const served = follower ?? computing!.feed;
  return { ...parts, ...computing, server, served, flushes, admin: computing?.admin ?? fanOutAdmin };
}

function serviceMetrics(
  { metrics, receipts, errors }: SharedParts,
  now: () => { readonly server: SyncServer; readonly served: ServedState },
): ServiceMetrics {
  return createServiceMetrics(metrics, {
    streams: () => now().server.size,
    nodesBehind: () => receipts.list().filter((node) => node.connected && !node.upToDate).length,
    objectErrors: () => errors.size,
    revision: () => now().served.revision,
  });
}

function syncServer(
  { config, receipts, epoch, changes, log }: SharedParts,
  options: Pick<SyncServerOptions, 'graph' | 'identity' | 'metrics'>,
): SyncServer {
  return new SyncServer({
    ...options,
    ...{ receipts, epoch, version, log },
    name: hostname(),
    keepaliveMilliseconds: config.keepaliveSeconds * 1000,
    limits: () => ({ ...config, slowNodeMilliseconds: config.slowNodeSeconds * 1000 }),
    traces: changes,
  });
}
