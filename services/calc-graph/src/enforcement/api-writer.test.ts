import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ApiWriter, type ApiWriterOptions } from './api-writer.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

class Refused extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`${status}`);
    this.status = status;
  }
}

function setUp(more: Partial<ApiWriterOptions> = {}) {
  const outcomes: string[] = [];
  const failed: string[] = [];
  const writer = new ApiWriter({
    mayWrite: () => true,
    counted: (kind, outcome) => void outcomes.push(`${kind} ${outcome}`),
    onFailed: (key, reason) => void failed.push(`${key}: ${reason}`),
    perSecond: () => 10,
    maxWaiting: 3,
    ...more,
  });
  return { writer, outcomes, failed };
}

test('writes so many a second, the newest of each', async () => {
  const { writer, outcomes } = setUp();
  const written: string[] = [];
  const put = (key: string, text: string) =>
    writer.put({ key, kind: 'condition', write: async () => void written.push(text) });
  for (const key of ['a', 'b', 'c', 'd']) put(key, `${key} 1`);
  put('b', 'b 2');
  expect(outcomes).toEqual(['condition dropped']);
  await vi.advanceTimersByTimeAsync(50);
  expect(written).toEqual(['a 1']);
  await vi.advanceTimersByTimeAsync(100);
  expect(written).toEqual(['a 1', 'b 2']);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(written).toEqual(['a 1', 'b 2', 'c 1']);
  expect(writer.size).toBe(0);
});

test('tries again what may succeed later, and complains once', async () => {
  const { writer, outcomes, failed } = setUp();
  let attempts = 0;
  const write = async () => {
    if (++attempts < 10) throw new Refused(attempts % 2 === 0 ? 403 : 503);
  };
  writer.put({ key: 'readiness prod/web', kind: 'readiness', write });
  await vi.advanceTimersByTimeAsync(10 * 60_000);
  expect(attempts).toBe(10);
  expect(outcomes.filter((outcome) => outcome === 'readiness written')).toHaveLength(1);
  expect(failed).toEqual(['readiness prod/web: 503']);
});

test.each([
  ['event', new Error('no answer'), 5],
  ['event', new Refused(404), 1],
  ['condition', new Refused(404), 1],
] as const)('gives up an %s that meets %s', async (kind, error, attempts) => {
  const { writer, outcomes } = setUp();
  writer.put({ key: 'x', kind, write: () => Promise.reject(error) });
  await vi.advanceTimersByTimeAsync(60 * 60_000);
  expect(outcomes).toEqual(Array(attempts).fill(`${kind} failed`));
  expect(writer.size).toBe(0);
});

test('a pod is tried for as long as it is there, whatever is answered', async () => {
  const { writer, outcomes } = setUp();
  writer.put({ key: 'x', kind: 'readiness', write: () => Promise.reject(new Refused(409)) });
  await vi.advanceTimersByTimeAsync(10 * 60_000);
  expect(outcomes.length).toBeGreaterThan(10);
  writer.forget('x');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(writer.size).toBe(0);
});

test('writes nothing where another process leads, and nothing that was taken back', async () => {
  let leads = true;
  const { writer } = setUp({ mayWrite: () => leads });
  const write = vi.fn(async () => {});
  writer.put({ key: 'a', kind: 'condition', write });
  writer.forget('a');
  await vi.advanceTimersByTimeAsync(1_000);
  writer.put({ key: 'b', kind: 'condition', write });
  leads = false;
  await vi.advanceTimersByTimeAsync(1_000);
  writer.clear();
  leads = true;
  await vi.advanceTimersByTimeAsync(1_000);
  expect(write).not.toHaveBeenCalled();
  // A reign that is lost and found again in between loses nothing.
  leads = false;
  writer.put({ key: 'c', kind: 'condition', write });
  await vi.advanceTimersByTimeAsync(1_000);
  leads = true;
  await vi.advanceTimersByTimeAsync(1_000);
  expect(write).toHaveBeenCalledOnce();
});
