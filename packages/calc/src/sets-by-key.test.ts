import { expect, test } from 'vitest';
import { addTo, removeFrom, type SetsByKey } from './sets-by-key.ts';

test('a key is there while it has members', () => {
  const sets: SetsByKey<string, number> = new Map();
  addTo(sets, 'odd', 1);
  addTo(sets, 'odd', 3);
  addTo(sets, 'odd', 3);
  addTo(sets, 'even', 2);
  expect(sets).toEqual(
    new Map([
      ['odd', new Set([1, 3])],
      ['even', new Set([2])],
    ]),
  );
  removeFrom(sets, 'odd', 1);
  removeFrom(sets, 'odd', 2);
  removeFrom(sets, 'none', 1);
  removeFrom(sets, 'even', 2);
  expect(sets).toEqual(new Map([['odd', new Set([3])]]));
});
