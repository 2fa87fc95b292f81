import { type SmallSet, withMember, withoutMember } from './small-set.ts';

/** Things by a label that they have, and things by a label that they ask for. */
export abstract class LabelEntry<Having extends object, Asking extends object> {
  having: SmallSet<Having>;
  asking: SmallSet<Asking>;

  constructor() {
    this.having = undefined;
    this.asking = undefined;
  }
}

/** A label's key, whatever the value. */
export class LabelKey<Having extends object, Asking extends object> extends LabelEntry<Having, Asking> {
  readonly name: string;
  /** How many selectors ask for it in whatever way. */
  selectors = 0;
  readonly pairs = new Map<string, LabelPair<Having, Asking>>();

  constructor(name: string) {
    super();
    this.name = name;
  }
}

/** A label's key with one of its values. */
export class LabelPair<Having extends object, Asking extends object> extends LabelEntry<Having, Asking> {
  /** Unique: the number of a pair that is gone is never given to another. */
  readonly id: number;
  readonly key: LabelKey<Having, Asking>;
  readonly value: string;

  constructor(id: number, key: LabelKey<Having, Asking>, value: string) {
    super();
    this.id = id;
    this.key = key;
    this.value = value;
  }
}

/** The labels that selectors ask for or something known has: a label is there for as long as something is filed under it. */
export class LabelDirectory<Having extends object, Asking extends object> {
  readonly #keys = new Map<string, LabelKey<Having, Asking>>();
  #nextId = 1;

  find(name: string): LabelKey<Having, Asking> | undefined {
    return this.#keys.get(name);
  }

  key(name: string): LabelKey<Having, Asking> {
    let key = this.#keys.get(name);
    if (!key) {
      key = new LabelKey(name);
      this.#keys.set(name, key);
    }
    return key;
  }

  /** The pair, made where there is none. The caller files something under it at once: only then is it ever released. */
  pair(key: LabelKey<Having, Asking>, value: string): LabelPair<Having, Asking> {
    let pair = key.pairs.get(value);
    if (!pair) {
      pair = new LabelPair(this.#nextId++, key, value);
      key.pairs.set(value, pair);
    }
    return pair;
  }

  addHaving(pair: LabelPair<Having, Asking>, thing: Having): void {
    pair.having = withMember(pair.having, thing);
    pair.key.having = withMember(pair.key.having, thing);
  }

  removeHaving(pair: LabelPair<Having, Asking>, thing: Having): void {
    pair.having = withoutMember(pair.having, thing);
    pair.key.having = withoutMember(pair.key.having, thing);
    this.#release(pair);
  }

  addAsking(entry: LabelEntry<Having, Asking>, thing: Asking): void {
    entry.asking = withMember(entry.asking, thing);
  }

  removeAsking(entry: LabelEntry<Having, Asking>, thing: Asking): void {
    entry.asking = withoutMember(entry.asking, thing);
    this.#release(entry);
  }

  /** To be called when a selector that asks for the key is gone. */
  releaseKey(key: LabelKey<Having, Asking>): void {
    key.selectors--;
    this.#release(key);
  }

  sizes(): Record<string, number> {
    return {
      labelKeys: this.#keys.size,
      labelPairs: this.#keys.values().reduce((sum, { pairs }) => sum + pairs.size, 0),
    };
  }

  #release(entry: LabelEntry<Having, Asking>): void {
    if (entry.having !== undefined || entry.asking !== undefined) return;
    if (entry instanceof LabelPair) {
      entry.key.pairs.delete(entry.value);
      this.#release(entry.key);
    } else if (entry instanceof LabelKey && entry.selectors === 0 && entry.pairs.size === 0) {
      this.#keys.delete(entry.name);
    }
  }
}
