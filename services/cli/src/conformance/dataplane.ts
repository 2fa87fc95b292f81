// What a conformance run asks of what enforces policy.
import type { ProbeOutcome } from '../lab/prober.ts';
import type { ClusterState } from './cluster-state.ts';
import type { PlannedProbe } from './plan.ts';

export interface Dataplane {
  /** Settles when this state, the whole cluster's, is enforced. */
  enforce(state: ClusterState, probes: readonly PlannedProbe[]): Promise<void>;
  /** What comes of each probe, in order. */
  probe(probes: readonly PlannedProbe[]): Promise<readonly ProbeOutcome[]>;
  close(): Promise<void>;
}

/** Makes a dataplane for a set of nodes. */
export type DataplaneFactory = (nodes: ClusterState['nodes']) => Promise<Dataplane>;
