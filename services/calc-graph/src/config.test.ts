import { expect, test } from 'vitest';
import { configSchema } from './config.ts';
import { parseElectionSpec } from './election/election-spec.ts';

const reasons = (settings: object) =>
  configSchema.safeParse({ source: 'kubernetes', ...settings }).error?.issues.map(({ message }) => message) ?? [];

test.each([
  [{ redis: 'redis://redis:6379/1' }],
  [{ redis: 'rediss://user@redis.example:6380', role: 'fan-out', election: 'lease:manul/calc-graph' }],
])('takes %j', (settings) => expect(reasons(settings)).toEqual([]));

test.each([
  [{ redis: 'http://redis' }, /redis:\/\//],
  [{ redis: 'redis' }, /redis:\/\//],
  // It would stand in lists of processes.
  [{ redis: 'redis://:secret@redis' }, /no password/],
  [{ role: 'follower' }, /fan-out/],
  [{ election: 'lease:manul' }, /lease:NAMESPACE\/NAME/],
  [{ redisPrefix: 'a{b}' }, /is not letters/],
])('refuses %j', (settings, reason) => expect(reasons(settings).join()).toMatch(reason));

test('an election is by Redis or by a Lease', () => {
  expect(parseElectionSpec('redis')).toEqual({ kind: 'redis' });
  expect(parseElectionSpec('lease:a/b.c')).toEqual({ kind: 'lease', namespace: 'a', name: 'b.c' });
  expect(parseElectionSpec('lease:A/b')).toBeUndefined();
});
