// Labels interned: a pair of key and value is one object, a whole set of labels too, shared by all that have it.
import type { Labels } from '@manul/model';

export interface LabelPair {
  readonly id: number;
  readonly key: string;
  readonly value: string;
}

/** Counts its holders; see LabelSets. */
export interface LabelSet {
  readonly id: number;
  readonly pairs: readonly LabelPair[];
  readonly signature: string;
  references: number;
}

interface CountedPair extends LabelPair {
  references: number;
}

export class LabelSets {
  readonly #sets = new Map<string, LabelSet>();
  readonly #keys = new Map<string, Map<string, CountedPair>>();
  #nextId = 1;

  acquire(labels: Labels): LabelSet {
    const pairs: CountedPair[] = [];
    let signature = '';
    for (const key in labels) {
      const pair = this.#pair(key, labels[key]!);
      pairs.push(pair);
      signature += `${pair.id},`;
    }
    let set = this.#sets.get(signature);
    if (!set) {
      set = { id: this.#nextId++, pairs, signature, references: 0 };
      this.#sets.set(signature, set);
      for (const pair of pairs) pair.references++;
    }
    set.references++;
    return set;
  }

  release(set: LabelSet): void {
    set.references--;
    if (set.references > 0) return;
    this.#sets.delete(set.signature);
    for (const pair of set.pairs as readonly CountedPair[]) {
      pair.references--;
      if (pair.references > 0) continue;
      const values = this.#keys.get(pair.key)!;
      values.delete(pair.value);
      if (values.size === 0) this.#keys.delete(pair.key);
    }
  }

  /** Whether anything has a label of this key. */
  hasKey(key: string): boolean {
    return this.#keys.has(key);
  }

  get size(): number {
    return this.#sets.size;
  }

  get pairCount(): number {
    return this.#keys.values().reduce((sum, values) => sum + values.size, 0);
  }

  #pair(key: string, value: string): CountedPair {
    let values = this.#keys.get(key);
    if (!values) {
      values = new Map();
      this.#keys.set(key, values);
    }
    let pair = values.get(value);
    if (!pair) {
      pair = { id: this.#nextId++, key, value, references: 0 };
      values.set(value, pair);
    }
    return pair;
  }
}
