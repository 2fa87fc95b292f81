const lineFeed = 10;

/** Cuts what comes in pieces, which may end anywhere, at the ends of lines. */
export class WholeLines {
  /** A line whose end has not come yet. */
  #rest: Buffer = Buffer.alloc(0);

  /** All lines that are whole now; each ends with a line feed. */
  feed(piece: Buffer): Buffer {
    const bytes = this.#rest.length === 0 ? piece : Buffer.concat([this.#rest, piece]);
    const end = bytes.lastIndexOf(lineFeed) + 1;
    this.#rest = bytes.subarray(end);
    return bytes.subarray(0, end);
  }

  /** A last line that has no end. */
  end(): Buffer {
    return this.#rest.length === 0 ? this.#rest : this.feed(Buffer.of(lineFeed));
  }
}

/** A slice would keep alive the whole text that it is cut from. For text of single bytes. */
export function detached(slice: string): string {
  return Buffer.from(slice, 'latin1').toString('latin1');
}
