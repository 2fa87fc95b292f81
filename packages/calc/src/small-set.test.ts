import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Counts } from './counts.ts';
import { SmallSet } from './small-set.ts';

const operations = fc.array(fc.tuple(fc.constantFrom('add', 'remove'), fc.integer({ min: 0, max: 11 })), {
  maxLength: 60,
});
const seed = process.env['MANUL_SEED'];
const parameters = seed ? { seed: Number(seed) } : {};

test('a small set is a set', () => {
  fc.assert(
    fc.property(operations, (steps) => {
      const small = new SmallSet<number>();
      const set = new Set<number>();
      for (const [operation, n] of steps) {
        if (operation === 'add') {
          small.add(n);
          set.add(n);
        } else expect(small.delete(n)).toBe(set.delete(n));
        expect(small.size).toBe(set.size);
        expect(small.has(n)).toBe(set.has(n));
      }
      expect([...small].sort()).toEqual([...set].sort());
    }),
    parameters,
  );
});

test('counts count', () => {
  fc.assert(
    fc.property(operations, (steps) => {
      const counts = new Counts<number>();
      const map = new Map<number, number>();
      for (const [operation, n] of steps) {
        const before = map.get(n) ?? 0;
        if (operation === 'remove' && before === 0) continue;
        const after = operation === 'add' ? before + 1 : before - 1;
        expect(operation === 'add' ? counts.increment(n) : counts.decrement(n)).toBe(after);
        if (after === 0) map.delete(n);
        else map.set(n, after);
        expect(counts.size).toBe(map.size);
        expect(counts.has(n)).toBe(map.has(n));
      }
      expect([...counts.keys()].sort()).toEqual([...map.keys()].sort());
      counts.clear();
      expect(counts.size).toBe(0);
    }),
    parameters,
  );
});
