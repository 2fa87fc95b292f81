// How Felix and an external dataplane driver talk over their two pipes: each frame is the length of an envelope, 8 bytes
// little-endian, and the envelope. Down go felix.ToDataplane, up go felix.FromDataplane, each numbered from 0.

/** What cannot be a frame, after which nothing that comes can be trusted: the sender has to begin again. */
export class FelixFrameError extends Error {
  override readonly name = 'FelixFrameError';
}

const lengthBytes = 8;

/** Felix sets no limit. One message is at most a set of a million members, some 50 MB. */
export const maxFelixFrameBytes = 512 * 1024 * 1024;

/** The frame of an encoded envelope. */
export function encodeFelixFrame(envelope: Uint8Array): Buffer {
  const frame = Buffer.allocUnsafe(lengthBytes + envelope.length);
  frame.writeBigUInt64LE(BigInt(envelope.length));
  frame.set(envelope, lengthBytes);
  return frame;
}

/** Takes a pipe's bytes in pieces as they come, gives whole envelopes. Holds no more than one frame. */
export class FelixFrameReader {
  readonly #maxBytes: number;
  #pieces: Uint8Array[] = [];
  #held = 0;
  /** The length of the envelope that is being received; undefined while the length itself is being received. */
  #length: number | undefined;

  constructor(maxBytes = maxFelixFrameBytes) {
    this.#maxBytes = maxBytes;
  }

  /** Whether a frame has begun and not ended: a pipe that is closed now was cut off. */
  get isMidFrame(): boolean {
    return this.#held > 0 || this.#length !== undefined;
  }

  /** The envelopes that the piece completes. Throws FelixFrameError at a frame that is larger than allowed. */
  *push(piece: Uint8Array): Generator<Buffer> {
    this.#pieces.push(piece);
    this.#held += piece.length;
    for (;;) {
      if (this.#length === undefined) {
        if (this.#held < lengthBytes) return;
        const length = this.#take(lengthBytes).readBigUInt64LE();
        if (length > BigInt(this.#maxBytes)) {
          throw new FelixFrameError(`a frame of ${length} bytes is larger than the ${this.#maxBytes} that are taken`);
        }
        this.#length = Number(length);
      }
      if (this.#held < this.#length) return;
      const envelope = this.#take(this.#length);
      this.#length = undefined;
      yield envelope;
    }
  }

  /** Joins pieces only once all of a frame is here, so that a large one is not copied again and again. */
  #take(count: number): Buffer {
    const [first] = this.#pieces;
    const all = first && this.#pieces.length === 1 ? viewOf(first) : Buffer.concat(this.#pieces);
    this.#pieces = all.length > count ? [all.subarray(count)] : [];
    this.#held = all.length - count;
    return all.subarray(0, count);
  }
}

function viewOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
