import { SmallSet } from './small-set.ts';

/** Things by a label that they have: by key alone, and by key and value. */
export class KeyValueIndex<T> {
  readonly #keys = new Map<string, Bucket<T>>();

  /** `value` undefined: under the key alone. */
  add(key: string, value: string | undefined, thing: T): void {
    let bucket = this.#keys.get(key);
    if (!bucket) {
      bucket = { any: new SmallSet(), byValue: new Map() };
      this.#keys.set(key, bucket);
    }
    if (value === undefined) {
      bucket.any.add(thing);
      return;
    }
    let things = bucket.byValue.get(value);
    if (!things) {
      things = new SmallSet();
      bucket.byValue.set(value, things);
    }
    things.add(thing);
  }

  remove(key: string, value: string | undefined, thing: T): void {
    const bucket = this.#keys.get(key);
    if (!bucket) return;
    if (value === undefined) bucket.any.delete(thing);
    else {
      const things = bucket.byValue.get(value);
      things?.delete(thing);
      if (things?.size === 0) bucket.byValue.delete(value);
    }
    if (bucket.any.size === 0 && bucket.byValue.size === 0) this.#keys.delete(key);
  }

  /** Those added under the key with no value. */
  withKey(key: string): SmallSet<T> {
    return this.#keys.get(key)?.any ?? none;
  }

  withValue(key: string, value: string): SmallSet<T> {
    return this.#keys.get(key)?.byValue.get(value) ?? none;
  }

  get size(): number {
    return this.#keys.size;
  }
}

interface Bucket<T> {
  readonly any: SmallSet<T>;
  readonly byValue: Map<string, SmallSet<T>>;
}

const none = new SmallSet<never>();
