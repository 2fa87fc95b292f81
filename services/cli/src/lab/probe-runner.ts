// Runs many probes at once, and doubts silence: on a busy machine an answer may be late.
import { NOBODY, type ProbeOutcome, type Prober, type Target } from './prober.ts';

export interface ProbeTask {
  readonly prober: Prober;
  readonly target: Target;
  /** What ought to come back. Only this decides how long silence is doubted; it never changes an outcome. */
  readonly allow: boolean;
}

/** So long is waited for an answer that ought not to come: time for TCP to send its SYN twice. */
const FIRST_MILLISECONDS = 1_200;
/** And so long more, in later attempts, for one that ought to have come. */
const LATER_MILLISECONDS = [3_000, 6_000, 12_000];
const CONCURRENT = 600;
const CONCURRENT_LATER = 50;

/**
 * The outcome of each task, in order. Where an answer ought to come, silence, and a connection without a word, are probed
 * again, with fewer at a time and more patience, before they are believed. All else is believed at once: no delay can
 * make it.
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
  const doubtful = () => tasks.flatMap((task, index) => (task.allow && isUnanswered(outcomes[index]!) ? [index] : []));
  await pass([...tasks.keys()], CONCURRENT, milliseconds);
  for (const timeout of LATER_MILLISECONDS) await pass(doubtful(), CONCURRENT_LATER, timeout);
  return outcomes;
}

/** Nobody has said anything, although a peer's kernel may have accepted the connection for it. */
const isUnanswered = (outcome: ProbeOutcome): boolean =>
  outcome.kind === 'silent' || (outcome.kind === 'open' && outcome.by === NOBODY);

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
