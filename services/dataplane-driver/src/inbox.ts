// Batches that have come and are not in the driver's state yet. They leave in whole flushes only, so that what the
// driver says it holds is always a state that the graph once was in.
import type { manul } from '@manul/proto';

/** All batches of one flush: the last one has the position. */
export interface ReceivedFlush {
  readonly phase: manul.v1.Phase;
  readonly updates: readonly manul.v1.IUpdate[];
  /** Hashes of keys to be dropped once the updates are applied; see manul.v1.ToNode. */
  readonly forget: readonly Uint8Array[];
  readonly position: { readonly epoch: number; readonly revision: number };
  /** The sender's digest at the position; undefined where it sent none. */
  readonly digest: Uint8Array | undefined;
}

export class Inbox {
  #flushes: ReceivedFlush[] = [];
  #partial: manul.v1.IUpdate[] = [];
  #forget: Uint8Array[] = [];
  #bytes = 0;
  /** Of these, those of the flush that is not whole yet. */
  #partialBytes = 0;

  /** Bytes as they came, of what waits. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Whether a whole flush waits. */
  get isReady(): boolean {
    return this.#flushes.length > 0;
  }

  add(batch: manul.v1.ToNode, bytes: number): void {
    this.#bytes += bytes;
    this.#partialBytes += bytes;
    for (const update of batch.updates) this.#partial.push(update);
    this.#forget.push(...batch.forget);
    if (!batch.position) return;
    const { phase, position } = batch;
    this.#flushes.push({
      phase,
      updates: this.#partial,
      forget: this.#forget,
      position: { epoch: Number(position.epoch ?? 0), revision: Number(position.revision ?? 0) },
      digest: batch.digest.length === 8 ? batch.digest : undefined,
    });
    this.#partial = [];
    this.#forget = [];
    this.#partialBytes = 0;
  }

  /** Gives all whole flushes that wait, oldest first. */
  take(): readonly ReceivedFlush[] {
    const flushes = this.#flushes;
    this.#flushes = [];
    this.#bytes = this.#partialBytes;
    return flushes;
  }

  /** The stream is lost: the next one sends again, by what the driver then holds, all that waited here. */
  clear(): void {
    this.#flushes = [];
    this.#partial = [];
    this.#forget = [];
    this.#partialBytes = 0;
    this.#bytes = 0;
  }
}
