// Source → convert → graph → flush, and who tells of it: in a leader, and in a process that does everything.
import type { CalculationGraph, FlushSummary } from '@manul/calc';
import { ConfigError } from '@manul/config';
import type { Source } from '@manul/model';
import { version } from '@manul/observability';
import { Admin } from './admin/admin.ts';
import { type CalcGraphConfig, conversionOf } from './config.ts';
import { EnforcementReports, type EnforcementReportsOptions } from './enforcement/enforcement.ts';
import { localProgress, loggedProgress, type Progress } from './enforcement/progress.ts';
import { GraphFeed, type GraphFeedOptions } from './graph-feed.ts';
import type { Replication } from './log/replication.ts';
import type { ServiceMetrics } from './metrics.ts';
import type { SharedParts } from './parts.ts';
import type { Receipts } from './receipts.ts';
import { parseSourceSpec } from './source-spec.ts';
import { reportAccess } from './sources.ts';

export interface ComputingOptions {
  readonly source: Source;
  readonly graph: CalculationGraph;
  readonly metrics: ServiceMetrics;
  /** Sends nodes what a flush made pending. With a log, its follower does, and not the graph's own flushes. */
  readonly serve: (summary: FlushSummary, observedAt: number | undefined) => void;
}

export interface ComputingSide {
  readonly feed: GraphFeed;
  readonly admin: Admin | undefined;
  /** Undefined where objects come from no API server. */
  readonly reports: EnforcementReports | undefined;
}

/** Throws ConfigError where the settings ask for what this process cannot do. */
export function computingSide(parts: SharedParts, options: ComputingOptions): ComputingSide {
  const { config, health, log, errors, receipts, replication, view, status, epoch } = parts;
  const { source, graph, metrics } = options;
  const conversion = conversionOf(config);
  const admin = Admin.of({ config, conversion, graph, receipts: view, status, epoch, version, log });
  const progress = progressOf(replication, receipts);
  const reports = reportsOf(config, { graph, progress, metrics, log });
  health.setReady('source', false, 'the first list is not complete');
  const feed = new GraphFeed({
    graph: admin?.graph ?? graph,
    ...{ source, errors, conversion, log, metrics },
    batchMilliseconds: () => config.batchMilliseconds,
    ...feedListeners(parts, { admin, reports, serve: options.serve }),
  });
  return { feed, admin, reports };
}

type Told = Pick<ComputingSide, 'admin' | 'reports'> & Pick<ComputingOptions, 'serve'>;

/** Who hears of what the feed does, in the order in which they need to. */
function feedListeners(
  { health, changes, replication }: SharedParts,
  { admin, reports, serve }: Told,
): Pick<GraphFeedOptions, 'onFlushing' | 'onFlush' | 'onChanges' | 'onTaken'> {
  return {
    onFlushing: () => changes?.flushing(),
    onFlush(summary, observedAt) {
      health.setReady('source', true);
      changes?.flushed(summary);
      replication?.leader?.flushed(observedAt);
      if (!replication) {
        changes?.serving(summary.revision, changes.take());
        serve(summary, observedAt);
      }
      reports?.flushed();
      admin?.flushed(summary);
    },
    onChanges(objects) {
      admin?.changed(objects);
      // Who stands by computes too, and nobody is sent what it computes.
      if (!replication || replication.leader?.written) changes?.changed(objects);
    },
    onTaken(change, understood, conversion) {
      admin?.taken(change, understood);
      reports?.taken(change, conversion);
    },
  };
}

/** How far nodes are with what this process computes. */
function progressOf(replication: Replication | undefined, receipts: Receipts): Progress {
  return replication?.leader ? loggedProgress(replication.leader, replication.receipts) : localProgress(receipts);
}

/** Throws ConfigError where something is to be told that there is nobody to tell. */
function reportsOf(
  config: CalcGraphConfig,
  parts: Pick<EnforcementReportsOptions, 'graph' | 'progress' | 'metrics' | 'log'>,
): EnforcementReports | undefined {
  const access = reportAccess(parseSourceSpec(config.source ?? '') ?? { kind: 'directory', directory: '' });
  if (access) return new EnforcementReports({ ...parts, config: () => config, access });
  const wanted = { '--policy-conditions': config.policyConditions, '--pod-readiness-gates': config.podReadinessGates };
  for (const [flag, isWanted] of Object.entries(wanted)) {
    if (isWanted) throw new ConfigError(`${flag}: is for --source kubernetes`);
  }
  return undefined;
}
