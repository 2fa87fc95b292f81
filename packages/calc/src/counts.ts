/** Above this many, hashing is faster than looking at each. */
const few = 8;

/** How often each key was added and not removed. Small where it holds little; see SmallSet. */
export class Counts<K> {
  #keys: K[] = none;
  #counts: number[] = none;
  /** All of them, once they are many. */
  #many: Map<K, number> | undefined;

  get size(): number {
    return this.#many ? this.#many.size : this.#keys.length;
  }

  has(key: K): boolean {
    return this.#many ? this.#many.has(key) : this.#keys.includes(key);
  }

  keys(): Iterable<K> {
    return this.#many ? this.#many.keys() : this.#keys;
  }

  /** Gives the count with this one. */
  increment(key: K): number {
    if (this.#many) {
      const count = (this.#many.get(key) ?? 0) + 1;
      this.#many.set(key, count);
      return count;
    }
    const at = this.#keys.indexOf(key);
    if (at >= 0) return ++this.#counts[at]!;
    if (this.#keys.length === few) {
      this.#many = new Map(this.#keys.map((known, i) => [known, this.#counts[i]!]));
      this.#keys = none;
      this.#counts = none;
      return this.increment(key);
    }
    if (this.#keys === none) {
      this.#keys = [];
      this.#counts = [];
    }
    this.#keys.push(key);
    this.#counts.push(1);
    return 1;
  }

  /** Of a key that is there; gives the count without this one, and forgets the key at 0. */
  decrement(key: K): number {
    if (this.#many) {
      const count = this.#many.get(key)! - 1;
      if (count > 0) this.#many.set(key, count);
      else this.#many.delete(key);
      return count;
    }
    const at = this.#keys.indexOf(key);
    const count = --this.#counts[at]!;
    if (count > 0) return count;
    this.#keys[at] = this.#keys[this.#keys.length - 1]!;
    this.#counts[at] = this.#counts[this.#counts.length - 1]!;
    this.#keys.pop();
    this.#counts.pop();
    return 0;
  }

  clear(): void {
    this.#many = undefined;
    this.#keys = none;
    this.#counts = none;
  }
}

// Shared by all that are empty, and never written to.
const none: never[] = [];
