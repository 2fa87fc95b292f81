// How long an update waits for the kernel: under a steady rate of changes, and in one round with much else.
import type { DataplaneDriver } from '@manul/dataplane';
import { memberChange, newPod, policyUpdate } from './driver-load.ts';

const changesPerSecond = 100;
const seconds = 5;

const quantile = (sorted: readonly number[], q: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? 0;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Every other change is of a policy, the rest of a set's member; times are from the message to the end of its round. */
export async function measureLoad(driver: DataplaneDriver, policies: number): Promise<Record<string, number>> {
  const total = changesPerSecond * seconds;
  const waited: number[] = [];
  let waiting: number[] = [];
  let sent = 0;
  let rounds = 0;
  const start = performance.now();
  const send = async () => {
    for (; sent < total; sent++) {
      await pause(Math.max(0, start + (sent * 1000) / changesPerSecond - performance.now()));
      driver.onUpdate(sent % 2 ? policyUpdate((sent * 37) % policies, 200 + sent) : memberChange(sent >> 1, true));
      waiting.push(performance.now());
    }
  };
  const apply = async () => {
    while (sent < total || waiting.length > 0) {
      const covered = waiting;
      waiting = [];
      if (covered.length === 0) await pause(1);
      else {
        const { errors, retry } = await driver.apply();
        if (errors.length + retry.length > 0) throw new Error(`under load: ${JSON.stringify({ errors, retry })}`);
        const now = performance.now();
        waited.push(...covered.map((at) => now - at));
        rounds++;
      }
    }
  };
  await Promise.all([send(), apply()]);
  waited.sort((a, b) => a - b);
  return {
    'load p50 ms': quantile(waited, 0.5),
    'load p99 ms': quantile(waited, 0.99),
    'load changes a round': total / rounds,
  };
}

/** When endpoints were last told of before the rest of their round. */
export interface Endpoints {
  toldAt: number;
}

/** What a new pod waits for alone, and where every policy changes at the same time; and that whole round. */
export async function measureNewPod(
  driver: DataplaneDriver,
  endpoints: Endpoints,
  policies: number,
): Promise<Record<string, number>> {
  const round = async () => {
    const start = performance.now();
    await driver.apply();
    const end = performance.now();
    return { pod: (endpoints.toldAt > start ? endpoints.toldAt : end) - start, all: end - start };
  };
  driver.onUpdate(newPod(0));
  const alone = await round();
  for (let index = 0; index < policies; index++) driver.onUpdate(policyUpdate(index, 1_500));
  const withoutPod = await round();
  const start = performance.now();
  for (let index = 0; index < policies; index++) driver.onUpdate(policyUpdate(index, 2_000));
  driver.onUpdate(newPod(1));
  const told = performance.now() - start;
  const together = await round();
  return {
    'new pod ms': alone.pod,
    'telling of all policies ms': told,
    'all policies changed ms': withoutPod.all,
    'new pod, all policies changed ms': together.pod,
    'that whole round ms': together.all,
  };
}
