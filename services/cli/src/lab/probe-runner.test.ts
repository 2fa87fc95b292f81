import { expect, test } from 'vitest';
import { runProbes } from './probe-runner.ts';
import { NOBODY, type ProbeOutcome, type Prober, type Target } from './prober.ts';

/** Answers with the outcomes given for a port, one after another, the last one again and again. */
function scripted(outcomes: Record<number, readonly (ProbeOutcome['kind'] | 'accepted')[]>) {
  const attempts: number[] = [];
  const prober = {
    async probe({ port }: Target): Promise<ProbeOutcome> {
      const made = attempts.filter((attempt) => attempt === port).length;
      attempts.push(port);
      const kind = outcomes[port]?.[made] ?? outcomes[port]?.at(-1) ?? 'silent';
      if (kind === 'accepted') return { kind: 'open', by: NOBODY };
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

test('only where an answer is expected, silence and connections without a word are probed again', async () => {
  const { attempts, task } = scripted({
    1: ['silent', 'silent', 'open'],
    2: ['silent'],
    3: ['open', 'silent'],
    4: ['refused', 'open'],
    5: ['silent'],
    6: ['accepted', 'open'],
    7: ['accepted', 'silent'],
  });
  const tasks = [1, 2, 3, 4, 5, 6, 7].map((port) => task(port, ![2, 3, 7].includes(port)));
  const outcomes = await runProbes(tasks);
  const expected = ['open by x', 'silent', 'open by x', 'refused', 'silent', 'open by x', 'open by -'];
  expect(outcomes.map((each) => (each.kind === 'open' ? `open by ${each.by}` : each.kind))).toEqual(expected);
  expect(attempts.toSorted()).toEqual([1, 1, 1, 2, 3, 4, 5, 5, 5, 5, 6, 6, 7]);
});

test('nothing to probe is nothing to wait for', async () => expect(await runProbes([])).toEqual([]));
