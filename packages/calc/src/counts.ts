/** Above this many, hashing is faster than looking at each. */
const few = 8;

/**
 * How often each key was added and not removed, in a field of its owner: nothing, the only key itself where that was
 * added once, or a table. Small where it holds little, as SmallSet is. Keys are not tables.
 */
export type Counts<K extends object | string> = K | CountTable<K> | undefined;

/** The counts with that key once more; to be put where the counts were. */
export function withKey<K extends object | string>(counts: Counts<K>, key: K): Counts<K> {
  if (counts === undefined) return key;
  if (counts instanceof CountTable) {
    counts.add(key);
    return counts;
  }
  const table = new CountTable<K>(counts);
  table.add(key);
  return table;
}

/** The counts with that key, which they hold, once less; to be put where the counts were. */
export function withoutKey<K extends object | string>(counts: Counts<K>, key: K): Counts<K> {
  if (!(counts instanceof CountTable)) return undefined;
  counts.remove(key);
  return counts.reduced();
}

export function hasKey<K extends object | string>(counts: Counts<K>, key: K): boolean {
  return counts instanceof CountTable ? counts.has(key) : counts === key;
}

export function keyCount<K extends object | string>(counts: Counts<K>): number {
  if (counts === undefined) return 0;
  return counts instanceof CountTable ? counts.size : 1;
}

export function keysOf<K extends object | string>(counts: Counts<K>): Iterable<K> {
  if (counts === undefined) return none;
  return counts instanceof CountTable ? counts.keys() : [counts];
}

const none: readonly never[] = [];

/** Two arrays while the keys are few, then a map. */
class CountTable<K extends object | string> {
  /** The keys while they are few. Never written to. */
  #keys: readonly K[];
  #counts: number[];
  #many: Map<K, number> | undefined;

  constructor(key: K) {
    this.#keys = [key];
    this.#counts = [1];
    this.#many = undefined;
  }

  get size(): number {
    return this.#many?.size ?? this.#keys.length;
  }

  has(key: K): boolean {
    return this.#many?.has(key) ?? this.#keys.includes(key);
  }

  keys(): Iterable<K> {
    return this.#many?.keys() ?? this.#keys;
  }

  add(key: K): void {
    const many = this.#many;
    if (many) {
      many.set(key, (many.get(key) ?? 0) + 1);
      return;
    }
    const at = this.#keys.indexOf(key);
    if (at >= 0) this.#counts[at]!++;
    else if (this.#keys.length < few) {
      this.#keys = this.#keys.concat([key]);
      this.#counts = this.#counts.concat([1]);
    } else {
      this.#many = new Map(this.#keys.map((known, i) => [known, this.#counts[i]!] as const)).set(key, 1);
      this.#keys = none;
      this.#counts = [];
    }
  }

  remove(key: K): void {
    const many = this.#many;
    if (many) {
      const count = many.get(key)! - 1;
      if (count > 0) many.set(key, count);
      else many.delete(key);
      return;
    }
    const at = this.#keys.indexOf(key);
    if (--this.#counts[at]! > 0) return;
    this.#keys = this.#keys.toSpliced(at, 1);
    this.#counts = this.#counts.toSpliced(at, 1);
  }

  /** The smallest form of the same counts. */
  reduced(): Counts<K> {
    if (this.size > 1) return this;
    for (const key of this.keys()) return (this.#many?.get(key) ?? this.#counts[0]) === 1 ? key : this;
    return undefined;
  }
}
