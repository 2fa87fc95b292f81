// The coalescing outbox of one node.
import { addModulo64, digestTerm, subtractModulo64 } from '@manul/proto';
import type { Broadcast } from './broadcast.ts';
import type { Batch, NodeSequencer, ResumeStart } from './contract.ts';
import { encodeForgetFrame, encodeMessageFrame } from './encode.ts';
import { type NodeState, type Output, type OutputKind, outputKinds, type Subscriber } from './output.ts';

/** What sequencers need of the graph. */
export interface SequencerHost {
  /** The last flush's; undefined before the first flush in sync, until which nothing is sent. */
  readonly revision: number | undefined;
  /** Everything that the node needs and the broadcast does not have, each output at least once. */
  neededOutputs(node: NodeState): Iterable<Output>;
  readonly broadcast: Broadcast;
  /** The sequencer is to hear of touches from now on. */
  started(sequencer: Sequencer): void;
  /** The sequencer has something to settle at the end of the flush. */
  touched(sequencer: Sequencer): void;
  /** The sequencer may have got something to send, or sent the last of it. */
  pendingChanged(sequencer: Sequencer): void;
  closed(sequencer: Sequencer): void;
}

/**
 * Knows of what is pending alone, and in which state the node holds it: everything else that the node needs, it holds as
 * it is now. So it is as large as what is pending, and nothing is kept for a node that keeps up.
 *
 * Sends updates in the order IP sets, policies, profiles, endpoints, others: when an update is sent, what it refers to
 * is at the node, for that is either not pending or was sent before. Removals go the other way and wait until no update
 * is pending, so that nothing at the node refers to what is removed.
 */
export class Sequencer implements NodeSequencer, Subscriber {
  readonly #node: NodeState;
  readonly #host: SequencerHost;
  readonly #wants: (field: number) => boolean;
  /** What the node said that it holds, for as long as that is needed. */
  #inventory: ReadonlyMap<bigint, bigint> | undefined;
  // What is pending, each in one of the three, with the content that the node holds; undefined: it holds none of it.
  readonly #updates = byKind();
  readonly #removals = byKind();
  /** What was touched since the last flush, and therefore is not sorted yet. */
  #touched: Pending = new Map();
  /** What the node said that it holds and the graph does not know, by hash of key. */
  #toForget = new Map<bigint, bigint>();
  /** False until the first thing is asked of it: a snapshot is not held in memory for those who wait for theirs. */
  #started = false;
  /** How many outputs are pending in all of those. */
  #pendingCount = 0;
  /** The first chunk of the broadcast that the node has not taken; of those after it nothing is pending above. */
  #nextChunk = Number.POSITIVE_INFINITY;
  #inSyncSent = false;
  #closed = false;
  #digest = 0n;

  constructor(node: NodeState, host: SequencerHost, start: ResumeStart | undefined) {
    this.#node = node;
    this.#host = host;
    this.#inventory = start?.inventory;
    const fields = start?.fields;
    this.#wants = fields && fields.size > 0 ? (field) => fields.has(field) : () => true;
  }

  get node(): string {
    return this.#node.name;
  }

  get state(): NodeState {
    return this.#node;
  }

  get hasPending(): boolean {
    if (this.#closed || this.#host.revision === undefined) return false;
    if (!this.#started || !this.#inSyncSent) return true;
    return this.#pendingCount > 0 || this.#toForget.size > 0 || this.#nextChunk !== Number.POSITIVE_INFINITY;
  }

  resume(digest: bigint): boolean {
    if (this.#started || this.#closed || this.#host.revision === undefined) return false;
    let needed = this.#host.broadcast.digestFrom(0, this.#wants);
    for (const output of new Set(this.#host.neededOutputs(this.#node))) {
      if (!this.#wants(output.field)) continue;
      needed = addModulo64(needed, digestTerm(output.keyHash, output.currentContent()));
    }
    if (needed !== digest) return false;
    this.#listen();
    this.#inSyncSent = true;
    this.#inventory = undefined;
    this.#digest = digest;
    this.#host.pendingChanged(this);
    return true;
  }

  touch(output: Output, held: bigint | undefined): void {
    if (!this.#started || this.#touched.has(output) || !this.#wants(output.field)) return;
    // The node has nothing of it yet, and will get it as it is then.
    if (output.chunk !== undefined && output.chunk >= this.#nextChunk) return;
    if (this.#touched.size === 0) this.#host.touched(this);
    const updates = this.#updates[output.kind];
    const removals = this.#removals[output.kind];
    if (updates.has(output)) {
      this.#touched.set(output, updates.get(output));
      updates.delete(output);
    } else if (removals.has(output)) {
      this.#touched.set(output, removals.get(output));
      removals.delete(output);
    } else {
      this.#touched.set(output, held ?? this.#claim(output));
      this.#pendingCount++;
      output.pending++;
    }
  }

  /** The flush is over: sorts what it touched by what is to be sent of it. */
  settle(): void {
    for (const [output, held] of this.#touched) {
      const needed = output.neededBy(this.#node);
      if (needed && (held === undefined || held !== output.content)) this.#updates[output.kind].set(output, held);
      else if (!needed && held !== undefined) this.#removals[output.kind].set(output, held);
      else this.#done(output);
    }
    this.#touched.clear();
    this.#host.pendingChanged(this);
  }

  take(maxBytes: number): Batch {
    if (!this.hasPending) return { frames: [], updates: 0, revision: this.#closed ? undefined : this.#host.revision };
    this.#start();
    const batch = new FrameCollector(maxBytes);
    this.#takeUpdates(batch);
    this.#takeBroadcast(batch);
    if (!batch.isFull && !this.#inSyncSent) {
      this.#inSyncSent = true;
      batch.add(encodeMessageFrame({ in_sync: {} }));
    }
    this.#takeForget(batch);
    this.#takeRemovals(batch);
    const complete = !this.hasPending;
    if (complete) this.#host.pendingChanged(this);
    return { frames: batch.frames, updates: batch.updates, revision: complete ? this.#host.revision : undefined };
  }

  digest(): bigint {
    this.#start();
    return this.#digest;
  }

  targetDigest(): bigint {
    this.#start();
    let digest = this.#digest;
    for (const [output, held] of this.#pending()) {
      if (held !== undefined) digest = subtractModulo64(digest, digestTerm(output.keyHash, held));
      if (output.neededBy(this.#node)) {
        digest = addModulo64(digest, digestTerm(output.keyHash, output.currentContent()));
      }
    }
    for (const [key, content] of this.#toForget) digest = subtractModulo64(digest, digestTerm(key, content));
    return addModulo64(digest, this.#host.broadcast.digestFrom(this.#nextChunk, this.#wants));
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const [output] of this.#pending()) output.settled();
    for (const kind of outputKinds) {
      this.#updates[kind].clear();
      this.#removals[kind].clear();
    }
    this.#touched.clear();
    this.#toForget.clear();
    this.#inventory = undefined;
    this.#host.closed(this);
  }

  /** Finds out what the node lacks, before anything is sent. */
  #start(): void {
    if (this.#started || this.#closed || this.#host.revision === undefined) return;
    this.#listen();
    this.#toForget = new Map(this.#inventory);
    for (const [key, content] of this.#toForget) this.#digest = addModulo64(this.#digest, digestTerm(key, content));
    for (const output of this.#host.neededOutputs(this.#node)) this.#lacks(output);
    if (!this.#inventory) this.#nextChunk = 0;
    else for (const output of this.#host.broadcast.outputs(this.#wants)) this.#lacks(output);
    this.#inventory = undefined;
  }

  #listen(): void {
    this.#started = true;
    this.#host.started(this);
  }

  /** Makes the output pending, unless the node holds its present content. */
  #lacks(output: Output): void {
    const updates = this.#updates[output.kind];
    if (!this.#wants(output.field) || updates.has(output)) return;
    const held = this.#inventory && this.#claimInventory(output);
    if (held !== undefined && held === output.currentContent()) return;
    updates.set(output, held);
    this.#pendingCount++;
    output.pending++;
  }

  #claimInventory(output: Output): bigint | undefined {
    this.#toForget.delete(output.keyHash);
    return this.#inventory!.get(output.keyHash);
  }

  /** What the node holds of an output that the graph did not know when the node said what it holds. */
  #claim(output: Output): bigint | undefined {
    if (this.#toForget.size === 0) return undefined;
    const content = this.#toForget.get(output.keyHash);
    this.#toForget.delete(output.keyHash);
    return content;
  }

  #takeUpdates(batch: FrameCollector): void {
    for (const kind of outputKinds) {
      const updates = this.#updates[kind];
      if (updates.size === 0) continue;
      for (const [output, held] of updates) {
        if (batch.isFull) return;
        updates.delete(output);
        const { frame, content } = output.render(held);
        if (content !== held) {
          batch.add(frame);
          this.#replaceTerm(output, held, content);
        }
        this.#done(output);
      }
    }
  }

  /** Chunks as they are now; what changes in them from now on is pending by itself. */
  #takeBroadcast(batch: FrameCollector): void {
    while (!batch.isFull && this.#nextChunk !== Number.POSITIVE_INFINITY) {
      const next = this.#host.broadcast.chunkFrom(this.#nextChunk, this.#wants);
      this.#nextChunk = next ? next.number + 1 : Number.POSITIVE_INFINITY;
      if (!next) return;
      batch.add(next.chunk.frame, next.chunk.updates);
      this.#digest = addModulo64(this.#digest, next.chunk.digest);
    }
  }

  #takeRemovals(batch: FrameCollector): void {
    for (let i = outputKinds.length - 1; i >= 0; i--) {
      const removals = this.#removals[outputKinds[i]!];
      if (removals.size === 0) continue;
      for (const [output] of removals) {
        if (batch.isFull) return;
        batch.add(output.renderRemoval());
        this.#takeRemoval(output);
      }
    }
  }

  /**
   * What cannot be named and what is to be removed may refer to each other either way; only the driver knows. So it is
   * told of both at once, and finds the order.
   */
  #takeForget(batch: FrameCollector): void {
    if (batch.isFull || this.#toForget.size === 0) return;
    for (const [key, content] of this.#toForget) {
      this.#digest = subtractModulo64(this.#digest, digestTerm(key, content));
    }
    const keys = [...this.#toForget.keys()];
    this.#toForget.clear();
    for (const removals of Object.values(this.#removals)) {
      for (const [output] of removals) keys.push(this.#takeRemoval(output));
    }
    batch.add(encodeForgetFrame(keys));
  }

  #takeRemoval(output: Output): bigint {
    const removals = this.#removals[output.kind];
    this.#replaceTerm(output, removals.get(output), undefined);
    removals.delete(output);
    this.#done(output);
    return output.keyHash;
  }

  #replaceTerm(output: Output, held: bigint | undefined, content: bigint | undefined): void {
    if (held !== undefined) this.#digest = subtractModulo64(this.#digest, digestTerm(output.keyHash, held));
    if (content !== undefined) this.#digest = addModulo64(this.#digest, digestTerm(output.keyHash, content));
  }

  #done(output: Output): void {
    this.#pendingCount--;
    output.settled();
  }

  *#pending(): Iterable<readonly [Output, bigint | undefined]> {
    for (const kind of outputKinds) {
      yield* this.#updates[kind];
      yield* this.#removals[kind];
    }
    yield* this.#touched;
  }
}

type Pending = Map<Output, bigint | undefined>;

class FrameCollector {
  readonly frames: Buffer[] = [];
  updates = 0;
  readonly #maxBytes: number;
  #bytes = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  get isFull(): boolean {
    return this.frames.length > 0 && this.#bytes >= this.#maxBytes;
  }

  add(frame: Buffer, updates = 1): void {
    this.frames.push(frame);
    this.updates += updates;
    this.#bytes += frame.length;
  }
}

function byKind(): Record<OutputKind, Pending> {
  return { ipset: new Map(), policy: new Map(), profile: new Map(), endpoint: new Map(), cluster: new Map() };
}
