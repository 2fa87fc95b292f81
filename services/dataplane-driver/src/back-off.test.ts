import { expect, test } from 'vitest';
import { BackOff } from './back-off.ts';

test('grows to its limit, with jitter, and begins anew after a success', () => {
  const least = new BackOff(
    100,
    () => 1000,
    () => 0,
  );
  const most = new BackOff(
    100,
    () => 1000,
    () => 1,
  );
  expect(Array.from({ length: 6 }, () => least.next())).toEqual([50, 100, 200, 400, 500, 500]);
  expect(Array.from({ length: 6 }, () => most.next())).toEqual([100, 200, 400, 800, 1000, 1000]);
  most.reset();
  expect(most.next()).toBe(100);
});

test('stays finite after very many failures', () => {
  const backOff = new BackOff(
    100,
    () => 1000,
    () => 1,
  );
  for (let i = 0; i < 5000; i++) backOff.next();
  expect(backOff.next()).toBe(1000);
});
