/** Streams that have not said hello, by peer. */
export class SilentStreams {
  readonly #addresses = new Map<object, string>();
  readonly #counts = new Map<string, number>();

  /** Gives how many its peer has now. */
  add(stream: { readonly peer: string }): number {
    // Each connection has a port of its own.
    const address = stream.peer.replace(/:\d+$/, '');
    const count = (this.#counts.get(address) ?? 0) + 1;
    this.#addresses.set(stream, address);
    this.#counts.set(address, count);
    return count;
  }

  /** It has said hello, or ended. */
  delete(stream: object): void {
    const address = this.#addresses.get(stream);
    if (address === undefined) return;
    this.#addresses.delete(stream);
    const left = (this.#counts.get(address) ?? 1) - 1;
    if (left > 0) this.#counts.set(address, left);
    else this.#counts.delete(address);
  }
}
