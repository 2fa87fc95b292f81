// Labels in little memory: items with the same keys share the list of them, and the values are one text.
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
  /** Lists of keys by their signature; there are few. */
  readonly #keys = new Map<string, LabelKeys>();
  /** The list that was asked for last: items that come one after the other tend to have the same keys. */
  #recent: LabelKeys | undefined;
  /** How many lists have each key. */
  readonly #keyCounts = new Map<string, number>();

  acquire(labels: Labels): LabelSet {
    const names = Object.keys(labels);
    const recent = this.#recent;
    const keys = recent && sameNames(recent.names, names) ? recent : this.#keysOf(names);
    keys.references++;
    this.#recent = keys;
    const list = names.map((name) => labels[name]!);
    const values = list.some((value) => value.includes(separator)) ? list : list.join(separator);
    return { keys, values };
  }

  release({ keys }: LabelSet): void {
    keys.references--;
    if (keys.references > 0) return;
    this.#keys.delete(keys.signature);
    if (this.#recent === keys) this.#recent = undefined;
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
      if (sameNames(known.names, names)) return known;
      // Two lists may not have one signature, as they could where a key holds the separator.
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

function sameNames(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false;
  return true;
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
