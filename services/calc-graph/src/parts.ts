// What all sides of a process have in common, whatever its role.
import { hostname } from 'node:os';
import { Health, type Logger, Metrics, Traces, version } from '@manul/observability';
import { ChangeTraces } from './change-traces.ts';
import type { CalcGraphConfig } from './config.ts';
import type { Replication } from './log/replication.ts';
import { ObjectErrors } from './object-errors.ts';
import { Receipts, type ReceiptView } from './receipts.ts';
import type { CalcGraphStatus } from './status.ts';

export interface CommonParts {
  readonly config: CalcGraphConfig;
  readonly log: Logger;
  readonly epoch: number;
  readonly metrics: Metrics;
  readonly health: Health;
  /** Of this process's own nodes. */
  readonly receipts: Receipts;
  readonly errors: ObjectErrors;
  /** Both undefined where nothing is traced. */
  readonly traces: Traces | undefined;
  readonly changes: ChangeTraces | undefined;
}

/** With the log between processes, where there is one. */
export interface SharedParts extends CommonParts {
  readonly replication: Replication | undefined;
  /** Of the whole cluster, whichever server a node's stream is at. */
  readonly view: ReceiptView;
  readonly status: () => CalcGraphStatus;
}

export function commonParts(config: CalcGraphConfig, log: Logger, epoch: number): CommonParts {
  const traces = tracesOf(config, log);
  return {
    ...{ config, log, epoch, traces },
    changes: traces && new ChangeTraces(traces),
    metrics: new Metrics(),
    health: new Health(),
    receipts: new Receipts(epoch),
    errors: new ObjectErrors(log),
  };
}

function tracesOf({ tracesEndpoint: endpoint, tracesRatio: ratio }: CalcGraphConfig, log: Logger): Traces | undefined {
  if (endpoint === undefined) return undefined;
  return new Traces({ endpoint, ratio, service: 'manul-calc-graph', version, instance: hostname(), log });
}
