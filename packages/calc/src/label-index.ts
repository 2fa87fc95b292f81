// Which items does a selector match? Kept up to date from both sides without scanning everything: selectors are filed
// under a label that what they match must have, groups of items under the labels that they have.
//
//   item ──(labels that some selector asks for, own and inherited)──> group ──matches──> selector
import { evaluateNode, isSatisfiable, type LabelRestrictions, parseSelector } from '@manul/selector';
import { hasKey, withKey, withoutKey } from './counts.ts';
import { Group, type GroupLabel, IndexedSelector, type Item, type LabelParent } from './group.ts';
import { LabelDirectory, type LabelEntry, type LabelKey } from './label-directory.ts';
import { type LabelSet, type LabelSets, valueAt } from './labels.ts';
import { listOf } from './one-or-many.ts';
import { selectorKeys } from './selector-keys.ts';
import { memberCount, members, type SmallSet, withMember, withoutMember } from './small-set.ts';
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
  readonly #selectors = new Map<string, IndexedSelector>();
  readonly #directory = new LabelDirectory<Group, IndexedSelector>();
  /** Selectors that require no label: every group has to be tested for them. */
  readonly #unfiled = new Set<IndexedSelector>();

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
        this.#test(selector, group);
      }
      this.#file(selector, restrictions);
    }
  }

  /** The holder must have detached its watchers. */
  releaseSelector(selector: IndexedSelector): void {
    selector.references--;
    if (selector.references > 0) return;
    this.#selectors.delete(selector.canonical);
    for (const group of members(selector.groups)) group.matches = withoutMember(group.matches, selector);
    this.#unfiled.delete(selector);
    for (const entry of members(selector.filedUnder)) this.#directory.removeAsking(entry, selector);
    // Groups may go on telling apart by these keys: finer than need be, but right.
    for (const key of selectorKeys(selector.node)) this.#directory.releaseKey(this.#directory.key(key));
  }

  /** The new item joins before the old one leaves, so that what both have in common is not touched. */
  replaceItem(old: Item | undefined, item: Item | undefined): void {
    if (item) {
      this.#itemCount++;
      for (const parent of listOf(item.parents)) parent.children = withMember(parent.children, item);
      this.#join(item, this.#groupFor(item));
    }
    if (old) {
      this.#itemCount--;
      for (const parent of listOf(old.parents)) parent.children = withoutMember(parent.children, old);
      const group = old.group!;
      group.remove(old);
      this.#left(old, group);
    }
  }

  /** The parent's labels are about to become what `change` makes them. */
  updateParent(parent: LabelParent, change: () => void): void {
    change();
    for (const item of members(parent.children)) this.#moveToRightGroup(item);
  }

  sizes(): Record<string, number> {
    return {
      groups: this.#groups.size,
      items: this.#itemCount,
      selectors: this.#selectors.size,
      unfiledSelectors: this.#unfiled.size,
      ...this.#directory.sizes(),
    };
  }

  #create(text: string, newKeys: Set<string>): IndexedSelector {
    const parsed = parseSelector(text);
    const known = this.#selectors.get(parsed.canonical);
    if (known) return known;
    // The text that was given where that is canonical: its owner keeps it too.
    const canonical = parsed.canonical === text ? text : parsed.canonical;
    const selector = new IndexedSelector(canonical, parsed);
    this.#selectors.set(canonical, selector);
    for (const name of selectorKeys(parsed.node)) {
      const key = this.#directory.key(name);
      if (key.selectors === 0 && this.#labelSets.hasKey(name)) newKeys.add(name);
      key.selectors++;
    }
    return selector;
  }

  /** Items with a label that nobody asked for before may have to be told apart now. */
  #regroup(newKeys: ReadonlySet<string>): void {
    const isAskedFor = (labels: LabelSet | undefined) => labels?.keys.names.some((name) => newKeys.has(name));
    const isConcerned = (item: Item) =>
      isAskedFor(item.labels) || listOf(item.parents).some((parent) => isAskedFor(parent.labels));
    for (const group of [...this.#groups.values()]) {
      for (const item of group.items.filter(isConcerned)) this.#moveToRightGroup(item);
    }
  }

  #moveToRightGroup(item: Item): void {
    const from = item.group!;
    const to = this.#groupFor(item);
    if (from === to) return;
    from.remove(item);
    this.#join(item, to);
    this.#left(item, from);
  }

  #groupFor(item: Item): Group {
    this.#work.itemsRegrouped++;
    const pairs = this.#effectivePairs(item);
    let signature = '';
    for (const pair of pairs) signature += `${pair.id},`;
    return this.#groups.get(signature) ?? this.#createGroup(signature, pairs);
  }

  #effectivePairs(item: Item): GroupLabel[] {
    const pairs: GroupLabel[] = [];
    this.#addPairs(item.labels, pairs);
    for (const parent of listOf(item.parents)) if (parent.labels) this.#addPairs(parent.labels, pairs);
    return pairs.sort((a, b) => a.id - b.id);
  }

  /** Adds the labels that some selector asks for and that no nearer label of the same key hides. */
  #addPairs(labels: LabelSet, pairs: GroupLabel[]): void {
    const { names } = labels.keys;
    const hiding = pairs.length;
    for (let at = 0; at < names.length; at++) {
      const key = this.#directory.find(names[at]!);
      if (!key || key.selectors === 0) continue;
      let hidden = false;
      for (let i = 0; i < hiding; i++) hidden ||= pairs[i]!.key === key;
      if (!hidden) pairs.push(this.#directory.pair(key, valueAt(labels, at)));
    }
  }

  #createGroup(signature: string, pairs: readonly GroupLabel[]): Group {
    const group = new Group(signature, pairs);
    this.#groups.set(signature, group);
    for (const pair of pairs) this.#directory.addHaving(pair, group);
    // A selector is filed under values of one key, of which a group has one: none is met twice.
    for (const selector of this.#unfiled) this.#test(selector, group);
    for (const pair of pairs) {
      for (const selector of members(pair.key.asking)) this.#test(selector, group);
      for (const selector of members(pair.asking)) this.#test(selector, group);
    }
    return group;
  }

  #removeGroup(group: Group): void {
    this.#groups.delete(group.signature);
    for (const pair of listOf(group.pairs)) this.#directory.removeHaving(pair, group);
    for (const selector of members(group.matches)) selector.groups = withoutMember(selector.groups, group);
    this.#listener?.groupRemoved(group);
  }

  #join(item: Item, group: Group): void {
    group.add(item);
    const { node } = item;
    const firstOfNode = node !== undefined && !hasKey(group.nodes, node);
    if (node) group.nodes = withKey(group.nodes, node);
    for (const selector of members(group.matches)) {
      for (const watcher of members(selector.memberWatchers)) watcher.itemJoined(item);
      if (firstOfNode) selector.nodeWatcher?.nodeJoined(node!);
    }
    this.#listener?.itemJoined(item);
  }

  /** To be called once the item is in its next group, where it is to have one. */
  #left(item: Item, group: Group): void {
    const { node } = item;
    if (node) group.nodes = withoutKey(group.nodes, node);
    const lastOfNode = node !== undefined && !hasKey(group.nodes, node);
    for (const selector of members(group.matches)) {
      for (const watcher of members(selector.memberWatchers)) watcher.itemLeft(item);
      if (lastOfNode) selector.nodeWatcher?.nodeLeft(node!);
    }
    if (group.isEmpty) this.#removeGroup(group);
  }

  #test(selector: IndexedSelector, group: Group): void {
    this.#work.selectorEvaluations++;
    if (!evaluateNode(selector.node, (key) => labelOf(group, key))) return;
    selector.groups = withMember(selector.groups, group);
    group.matches = withMember(group.matches, selector);
  }

  /** The fewest groups that are known to include all that the selector matches. */
  #candidateGroups(restrictions: LabelRestrictions): Iterable<Group> {
    let best: readonly SmallSet<Group>[] | undefined;
    let bestCount = this.#groups.size;
    for (const [name, { present, values }] of restrictions) {
      if (!present) continue;
      const sets = this.#entries(name, values).map((entry) => entry?.having);
      const count = sets.reduce((sum, set) => sum + memberCount(set), 0);
      if (count <= bestCount) {
        best = sets;
        bestCount = count;
      }
    }
    return best ? flatten(best) : this.#groups.values();
  }

  /** Files it under the label that the fewest groups have; among equals, under that with the fewest selectors. */
  #file(selector: IndexedSelector, restrictions: LabelRestrictions): void {
    let lowest = Number.POSITIVE_INFINITY;
    let best: string | undefined;
    for (const [name, { present, values }] of restrictions) {
      if (!present) continue;
      const cost = this.#entries(name, values).reduce((sum, entry) => sum + costOf(entry), 0);
      if (cost >= lowest) continue;
      lowest = cost;
      best = name;
    }
    if (best === undefined) {
      this.#unfiled.add(selector);
      return;
    }
    const key = this.#directory.key(best);
    const values = restrictions.get(best)?.values;
    const entries = values ? values.values().map((value) => this.#directory.pair(key, value)) : [key];
    for (const entry of entries) {
      this.#directory.addAsking(entry, selector);
      selector.filedUnder = withMember(selector.filedUnder, entry);
    }
  }

  /** The known entries for a label that has one of the values (undefined: any value). */
  #entries(name: string, values: ReadonlySet<string> | undefined): (LabelEntry<Group, IndexedSelector> | undefined)[] {
    const key: LabelKey<Group, IndexedSelector> | undefined = this.#directory.find(name);
    return values ? [...values].map((value) => key?.pairs.get(value)) : [key];
  }
}

function labelOf({ pairs }: Group, key: string): string | undefined {
  for (const pair of listOf(pairs)) if (pair.key.name === key) return pair.value;
  return undefined;
}

/** About how often a selector that is filed there would be tested in vain. */
function costOf(entry: LabelEntry<Group, IndexedSelector> | undefined): number {
  return (1 + memberCount(entry?.having)) * (1 + memberCount(entry?.asking));
}

function* flatten<T extends object>(sets: readonly SmallSet<T>[]): Iterable<T> {
  for (const set of sets) yield* members(set);
}
