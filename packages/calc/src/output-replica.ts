// The output stage without the graph: follows a log of another process's outputs, and serves any node from it.
import type { manul } from '@manul/proto';
import type { FlushSummary, NodeSequencer, ResumeStart } from './contract.ts';
import { Nodes } from './nodes.ts';
import { NodeState, type Output } from './output.ts';
import type { LogStep } from './output-log.ts';
import {
  createReplicaOutput,
  placeHas,
  type ReplicaOutput,
  type ReplicaPlace,
  ReplicaSpan,
  SlotTable,
} from './replica-outputs.ts';
import { ReplicaSpans } from './replica-spans.ts';
import { Retired } from './retired.ts';
import { addTo, removeFrom, type SetsByKey } from './sets-by-key.ts';
import { members, withMember, withoutMember } from './small-set.ts';
import { Subscriptions } from './subscriptions.ts';
import { WorkCounters } from './work.ts';

export class OutputReplica {
  readonly #work = new WorkCounters();
  readonly #nodes = new Nodes(this.#work);
  readonly #subscriptions = new Subscriptions(this.#nodes, (node) => this.#neededOutputs(node));
  readonly #everywhere = new Set<ReplicaOutput>();
  readonly #ofNode: SetsByKey<NodeState, ReplicaOutput> = new Map();
  readonly #retired = new Retired<ReplicaOutput>();
  #outputs = new Map<string, ReplicaOutput>();
  #spans = new ReplicaSpans(new SlotTable());

  /** Every node that the cluster has. */
  nodes(): Iterable<string> {
    return this.#nodes.names();
  }

  subscribe(name: string, start?: ResumeStart): NodeSequencer {
    return this.#subscriptions.subscribe(name, start);
  }

  /** Takes a whole step in, which is at `revision` of the log. The first must be a seed. */
  apply(step: LogStep, revision: number): FlushSummary {
    if (step.seed) this.#replace(step);
    else this.#change(step);
    // A log that was lost may be numbered anew; what nodes are sent is not.
    const before = this.#subscriptions.revision;
    this.#subscriptions.settle(before === undefined || revision > before ? revision : before + 1);
    return this.summary();
  }

  summary(): FlushSummary {
    const { revision, pendingNodes } = this.#subscriptions;
    return { revision: revision ?? 0, pendingNodes, work: this.#work.take() };
  }

  /** Everything there is, under the numbers that the log has for it. */
  seed(): LogStep {
    const nodes = [...this.#spans.table.entries()].map(([slot, node]) => ({ slot, name: node.name }));
    const spans = [...this.#spans.entries()].map(([span, { slots }]) => ({ span, added: [...slots] }));
    const spanIds = new Map([...this.#spans.entries()].map(([id, span]) => [span, id]));
    const objects = [...this.#outputs.values()].map((output) => {
      const { frame, content } = output.render(undefined);
      return { key: output.key, ...this.#describe(output.place, spanIds), frame, content: hashBytes(content) };
    });
    return { seed: true, nodes, spans, objects };
  }

  #describe(place: ReplicaPlace, spanIds: ReadonlyMap<ReplicaSpan, number>): manul.v1.ILogObject {
    if (place instanceof ReplicaSpan) return { span: spanIds.get(place)! };
    return place instanceof NodeState ? { node: this.#spans.table.slot(place)! } : { everywhere: true };
  }

  #change(step: LogStep): void {
    this.#nameNodes(step.nodes ?? [], this.#spans.table);
    for (const change of step.spans ?? []) this.#changeSpan(change);
    for (const object of step.objects ?? []) {
      if (object.gone) this.#remove(this.#outputs.get(this.#clusterKey(object, this.#spans.table)));
      else this.#put(object, this.#placeOf(object, this.#spans));
    }
    for (const span of step.spans_gone ?? []) this.#spans.delete(span);
    for (const slot of step.nodes_gone ?? []) {
      const node = this.#spans.table.delete(slot);
      if (node) this.#nodes.release(node);
    }
  }

  /** Takes on another state, wherever it came from: nodes hear of what differs. */
  #replace(step: LogStep): void {
    const table = new SlotTable();
    this.#nameNodes(step.nodes ?? [], table);
    const spans = new ReplicaSpans(table);
    for (const { span: id, added } of step.spans ?? []) {
      const span = spans.acquire(id ?? 0);
      for (const slot of added ?? []) spans.join(span, slot);
    }
    const gone = this.#outputs;
    this.#outputs = new Map();
    const moves = new Moves(this.#nodes.subscribed);
    for (const object of step.objects ?? []) {
      const key = this.#clusterKey(object, table);
      const known = gone.get(key);
      gone.delete(key);
      if (known) this.#outputs.set(key, known);
      this.#put(object, this.#placeOf(object, spans), moves, key);
    }
    for (const output of gone.values()) this.#remove(output);
    const before = [...this.#spans.table.nodes()];
    this.#spans = spans;
    for (const node of before) this.#nodes.release(node);
  }

  #nameNodes(nodes: readonly manul.v1.ILogNode[], table: SlotTable): void {
    for (const { slot, name } of nodes) table.set(slot ?? 0, this.#nodes.acquire(name ?? ''));
  }

  #changeSpan({ span: id, added, removed }: manul.v1.ILogSpan): void {
    const span = this.#spans.acquire(id ?? 0);
    for (const slot of added ?? []) {
      const node = this.#spans.table.node(slot);
      if (this.#spans.join(span, slot) && node?.isWatched) {
        for (const output of members(span.outputs)) node.touch(output, undefined);
      }
    }
    for (const slot of removed ?? []) {
      const node = this.#spans.table.node(slot);
      if (this.#spans.leave(span, slot) && node?.isWatched) {
        for (const output of members(span.outputs)) node.touch(output, output.content);
      }
    }
  }

  #put(object: manul.v1.ILogObject, place: ReplicaPlace, moves?: Moves, clusterKey?: string): void {
    const key = clusterKey ?? this.#clusterKey(object, this.#spans.table);
    const output = this.#outputs.get(key) ?? this.#retired.revive(key) ?? createReplicaOutput(object.key ?? '', key);
    this.#outputs.set(key, output);
    if (output.kind === 'cluster') {
      output.broadcast = this.#subscriptions.broadcast;
      output.broadcast.add(output);
    }
    const held = output.place === undefined ? undefined : output.content;
    const content = object.content?.length === 8 ? readHash(object.content) : output.content;
    const changed = held !== content;
    if (output.place !== place) this.#move(output, place, changed, moves ?? new Moves(this.#nodes.subscribed));
    else if (changed) this.#touchAll(output, held);
    if (changed && object.frame && content !== undefined) output.setFrame(object.frame, content);
  }

  #move(output: ReplicaOutput, place: ReplicaPlace, changed: boolean, moves: Moves): void {
    const old = output.place;
    const { joining, leaving, staying } = moves.between(old, place);
    for (const node of joining) node.touch(output, undefined);
    for (const node of leaving) node.touch(output, output.content);
    if (changed) for (const node of staying) node.touch(output, output.content);
    this.#unlink(output, old);
    output.place = place;
    this.#link(output, place);
  }

  #remove(output: ReplicaOutput | undefined): void {
    if (!output) return;
    this.#touchAll(output, output.content);
    this.#outputs.delete(output.clusterKey);
    this.#unlink(output, output.place);
    output.place = undefined;
    if (output.chunk !== undefined) output.broadcast?.changed(output);
    this.#retired.retire(output);
    output.releaseIfGone();
  }

  #touchAll(output: ReplicaOutput, held: bigint | undefined): void {
    for (const node of this.#nodesAt(output.place)) if (node.isWatched) node.touch(output, held);
  }

  #nodesAt(place: ReplicaPlace): Iterable<NodeState> {
    if (place instanceof ReplicaSpan) return place.nodes();
    if (place === 'everywhere') return this.#nodes.subscribed;
    return place ? [place] : [];
  }

  #link(output: ReplicaOutput, place: ReplicaPlace): void {
    if (place === 'everywhere' && output.broadcast) return;
    if (place === 'everywhere') this.#everywhere.add(output);
    else if (place instanceof ReplicaSpan) place.outputs = withMember(place.outputs, output);
    else if (place) addTo(this.#ofNode, place, output);
  }

  #unlink(output: ReplicaOutput, place: ReplicaPlace): void {
    if (place === 'everywhere') this.#everywhere.delete(output);
    else if (place instanceof ReplicaSpan) place.outputs = withoutMember(place.outputs, output);
    else if (place) removeFrom(this.#ofNode, place, output);
  }

  #placeOf(object: manul.v1.ILogObject, spans: ReplicaSpans): ReplicaPlace {
    if (object.everywhere) return 'everywhere';
    return object.node ? spans.table.node(object.node) : spans.get(object.span ?? 0);
  }

  #clusterKey({ key, node }: manul.v1.ILogObject, table: SlotTable): string {
    return node ? `${table.node(node)?.name} ${key}` : (key ?? '');
  }

  *#neededOutputs(node: NodeState): Iterable<Output> {
    yield* this.#everywhere;
    yield* this.#ofNode.get(node) ?? [];
    yield* this.#spans.outputsOf(node);
  }
}

interface Move {
  readonly joining: readonly NodeState[];
  readonly leaving: readonly NodeState[];
  readonly staying: readonly NodeState[];
}

/** For which subscribed nodes a change of place makes a difference; found once for all outputs that move alike. */
class Moves {
  readonly #subscribed: Iterable<NodeState>;
  readonly #known = new Map<ReplicaPlace, Map<ReplicaPlace, Move>>();

  constructor(subscribed: Iterable<NodeState>) {
    this.#subscribed = subscribed;
  }

  between(from: ReplicaPlace, to: ReplicaPlace): Move {
    let fromHere = this.#known.get(from);
    if (!fromHere) {
      fromHere = new Map();
      this.#known.set(from, fromHere);
    }
    let move = fromHere.get(to);
    if (!move) {
      move = this.#find(from, to);
      fromHere.set(to, move);
    }
    return move;
  }

  #find(from: ReplicaPlace, to: ReplicaPlace): Move {
    const move = { joining: [] as NodeState[], leaving: [] as NodeState[], staying: [] as NodeState[] };
    for (const node of candidates(from, to) ?? this.#subscribed) {
      const was = placeHas(from, node);
      const is = placeHas(to, node);
      if (was || is) (was && is ? move.staying : is ? move.joining : move.leaving).push(node);
    }
    return move;
  }
}

/** Where a place is one node, nobody else need be asked. */
function candidates(from: ReplicaPlace, to: ReplicaPlace): Iterable<NodeState> | undefined {
  if (!(from instanceof NodeState || from === undefined) || !(to instanceof NodeState || to === undefined))
    return undefined;
  return [from, to].filter((place) => place !== undefined);
}

function hashBytes(hash: bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(hash);
  return bytes;
}

function readHash(bytes: Uint8Array): bigint {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getBigUint64(0, true);
}
