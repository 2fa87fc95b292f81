import { expect, test } from 'vitest';
import { RateLimit } from './rate-limit.ts';

test('a burst, then as many as time allows, and never more than a burst', () => {
  const limit = new RateLimit(3, 10, 0);
  const taken = (now: number, tries: number) =>
    Array.from({ length: tries }, () => limit.take(now)).filter(Boolean).length;
  expect(taken(0, 5)).toBe(3);
  expect(taken(50, 5)).toBe(0);
  expect(taken(250, 5)).toBe(2);
  expect(taken(60_000, 100)).toBe(3);
});
