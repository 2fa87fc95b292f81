/** Above this many, hashing is faster than looking at each. */
const few = 8;

/** How often each key was added and not removed. Small where it holds little; see SmallSet. */
export class Counts<K> {
  /** All keys while they are few, exactly. */
  #keys: readonly K[] = none;
  /** Of each of them; all are 1 where there are none. */
  #counts: number[] | undefined;
  /** Instead of both, once they are many. */
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
    if (this.#many) return incrementIn(this.#many, key);
    const at = this.#keys.indexOf(key);
    if (at >= 0) {
      this.#counts ??= this.#keys.map(() => 1);
      return ++this.#counts[at]!;
    }
    if (this.#keys.length === few) {
      this.#many = new Map(this.#keys.map((known, i) => [known, this.#counts?.[i] ?? 1]));
      this.#keys = none;
      this.#counts = undefined;
      return incrementIn(this.#many, key);
    }
    this.#keys = this.#keys.length === 0 ? [key] : this.#keys.concat([key]);
    this.#counts?.push(1);
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
    const count = (this.#counts?.[at] ?? 1) - 1;
    if (count > 0) this.#counts![at] = count;
    else {
      this.#keys = this.#keys.length === 1 ? none : this.#keys.toSpliced(at, 1);
      if (this.#keys.length === 0) this.#counts = undefined;
      else this.#counts?.splice(at, 1);
    }
    return count;
  }

  clear(): void {
    this.#many = undefined;
    this.#keys = none;
    this.#counts = undefined;
  }
}

function incrementIn<K>(counts: Map<K, number>, key: K): number {
  const count = (counts.get(key) ?? 0) + 1;
  counts.set(key, count);
  return count;
}

const none: readonly never[] = [];
