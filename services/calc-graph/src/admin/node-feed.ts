// A node's messages for whoever asks: all that it is to hold now, then what changes, as fast as they are taken.
import type { ServerWritableStream } from '@grpc/grpc-js';
import type { CalculationGraph, NodeSequencer } from '@manul/calc';
import { concatenateFrames, encodePhaseFrame, encodePositionFrame, manul } from '@manul/proto';
import { digestToBytes } from '../digest-bytes.ts';

type NodeCall = ServerWritableStream<manul.v1.INodeRequest, Buffer>;

const maxBatchBytes = 256 * 1024;

export class NodeFeed {
  readonly #call: NodeCall;
  readonly #sequencer: NodeSequencer;
  readonly #epoch: number;
  readonly #follow: boolean;
  #snapshot = true;
  #blocked = false;

  constructor(call: NodeCall, graph: CalculationGraph, epoch: number, onEnd: () => void) {
    this.#call = call;
    this.#epoch = epoch;
    this.#follow = call.request.follow ?? false;
    this.#sequencer = graph.subscribe(call.request.node ?? '');
    let ended = false;
    const end = () => {
      if (ended) return;
      ended = true;
      this.#sequencer.close();
      onEnd();
    };
    call.on('cancelled', end);
    call.on('close', end);
    call.on('finish', end);
    call.on('error', end);
    call.on('drain', () => {
      this.#blocked = false;
      this.pump();
    });
  }

  /** Sends what is pending, as far as the peer takes it. */
  pump(): void {
    while (!this.#blocked && (this.#snapshot || this.#sequencer.hasPending)) {
      const { frames, revision } = this.#sequencer.take(maxBatchBytes);
      const head = this.#snapshot ? [encodePhaseFrame(manul.v1.Phase.SNAPSHOT)] : [];
      const position = revision === undefined ? undefined : { epoch: this.#epoch, revision };
      const tail = position ? [encodePositionFrame(position, digestToBytes(this.#sequencer.digest()))] : [];
      this.#blocked = !this.#call.write(concatenateFrames([...head, ...frames, ...tail]));
      if (!position) continue;
      this.#snapshot = false;
      if (!this.#follow) {
        this.#call.end();
        return;
      }
    }
  }
}
