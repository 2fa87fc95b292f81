// Items with equal labels, as far as any selector can tell, and selectors, each with those that it matches.
import type { EndpointPort } from '@manul/model';
import type { Evaluator, LabelRestrictions } from '@manul/selector';
import type { LabelPair, LabelSet } from './labels.ts';
import type { NodeState } from './output.ts';

/** What something inherits labels from: a profile, known or only referred to. */
export interface LabelParent {
  readonly name: string;
  /** Undefined while the profile does not exist. */
  labels: LabelSet | undefined;
  readonly children: Set<Item>;
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
  readonly items = new Set<Item>();
  readonly matches = new Set<IndexedSelector>();
  /** How many of the items are endpoints of which node. */
  readonly nodes = new Map<NodeState, number>();

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
  readonly restrictions: LabelRestrictions;
  /** All label keys that it asks for. */
  readonly keys: ReadonlySet<string>;
  readonly groups = new Set<Group>();
  readonly memberWatchers = new Set<MemberWatcher>();
  nodeWatcher: NodeWatcher | undefined;
  references = 0;
  /** Whether `groups` is kept up to date. */
  matched = false;

  constructor(
    id: number,
    selector: { canonical: string; evaluate: Evaluator; restrictions: LabelRestrictions },
    keys: ReadonlySet<string>,
  ) {
    this.id = id;
    this.canonical = selector.canonical;
    this.evaluate = selector.evaluate;
    this.restrictions = selector.restrictions;
    this.keys = keys;
  }
}
