import type { ObjectError, SourceProblem } from '@manul/model';
import type { NodeStatus } from './receipts.ts';

/** What `GET /status` answers. */
export interface CalcGraphStatus {
  readonly epoch: number;
  readonly revision: number;
  readonly inSync: boolean;
  /** Every connected node has acknowledged everything that it needs. */
  readonly enforced: boolean;
  readonly nodes: readonly NodeStatus[];
  /** Nodes of the cluster whose driver is not connected: what they enforce is what they enforced last. */
  readonly nodesWithoutDriver: readonly string[];
  readonly sourceProblems: readonly SourceProblem[];
  /** The first of them; `objectErrorCount` counts objects. */
  readonly objectErrors: readonly ObjectError[];
  readonly objectErrorCount: number;
  /** Who computes, where that is another process. */
  readonly leader?: string;
}
