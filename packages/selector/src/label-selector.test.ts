import { describe, expect, test } from 'vitest';
import { labelSelectorTerms } from './label-selector.ts';
import { parseSelector } from './selector.ts';

const expression = (key: string, operator: string, values?: unknown) => ({
  matchExpressions: [{ key, operator, ...(values !== undefined && { values }) }],
});

test.each<[string, unknown, readonly string[]]>([
  ['nothing', undefined, []],
  ['null', null, []],
  ['an empty one', {}, []],
  ['labels in order of their keys', { matchLabels: { b: '2', a: '1' } }, [`a == '1'`, `b == '2'`]],
  ['an empty value', { matchLabels: { a: '' } }, [`a == ''`]],
  ['In', expression('a', 'In', ['x', 'y']), [`a in { 'x', 'y' }`]],
  ['NotIn', expression('a', 'NotIn', ['x']), [`a not in { 'x' }`]],
  ['Exists', expression('example.com/a', 'Exists'), ['has(example.com/a)']],
  ['DoesNotExist', expression('a', 'DoesNotExist', []), ['! has(a)']],
  ['a value with a quote', { matchLabels: { a: "it's" } }, [`a == "it's"`]],
])('%s', (_, selector, terms) => {
  expect(labelSelectorTerms(selector)).toEqual({ terms, problems: [] });
  expect(() => parseSelector(terms.join(' && '))).not.toThrow();
});

describe('problems', () => {
  test.each<[string, unknown, string, string]>([
    ['a text', 'app=web', '', 'expected a label selector, got "app=web"'],
    ['a list', [], '', 'expected a label selector, got []'],
    ['a misspelt field', { matchLables: { a: 'b' } }, 'matchLables', 'unknown field'],
    ['a list of labels', { matchLabels: ['a'] }, 'matchLabels', 'expected a map of strings, got ["a"]'],
    ['a number', { matchLabels: { a: 1 } }, 'matchLabels["a"]', 'invalid label value 1'],
    ['an injected key', { matchLabels: { "a == 'b' || c": 'd' } }, `matchLabels["a == 'b' || c"]`, 'invalid label key'],
    ['an unquotable value', { matchLabels: { a: `'"` } }, 'matchLabels["a"]', 'invalid label value'],
    ['no list', { matchExpressions: {} }, 'matchExpressions', 'expected a list, got {}'],
    ['null in the list', { matchExpressions: [null] }, 'matchExpressions[0]', 'expected a requirement, got null'],
    ['no key', { matchExpressions: [{ operator: 'Exists' }] }, 'matchExpressions[0].key', 'invalid label key nothing'],
    ['a bad operator', expression('a', 'Equals', ['b']), 'matchExpressions[0].operator', 'got "Equals"'],
    [
      'In without values',
      expression('a', 'In', []),
      'matchExpressions[0].values',
      'expected at least one value, got []',
    ],
    ['Exists with values', expression('a', 'Exists', ['b']), 'matchExpressions[0].values', 'must be empty with Exists'],
    [
      'a number in a list',
      expression('a', 'NotIn', ['b', 1]),
      'matchExpressions[0].values[1]',
      'invalid label value 1',
    ],
  ])('%s', (_, selector, field, reason) => {
    expect(labelSelectorTerms(selector).problems).toEqual([{ field, reason: expect.stringContaining(reason) }]);
  });
});
