// What a graph's outputs are and who needs them, as entries of a log that replicas follow. See manul/v1/log.proto.
import type { manul } from '@manul/proto';
import { type NodeSet, NodeState, type Output, type OutputObserver } from './output.ts';
import { SlotSet } from './slot-set.ts';

/** A step of the log, without its place in it. */
export type LogStep = Pick<manul.v1.ILogEntry, 'seed' | 'nodes' | 'spans' | 'objects' | 'spans_gone' | 'nodes_gone'>;

interface Span {
  readonly id: number;
  /** The nodes' slots, as the log holds them. */
  readonly slots: SlotSet;
  /** How many outputs the log places there. */
  outputs: number;
}

interface Known {
  /** Content and place, as the log holds them. */
  content: bigint;
  place: 'everywhere' | NodeState | NodeSet;
}

/**
 * Remembers what was touched since something was last taken, not what happened: however seldom it is taken from, it does
 * not grow beyond the state. What the log holds it knows by hash, so that nothing is written twice.
 */
export class OutputLog implements OutputObserver {
  readonly #touched = new Map<Output, Set<NodeState>>();
  readonly #nodesAdded = new Set<NodeState>();
  readonly #nodesGone = new Map<NodeState, () => void>();
  readonly #slots = new Map<NodeState, number>();
  readonly #freeSlots: number[] = [];
  readonly #known = new Map<Output, Known>();
  readonly #spans = new Map<NodeSet, Span>();
  #nextSpan = 1;

  touched(output: Output, node: NodeState): void {
    let nodes = this.#touched.get(output);
    if (!nodes) {
      nodes = new Set();
      this.#touched.set(output, nodes);
      output.pending++;
    }
    nodes.add(node);
  }

  nodeAdded(node: NodeState): void {
    this.#nodesGone.delete(node);
    this.#nodesAdded.add(node);
  }

  nodeGone(node: NodeState, forget: () => void): void {
    this.#nodesAdded.delete(node);
    this.#nodesGone.set(node, forget);
  }

  /** What has changed since the last time; undefined where nothing has. Between two flushes only. */
  take(): LogStep | undefined {
    if (this.#touched.size + this.#nodesAdded.size + this.#nodesGone.size === 0) return undefined;
    const step = new StepBuilder();
    this.#nameNodes(step);
    for (const [output, nodes] of this.#touched) {
      this.#write(output, nodes, step);
      output.settled();
    }
    this.#touched.clear();
    this.#forgetNodes(step);
    return step.isEmpty ? undefined : step.finish();
  }

  /** Everything there is; nothing of it is taken again. Between two flushes only. */
  seed(): LogStep {
    this.take();
    const step = new StepBuilder();
    for (const [node, slot] of this.#slots) step.nodes.push({ slot, name: node.name });
    for (const { id, slots } of this.#spans.values()) step.spans.set(id, { added: [...slots], removed: [] });
    for (const [output, { place, content }] of this.#known) {
      const { frame } = output.render(undefined);
      step.objects.push({ ...this.#describe(output, place), frame, content: hashBytes(content) });
    }
    return { ...step.finish(), seed: true };
  }

  #nameNodes(step: StepBuilder): void {
    for (const node of this.#nodesAdded) {
      if (this.#slots.has(node)) continue;
      const slot = this.#freeSlots.pop() ?? this.#slots.size + 1;
      this.#slots.set(node, slot);
      step.nodes.push({ slot, name: node.name });
    }
    this.#nodesAdded.clear();
  }

  /** Nothing is placed on those nodes any more: whatever was has been touched, and so is written too. */
  #forgetNodes(step: StepBuilder): void {
    for (const [node, forget] of this.#nodesGone) {
      const slot = this.#slots.get(node);
      this.#slots.delete(node);
      forget();
      if (slot === undefined) continue;
      this.#freeSlots.push(slot);
      step.nodesGone.push(slot);
    }
    this.#nodesGone.clear();
  }

  #write(output: Output, touchedNodes: Set<NodeState>, step: StepBuilder): void {
    const place = placeOf(output);
    const known = this.#known.get(output);
    if (place === undefined) {
      if (known) this.#remove(output, known, step);
      return;
    }
    const { frame, content } = output.render(known?.content);
    const moved = known?.place !== place;
    if (moved) {
      this.#enter(place, step);
      if (known) this.#leave(known.place, step);
    }
    if (isNodeSet(place)) this.#writeSpan(place, touchedNodes, step);
    const changed = known?.content !== content;
    if (!moved && !changed) return;
    this.#known.set(output, { content, place });
    const written = changed ? { frame, content: hashBytes(content) } : {};
    step.objects.push({ ...this.#describe(output, place), ...written });
  }

  #remove(output: Output, known: Known, step: StepBuilder): void {
    this.#known.delete(output);
    const node = known.place instanceof NodeState ? { node: this.#slots.get(known.place)! } : {};
    step.objects.push({ key: output.key, ...node, gone: true });
    this.#leave(known.place, step);
  }

  #describe(output: Output, place: Known['place']): manul.v1.ILogObject {
    const { key } = output;
    if (place === 'everywhere') return { key, everywhere: true };
    if (place instanceof NodeState) return { key, node: this.#slots.get(place)! };
    return { key, span: this.#spans.get(place)!.id };
  }

  #enter(place: Known['place'], step: StepBuilder): void {
    if (!isNodeSet(place)) return;
    let span = this.#spans.get(place);
    if (!span) {
      span = { id: this.#nextSpan++, slots: new SlotSet(), outputs: 0 };
      this.#spans.set(place, span);
      this.#writeSpan(place, place.nodes(), step);
    }
    span.outputs++;
  }

  #leave(place: Known['place'], step: StepBuilder): void {
    const span = isNodeSet(place) ? this.#spans.get(place) : undefined;
    if (!span || --span.outputs > 0) return;
    this.#spans.delete(place as NodeSet);
    step.spans.delete(span.id);
    step.spansGone.push(span.id);
  }

  /** Writes which of the nodes are in the span, where the log says otherwise. */
  #writeSpan(place: NodeSet, nodes: Iterable<NodeState>, step: StepBuilder): void {
    const { id, slots } = this.#spans.get(place)!;
    for (const node of nodes) {
      const slot = this.#slots.get(node);
      if (slot === undefined) continue;
      if (place.hasNode(node)) {
        if (slots.add(slot)) step.span(id).added.push(slot);
      } else if (slots.delete(slot)) step.span(id).removed.push(slot);
    }
  }
}

class StepBuilder {
  readonly nodes: manul.v1.ILogNode[] = [];
  readonly spans = new Map<number, { readonly added: number[]; readonly removed: number[] }>();
  readonly objects: manul.v1.ILogObject[] = [];
  readonly spansGone: number[] = [];
  readonly nodesGone: number[] = [];

  span(id: number): { readonly added: number[]; readonly removed: number[] } {
    let change = this.spans.get(id);
    if (!change) {
      change = { added: [], removed: [] };
      this.spans.set(id, change);
    }
    return change;
  }

  get isEmpty(): boolean {
    const { nodes, spans, objects, spansGone, nodesGone } = this;
    return nodes.length + spans.size + objects.length + spansGone.length + nodesGone.length === 0;
  }

  finish(): LogStep {
    const spans = [...this.spans].map(([span, { added, removed }]) => ({ span, added, removed }));
    const { nodes, objects, spansGone: spans_gone, nodesGone: nodes_gone } = this;
    return { nodes, spans, objects, spans_gone, nodes_gone };
  }
}

function placeOf(output: Output): Known['place'] | undefined {
  const place = output.placement;
  return place !== undefined && isNodeSet(place) && place.nodeCount === 0 ? undefined : place;
}

function isNodeSet(place: Known['place']): place is NodeSet {
  return place !== 'everywhere' && !(place instanceof NodeState);
}

function hashBytes(hash: bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(hash);
  return bytes;
}
