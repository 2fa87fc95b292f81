import { addModulo64, emptySetContent, felix, memberContent, subtractModulo64 } from '@manul/proto';
import { type Counts, hasKey, keyCount, keysOf, withKey, withoutKey } from './counts.ts';
import { encodeMessageFrame } from './encode.ts';
import type { IndexedSelector, Item, MemberWatcher } from './group.ts';
import { listOf } from './one-or-many.ts';
import { type NodeSet, type NodeState, Output, type Placement, type Rendering, updateFields } from './output.ts';
import { OverlapFilter } from './overlap.ts';
import type { SpanUser } from './span.ts';
import type { WorkCounters } from './work.ts';

/** What a set holds. Its identifier is derived from this. */
export type IpSetSource =
  /** The addresses of all that the selector matches. */
  | { readonly kind: 'selector'; readonly selector: string }
  /** Address and port of the ports of that name and protocol (undefined: any) of all that the selector matches. */
  | {
      readonly kind: 'namedPort';
      readonly selector: string;
      readonly port: string;
      readonly protocol: string | undefined;
    }
  /** The addresses of all nodes that the selector matches. */
  | { readonly kind: 'nodes'; readonly selector: string }
  /** The endpoints of a Kubernetes Service (`<namespace>/<name>`), with or without their ports. */
  | { readonly kind: 'service'; readonly service: string; readonly withPorts: boolean };

interface Delta {
  readonly from: bigint;
  readonly added: readonly string[];
  readonly removed: readonly string[];
  frame: Buffer | undefined;
}

const { IPSetType } = felix.IPSetUpdate;

/** The members of one set, each once however many reasons there are for it, and what changed in the last flush. */
export class IpSet extends Output implements MemberWatcher, NodeSet, SpanUser {
  readonly id: string;
  readonly source: IpSetSource;
  /** How many policies and profiles name it, active or not. */
  references = 0;
  /** How many of the references are of active policies and profiles. */
  uses = 0;
  /** How many of the uses are by what every node needs. */
  usesEverywhere = 0;
  /** Whether its members are computed: they are while something uses it. */
  active = false;
  selector: IndexedSelector | undefined;
  #nodes: Counts<NodeState>;
  #counts: Counts<string>;
  #filter: OverlapFilter | undefined;
  /** Members as they are sent; the keys of `#counts` where nothing filters them. */
  readonly #visible: Set<string> | undefined;
  /** Members that came (true) or went (false) since the last flush. */
  #changes: Map<string, boolean> | undefined;
  readonly #work: WorkCounters;
  readonly #onChange: (set: IpSet) => void;
  #delta: Delta | undefined;
  #frame: Buffer | undefined;

  constructor(
    id: string,
    source: IpSetSource,
    options: { suppressOverlaps: boolean; work: WorkCounters; onChange: (set: IpSet) => void },
  ) {
    super();
    this.id = id;
    this.source = source;
    this.#work = options.work;
    this.#onChange = options.onChange;
    if (options.suppressOverlaps && this.type === IPSetType.NET) {
      this.#filter = new OverlapFilter();
      this.#visible = new Set();
    }
  }

  get kind() {
    return 'ipset' as const;
  }

  get key(): string {
    return `ipset ${this.id}`;
  }

  get type(): felix.IPSetUpdate.IPSetType {
    const { source } = this;
    const withPorts = source.kind === 'namedPort' || (source.kind === 'service' && source.withPorts);
    return withPorts ? IPSetType.IP_AND_PORT : IPSetType.NET;
  }

  get memberCount(): number {
    return keyCount(this.#counts);
  }

  get nodeCount(): number {
    return keyCount(this.#nodes);
  }

  hasNode(node: NodeState): boolean {
    return hasKey(this.#nodes, node);
  }

  nodes(): Iterable<NodeState> {
    return keysOf(this.#nodes);
  }

  get field(): number {
    return updateFields.ipset;
  }

  get placement(): Placement {
    return this.usesEverywhere > 0 ? 'everywhere' : this;
  }

  neededBy(node: NodeState): boolean {
    return this.usesEverywhere > 0 || this.hasNode(node);
  }

  retainNode(node: NodeState): void {
    const known = this.hasNode(node);
    this.#nodes = withKey(this.#nodes, node);
    if (known) return;
    this.#work.spansChanged++;
    if (this.usesEverywhere === 0) node.touch(this, undefined);
    else this.#noteNode(node);
  }

  releaseNode(node: NodeState): void {
    this.#nodes = withoutKey(this.#nodes, node);
    if (this.hasNode(node)) return;
    this.#work.spansChanged++;
    if (this.usesEverywhere === 0) node.touch(this, this.content);
    else this.#noteNode(node);
  }

  /** Nothing changes at the node, which holds it either way; but a log may next hear of this when that is over. */
  #noteNode(node: NodeState): void {
    node.observer?.touched(this, node);
  }

  /** Something that every node needs starts or stops to use it. */
  useEverywhere(change: 1 | -1, subscribed: Iterable<NodeState>): void {
    const before = this.usesEverywhere;
    this.usesEverywhere += change;
    if (before > 0 === this.usesEverywhere > 0) return;
    for (const node of subscribed) {
      if (!this.hasNode(node)) node.touch(this, change === 1 ? undefined : this.content);
    }
  }

  itemJoined(item: Item): void {
    for (const member of contribution(this.source, item)) this.addMember(member);
  }

  itemLeft(item: Item): void {
    for (const member of contribution(this.source, item)) this.removeMember(member);
  }

  addMember(member: string): void {
    this.#work.membersTouched++;
    const known = hasKey(this.#counts, member);
    this.#counts = withKey(this.#counts, member);
    if (known) return;
    if (this.#filter) this.#applyVisible(this.#filter.add(member));
    else this.#note(member, true);
  }

  removeMember(member: string): void {
    this.#work.membersTouched++;
    this.#counts = withoutKey(this.#counts, member);
    if (hasKey(this.#counts, member)) return;
    if (this.#filter) this.#applyVisible(this.#filter.remove(member));
    else this.#note(member, false);
  }

  /** Makes the changes since the last flush the newest step. True where there was any. */
  finishStep(subscribed: Iterable<NodeState>): boolean {
    const changes = this.#changes;
    this.#changes = undefined;
    if (!changes || changes.size === 0) return false;
    const from = this.content;
    this.#frame = undefined;
    this.#delta = undefined;
    if (from !== undefined) {
      // Whoever holds the set without anything pending holds `from`.
      const added: string[] = [];
      const removed: string[] = [];
      for (const [member, came] of changes) (came ? added : removed).push(member);
      let content = from;
      for (const member of added) content = addModulo64(content, memberContent(member));
      for (const member of removed) content = subtractModulo64(content, memberContent(member));
      this.content = content;
      this.#delta = { from, added, removed, frame: undefined };
      for (const node of this.usesEverywhere > 0 ? subscribed : this.nodes()) node.touch(this, from);
    }
    return true;
  }

  /** Drops the members of a set that nothing uses any more. */
  clear(): void {
    this.#counts = undefined;
    this.#visible?.clear();
    if (this.#filter) this.#filter = new OverlapFilter();
    this.#changes = undefined;
    this.#delta = undefined;
    this.#frame = undefined;
    this.content = undefined;
  }

  render(held: bigint | undefined): Rendering {
    const delta = this.#delta;
    if (delta && held === delta.from && this.content !== undefined) {
      delta.frame ??= encodeMessageFrame({
        ipset_delta_update: { id: this.id, added_members: [...delta.added], removed_members: [...delta.removed] },
      });
      return { frame: delta.frame, content: this.content };
    }
    const frame =
      this.#frame ?? encodeMessageFrame({ ipset_update: { id: this.id, type: this.type, members: this.members() } });
    if (this.usesEverywhere > 0 || this.nodeCount > 1) this.#frame = frame;
    return { frame, content: this.currentContent() };
  }

  renderRemoval(): Buffer {
    return encodeMessageFrame({ ipset_remove: { id: this.id } });
  }

  override currentContent(): bigint {
    if (this.content === undefined) {
      let content = emptySetContent(this.id, this.type);
      for (const member of this.#visible ?? keysOf(this.#counts)) content = addModulo64(content, memberContent(member));
      this.content = content;
    }
    return this.content;
  }

  /** No node lags behind any more: the steps that led here are not needed. */
  override settled(): void {
    super.settled();
    if (this.pending === 0) this.#delta = undefined;
  }

  members(): string[] {
    return [...(this.#visible ?? keysOf(this.#counts))];
  }

  #applyVisible({ added, removed }: { added: readonly string[]; removed: readonly string[] }): void {
    for (const member of removed) {
      this.#visible!.delete(member);
      this.#note(member, false);
    }
    for (const member of added) {
      this.#visible!.add(member);
      this.#note(member, true);
    }
  }

  #note(member: string, came: boolean): void {
    if (!this.active) return;
    if (!this.#changes) {
      this.#changes = new Map();
      this.#onChange(this);
    }
    if (this.#changes.get(member) === !came) this.#changes.delete(member);
    else this.#changes.set(member, came);
  }
}

function contribution(source: IpSetSource, item: Item): readonly string[] {
  if (source.kind === 'selector' || source.kind === 'nodes') return listOf(item.nets);
  if (source.kind === 'service') return [];
  const members: string[] = [];
  for (const port of item.ports) {
    if (port.name !== source.port) continue;
    const protocol = portProtocol(port.protocol);
    if (source.protocol !== undefined && protocol !== source.protocol) continue;
    // The address without its length: ports are those of endpoints, which have whole addresses.
    for (const net of listOf(item.nets)) members.push(`${net.slice(0, net.indexOf('/'))},${protocol}:${port.port}`);
  }
  return members;
}

const protocolNames: ReadonlyMap<string | number, string> = new Map<string | number, string>([
  [6, 'tcp'],
  [17, 'udp'],
  [132, 'sctp'],
]);

/** A protocol as the members of sets spell it. */
export function portProtocol(protocol: string | number): string {
  return protocolNames.get(protocol) ?? String(protocol).toLowerCase();
}
