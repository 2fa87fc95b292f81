// Which items does a selector match? Kept up to date from both sides without scanning everything: selectors are filed
// under a label that what they match must have, groups of items under the labels that they have.
//
//   item ──(labels that some selector asks for, own and inherited)──> group ──matches──> selector
import { isSatisfiable, type LabelRestrictions, parseSelector } from '@manul/selector';
import { Group, IndexedSelector, type Item, type LabelParent } from './group.ts';
import { KeyValueIndex } from './key-value-index.ts';
import { type LabelPair, type LabelSet, type LabelSets, valueAt } from './labels.ts';
import { selectorKeys } from './selector-keys.ts';
import type { SmallSet } from './small-set.ts';
import type { WorkCounters } from './work.ts';

/** Hears of items that came into a group, and of groups that lost their last item. */
export interface GroupListener {
  itemJoined(item: Item): void;
  groupRemoved(group: Group): void;
}

export class LabelIndex {
  readonly #labelSets: LabelSets;
  readonly #work: WorkCounters;
  readonly #listener: GroupListener | undefined;
  readonly #groups = new Map<string, Group>();
  #itemCount = 0;
  readonly #groupIndex = new KeyValueIndex<Group>();
  readonly #selectors = new Map<string, IndexedSelector>();
  readonly #selectorIndex = new KeyValueIndex<IndexedSelector>();
  /** Selectors that say of no label that it must be there. */
  readonly #unfiled = new Set<IndexedSelector>();
  /** Label keys that selectors ask for, and how many do. */
  readonly #keys = new Map<string, number>();
  #nextSelectorId = 1;

  constructor(labelSets: LabelSets, work: WorkCounters, listener?: GroupListener) {
    this.#labelSets = labelSets;
    this.#work = work;
    this.#listener = listener;
  }

  groups(): Iterable<Group> {
    return this.#groups.values();
  }

  /**
   * Takes selectors by text, which must parse, one reference each. Cheap for many at once; `match` completes them.
   */
  acquireSelectors(texts: Iterable<string>): IndexedSelector[] {
    const newKeys = new Set<string>();
    const acquired: IndexedSelector[] = [];
    for (const text of texts) {
      const selector = this.#selectors.get(text) ?? this.#create(text, newKeys);
      selector.references++;
      acquired.push(selector);
    }
    if (newKeys.size > 0) this.#regroup(newKeys);
    return acquired;
  }

  /** Finds what the selectors match, where that is not known yet. */
  match(selectors: Iterable<IndexedSelector>): void {
    for (const selector of selectors) {
      const { restrictions } = selector;
      if (!restrictions) continue;
      selector.restrictions = undefined;
      if (!isSatisfiable(restrictions)) continue;
      for (const group of this.#candidateGroups(restrictions)) {
        if (this.#evaluate(selector, group)) {
          selector.groups.add(group);
          group.matches.add(selector);
        }
      }
      this.#file(selector, restrictions);
    }
  }

  /** The holder must have detached its watchers. */
  releaseSelector(selector: IndexedSelector): void {
    selector.references--;
    if (selector.references > 0) return;
    this.#selectors.delete(selector.canonical);
    for (const group of selector.groups) group.matches.delete(selector);
    this.#unfile(selector);
    for (const key of selector.keys) {
      const count = this.#keys.get(key)! - 1;
      // Groups may go on telling apart by this key: finer than need be, but right.
      if (count === 0) this.#keys.delete(key);
      else this.#keys.set(key, count);
    }
  }

  /** Joins before the one that it replaces leaves, so that what both have in common stays untouched. */
  replaceItem(old: Item | undefined, item: Item | undefined): void {
    if (item) {
      this.#itemCount++;
      for (const parent of item.parents) parent.children.add(item);
      this.#join(item, this.#groupFor(item));
    }
    if (old) {
      this.#itemCount--;
      for (const parent of old.parents) parent.children.delete(old);
      const group = old.group!;
      old.group = undefined;
      this.#leave(old, group);
    }
  }

  /** The parent's labels are about to become what `change` makes them. */
  updateParent(parent: LabelParent, change: () => void): void {
    change();
    for (const item of parent.children) this.#moveToRightGroup(item);
  }

  sizes(): Record<string, number> {
    return {
      groups: this.#groups.size,
      items: this.#itemCount,
      groupIndex: this.#groupIndex.size,
      selectors: this.#selectors.size,
      selectorIndex: this.#selectorIndex.size + this.#unfiled.size,
      selectorKeys: this.#keys.size,
    };
  }

  #create(text: string, newKeys: Set<string>): IndexedSelector {
    const parsed = parseSelector(text);
    const known = this.#selectors.get(parsed.canonical);
    if (known) return known;
    const selector = new IndexedSelector(this.#nextSelectorId++, parsed, [...selectorKeys(parsed.node)]);
    this.#selectors.set(parsed.canonical, selector);
    for (const key of selector.keys) {
      const count = this.#keys.get(key) ?? 0;
      if (count === 0 && this.#labelSets.hasKey(key)) newKeys.add(key);
      this.#keys.set(key, count + 1);
    }
    return selector;
  }

  /** Items with a label that nobody asked for before may have to be told apart now. */
  #regroup(newKeys: ReadonlySet<string>): void {
    const isAskedFor = (labels: LabelSet | undefined) => labels?.keys.names.some((name) => newKeys.has(name));
    const isConcerned = (item: Item) =>
      isAskedFor(item.labels) || item.parents.some((parent) => isAskedFor(parent.labels));
    for (const group of [...this.#groups.values()]) {
      for (const item of [...group.items].filter(isConcerned)) this.#moveToRightGroup(item);
    }
  }

  #moveToRightGroup(item: Item): void {
    const from = item.group!;
    const to = this.#groupFor(item);
    if (from === to) return;
    this.#join(item, to);
    this.#leave(item, from);
  }

  #groupFor(item: Item): Group {
    this.#work.itemsRegrouped++;
    const pairs = this.#effectivePairs(item);
    let signature = '';
    for (const pair of pairs) signature += `${pair.id},`;
    return this.#groups.get(signature) ?? this.#createGroup(signature, pairs);
  }

  #effectivePairs(item: Item): LabelPair[] {
    const pairs: LabelPair[] = [];
    this.#addPairs(item.labels, pairs);
    for (const parent of item.parents) if (parent.labels) this.#addPairs(parent.labels, pairs);
    return pairs.sort((a, b) => a.id - b.id);
  }

  /** Those that are asked for and not hidden by nearer ones. */
  #addPairs(labels: LabelSet, pairs: LabelPair[]): void {
    const { names } = labels.keys;
    const hiding = pairs.length;
    for (let at = 0; at < names.length; at++) {
      const name = names[at]!;
      if (!this.#keys.has(name)) continue;
      let hidden = false;
      for (let i = 0; i < hiding; i++) hidden ||= pairs[i]!.key === name;
      if (!hidden) pairs.push(this.#labelSets.pair(name, valueAt(labels, at)));
    }
  }

  #createGroup(signature: string, pairs: readonly LabelPair[]): Group {
    const group = new Group(signature, pairs);
    this.#groups.set(signature, group);
    for (const pair of pairs) this.#labelSets.retainPair(pair);
    const candidates = new Set(this.#unfiled);
    for (const { key, value } of pairs) {
      this.#groupIndex.add(key, undefined, group);
      this.#groupIndex.add(key, value, group);
      for (const selector of this.#selectorIndex.withKey(key)) candidates.add(selector);
      for (const selector of this.#selectorIndex.withValue(key, value)) candidates.add(selector);
    }
    for (const selector of candidates) {
      if (!this.#evaluate(selector, group)) continue;
      selector.groups.add(group);
      group.matches.add(selector);
    }
    return group;
  }

  #removeGroup(group: Group): void {
    this.#groups.delete(group.signature);
    for (const pair of group.pairs) {
      this.#groupIndex.remove(pair.key, undefined, group);
      this.#groupIndex.remove(pair.key, pair.value, group);
      this.#labelSets.releasePair(pair);
    }
    for (const selector of group.matches) selector.groups.delete(group);
    this.#listener?.groupRemoved(group);
  }

  #join(item: Item, group: Group): void {
    group.items.add(item);
    item.group = group;
    const { node } = item;
    const firstOfNode = node !== undefined && group.nodes.increment(node) === 1;
    for (const selector of group.matches) {
      for (const watcher of selector.memberWatchers) watcher.itemJoined(item);
      if (firstOfNode) selector.nodeWatcher?.nodeJoined(node!);
    }
    this.#listener?.itemJoined(item);
  }

  #leave(item: Item, group: Group): void {
    group.items.delete(item);
    const { node } = item;
    const lastOfNode = node !== undefined && group.nodes.decrement(node) === 0;
    for (const selector of group.matches) {
      for (const watcher of selector.memberWatchers) watcher.itemLeft(item);
      if (lastOfNode) selector.nodeWatcher?.nodeLeft(node!);
    }
    if (group.items.size === 0) this.#removeGroup(group);
  }

  #evaluate(selector: IndexedSelector, group: Group): boolean {
    this.#work.selectorEvaluations++;
    return selector.evaluate((key) => {
      for (const pair of group.pairs) if (pair.key === key) return pair.value;
      return undefined;
    });
  }

  /** The fewest groups that are known to include all that the selector matches. */
  #candidateGroups(restrictions: LabelRestrictions): Iterable<Group> {
    let best: readonly SmallSet<Group>[] | undefined;
    let bestCount = this.#groups.size;
    for (const [key, { present, values }] of restrictions) {
      if (!present) continue;
      const sets = values
        ? [...values].map((value) => this.#groupIndex.withValue(key, value))
        : [this.#groupIndex.withKey(key)];
      const count = sets.reduce((sum, set) => sum + set.size, 0);
      if (count <= bestCount) {
        best = sets;
        bestCount = count;
      }
    }
    return best ? flatten(best) : this.#groups.values();
  }

  /** Under the label that the fewest groups have, and of those the one with the fewest selectors. */
  #file(selector: IndexedSelector, restrictions: LabelRestrictions): void {
    let lowest = Number.POSITIVE_INFINITY;
    for (const [key, { present, values }] of restrictions) {
      if (!present) continue;
      const place = { key, values: values && [...values] };
      const cost = this.#cost(key, place.values);
      if (cost >= lowest) continue;
      lowest = cost;
      selector.filedUnder = place;
    }
    const { filedUnder } = selector;
    if (!filedUnder) this.#unfiled.add(selector);
    else for (const value of filedUnder.values ?? anyValue) this.#selectorIndex.add(filedUnder.key, value, selector);
  }

  #unfile(selector: IndexedSelector): void {
    const { filedUnder } = selector;
    this.#unfiled.delete(selector);
    if (!filedUnder) return;
    for (const value of filedUnder.values ?? anyValue) this.#selectorIndex.remove(filedUnder.key, value, selector);
  }

  /** How often a selector filed there would be looked at in vain, about. */
  #cost(key: string, values: readonly string[] | undefined): number {
    let cost = 0;
    for (const value of values ?? anyValue) {
      const groups = value === undefined ? this.#groupIndex.withKey(key) : this.#groupIndex.withValue(key, value);
      const selectors =
        value === undefined ? this.#selectorIndex.withKey(key) : this.#selectorIndex.withValue(key, value);
      cost += (1 + groups.size) * (1 + selectors.size);
    }
    return cost;
  }
}

/** Stands for the values of a label that may have any. */
const anyValue: readonly (string | undefined)[] = [undefined];

function* flatten<T>(sets: readonly SmallSet<T>[]): Iterable<T> {
  for (const set of sets) yield* set;
}
