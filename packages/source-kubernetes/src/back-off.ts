export interface BackOffOptions {
  /** Milliseconds before the first retry, before jitter. */
  readonly firstMs: number;
  readonly maxMs: number;
}

/** Waiting times that double with each failure. The upper half is random, so that clients do not retry in step. */
export class BackOff {
  readonly #options: BackOffOptions;
  #failures = 0;

  constructor(options: BackOffOptions) {
    this.#options = options;
  }

  get failures(): number {
    return this.#failures;
  }

  /** Milliseconds to wait now, at least `atLeastMs` (what a server asked for). */
  next(atLeastMs = 0): number {
    const full = Math.min(this.#options.firstMs * 2 ** Math.min(this.#failures, 30), this.#options.maxMs);
    this.#failures += 1;
    return Math.max(atLeastMs, full / 2) + (Math.random() * full) / 2;
  }

  reset(): void {
    this.#failures = 0;
  }
}
