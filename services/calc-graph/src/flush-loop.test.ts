import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FlushLoop } from './flush-loop.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setImmediate', 'clearImmediate', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

test('flushes at once after a pause, and what came in the same tick with it', () => {
  const flush = vi.fn();
  const loop = new FlushLoop({ flush, gap: () => 5 });
  loop.request();
  loop.request();
  expect(flush).not.toHaveBeenCalled();
  vi.advanceTimersByTime(0);
  expect(flush).toHaveBeenCalledTimes(1);
});

test('collects what keeps coming', () => {
  const flush = vi.fn();
  const loop = new FlushLoop({ flush, gap: () => 5 });
  for (let millisecond = 0; millisecond < 100; millisecond++) {
    loop.request();
    vi.advanceTimersByTime(1);
  }
  expect(flush.mock.calls.length).toBeGreaterThan(10);
  expect(flush.mock.calls.length).toBeLessThanOrEqual(21);
});

test('a slow flush makes the pause after it longer', () => {
  const flush = vi.fn(() => vi.advanceTimersByTime(40));
  const loop = new FlushLoop({ flush, gap: () => 5 });
  loop.request();
  vi.advanceTimersToNextTimer();
  loop.request();
  vi.advanceTimersByTime(30);
  expect(flush).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(15);
  expect(flush).toHaveBeenCalledTimes(2);
});

test('flushes no more once stopped', () => {
  const flush = vi.fn();
  const loop = new FlushLoop({ flush, gap: () => 5 });
  loop.request();
  loop.stop();
  vi.advanceTimersByTime(100);
  expect(flush).not.toHaveBeenCalled();
});
