/** Lets callers wait for the next flush. */
export class Flushes {
  #waiting: ((revision: number) => void)[] = [];

  /** Settles with the revision of the next one. */
  next(): Promise<number> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  happened(revision: number): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve(revision);
  }
}
