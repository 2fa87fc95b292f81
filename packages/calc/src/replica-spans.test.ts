// Spans are found by node as they would be by looking at each of them, narrow ones and wide ones.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NodeState } from './output.ts';
import { createReplicaOutput, SlotTable } from './replica-outputs.ts';
import { ReplicaSpans } from './replica-spans.ts';
import { SlotSet } from './slot-set.ts';
import { WorkCounters } from './work.ts';

const seed = process.env['MANUL_SEED'];
const parameters = { numRuns: 200, ...(seed && { seed: Number(seed) }) };
const slotCount = 40;

const change = fc.record({
  span: fc.integer({ min: 0, max: 3 }),
  slot: fc.integer({ min: 1, max: slotCount }),
  op: fc.constantFrom('join', 'join', 'join', 'leave', 'delete'),
});

test('a set of slots is a set', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 200 }), (changes) => {
      const slots = new SlotSet();
      const model = new Set<number>();
      for (const { slot, op } of changes) {
        if (op === 'join') expect(slots.add(slot)).toBe(!model.has(slot));
        else expect(slots.delete(slot)).toBe(model.has(slot));
        if (op === 'join') model.add(slot);
        else model.delete(slot);
        expect(slots.size).toBe(model.size);
      }
      expect([...slots]).toEqual([...model].sort((a, b) => a - b));
    }),
    parameters,
  );
});

test('a node finds what its spans hold, and nothing else', () => {
  const table = new SlotTable();
  const nodes = Array.from({ length: slotCount }, (_, i) => new NodeState(`node-${i}`, new WorkCounters()));
  for (const [i, node] of nodes.entries()) table.set(i + 1, node);
  fc.assert(
    fc.property(fc.array(change, { maxLength: 300 }), (changes) => {
      const spans = new ReplicaSpans(table);
      const model = new Map<number, Set<number>>();
      for (const { span: id, slot, op } of changes) {
        const slots = model.get(id) ?? new Set();
        const known = spans.get(id);
        if (op === 'delete') {
          spans.delete(id);
          model.delete(id);
        } else if (op === 'leave') {
          if (known) expect(spans.leave(known, slot)).toBe(slots.delete(slot));
        } else {
          const span = spans.acquire(id);
          span.outputs ??= createReplicaOutput(`ipset ${id}`, `ipset ${id}`);
          expect(spans.join(span, slot)).toBe(!slots.has(slot));
          model.set(id, slots.add(slot));
        }
      }
      for (const [i, node] of nodes.entries()) {
        const expected = [...model].filter(([, slots]) => slots.has(i + 1)).map(([id]) => `ipset ${id}`);
        expect([...spans.outputsOf(node)].map(({ key }) => key).sort()).toEqual(expected.sort());
      }
    }),
    parameters,
  );
});
