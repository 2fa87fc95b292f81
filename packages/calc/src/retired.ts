import type { Output } from './output.ts';

/**
 * Outputs that are gone but not yet at every node. An output that comes back must be the same one, so that its removal
 * and its return are one change at nodes that have not taken the removal.
 */
export class Retired<T extends Output> {
  readonly #byKey = new Map<string, Output>();

  retire(output: T): void {
    if (output.pending === 0) return;
    output.retiredIn = this.#byKey;
    this.#byKey.set(output.clusterKey, output);
  }

  /** By cluster key. */
  revive(key: string): T | undefined {
    // A key that was put together for this is not even hashed.
    if (this.#byKey.size === 0) return undefined;
    const output = this.#byKey.get(key);
    if (!output) return undefined;
    this.#byKey.delete(key);
    output.retiredIn = undefined;
    return output as T;
  }

  get size(): number {
    return this.#byKey.size;
  }
}
