import { expect, test } from 'vitest';
import { explain } from './explain.ts';

test.each<[unknown, string]>([
  [Object.assign(new Error('aborted'), { code: 'ECONNRESET' }), 'the connection to the API server was cut'],
  [new Error('connect ECONNREFUSED 127.0.0.1:6443'), 'connect ECONNREFUSED 127.0.0.1:6443'],
  [new AggregateError([new Error('one'), new Error('aborted')]), 'one; the connection to the API server was cut'],
  ['odd', 'odd'],
])('%o', (error, text) => {
  expect(explain(error, 'pods')).toBe(text);
});
