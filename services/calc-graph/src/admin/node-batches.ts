// A node's batches, as a driver that begins with nothing would be sent them.
import type { NodeSequencer } from '@manul/calc';
import { concatenateFrames, encodePhaseFrame, encodePositionFrame, manul } from '@manul/proto';
import { digestToBytes } from '../digest-bytes.ts';
import type { StreamGraph } from './api.ts';

const maxBatchBytes = 256 * 1024;

export class NodeBatches {
  readonly #sequencer: NodeSequencer;
  readonly #epoch: number;
  #snapshot = true;

  constructor(graph: Pick<StreamGraph, 'subscribe'>, node: string, epoch: number) {
    this.#sequencer = graph.subscribe(node);
    this.#epoch = epoch;
  }

  /** All of the first state has been taken. */
  get isCaughtUp(): boolean {
    return !this.#snapshot;
  }

  get hasNext(): boolean {
    return this.#snapshot || this.#sequencer.hasPending;
  }

  /** The next batch, an encoded ToNode. */
  next(): Buffer {
    const { frames, revision } = this.#sequencer.take(maxBatchBytes);
    const head = this.#snapshot ? [encodePhaseFrame(manul.v1.Phase.SNAPSHOT)] : [];
    if (revision === undefined) return concatenateFrames([...head, ...frames]);
    this.#snapshot = false;
    const position = { epoch: this.#epoch, revision };
    return concatenateFrames([
      ...head,
      ...frames,
      encodePositionFrame(position, digestToBytes(this.#sequencer.digest())),
    ]);
  }

  close(): void {
    this.#sequencer.close();
  }
}
