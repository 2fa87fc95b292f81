// What the graph offers to those who serve it: updates in, one ordered stream of encoded frames for each node out.
import type { ModelUpdate } from '@manul/model';

export interface CalculationGraph {
  /** Takes changes in. Cheap; the outcome shows at the next flush. */
  update(updates: readonly ModelUpdate[]): void;
  /** The source's first list is complete. Endpoints, removals and in_sync wait for it. */
  setInSync(): void;
  /** Brings all derived state up to date and moves what changed into the sequencers of the subscribed nodes. */
  flush(): FlushSummary;
  /** Every node that an endpoint or a node object names. */
  nodes(): Iterable<string>;
  /**
   * Names of the nodes that are to hold a policy, as of the last flush. By its key in updates; undefined where no such
   * policy is enforced.
   */
  nodesOfPolicy(key: string): Iterable<string> | undefined;
  /** As of the last flush. By the workload's key in updates; undefined where it has no endpoint. */
  placeOfWorkload(key: string): WorkloadPlace | undefined;
  /** Starts a node's stream, with everything that the node needs pending. Costs that node's snapshot only. */
  subscribe(node: string, start?: ResumeStart): NodeSequencer;
}

export interface WorkloadPlace {
  readonly node: string;
  /** Keys in updates of the policies that apply to it. */
  readonly policies: readonly string[];
}

export interface FlushSummary {
  /** Grows by one with each flush that changed any output; the same number again otherwise. */
  readonly revision: number;
  /** Subscribed nodes with something to send. */
  readonly pendingNodes: readonly string[];
  /** Units of work done, for the metric that explains cost: selector evaluations, members touched, spans changed. */
  readonly work: Readonly<Record<string, number>>;
}

/** Where a node starts from, and what of it is wanted there. */
export interface ResumeStart {
  /** What a driver holds, by hash of key, to send it the difference alone. See manul.v1.Inventory. */
  readonly inventory?: ReadonlyMap<bigint, bigint> | undefined;
  /** Field numbers of the updates in felix.ToDataplane that are wanted; none: all. Digests are over these alone. */
  readonly fields?: ReadonlySet<number> | undefined;
}

/**
 * The coalescing outbox of one node. It holds what is out of date at the node, not what happened: however slowly it is
 * taken from, it never grows beyond the node's state.
 */
export interface NodeSequencer {
  readonly node: string;
  readonly hasPending: boolean;
  /**
   * Takes frames, each an encoded manul.v1.ToNode with updates, to be concatenated, of about `maxBytes` in all (at
   * least one frame). Safe at every prefix: what a message refers to comes before it and goes after it.
   */
  take(maxBytes: number): Batch;
  /**
   * Before anything else: the node says by its digest what it holds. True where that is all it needs, in which case
   * nothing is pending, and nothing was put together to find out. False leaves everything as it was.
   */
  resume(digest: bigint): boolean;
  /** What the node holds once everything taken so far is applied; see manul.v1.Inventory. */
  digest(): bigint;
  /** Digest of everything the node needs now, whatever has been taken. */
  targetDigest(): bigint;
  /** Ends the subscription; nothing is kept for it any more. */
  close(): void;
}

export interface Batch {
  readonly frames: readonly Buffer[];
  /** How many updates the frames hold. */
  readonly updates: number;
  /** The revision that the node has reached; undefined while more of the same flush is pending. */
  readonly revision: number | undefined;
}
