// Items with equal labels, as far as any selector can tell, and selectors, each with those that it matches.
import type { EndpointPort } from '@manul/model';
import type { LabelRestrictions, Selector, SelectorNode } from '@manul/selector';
import type { Counts } from './counts.ts';
import type { LabelEntry, LabelPair } from './label-directory.ts';
import type { LabelSet } from './labels.ts';
import { listOf, type OneOrMany, oneOrMany } from './one-or-many.ts';
import type { NodeState } from './output.ts';
import type { SmallSet } from './small-set.ts';

/** What something inherits labels from: a profile, known or only referred to. */
export interface LabelParent {
  readonly name: string;
  /** Undefined while the profile does not exist. */
  labels: LabelSet | undefined;
  children: SmallSet<Item>;
}

/** Something with labels and addresses, as far as selectors are concerned. A changed one is a new item. */
export interface Item {
  readonly labels: LabelSet;
  /** In order: an own label hides an inherited one, an earlier parent's a later one's. */
  readonly parents: OneOrMany<LabelParent>;
  /** CIDRs; none of length 0. */
  readonly nets: OneOrMany<string>;
  readonly ports: readonly EndpointPort[];
  /** The node whose endpoint it is; undefined for network sets, which policies do not apply to. */
  readonly node: NodeState | undefined;
  /** Set by the label index; undefined outside it. */
  group: Group | undefined;
  /** Its index among its group's items. */
  place: number;
}

/** A pair of key and value with the groups that have it and the selectors that are filed under it. */
export type GroupLabel = LabelPair<Group, IndexedSelector>;

/** Work is done once for a group: what matches one of its items matches all of them. */
export class Group {
  /** Identifiers of the pairs of label key and value that selectors ask for. */
  readonly signature: string;
  readonly pairs: OneOrMany<GroupLabel>;
  #items: Item | Item[] | undefined;
  matches: SmallSet<IndexedSelector>;
  /** The nodes of those items that are endpoints, each with how many of them it has. */
  nodes: Counts<NodeState>;
  /** Kept here by the label index's listener. */
  matchSet: GroupSet | undefined;

  constructor(signature: string, pairs: readonly GroupLabel[]) {
    this.signature = signature;
    this.pairs = oneOrMany(pairs);
    this.#items = undefined;
    this.matches = undefined;
    this.nodes = undefined;
    this.matchSet = undefined;
  }

  get isEmpty(): boolean {
    return this.#items === undefined;
  }

  /** In no particular order; to be copied by those who move them. */
  get items(): readonly Item[] {
    return this.#items === undefined ? [] : listOf(this.#items);
  }

  add(item: Item): void {
    const items = this.#items;
    item.group = this;
    item.place = 0;
    if (items === undefined) this.#items = item;
    else if (Array.isArray(items)) item.place = items.push(item) - 1;
    else {
      item.place = 1;
      this.#items = [items, item];
    }
  }

  /** Costs the same however many there are: the last item takes the place of the one that leaves. */
  remove(item: Item): void {
    const items = this.#items;
    item.group = undefined;
    const last = Array.isArray(items) ? items.pop() : undefined;
    if (!Array.isArray(items) || items.length === 0) this.#items = undefined;
    else if (last && last !== item) {
      items[item.place] = last;
      last.place = item.place;
    }
  }
}

/** Groups that are treated alike. */
export interface GroupSet {
  groups: SmallSet<Group>;
}

/** Hears of the items that a selector matches. */
export interface MemberWatcher {
  itemJoined(item: Item): void;
  itemLeft(item: Item): void;
}

/** Hears of the nodes where groups that a selector matches have endpoints: once for each group. */
export interface NodeWatcher {
  nodeJoined(node: NodeState): void;
  nodeLeft(node: NodeState): void;
}

/** One selector, whoever uses it. Counts its users; see LabelIndex. */
export class IndexedSelector {
  readonly canonical: string;
  readonly node: SelectorNode;
  groups: SmallSet<Group>;
  memberWatchers: SmallSet<MemberWatcher>;
  nodeWatcher: NodeWatcher | undefined;
  references = 0;
  /** What is known of everything that it matches; undefined once what it matches has been looked for. */
  restrictions: LabelRestrictions | undefined;
  /** Whatever it matches has one of these labels. */
  filedUnder: SmallSet<LabelEntry<Group, IndexedSelector>>;

  constructor(canonical: string, { node, restrictions }: Selector) {
    this.canonical = canonical;
    this.node = node;
    this.groups = undefined;
    this.memberWatchers = undefined;
    this.nodeWatcher = undefined;
    this.restrictions = restrictions;
    this.filedUnder = undefined;
  }
}
