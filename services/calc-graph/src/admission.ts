// How many nodes get their first batches at the same time. After an outage all of them come at once; served in turn,
// they cost the memory of a few, and the first of them are in sync long before the last.

/** Someone who waits for a turn, has it, and gives it back. */
export class Admission<T> {
  readonly #limit: () => number;
  readonly #begin: (candidate: T) => void;
  readonly #waiting = new Set<T>();
  readonly #admitted = new Set<T>();

  constructor(limit: () => number, begin: (candidate: T) => void) {
    this.#limit = limit;
    this.#begin = begin;
  }

  get waiting(): number {
    return this.#waiting.size;
  }

  /** Those whose turn it is. */
  get admitted(): Iterable<T> {
    return this.#admitted;
  }

  /** Begins at once or when there is room, in the order of asking. */
  ask(candidate: T): void {
    this.#waiting.add(candidate);
    this.#admit();
  }

  /** The candidate is done, gone, or too slow for others to wait for. */
  release(candidate: T): void {
    this.#waiting.delete(candidate);
    if (this.#admitted.delete(candidate)) this.#admit();
  }

  #admit(): void {
    for (const candidate of this.#waiting) {
      if (this.#admitted.size >= this.#limit()) return;
      this.#waiting.delete(candidate);
      this.#admitted.add(candidate);
      this.#begin(candidate);
    }
  }
}
