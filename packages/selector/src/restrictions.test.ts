import { expect, test } from 'vitest';
import { isSatisfiable, type LabelRestriction } from './restrictions.ts';
import { parseSelector } from './selector.ts';

const restriction = (parts: Partial<LabelRestriction>): LabelRestriction => ({
  present: false,
  absent: false,
  values: undefined,
  ...parts,
});
const oneOf = (...values: string[]) => restriction({ present: true, values: new Set(values) });
const present = restriction({ present: true });

test.each<[string, Record<string, LabelRestriction>]>([
  [`a == 'b'`, { a: oneOf('b') }],
  [`a in {'b', 'c'} && a in {'c', 'd'} && has(e)`, { a: oneOf('c'), e: present }],
  [`a == 'b' && a == 'c'`, { a: oneOf() }],
  [`a == 'b' && has(a)`, { a: oneOf('b') }],
  [`a == 'b' || a in {'c'}`, { a: oneOf('b', 'c') }],
  [`a == 'b' || has(a)`, { a: present }],
  [`a == 'b' && c == 'd' || a == 'e'`, { a: oneOf('b', 'e') }],
  [`a == 'b' || c == 'd'`, {}],
  [`a starts with 'x' && b contains 'y' && c ends with 'z'`, { a: present, b: present, c: present }],
  ['!has(a)', { a: restriction({ absent: true }) }],
  ['!has(a) && has(a)', { a: restriction({ present: true, absent: true }) }],
  [`a != 'b' && a not in {'c'} && !(a == 'd') && all()`, {}],
])('%s', (text, expected) => {
  expect(Object.fromEntries(parseSelector(text).restrictions)).toEqual(expected);
});

test.each([
  [`a == 'b'`, true],
  ['all()', true],
  ['a in {}', false],
  [`a == 'b' && a == 'c'`, false],
  ['has(a) && !has(a)', false],
])('whether %s can match anything: %s', (text, satisfiable) => {
  expect(isSatisfiable(parseSelector(text).restrictions)).toBe(satisfiable);
});
