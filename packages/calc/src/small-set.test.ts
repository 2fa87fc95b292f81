import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Counts, hasKey, keyCount, keysOf, withKey, withoutKey } from './counts.ts';
import { isMember, memberCount, members, type SmallSet, withMember, withoutMember } from './small-set.ts';

interface Thing {
  readonly n: number;
}

const things: readonly Thing[] = Array.from({ length: 12 }, (_, n) => ({ n }));
const operations = fc.array(fc.tuple(fc.constantFrom('add', 'remove'), fc.constantFrom(...things)), { maxLength: 60 });
const seed = process.env['MANUL_SEED'];
const parameters = seed ? { seed: Number(seed) } : {};

const sorted = (list: Iterable<Thing>) => [...list].map(({ n }) => n).sort((a, b) => a - b);

test('a small set is a set', () => {
  fc.assert(
    fc.property(operations, (steps) => {
      let small: SmallSet<Thing>;
      const set = new Set<Thing>();
      for (const [operation, thing] of steps) {
        if (operation === 'add') set.add(thing);
        else set.delete(thing);
        small = operation === 'add' ? withMember(small, thing) : withoutMember(small, thing);
        expect(memberCount(small)).toBe(set.size);
        expect(isMember(small, thing)).toBe(set.has(thing));
        expect(small === undefined).toBe(set.size === 0);
      }
      expect(sorted(members(small))).toEqual(sorted(set));
    }),
    parameters,
  );
});

test('counts count', () => {
  fc.assert(
    fc.property(operations, (steps) => {
      let counts: Counts<Thing>;
      const map = new Map<Thing, number>();
      for (const [operation, thing] of steps) {
        const before = map.get(thing) ?? 0;
        if (operation === 'remove' && before === 0) continue;
        const after = operation === 'add' ? before + 1 : before - 1;
        counts = operation === 'add' ? withKey(counts, thing) : withoutKey(counts, thing);
        if (after === 0) map.delete(thing);
        else map.set(thing, after);
        expect(keyCount(counts)).toBe(map.size);
        expect(hasKey(counts, thing)).toBe(map.has(thing));
        expect(counts === undefined).toBe(map.size === 0);
      }
      expect(sorted(keysOf(counts))).toEqual(sorted(map.keys()));
    }),
    parameters,
  );
});
