import { expect, test } from 'vitest';
import { BackOff } from './back-off.ts';

test('waits double up to the most, at least half of it certain', () => {
  const backOff = new BackOff({ firstMs: 100, maxMs: 1000 });
  for (const full of [100, 200, 400, 800, 1000, 1000]) {
    const wait = backOff.next();
    expect(wait).toBeGreaterThanOrEqual(full / 2);
    expect(wait).toBeLessThanOrEqual(full);
  }
  backOff.reset();
  expect(backOff.next()).toBeLessThanOrEqual(100);
});

test('never less than the server asks for', () => {
  const backOff = new BackOff({ firstMs: 100, maxMs: 1000 });
  expect(backOff.next(5000)).toBeGreaterThanOrEqual(5000);
});
