import { expect, test } from 'vitest';
import type { MatrixCell } from '../page/api.ts';
import { examplesOf, fillOf } from '../page/matrix.ts';

const empty = { allowed_from: '', allowed_to: '', denied_from: '', denied_to: '', one_version: [] };
const cell = (parts: Partial<MatrixCell>): MatrixCell => ({ pairs: 4, allowed: 0, ...empty, ...parts });
const alone = { ip_version: 4, pairs: 1, from: 'a/web', to: 'a/db' };

test.each([
  ['nobody', cell({ pairs: 0 })],
  ['none', cell({})],
  ['some', cell({ allowed: 1 })],
  ['all', cell({ allowed: 4 })],
  ['some', cell({ allowed: 4, one_version: [alone] })],
] as const)('%s', (fill, value) => {
  expect(fillOf(value)).toBe(fill);
});

test('a pair that may talk over one IP version alone is explained over the other one, which denies', () => {
  const mixed = cell({
    ...{ allowed: 2, allowed_from: 'a/x', allowed_to: 'a/y', denied_from: 'a/y', denied_to: 'a/x' },
    one_version: [alone],
  });
  expect(examplesOf(mixed)).toEqual([
    { what: 'a denied pair', from: 'a/y', to: 'a/x', ip_version: 0 },
    { what: 'an allowed pair', from: 'a/x', to: 'a/y', ip_version: 0 },
    { what: 'a pair denied over IPv6 alone', from: 'a/web', to: 'a/db', ip_version: 6 },
  ]);
  expect(examplesOf(cell({ allowed: 1, one_version: [alone] })).map(({ what }) => what)).toEqual([
    'a pair denied over IPv6 alone',
  ]);
});
