// Splits a stream of bytes into lines. Bytes are joined once per line, so that a line of megabytes that arrives in
// small chunks costs its length, not its square, and a character cut by a chunk's edge is decoded whole.

const newline = 0x0a;

export class LineSplitter {
  readonly #limit: number;
  #pieces: Buffer[] = [];
  #length = 0;

  /** `limit`: the most bytes that one line may have; more is an error, for memory must stay bounded. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Whether a line has begun and not ended: at the end of a stream, a sign that it was cut. */
  get hasRest(): boolean {
    return this.#length > 0;
  }

  /** Takes the next bytes and gives the lines that they complete, empty ones left out. */
  push(chunk: Buffer): string[] {
    const lines: string[] = [];
    let start = 0;
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, start)) {
      this.#keep(chunk.subarray(start, end));
      start = end + 1;
      if (this.#length > 0) lines.push(this.#take());
    }
    this.#keep(chunk.subarray(start));
    return lines;
  }

  #keep(piece: Buffer): void {
    if (piece.length === 0) return;
    this.#pieces.push(piece);
    this.#length += piece.length;
    if (this.#length > this.#limit) throw new Error(`a line of more than ${this.#limit} bytes`);
  }

  #take(): string {
    const line = this.#pieces.length === 1 ? this.#pieces[0]! : Buffer.concat(this.#pieces, this.#length);
    this.#pieces = [];
    this.#length = 0;
    return line.toString('utf8');
  }
}
