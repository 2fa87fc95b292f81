// Nodes' messages for whoever asks: all that each is to hold now, then what changes.
import { encodeNodeBatch } from '@manul/proto';
import type { StreamGraph } from './api.ts';
import type { FeedSource } from './feed.ts';
import { NodeBatches } from './node-batches.ts';

/** Of one node: encoded ToNode. */
export class OneNode implements FeedSource<Buffer> {
  readonly #batches: NodeBatches;

  constructor(graph: StreamGraph, node: string, epoch: number) {
    this.#batches = new NodeBatches(graph, node, epoch);
  }

  get isCaughtUp(): boolean {
    return this.#batches.isCaughtUp;
  }

  next(): Buffer | undefined {
    return this.#batches.hasNext ? this.#batches.next() : undefined;
  }

  close(): void {
    this.#batches.close();
  }
}

const maxBytes = 256 * 1024;

/** Of every node, those that come later too: encoded NodesBatch. */
export class EveryNode implements FeedSource<Buffer> {
  readonly #graph: StreamGraph;
  readonly #epoch: number;
  readonly #nodes = new Map<string, NodeBatches>();
  /** Nodes that may have something to send; goes on where it stopped. */
  #round: Iterator<[string, NodeBatches]> | undefined;

  constructor(graph: StreamGraph, epoch: number) {
    this.#graph = graph;
    this.#epoch = epoch;
  }

  get isCaughtUp(): boolean {
    return this.#nodes.values().every(({ isCaughtUp }) => isCaughtUp);
  }

  next(): Buffer | undefined {
    this.#round ??= this.#everyNode();
    const frames: Buffer[] = [];
    for (let bytes = 0; bytes < maxBytes; ) {
      const { value, done } = this.#round.next();
      if (done) {
        this.#round = undefined;
        break;
      }
      const [node, batches] = value;
      const frame = encodeNodeBatch(node, batches.next());
      bytes += frame.length;
      frames.push(frame);
    }
    return frames.length > 0 ? Buffer.concat(frames) : undefined;
  }

  close(): void {
    for (const batches of this.#nodes.values()) batches.close();
  }

  /** Each node until it has nothing more, so that a flush of one is not torn apart by others'. */
  *#everyNode(): Generator<[string, NodeBatches]> {
    for (const node of this.#graph.nodes()) {
      if (!this.#nodes.has(node)) this.#nodes.set(node, new NodeBatches(this.#graph, node, this.#epoch));
    }
    for (const entry of this.#nodes) while (entry[1].hasNext) yield entry;
  }
}
