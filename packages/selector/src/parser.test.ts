import { describe, expect, test } from 'vitest';
import { SelectorError } from './error.ts';
import { parseSelector } from './selector.ts';

describe('canonical form', () => {
  test.each([
    ['', 'all()'],
    [' \t', 'all()'],
    [`a=='b'`, 'a == "b"'],
    [`a != "b"`, 'a != "b"'],
    [`a == 'say "b"'`, `a == 'say "b"'`],
    [`a == "it's"`, `a == "it's"`],
    [`a in {'z', "b",'b' , 'a'}`, 'a in {"a", "b", "z"}'],
    [`a in {'b',}`, 'a in {"b"}'],
    ['a in {}', 'a in {}'],
    [`a notin {'x'}`, 'a not in {"x"}'],
    [`a not \t in {'x'}`, 'a not in {"x"}'],
    [`a contains 'x'`, 'a contains "x"'],
    [`a startswith 'x'`, 'a starts with "x"'],
    [`a ends  with 'x'`, 'a ends with "x"'],
    ['has( k8s.io/a_b-c )', 'has(k8s.io/a_b-c)'],
    ['all( ) && global()', '(all() && global())'],
    ['((has(a)))', 'has(a)'],
    ['!!has(a)', 'has(a)'],
    ['!!!has(a)', '!has(a)'],
    ['! ( !has(a) )', '!!has(a)'],
    [`has(a) || has(b) && !has(c)`, '(has(a) || (has(b) && !has(c)))'],
    [`(has(a) || has(b)) && (has(c) && has(d))`, '((has(a) || has(b)) && (has(c) && has(d)))'],
    // Words of the language are labels where a label stands.
    [`has == 'x' && in in {'in'} && all != 'y'`, '(has == "x" && in in {"in"} && all != "y")'],
  ])('%s', (text, canonical) => {
    expect(parseSelector(text).canonical).toBe(canonical);
  });
});

describe('errors', () => {
  test.each([
    ['a', 2],
    [`a = 'b'`, 3],
    [`a == b`, 6],
    [`a == 'b`, 6],
    [`a == 'b' &&`, 12],
    [`a == 'b' & c == 'd'`, 10],
    [`a == 'b' | c == 'd'`, 10],
    [`(a == 'b'`, 10],
    [`a == 'b')`, 9],
    [`a == 'b' c == 'd'`, 10],
    ['has (a)', 5],
    ['has(a', 6],
    ['has()', 5],
    ['all(a)', 5],
    [`a inx {'b'}`, 3],
    [`a in 'b'`, 6],
    [`a in {b}`, 7],
    [`a in {'b' 'c'}`, 11],
    [`ä == 'b'`, 1],
    ["a == 'b'\n", 9],
    ['!', 2],
    [`${'k'.repeat(513)} == 'v'`, 1],
  ])('%s', (text, character) => {
    const parse = () => parseSelector(text);
    expect(parse).toThrow(SelectorError);
    expect(parse).toThrow(`at character ${character} of `);
  });

  test('quote an excerpt only', () => {
    expect(() => parseSelector(`a == '${'x'.repeat(10_000)}' b`)).toThrow(/^.{1,200}$/);
  });
});

describe('hostile input', () => {
  test.each([
    ['parentheses', `${'('.repeat(100_000)}has(a)${')'.repeat(100_000)}`],
    ['negations in parentheses', `${'!('.repeat(400)}has(a)${')'.repeat(400)}`],
    ['alternating operators', `${'has(a) && (has(b) || ('.repeat(200)}has(a)${'))'.repeat(200)}`],
    ['length', `a == '${'x'.repeat(2 ** 20)}'`],
  ])('%s beyond bounds', (_, text) => {
    expect(() => parseSelector(text)).toThrow(SelectorError);
  });

  test.each([
    ['a row of negations', `${'!'.repeat(100_000)}has(a)`, 'has(a)'],
    ['needless parentheses', `${'('.repeat(400)}has(a)${')'.repeat(400)}`, 'has(a)'],
  ])('%s is fine', (_, text, canonical) => {
    expect(parseSelector(text).canonical).toBe(canonical);
  });

  test('what parses has a canonical form that parses, however deep', () => {
    const text = `${'has(a) && (has(b) || ('.repeat(49)}has(a)${'))'.repeat(49)}`;
    const { canonical } = parseSelector(text);
    expect(parseSelector(canonical).canonical).toBe(canonical);
  });

  test('many terms', () => {
    const text = Array.from({ length: 20_000 }, (_, i) => `a${i} == 'b'`).join(' || ');
    expect(parseSelector(text).evaluate((key) => (key === 'a19999' ? 'b' : undefined))).toBe(true);
  });
});
