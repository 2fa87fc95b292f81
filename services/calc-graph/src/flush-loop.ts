// When to flush: at once after a pause, and in batches while changes keep coming. A flush that takes long makes the
// batches larger, so that under load most of the time goes into work and not into rounds.

export interface FlushLoopOptions {
  readonly flush: () => void;
  /** The least time between the end of one flush and the next, in milliseconds. */
  readonly gap: () => number;
}

export class FlushLoop {
  readonly #options: FlushLoopOptions;
  #lastEnd = Number.NEGATIVE_INFINITY;
  #lastDuration = 0;
  #cancel: (() => void) | undefined;
  #stopped = false;

  constructor(options: FlushLoopOptions) {
    this.#options = options;
  }

  /** Something changed. What else arrives before the flush is part of it. */
  request(): void {
    if (this.#cancel || this.#stopped) return;
    const gap = Math.max(this.#options.gap(), Math.min(this.#lastDuration, 100));
    const wait = this.#lastEnd + gap - performance.now();
    if (wait > 0) {
      const timer = setTimeout(() => this.#run(), wait);
      this.#cancel = () => clearTimeout(timer);
    } else {
      // After what else this tick brings.
      const immediate = setImmediate(() => this.#run());
      this.#cancel = () => clearImmediate(immediate);
    }
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel?.();
    this.#cancel = undefined;
  }

  #run(): void {
    this.#cancel = undefined;
    const start = performance.now();
    this.#options.flush();
    this.#lastEnd = performance.now();
    this.#lastDuration = this.#lastEnd - start;
  }
}
