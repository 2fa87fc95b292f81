// The spans of a replica, found by number and by node.
import type { NodeState } from './output.ts';
import { type ReplicaOutput, ReplicaSpan, type SlotTable } from './replica-outputs.ts';
import { addTo, removeFrom, type SetsByKey } from './sets-by-key.ts';
import { SlotSet } from './slot-set.ts';
import { members } from './small-set.ts';

/**
 * Spans of more nodes are not kept by node: they would take too much memory, and are few. What clusters have by the
 * hundred thousand are the spans of policies and sets of one small namespace.
 */
const maxNarrow = 8;

export class ReplicaSpans {
  readonly table: SlotTable;
  readonly #byId = new Map<number, ReplicaSpan>();
  readonly #narrowBySlot: SetsByKey<number, ReplicaSpan> = new Map();
  readonly #wide = new Set<ReplicaSpan>();

  constructor(table: SlotTable) {
    this.table = table;
  }

  get(id: number): ReplicaSpan | undefined {
    return this.#byId.get(id);
  }

  entries(): Iterable<[number, ReplicaSpan]> {
    return this.#byId.entries();
  }

  /** The span of that number, which is made where there is none. */
  acquire(id: number): ReplicaSpan {
    let span = this.#byId.get(id);
    if (!span) {
      span = new ReplicaSpan(new SlotSet(), this.table);
      this.#byId.set(id, span);
    }
    return span;
  }

  /** False where it was there. */
  join(span: ReplicaSpan, slot: number): boolean {
    if (!span.slots.add(slot)) return false;
    if (this.#wide.has(span)) return true;
    if (span.slots.size <= maxNarrow) addTo(this.#narrowBySlot, slot, span);
    else {
      // Once it is wide it stays so, lest one that changes about the limit be moved all the time.
      for (const narrow of span.slots) removeFrom(this.#narrowBySlot, narrow, span);
      this.#wide.add(span);
    }
    return true;
  }

  /** False where it was not there. */
  leave(span: ReplicaSpan, slot: number): boolean {
    if (!span.slots.delete(slot)) return false;
    removeFrom(this.#narrowBySlot, slot, span);
    return true;
  }

  delete(id: number): void {
    const span = this.#byId.get(id);
    if (!span) return;
    this.#byId.delete(id);
    this.#wide.delete(span);
    for (const slot of span.slots) removeFrom(this.#narrowBySlot, slot, span);
  }

  /** The outputs that the node needs because it is in their spans. */
  *outputsOf(node: NodeState): Iterable<ReplicaOutput> {
    const slot = this.table.slot(node);
    if (slot === undefined) return;
    for (const span of this.#narrowBySlot.get(slot) ?? []) yield* members(span.outputs);
    for (const span of this.#wide) if (span.slots.has(slot)) yield* members(span.outputs);
  }
}
