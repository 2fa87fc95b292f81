import type { networkInterfaces } from 'node:os';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watchInterfaces } from './interface-monitor.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('tells host interfaces at once, then when something changed, until it is ended', () => {
  let now: Record<string, string[]> = { lo: ['127.0.0.1', '::1'], eth0: ['10.0.0.1'], cali123: ['169.254.1.1'] };
  const told: unknown[] = [];
  const end = watchInterfaces({
    pollMilliseconds: 100,
    workloadPrefixes: ['cali'],
    onChange: (addresses) => told.push(Object.fromEntries(addresses)),
    read: () =>
      Object.fromEntries(
        Object.entries(now).map(([name, addresses]) => [name, addresses.map((address) => ({ address }))]),
      ) as ReturnType<typeof networkInterfaces>,
  });
  expect(told).toEqual([{ eth0: ['10.0.0.1'], lo: ['127.0.0.1', '::1'] }]);
  now = { eth0: ['10.0.0.1'], lo: ['::1', '127.0.0.1'] };
  vi.advanceTimersByTime(300);
  expect(told).toHaveLength(1);
  now = { lo: ['127.0.0.1', '::1'], eth0: ['10.0.0.2', '10.0.0.1'] };
  vi.advanceTimersByTime(100);
  expect(told[1]).toEqual({ eth0: ['10.0.0.1', '10.0.0.2'], lo: ['127.0.0.1', '::1'] });
  end();
  now = {};
  vi.advanceTimersByTime(300);
  expect(told).toHaveLength(2);
});
