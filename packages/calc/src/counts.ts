/** Above this many, hashing is faster than looking at each. */
const few = 8;

/** How often each key was added and not removed. Small where it holds little; see SmallSet. */
export class Counts<K> {
  /** The key, where it is the only one, and its count. */
  #only: K | undefined;
  #onlyCount = 0;
  /** Two and more. */
  #more: FewCounts<K> | Map<K, number> | undefined;

  get size(): number {
    return this.#more?.size ?? (this.#only === undefined ? 0 : 1);
  }

  has(key: K): boolean {
    return this.#more?.has(key) ?? this.#only === key;
  }

  keys(): Iterable<K> {
    return this.#more?.keys() ?? (this.#only === undefined ? none : [this.#only]);
  }

  /** Gives the count with this one. */
  increment(key: K): number {
    const more = this.#more;
    if (!more) return this.#incrementOnly(key);
    const count = (more.get(key) ?? 0) + 1;
    if (count === 1 && more instanceof FewCounts && more.size === few) this.#more = new Map(more.entries()).set(key, 1);
    else more.set(key, count);
    return count;
  }

  /** Of a key that is there; gives the count without this one, and forgets the key at 0. */
  decrement(key: K): number {
    const more = this.#more;
    if (!more) {
      this.#onlyCount--;
      if (this.#onlyCount === 0) this.#only = undefined;
      return this.#onlyCount;
    }
    const count = more.get(key)! - 1;
    if (count > 0) more.set(key, count);
    else {
      more.delete(key);
      if (more.size === 1) this.#keepOnly(more);
    }
    return count;
  }

  clear(): void {
    this.#only = undefined;
    this.#onlyCount = 0;
    this.#more = undefined;
  }

  #keepOnly(more: FewCounts<K> | Map<K, number>): void {
    for (const [key, count] of more.entries()) {
      this.#only = key;
      this.#onlyCount = count;
    }
    this.#more = undefined;
  }

  #incrementOnly(key: K): number {
    if (this.#only === undefined) this.#only = key;
    if (this.#only === key) return ++this.#onlyCount;
    this.#more = new FewCounts([this.#only, key], [this.#onlyCount, 1]);
    this.#only = undefined;
    this.#onlyCount = 0;
    return 1;
  }
}

/** A small map. */
class FewCounts<K> {
  /** Exactly those. */
  #keys: readonly K[];
  #counts: number[];

  constructor(keys: readonly K[], counts: number[]) {
    this.#keys = keys;
    this.#counts = counts;
  }

  get size(): number {
    return this.#keys.length;
  }

  has(key: K): boolean {
    return this.#keys.includes(key);
  }

  keys(): Iterable<K> {
    return this.#keys;
  }

  *entries(): Iterable<[K, number]> {
    for (const [at, key] of this.#keys.entries()) yield [key, this.#counts[at]!];
  }

  get(key: K): number | undefined {
    return this.#counts[this.#keys.indexOf(key)];
  }

  set(key: K, count: number): void {
    const at = this.#keys.indexOf(key);
    if (at >= 0) this.#counts[at] = count;
    else {
      this.#keys = this.#keys.concat([key]);
      this.#counts = this.#counts.concat([count]);
    }
  }

  delete(key: K): void {
    const at = this.#keys.indexOf(key);
    this.#keys = this.#keys.toSpliced(at, 1);
    this.#counts = this.#counts.toSpliced(at, 1);
  }
}

const none: readonly never[] = [];
