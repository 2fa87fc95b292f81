import { expect, test } from 'vitest';
import { splitPorts } from './port-split.ts';

const port = (n: number) => ({ first: n, last: n });
const range = (n: number) => ({ first: n, last: n + 1 });
const many = <T>(count: number, make: (n: number) => T) => Array.from({ length: count }, (_, i) => make(2 * i));

test('15 ports fit, the 16th does not', () => {
  expect(splitPorts(many(15, port)).map((s) => s.length)).toEqual([15]);
  expect(splitPorts(many(16, port)).map((s) => s.length)).toEqual([15, 1]);
});

test('a range takes two places', () => {
  expect(splitPorts(many(8, range)).map((s) => s.length)).toEqual([7, 1]);
  expect(splitPorts([...many(14, port), range(100)]).map((s) => s.length)).toEqual([14, 1]);
});

test('nothing to split', () => {
  expect(splitPorts([])).toEqual([]);
});
