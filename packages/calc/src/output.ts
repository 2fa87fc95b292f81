// What nodes are sent: objects with one content for all nodes, and the nodes with their subscribers.
import { hash64 } from '@manul/proto';
import { members, type SmallSet } from './small-set.ts';
import type { WorkCounters } from './work.ts';

/** Field numbers of updates in felix.ToDataplane, by the first word of the objects' keys. */
export const updateFields = {
  ipset: 2,
  active_profile: 5,
  active_policy: 7,
  host_endpoint: 9,
  workload_endpoint: 11,
  host_metadata: 14,
  service_account: 19,
  namespace: 21,
  service: 31,
};

const fieldsByWord: ReadonlyMap<string, number> = new Map(Object.entries(updateFields));

/** In the order in which updates are sent. Removals are sent in the reverse order. */
export const outputKinds = ['ipset', 'policy', 'profile', 'endpoint', 'cluster'] as const;
export type OutputKind = (typeof outputKinds)[number];

/** The field number in felix.ToDataplane of updates of the object with that key. */
export function updateField(key: string): number {
  return fieldsByWord.get(key.slice(0, key.indexOf(' '))) ?? 0;
}

/** A content as it is sent. */
export interface Rendering {
  /** An encoded manul.v1.ToNode with one update. */
  readonly frame: Buffer;
  /** The content's hash that the node holds once it has applied the frame. */
  readonly content: bigint;
}

/** Nodes that share the need for something. */
export interface NodeSet {
  readonly nodeCount: number;
  hasNode(node: NodeState): boolean;
  nodes(): Iterable<NodeState>;
}

/** Who needs an output; undefined where nobody does. */
export type Placement = 'everywhere' | NodeState | NodeSet | undefined;

/** One object of the dataplane API: an IP set, a policy, a profile, an endpoint, a namespace and so on. */
export abstract class Output {
  abstract readonly kind: OutputKind;
  /** Field number of its update in felix.ToDataplane. */
  abstract readonly field: number;
  /** The chunk of the broadcast that it is in; undefined for kinds that not every node is sent. */
  chunk: number | undefined;
  /**
   * The content's hash; undefined until somebody needs it. Where a node with a subscriber has nothing pending for this
   * output, it is defined, and is what the node holds.
   */
  content: bigint | undefined;
  /** How many sequencers have yet to send something about it. */
  pending = 0;
  /** Where it waits to be forgotten, or to come back, while removals of it are pending. */
  retiredIn: Map<string, Output> | undefined;
  /** Kept from the second time that it is asked for, as `false` before: most go to one node, once. */
  #keyHash: bigint | false | undefined;

  /** As in manul.v1.Inventory. */
  abstract get key(): string;

  /** As `key`, and for outputs of one node different from those of others. */
  get clusterKey(): string {
    return this.key;
  }

  /** The nodes for which `neededBy` is true. Those that share a need share the set. */
  abstract get placement(): Placement;
  get neededEverywhere(): boolean {
    return this.placement === 'everywhere';
  }

  /** Whether the node is to hold it. */
  abstract neededBy(node: NodeState): boolean;
  /** The message that brings a node that holds `held` (undefined: nothing) to the present content. */
  abstract render(held: bigint | undefined): Rendering;
  abstract renderRemoval(): Buffer;

  get keyHash(): bigint {
    if (typeof this.#keyHash === 'bigint') return this.#keyHash;
    const keyHash = hash64(this.key);
    this.#keyHash = this.#keyHash === false && keyHash;
    return keyHash;
  }

  /** The present content's hash, computed if need be. */
  currentContent(): bigint {
    return this.content ?? this.render(undefined).content;
  }

  /** A sequencer has nothing pending for it any more. */
  settled(): void {
    this.pending--;
    if (this.pending === 0 && this.retiredIn) this.retiredIn.delete(this.clusterKey);
  }
}

/** A receiver of what happens to outputs: a sequencer. */
export interface Subscriber {
  /**
   * The output's content, or the node's need for it, may have changed. `held` is what the node holds of it if nothing
   * was pending so far.
   */
  touch(output: Output, held: bigint | undefined): void;
}

/** Hears of what subscribers would, for every node; of what all nodes need, it hears once. */
export interface OutputObserver {
  touched(output: Output, node: NodeState): void;
  nodeAdded(node: NodeState): void;
  /** Nothing refers to the node. `forget` is to be called unless it comes back until what was touched is dealt with. */
  nodeGone(node: NodeState, forget: () => void): void;
}

/** A node that endpoints, a node object or subscribers name. */
export class NodeState {
  readonly name: string;
  /** Subscriptions that have begun to take, and so are told of changes. */
  subscribers: SmallSet<Subscriber>;
  /** How many reasons there are to know this node: endpoints, a node object, subscriptions. */
  references = 0;
  /** How many of the references are subscriptions. */
  subscriptions = 0;
  observer: OutputObserver | undefined;
  readonly #work: WorkCounters;

  constructor(name: string, work: WorkCounters) {
    this.name = name;
    this.#work = work;
  }

  /** Whether anybody hears of touches. */
  get isWatched(): boolean {
    return this.subscribers !== undefined || this.observer !== undefined;
  }

  /** See Subscriber. Spans leave it out where they know that nobody listens. */
  touch(output: Output, held: bigint | undefined): void {
    this.#work.outputsChanged++;
    for (const subscriber of members(this.subscribers)) subscriber.touch(output, held);
    this.observer?.touched(output, this);
  }
}
