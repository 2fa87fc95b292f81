// Labels as they are kept: an item's as one text, apart from those that some selector asks for.
import type { Labels } from '@manul/model';

/** The keys, shared by all that have the same, and the values. Taken from LabelSets, and to be given back. */
export interface LabelSet {
  readonly keys: LabelKeys;
  /** In the order of the keys: one text, or a list where a value holds the separator. */
  readonly values: string | readonly string[];
}

interface LabelKeys {
  readonly names: readonly string[];
  readonly signature: string;
  references: number;
}

const separator = '\0';

export class LabelSets {
  /** By key signature; there are few. */
  readonly #keys = new Map<string, LabelKeys>();
  /** How many of them have each key. */
  readonly #keyCounts = new Map<string, number>();

  acquire(labels: Labels): LabelSet {
    const names = Object.keys(labels);
    const keys = this.#keysOf(names);
    keys.references++;
    const list = names.map((name) => labels[name]!);
    const values = list.some((value) => value.includes(separator)) ? list : list.join(separator);
    return { keys, values };
  }

  release({ keys }: LabelSet): void {
    keys.references--;
    if (keys.references > 0) return;
    this.#keys.delete(keys.signature);
    for (const name of keys.names) {
      const count = this.#keyCounts.get(name)! - 1;
      if (count > 0) this.#keyCounts.set(name, count);
      else this.#keyCounts.delete(name);
    }
  }

  /** Whether anything has a label of this key. */
  hasKey(key: string): boolean {
    return this.#keyCounts.has(key);
  }

  get size(): number {
    return this.#keys.size;
  }

  #keysOf(names: readonly string[]): LabelKeys {
    let signature = names.join(separator);
    for (;;) {
      const known = this.#keys.get(signature);
      if (!known) return this.#createKeys(names, signature);
      if (known.names.length === names.length && known.names.every((name, at) => name === names[at])) return known;
      // Only where a key holds the separator.
      signature += separator;
    }
  }

  #createKeys(names: readonly string[], signature: string): LabelKeys {
    const keys = { names, signature, references: 0 };
    this.#keys.set(signature, keys);
    for (const name of names) this.#keyCounts.set(name, (this.#keyCounts.get(name) ?? 0) + 1);
    return keys;
  }
}

/** The value of the label that is `at`th of the keys. */
export function valueAt({ values }: LabelSet, at: number): string {
  if (typeof values !== 'string') return values[at]!;
  let start = 0;
  for (let i = 0; i < at; i++) start = values.indexOf(separator, start) + 1;
  const end = values.indexOf(separator, start);
  return values.slice(start, end < 0 ? undefined : end);
}

export function sameLabels(a: LabelSet | undefined, b: LabelSet | undefined): boolean {
  return a === b || (a?.keys === b?.keys && typeof a?.values === 'string' && a.values === b?.values);
}
