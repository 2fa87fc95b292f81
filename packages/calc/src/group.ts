// Items with equal labels, as far as any selector can tell, and selectors, each with those that it matches.
import type { EndpointPort } from '@manul/model';
import type { Evaluator, LabelRestrictions, Selector } from '@manul/selector';
import { Counts } from './counts.ts';
import type { LabelPair, LabelSet } from './labels.ts';
import type { NodeState } from './output.ts';
import { SmallSet } from './small-set.ts';

/** What something inherits labels from: a profile, known or only referred to. */
export interface LabelParent {
  readonly name: string;
  /** Undefined while the profile does not exist. */
  labels: LabelSet | undefined;
  readonly children: SmallSet<Item>;
}

/** Something with labels and addresses, as far as selectors are concerned. A changed one is a new item. */
export interface Item {
  readonly labels: LabelSet;
  /** In order: an own label hides an inherited one, an earlier parent's a later one's. */
  readonly parents: readonly LabelParent[];
  /** CIDRs; none of length 0. */
  readonly nets: readonly string[];
  readonly ports: readonly EndpointPort[];
  /** The node whose endpoint it is; undefined for network sets, which policies do not apply to. */
  readonly node: NodeState | undefined;
  /** Set by the label index; undefined outside it. */
  group: Group | undefined;
}

/** Work is done once for a group: what matches one of its items matches all of them. */
export class Group {
  /** Identifiers of the pairs of label key and value that selectors ask for. */
  readonly signature: string;
  readonly pairs: readonly LabelPair[];
  readonly items = new SmallSet<Item>();
  readonly matches = new SmallSet<IndexedSelector>();
  /** How many of the items are endpoints of which node. */
  readonly nodes = new Counts<NodeState>();

  constructor(signature: string, pairs: readonly LabelPair[]) {
    this.signature = signature;
    this.pairs = pairs;
  }
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
  readonly id: number;
  readonly canonical: string;
  readonly evaluate: Evaluator;
  /** All label keys that it asks for. */
  readonly keys: readonly string[];
  readonly groups = new SmallSet<Group>();
  readonly memberWatchers = new SmallSet<MemberWatcher>();
  nodeWatcher: NodeWatcher | undefined;
  references = 0;
  /** What is known of everything that it matches, until that has been looked for. */
  restrictions: LabelRestrictions | undefined;
  /** A label that all it matches have, under which it is filed; `values` undefined: any. */
  filedUnder: { readonly key: string; readonly values: readonly string[] | undefined } | undefined;

  constructor(id: number, selector: Selector, keys: readonly string[]) {
    this.id = id;
    this.canonical = selector.canonical;
    this.evaluate = selector.evaluate;
    this.restrictions = selector.restrictions;
    this.keys = keys;
  }
}
