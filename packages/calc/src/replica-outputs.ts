// Outputs as a log has them.
import { type felix, manul, messageContent } from '@manul/proto';
import type { Broadcast } from './broadcast.ts';
import { encodeMessageFrame, messageOfFrame } from './encode.ts';
import { type NodeState, Output, type OutputKind, type Placement, type Rendering, updateField } from './output.ts';
import { removalMessage } from './removal-message.ts';
import type { SlotSet } from './slot-set.ts';
import type { SmallSet } from './small-set.ts';

/** The nodes of one seed by their slots. */
export class SlotTable {
  readonly #nodes = new Map<number, NodeState>();
  readonly #slots = new Map<NodeState, number>();

  set(slot: number, node: NodeState): void {
    this.#nodes.set(slot, node);
    this.#slots.set(node, slot);
  }

  delete(slot: number): NodeState | undefined {
    const node = this.#nodes.get(slot);
    this.#nodes.delete(slot);
    if (node && this.#slots.get(node) === slot) this.#slots.delete(node);
    return node;
  }

  node(slot: number): NodeState | undefined {
    return this.#nodes.get(slot);
  }

  slot(node: NodeState): number | undefined {
    return this.#slots.get(node);
  }

  entries(): Iterable<[number, NodeState]> {
    return this.#nodes.entries();
  }

  nodes(): Iterable<NodeState> {
    return this.#nodes.values();
  }
}

export class ReplicaSpan {
  outputs: SmallSet<ReplicaOutput>;
  readonly slots: SlotSet;
  readonly #table: SlotTable;

  constructor(slots: SlotSet, table: SlotTable) {
    this.slots = slots;
    this.#table = table;
  }

  has(node: NodeState): boolean {
    const slot = this.#table.slot(node);
    return slot !== undefined && this.slots.has(slot);
  }

  *nodes(): Iterable<NodeState> {
    for (const slot of this.slots) {
      const node = this.#table.node(slot);
      if (node) yield node;
    }
  }
}

export type ReplicaPlace = 'everywhere' | NodeState | ReplicaSpan | undefined;

export function placeHas(place: ReplicaPlace, node: NodeState): boolean {
  if (place instanceof ReplicaSpan) return place.has(node);
  return place === 'everywhere' || place === node;
}

/** An output of any kind but IP sets. */
export class ReplicaOutput extends Output {
  readonly kind: OutputKind;
  readonly key: string;
  readonly field: number;
  /** The broadcast, for kinds that all nodes are sent. */
  broadcast: Broadcast | undefined;
  readonly #clusterKey: string;
  /** Which nodes need it; undefined once it is gone. */
  place: ReplicaPlace;
  #frame: Buffer | string = '';

  constructor(key: string, clusterKey: string) {
    super();
    this.key = key;
    this.#clusterKey = clusterKey;
    this.kind = kindOf(key);
    this.field = updateField(key);
  }

  override get clusterKey(): string {
    return this.#clusterKey;
  }

  /** Those who write logs are asked for it, and replicas write none. */
  get placement(): Placement {
    return undefined;
  }

  override get neededEverywhere(): boolean {
    return this.place === 'everywhere';
  }

  neededBy(node: NodeState): boolean {
    return placeHas(this.place, node);
  }

  setFrame(frame: Uint8Array, content: bigint): void {
    const { buffer, byteOffset, length } = frame;
    const view = Buffer.from(buffer, byteOffset, length);
    // What goes to one node only is kept small, a byte for each character; the rest ready to be sent.
    this.#frame = this.kind === 'endpoint' ? view.toString('latin1') : ownCopy(view);
    this.content = content;
  }

  render(_held: bigint | undefined): Rendering {
    return { frame: this.#bytes(), content: this.content ?? messageContent(messageOfFrame(this.#bytes())) };
  }

  renderRemoval(): Buffer {
    return encodeMessageFrame(removalMessage(decodeMessage(this.#bytes())));
  }

  override settled(): void {
    super.settled();
    this.releaseIfGone();
  }

  /** Until every node has heard that it is gone it may come back, to the same place. */
  releaseIfGone(): void {
    if (this.place === undefined && this.pending === 0) this.broadcast?.release(this);
  }

  #bytes(): Buffer {
    return typeof this.#frame === 'string' ? Buffer.from(this.#frame, 'latin1') : this.#frame;
  }
}

/** An IP set, of which the log may hold differences as well as whole contents. */
class ReplicaIpSet extends ReplicaOutput {
  #type: felix.IPSetUpdate.IPSetType = 0;
  #members = new Set<string>();
  #whole: Buffer | undefined;
  #delta: { readonly from: bigint; readonly frame: Buffer } | undefined;

  override setFrame(frame: Uint8Array, content: bigint): void {
    const message = decodeMessage(frame);
    const { ipset_update: update, ipset_delta_update: delta } = message;
    this.#delta = undefined;
    if (update) {
      this.#members = new Set(update.members);
      this.#type = update.type ?? 0;
      this.#whole = ownCopy(frame);
    } else if (delta) {
      if (this.content !== undefined) this.#delta = { from: this.content, frame: ownCopy(frame) };
      for (const member of delta.added_members ?? []) this.#members.add(member);
      for (const member of delta.removed_members ?? []) this.#members.delete(member);
      this.#whole = undefined;
    }
    this.content = content;
  }

  override render(held: bigint | undefined): Rendering {
    const content = this.content!;
    if (this.#delta && this.#delta.from === held) return { frame: this.#delta.frame, content };
    this.#whole ??= encodeMessageFrame({
      ipset_update: { id: this.#id, type: this.#type, members: [...this.#members] },
    });
    return { frame: this.#whole, content };
  }

  override renderRemoval(): Buffer {
    return encodeMessageFrame({ ipset_remove: { id: this.#id } });
  }

  /** No node lags behind any more: the steps that led here are not needed. */
  override settled(): void {
    super.settled();
    if (this.pending === 0) this.#delta = undefined;
  }

  get #id(): string {
    return this.key.slice('ipset '.length);
  }
}

export function createReplicaOutput(key: string, clusterKey: string): ReplicaOutput {
  return kindOf(key) === 'ipset' ? new ReplicaIpSet(key, clusterKey) : new ReplicaOutput(key, clusterKey);
}

function kindOf(key: string): OutputKind {
  switch (key.slice(0, key.indexOf(' '))) {
    case 'ipset':
      return 'ipset';
    case 'active_policy':
      return 'policy';
    case 'active_profile':
      return 'profile';
    case 'workload_endpoint':
    case 'host_endpoint':
      return 'endpoint';
    default:
      return 'cluster';
  }
}

function decodeMessage(frame: Uint8Array): felix.IToDataplane {
  return manul.v1.ToNode.decode(frame).updates[0]?.message ?? {};
}

/** In memory of its own: what came in one entry goes one by one. */
function ownCopy(bytes: Uint8Array): Buffer {
  const copy = Buffer.allocUnsafeSlow(bytes.length);
  copy.set(bytes);
  return copy;
}
