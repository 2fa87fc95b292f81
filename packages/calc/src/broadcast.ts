// What every node is told of, in an order that all share: a node that takes its first snapshot takes whole chunks of it,
// put together once for all nodes, and only the number of the next chunk is kept for it.
import { addModulo64, digestTerm } from '@manul/proto';
import { type Output, updateFields } from './output.ts';

/** Field numbers of the updates that all nodes are sent; a stream may do without some of them. */
const broadcastFields: readonly number[] = [
  updateFields.host_metadata,
  updateFields.service_account,
  updateFields.namespace,
  updateFields.service,
];

/** Few enough for a chunk of large objects to fit a batch, many enough for a chunk of small ones to pay. */
const slotsPerChunk = 256;
/** Chunks are numbered through all lists, with room for any number of them in each. */
const chunksPerList = 2 ** 24;

export interface Chunk {
  /** An encoded manul.v1.ToNode with all updates of the chunk. */
  readonly frame: Buffer;
  readonly updates: number;
  /** The sum of the digest terms of the chunk's objects. */
  readonly digest: bigint;
}

interface List {
  /** Undefined: a place whose output is gone, and which no other has taken yet. */
  readonly slots: (Output | undefined)[];
  readonly free: number[];
  /** Undefined: a chunk that has to be put together anew. */
  readonly chunks: (Chunk | undefined)[];
}

export class Broadcast {
  readonly #lists: readonly List[] = broadcastFields.map(() => ({ slots: [], free: [], chunks: [] }));
  readonly #slotOf = new Map<Output, number>();

  /** Gives the output its place, which it keeps until `release`, through a removal and a return. */
  add(output: Output): void {
    const at = broadcastFields.indexOf(output.field);
    const list = this.#lists[at]!;
    if (!this.#slotOf.has(output)) {
      const slot = list.free.pop() ?? list.slots.length;
      list.slots[slot] = output;
      this.#slotOf.set(output, slot);
      output.chunk = at * chunksPerList + Math.floor(slot / slotsPerChunk);
    }
    this.changed(output);
  }

  /** The output's content changed, or whether it exists. */
  changed(output: Output): void {
    const chunk = output.chunk!;
    this.#lists[Math.floor(chunk / chunksPerList)]!.chunks[chunk % chunksPerList] = undefined;
  }

  /** Every node has heard that the output is gone: its place is free. */
  release(output: Output): void {
    const slot = this.#slotOf.get(output);
    if (slot === undefined) return;
    this.changed(output);
    const list = this.#lists[broadcastFields.indexOf(output.field)]!;
    list.slots[slot] = undefined;
    list.free.push(slot);
    this.#slotOf.delete(output);
    output.chunk = undefined;
  }

  *outputs(wants: (field: number) => boolean): Iterable<Output> {
    for (const [at, { slots }] of this.#lists.entries()) {
      if (!wants(broadcastFields[at]!)) continue;
      for (const output of slots) if (output?.neededEverywhere) yield output;
    }
  }

  /** The first chunk of that number or a larger one with something in it that is wanted. */
  chunkFrom(start: number, wants: (field: number) => boolean): { number: number; chunk: Chunk } | undefined {
    for (let at = Math.floor(start / chunksPerList); at < this.#lists.length; at++) {
      const list = this.#lists[at]!;
      if (!wants(broadcastFields[at]!)) continue;
      const first = at * chunksPerList;
      const count = Math.ceil(list.slots.length / slotsPerChunk);
      for (let i = Math.max(start - first, 0); i < count; i++) {
        const chunk = list.chunks[i] ?? join(list.slots.slice(i * slotsPerChunk, (i + 1) * slotsPerChunk));
        list.chunks[i] = chunk;
        if (chunk.updates > 0) return { number: first + i, chunk };
      }
    }
    return undefined;
  }

  /** The digest of everything in that chunk and those after it. */
  digestFrom(start: number, wants: (field: number) => boolean): bigint {
    let digest = 0n;
    for (let next = this.chunkFrom(start, wants); next; next = this.chunkFrom(next.number + 1, wants)) {
      digest = addModulo64(digest, next.chunk.digest);
    }
    return digest;
  }

  get size(): number {
    return this.#slotOf.size;
  }
}

function join(outputs: readonly (Output | undefined)[]): Chunk {
  const frames: Buffer[] = [];
  let digest = 0n;
  for (const output of outputs) {
    if (!output?.neededEverywhere) continue;
    const { frame, content } = output.render(undefined);
    frames.push(frame);
    digest = addModulo64(digest, digestTerm(output.keyHash, content));
  }
  return { frame: Buffer.concat(frames), updates: frames.length, digest };
}
