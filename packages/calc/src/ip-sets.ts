// Which sets exist, which of them somebody uses, and what each is to be told of.
import { contentIdentifier, selectorSetId } from '@manul/selector';
import { IpSet, type IpSetSource } from './ip-set.ts';
import type { LabelIndex } from './label-index.ts';
import type { Nodes } from './nodes.ts';
import { Retired } from './retired.ts';
import type { ServiceIndex } from './service-index.ts';
import { members, withMember, withoutMember } from './small-set.ts';
import type { WorkCounters } from './work.ts';

export interface LabelIndexes {
  /** What selectors match among endpoints and network sets. */
  readonly endpoints: LabelIndex;
  /** What selectors match among nodes, which policies name by selectors of their own. */
  readonly nodes: LabelIndex;
}

export class IpSets {
  readonly #indexes: LabelIndexes;
  readonly #services: ServiceIndex;
  readonly #nodes: Nodes;
  readonly #options: ConstructorParameters<typeof IpSet>[2];
  readonly #bySource = new Map<string, IpSet>();
  readonly #retired = new Retired<IpSet>();
  readonly #usesChanged = new Set<IpSet>();
  readonly #changed = new Set<IpSet>();

  constructor(
    indexes: LabelIndexes,
    services: ServiceIndex,
    nodes: Nodes,
    work: WorkCounters,
    suppressOverlaps: boolean,
  ) {
    this.#indexes = indexes;
    this.#services = services;
    this.#nodes = nodes;
    this.#options = { suppressOverlaps, work, onChange: (set) => this.#changed.add(set) };
  }

  /** The set of that source, with one more reference to it. */
  reference(source: IpSetSource): IpSet {
    const name = sourceName(source);
    let set = this.#bySource.get(name);
    if (!set) {
      const id = identify(source);
      set = this.#retired.revive(`ipset ${id}`) ?? new IpSet(id, source, this.#options);
      this.#bySource.set(name, set);
    }
    set.references++;
    return set;
  }

  dereference(set: IpSet): void {
    set.references--;
    if (set.references === 0) this.#usesChanged.add(set);
  }

  /** An active policy or profile starts to use the set; members follow with `activate`. */
  use(set: IpSet, everywhere: boolean): void {
    set.uses++;
    if (everywhere) set.useEverywhere(1, this.#nodes.subscribed);
    this.#usesChanged.add(set);
  }

  unuse(set: IpSet, everywhere: boolean): void {
    set.uses--;
    if (everywhere) set.useEverywhere(-1, this.#nodes.subscribed);
    this.#usesChanged.add(set);
  }

  /** Fills the sets that came into use, and drops what fell out of it. */
  activate(): void {
    const starting: IpSet[] = [];
    for (const set of this.#usesChanged) {
      if (set.uses > 0 && !set.active) starting.push(set);
      else if (set.uses === 0 && set.active) this.#stop(set);
      if (set.references === 0) this.#forget(set);
    }
    this.#usesChanged.clear();
    for (const kind of ['endpoints', 'nodes'] as const) {
      const index = this.#indexes[kind];
      const ofIndex = starting.filter((set) => this.#indexOf(set) === index);
      fill(index, ofIndex);
    }
    for (const set of starting) {
      if (set.source.kind === 'service') this.#services.attach(set, set.source);
      set.active = true;
    }
  }

  /** Ends a flush. True where any set changed. */
  finishStep(): boolean {
    let anyChanged = false;
    for (const set of this.#changed) if (set.finishStep(this.#nodes.subscribed)) anyChanged = true;
    this.#changed.clear();
    return anyChanged;
  }

  sizes(): Record<string, number> {
    return {
      ipSets: this.#bySource.size,
      ipSetMembers: this.#bySource.values().reduce((sum, set) => sum + set.memberCount, 0),
      retiredIpSets: this.#retired.size,
    };
  }

  #stop(set: IpSet): void {
    set.active = false;
    if (set.source.kind === 'service') this.#services.detach(set, set.source);
    else {
      set.selector!.memberWatchers = withoutMember(set.selector!.memberWatchers, set);
      this.#indexOf(set)!.releaseSelector(set.selector!);
      set.selector = undefined;
    }
    set.clear();
    this.#changed.delete(set);
  }

  #indexOf(set: IpSet): LabelIndex | undefined {
    if (set.source.kind === 'service') return undefined;
    return set.source.kind === 'nodes' ? this.#indexes.nodes : this.#indexes.endpoints;
  }

  #forget(set: IpSet): void {
    this.#bySource.delete(sourceName(set.source));
    this.#retired.retire(set);
  }
}

/** Begins to follow what the sets' selectors match; all at once, since one pass over the index serves them all. */
function fill(index: LabelIndex, sets: readonly IpSet[]): void {
  const selectors = index.acquireSelectors(sets.map((set) => (set.source as { selector: string }).selector));
  index.match(selectors);
  for (const [i, set] of sets.entries()) {
    const selector = selectors[i]!;
    set.selector = selector;
    for (const group of members(selector.groups)) for (const item of group.items) set.itemJoined(item);
    selector.memberWatchers = withMember(selector.memberWatchers, set);
  }
}

function sourceName(source: IpSetSource): string {
  switch (source.kind) {
    case 'selector':
      // As it is, which most sets share with the label index. No other name parses as a selector.
      return source.selector;
    case 'nodes':
      return `nodes ${source.selector}`;
    case 'namedPort':
      return `n ${source.protocol ?? ''} ${source.port} ${source.selector}`;
    case 'service':
      return `${source.withPorts ? 'p' : 'a'} ${source.service}`;
  }
}

function identify(source: IpSetSource): string {
  switch (source.kind) {
    case 'selector':
      return selectorSetId(source.selector);
    case 'nodes':
      // Felix has no such sets.
      return contentIdentifier('nodes', source.selector);
    case 'namedPort':
      return contentIdentifier('n', `${selectorSetId(source.selector)},${source.protocol ?? 'any'},${source.port}`);
    case 'service':
      return contentIdentifier(source.withPorts ? 'svc' : 'svcnoport', source.service);
  }
}
