// A batch as it is written: frames that all nodes share, and behind them what is this node's own. Put together in one
// pass, for a change that every node is told of is one small batch for each.
import { encodeFrame, encodePhaseFrame, manul } from '@manul/proto';

const digestBytes = 8;
const noDigest = Buffer.alloc(digestBytes);

/** The position and digest of a flush that ends with the batch. */
export interface BatchEnd {
  readonly epoch: number;
  readonly revision: number;
  readonly digest: bigint;
}

/** Joins batches; remembers what those of one flush have in common. */
export class BatchWriter {
  #epoch = -1;
  #revision = -1;
  /** An encoded position with a digest of zeros, which come last. */
  #end: Buffer = noDigest;

  /** The encoded ToNode. */
  join(frames: readonly Buffer[], phase: manul.v1.Phase, end: BatchEnd | undefined): Buffer {
    const phaseFrame = phaseFrames.get(phase);
    const endFrame = end && this.#endFrame(end);
    let length = (phaseFrame?.length ?? 0) + (endFrame?.length ?? 0);
    for (const frame of frames) length += frame.length;
    const batch = Buffer.allocUnsafe(length);
    let at = 0;
    for (const frame of frames) {
      batch.set(frame, at);
      at += frame.length;
    }
    if (phaseFrame) {
      batch.set(phaseFrame, at);
      at += phaseFrame.length;
    }
    if (endFrame) {
      batch.set(endFrame, at);
      batch.writeBigUInt64LE(end.digest, length - digestBytes);
    }
    return batch;
  }

  #endFrame({ epoch, revision }: BatchEnd): Buffer {
    if (epoch !== this.#epoch || revision !== this.#revision) {
      this.#epoch = epoch;
      this.#revision = revision;
      // Fields are written in the order of their numbers, and the digest has the largest.
      this.#end = encodeFrame({ position: { epoch, revision }, digest: noDigest });
    }
    return this.#end;
  }
}

const { Phase } = manul.v1;
/** UPDATE needs none. */
const phaseFrames: ReadonlyMap<manul.v1.Phase, Buffer> = new Map(
  [Phase.SNAPSHOT, Phase.RESUME].map((phase) => [phase, encodePhaseFrame(phase)]),
);
