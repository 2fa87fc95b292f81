import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { mutate, randomFrom } from './mutate.ts';
import type { Target } from './targets.ts';
import { Watchdog } from './watchdog.ts';

/** An input that a target broke on. */
export interface Finding {
  readonly input: Buffer;
  readonly reason: string;
}

export interface FuzzOptions {
  readonly inputs: number;
  readonly seed: number;
}

/** Of this thread's own time: more than any input of this size may take on a slow machine. */
const hangMilliseconds = 30_000;
const foreverMilliseconds = 120_000;
const maxGrowthBytes = 512 * 1024 * 1024;
const inputsPerLook = 10_000;

/**
 * The first input that crashes the target, holds it up or fills memory; undefined where none does. One that holds it up
 * for ever ends the process.
 */
export async function fuzz(target: Target, options: FuzzOptions): Promise<Finding | undefined> {
  const watchdog = await Watchdog.start(`seed ${options.seed}`, foreverMilliseconds);
  try {
    return await run(target, options, watchdog);
  } finally {
    await watchdog.stop();
  }
}

async function run(target: Target, { inputs, seed }: FuzzOptions, watchdog: Watchdog): Promise<Finding | undefined> {
  const random = randomFrom(seed);
  const before = heapInUse();
  for (let done = 0; done < inputs; done++) {
    watchdog.next();
    const input = mutate(target.seeds, target.words, random);
    const start = process.threadCpuUsage();
    try {
      await target.run(input);
    } catch (error) {
      return { input, reason: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    }
    const { user, system } = process.threadCpuUsage(start);
    const took = (user + system) / 1_000;
    if (took > hangMilliseconds) return { input, reason: `took ${Math.round(took)} ms` };
    if ((done + 1) % inputsPerLook !== 0 && done + 1 < inputs) continue;
    const grown = heapInUse() - before;
    if (grown > maxGrowthBytes) return { input, reason: `memory has grown by ${grown} bytes` };
  }
  return undefined;
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Without what is garbage: when that goes is for the machine to decide. */
function heapInUse(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}
