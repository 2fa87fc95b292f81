import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { apiReference, referencePath } from './api-reference.ts';
import { breakingChanges, currentSchema, readBaseline } from './proto-baseline.ts';

test('docs/reference/api.md is what the .proto files say (node scripts/api-reference.ts)', () => {
  expect(readFileSync(referencePath, 'utf8')).toBe(apiReference());
});

describe('the protobuf API', () => {
  test('breaks nobody who relies on the baseline', () => {
    expect(breakingChanges(readBaseline(), currentSchema())).toEqual([]);
  });

  test('would be seen to break', () => {
    const baseline = { 'message a.B': { '1': 'string x', '2': 'uint32 y' }, 'enum a.C': { '0': 'NONE' } };
    const current = { 'message a.B': { '1': 'bytes x', '3': 'string z' } };
    expect(breakingChanges(baseline, current)).toEqual([
      'message a.B, 1: string x became bytes x',
      'message a.B, 2: uint32 y is gone',
      'enum a.C is gone',
    ]);
  });
});
