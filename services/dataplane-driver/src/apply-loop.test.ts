import type { RoundReport } from '@manul/dataplane';
import { expect, test, vi } from 'vitest';
import { ApplyLoop, type FinishedRound } from './apply-loop.ts';

const clean: RoundReport = {
  inSync: true,
  digest: 0n,
  written: 0,
  commands: 1,
  driftHealed: 0,
  splitTransactions: 0,
  lockWaitMs: 0,
  endpointsFirst: 0,
  errors: [],
  retry: [],
};

interface Bench {
  readonly loop: ApplyLoop;
  readonly rounds: FinishedRound[];
  readonly collect: ReturnType<typeof vi.fn>;
  readonly verify: ReturnType<typeof vi.fn>;
  readonly retryRefused: ReturnType<typeof vi.fn>;
  round(count: number): Promise<void>;
}

function bench(apply: () => Promise<RoundReport>, times: { refresh?: number; check?: number } = {}): Bench {
  const rounds: FinishedRound[] = [];
  const collect = vi.fn();
  const verify = vi.fn(async (_scope: string) => {});
  const retryRefused = vi.fn();
  const loop = new ApplyLoop({
    kernel: { apply, verify, retryRefused },
    collect,
    onRound: (round) => rounds.push(round),
    times: () => ({ refreshMilliseconds: times.refresh ?? 60_000, postWriteMilliseconds: times.check ?? 60_000 }),
    retryFirstMilliseconds: 1,
  });
  return {
    loop,
    rounds,
    collect,
    verify,
    retryRefused,
    round: (count) =>
      vi.waitFor(() => expect(rounds.length).toBeGreaterThanOrEqual(count), { timeout: 60_000, interval: 2 }),
  };
}

test('what comes while a round runs is one more round', async () => {
  const gates: (() => void)[] = [];
  const { loop, round, rounds } = bench(() => new Promise((resolve) => gates.push(() => resolve(clean))));
  loop.request();
  await vi.waitFor(() => expect(gates).toHaveLength(1), 60_000);
  for (let i = 0; i < 10; i++) loop.request();
  gates[0]?.();
  await vi.waitFor(() => expect(gates).toHaveLength(2), 60_000);
  gates[1]?.();
  await round(2);
  await loop.stop();
  expect(rounds).toHaveLength(2);
  expect(gates).toHaveLength(2);
});

test('requests of one tick are one round, which collects first', async () => {
  const apply = vi.fn(async () => clean);
  const { loop, round, collect } = bench(apply);
  loop.request();
  loop.request();
  await round(1);
  expect(apply).toHaveBeenCalledTimes(1);
  expect(collect.mock.invocationCallOrder[0]).toBeLessThan(apply.mock.invocationCallOrder[0]!);
  await loop.stop();
});

test('a round that could not be completed is tried again until it is', async () => {
  let failures = 3;
  const { loop, round, rounds } = bench(async () => (failures-- > 0 ? { ...clean, retry: ['lock held'] } : clean));
  loop.request();
  await round(4);
  await loop.stop();
  expect(rounds.map(({ retry }) => retry.length)).toEqual([1, 1, 1, 0]);
});

test('a backend that throws is reported and tried again', async () => {
  let calls = 0;
  const { loop, round, rounds } = bench(async () => {
    if (calls++ === 0) throw new Error('boom');
    return clean;
  });
  loop.request();
  await round(2);
  await loop.stop();
  expect(rounds[0]?.retry).toEqual(['boom']);
  expect(rounds[1]?.retry).toEqual([]);
});

test('reads the kernel back soon after a write, and from time to time', async () => {
  let first = true;
  const once = async () => {
    const report = { ...clean, written: first ? 5 : 0 };
    first = false;
    return report;
  };
  const { loop, round, verify, retryRefused } = bench(once, { check: 5 });
  loop.request();
  await round(2);
  expect(verify.mock.calls).toEqual([['written']]);
  expect(retryRefused).not.toHaveBeenCalled();
  await loop.stop();
  const periodic = bench(async () => clean, { refresh: 5 });
  periodic.loop.request();
  await periodic.round(3);
  expect(periodic.verify.mock.calls.length).toBeGreaterThanOrEqual(2);
  expect(periodic.retryRefused.mock.calls.length).toBeGreaterThanOrEqual(2);
  expect(periodic.verify.mock.calls[0]).toEqual(['all']);
  await periodic.loop.stop();
});

test('updates do not wait while the kernel is read back, and are not what puts it off', async () => {
  const { loop, round, rounds, verify } = bench(async () => clean, { refresh: 30 });
  let finish: () => void = () => {};
  // The first alone: the next may have begun before the loop is stopped, which waits for it.
  verify.mockImplementationOnce(() => new Promise<void>((resolve) => (finish = resolve)));
  loop.request();
  while (verify.mock.calls.length === 0) {
    const before = rounds.length;
    loop.request();
    await round(before + 1);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  const during = rounds.length;
  loop.request();
  await round(during + 1);
  finish();
  await round(during + 2);
  await loop.stop();
});

test('once stopped it waits for the round that runs and starts none', async () => {
  let finish: () => void = () => {};
  const apply = vi.fn(() => new Promise<RoundReport>((resolve) => (finish = () => resolve({ ...clean, written: 1 }))));
  const { loop } = bench(apply, { check: 1, refresh: 1 });
  loop.request();
  await vi.waitFor(() => expect(apply).toHaveBeenCalled(), 60_000);
  loop.request();
  const stopped = loop.stop();
  finish();
  await stopped;
  loop.request();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(apply).toHaveBeenCalledTimes(1);
});
