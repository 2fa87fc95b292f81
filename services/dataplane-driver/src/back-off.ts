/** Growing pauses with jitter: after `n` failures somewhere between half and all of `first * 2^n`, at most `max`. */
export class BackOff {
  readonly #first: number;
  readonly #max: () => number;
  readonly #random: () => number;
  #failures = 0;

  /** Milliseconds; `max` as it is now. */
  constructor(first: number, max: () => number, random: () => number = Math.random) {
    this.#first = first;
    this.#max = max;
    this.#random = random;
  }

  /** How long to wait now. */
  next(): number {
    const full = Math.min(this.#first * 2 ** this.#failures, this.#max());
    this.#failures = Math.min(this.#failures + 1, 30);
    return full * (0.5 + this.#random() / 2);
  }

  reset(): void {
    this.#failures = 0;
  }
}
