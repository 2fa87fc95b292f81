import { expect, test } from 'vitest';
import { changeOf, inputOf } from './inputs.ts';
import { RecordingState } from './state.ts';

const pod = (name: string, labels = {}) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { namespace: 'prod', name, labels },
});

test('an object comes back as it was, a removal with its names', () => {
  expect(changeOf(inputOf({ op: 'apply', object: pod('web', { a: 'b' }) }))).toEqual({
    op: 'apply',
    object: pod('web', { a: 'b' }),
  });
  expect(changeOf(inputOf({ op: 'delete', object: pod('web', { a: 'b' }) }))).toEqual({
    op: 'delete',
    object: { apiVersion: 'v1', kind: 'Pod', metadata: { namespace: 'prod', name: 'web' } },
  });
});

test('an object that is not JSON is refused', () => {
  expect(() => changeOf({ object: '{' })).toThrow(/not JSON: \{/);
});

test("inputs add up to the cluster's objects", () => {
  const state = new RecordingState();
  const apply = (change: Parameters<typeof inputOf>[0]) => state.apply({ revision: 4, input: inputOf(change) });
  apply({ op: 'apply', object: pod('web') });
  apply({ op: 'apply', object: pod('db') });
  apply({ op: 'apply', object: pod('web', { a: 'b' }) });
  apply({ op: 'delete', object: pod('db') });
  state.apply({ revision: 5, flush: {} });
  const entries = [...state.entries()];
  expect(entries.map(({ input, flush }) => (input ? changeOf(input).object : flush))).toEqual([
    pod('web', { a: 'b' }),
    {},
  ]);
  expect(entries.at(-1)?.revision).toBe(5);
});
