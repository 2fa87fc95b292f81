import { expect, test } from 'vitest';
import { runProbes } from './probe-runner.ts';
import type { ProbeOutcome, Prober, Target } from './prober.ts';

/** Answers with the outcomes given for a port, one after another, the last one again and again. */
function scripted(outcomes: Record<number, readonly ProbeOutcome['kind'][]>) {
  const attempts: number[] = [];
  const prober = {
    async probe({ port }: Target): Promise<ProbeOutcome> {
      const made = attempts.filter((attempt) => attempt === port).length;
      attempts.push(port);
      const kind = outcomes[port]?.[made] ?? outcomes[port]?.at(-1) ?? 'silent';
      return kind === 'open' ? { kind, by: 'x' } : kind === 'refused' ? { kind, reason: 'reset' } : { kind };
    },
  } as unknown as Prober;
  const task = (port: number, allow: boolean) => ({
    prober,
    target: { protocol: 'tcp' as const, address: '10.0.0.1', port },
    allow,
  });
  return { attempts, task };
}

test('only silence where an answer is expected is probed again', async () => {
  const { attempts, task } = scripted({
    1: ['silent', 'silent', 'open'],
    2: ['silent'],
    3: ['open', 'silent'],
    4: ['refused', 'open'],
    5: ['silent'],
  });
  const tasks = [task(1, true), task(2, false), task(3, false), task(4, true), task(5, true)];
  const outcomes = await runProbes(tasks);
  expect(outcomes.map(({ kind }) => kind)).toEqual(['open', 'silent', 'open', 'refused', 'silent']);
  expect(attempts.toSorted()).toEqual([1, 1, 1, 2, 3, 4, 5, 5, 5]);
});

test('nothing to probe is nothing to wait for', async () => expect(await runProbes([])).toEqual([]));
