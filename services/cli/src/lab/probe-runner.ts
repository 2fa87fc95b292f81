// Runs many probes at once, and doubts silence: on a busy machine an answer may be late.
import type { ProbeOutcome, Prober, Target } from './prober.ts';

export interface ProbeTask {
  readonly prober: Prober;
  readonly target: Target;
  /** What ought to come back. Only this decides how long silence is doubted; it never changes an outcome. */
  readonly allow: boolean;
}

/** So long is waited for an answer that ought not to come: time for TCP to send its SYN twice. */
const FIRST_MILLISECONDS = 1_200;
/** And so long more, in later attempts, for one that ought to have come. */
const LATER_MILLISECONDS = [3_000, 6_000];
const CONCURRENT = 600;
const CONCURRENT_LATER = 50;

/**
 * The outcome of each task, in order. Silence where an answer ought to come is probed again, with fewer at a time and
 * more patience, before it is believed. An answer is believed at once: no delay can make one.
 */
export async function runProbes(
  tasks: readonly ProbeTask[],
  milliseconds = FIRST_MILLISECONDS,
): Promise<readonly ProbeOutcome[]> {
  const outcomes: ProbeOutcome[] = tasks.map(() => ({ kind: 'silent' }));
  const pass = (indices: readonly number[], concurrent: number, timeout: number) =>
    forEachConcurrently(indices, concurrent, async (index) => {
      const task = tasks[index]!;
      outcomes[index] = await task.prober.probe(task.target, timeout);
    });
  const doubtful = () =>
    tasks.flatMap((task, index) => (task.allow && outcomes[index]?.kind === 'silent' ? [index] : []));
  await pass([...tasks.keys()], CONCURRENT, milliseconds);
  for (const timeout of LATER_MILLISECONDS) await pass(doubtful(), CONCURRENT_LATER, timeout);
  return outcomes;
}

async function forEachConcurrently<T>(
  items: readonly T[],
  concurrent: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const queue = items.values();
  const worker = async () => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(concurrent, items.length) }, worker));
}
