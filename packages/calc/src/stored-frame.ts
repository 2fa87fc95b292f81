import type { Origin } from '@manul/model';
import { type ByteString, encodeFrame, encodeOrigin, messageOfFrame } from './encode.ts';

const empty = Buffer.alloc(0);

/** The frame of an output: small while it goes to one node at most, ready to be sent once it is shared. */
export class StoredFrame {
  #bytes: ByteString | Buffer = '';

  /** False where that says what was said before; its origin may be another even so. */
  set(message: Uint8Array, origin: Origin | undefined, rulePaths?: readonly string[]): boolean {
    const same = this.#bytes.length > 0 && this.message().equals(message);
    this.#bytes = encodeFrame(message, encodeOrigin(origin, rulePaths), Buffer.allocUnsafe).toString('latin1');
    return !same;
  }

  clear(): void {
    this.#bytes = '';
  }

  /** To be sent; `shared`: to several nodes. */
  bytes(shared: boolean): Buffer {
    if (typeof this.#bytes !== 'string') return this.#bytes;
    const bytes = Buffer.allocUnsafeSlow(this.#bytes.length);
    bytes.write(this.#bytes, 'latin1');
    if (shared) this.#bytes = bytes;
    return bytes;
  }

  /** The encoded felix.ToDataplane. */
  message(): Buffer {
    if (this.#bytes.length === 0) return empty;
    return messageOfFrame(this.bytes(false));
  }
}
