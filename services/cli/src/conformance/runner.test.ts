import { expect, test } from 'vitest';
import { EnforcementError } from '../lab/control-plane.ts';
import type { ProbeOutcome } from '../lab/prober.ts';
import type { CorpusCase } from './corpus.ts';
import type { Dataplane } from './dataplane.ts';
import { oneStep, pod, row } from './fixtures.ts';
import type { PlannedProbe } from './plan.ts';
import { totals } from './report.ts';
import { failedProbes, runCases } from './runner.ts';

const pods = [pod('x', 'a', '10.0.0.1'), pod('x', 'b', '10.0.0.2')];
const nameOf = ({ to }: PlannedProbe) => `${to?.namespace}/${to?.name}`;

function run(
  cases: readonly CorpusCase[],
  answer: (probe: PlannedProbe) => ProbeOutcome,
  more: Partial<Dataplane> = {},
) {
  const made: number[] = [];
  const dataplane = async (nodes: readonly unknown[]): Promise<Dataplane> => {
    made.push(nodes.length);
    return { enforce: async () => {}, probe: async (probes) => probes.map(answer), close: async () => {}, ...more };
  };
  const { signal } = new AbortController();
  const results = runCases({ cases, nodeCount: 2, dataplane, signal, onCase: () => {} });
  return results.then((all) => ({ results: all, made }));
}

test('allow is right where the very pod answers, deny where nobody does', async () => {
  const rows = [row('x/a', 'x/b', 'allow'), row('x/b', 'x/a', 'deny'), row('x/a', 'x/a', 'deny')];
  const cases = [oneStep('1', pods, rows)];
  const outcomes = async (answer: (probe: PlannedProbe) => ProbeOutcome) => {
    const { results } = await run(cases, answer);
    return [totals(results), results[0]?.wrong.map(({ probe }) => nameOf(probe))];
  };
  const silent = { kind: 'silent' } as const;
  const open = (by: string) => ({ kind: 'open', by }) as const;
  const refused = { kind: 'refused', reason: 'reset' } as const;
  expect(await outcomes((probe) => (probe.allow ? open('x/b') : silent))).toEqual([{ passed: 2, failed: 0 }, []]);
  expect(await outcomes((probe) => (probe.allow ? open('x/c') : silent))).toEqual([{ passed: 1, failed: 1 }, ['x/b']]);
  expect(await outcomes((probe) => (probe.allow ? open('x/b') : refused))).toEqual([{ passed: 1, failed: 1 }, ['x/a']]);
  expect(await outcomes((probe) => open(nameOf(probe)))).toEqual([{ passed: 1, failed: 1 }, ['x/a']]);
  expect(await outcomes(() => silent)).toEqual([{ passed: 1, failed: 1 }, ['x/b']]);
});

test('a state that is not enforced fails all its probes, and the run goes on', async () => {
  let calls = 0;
  const enforce = async () => {
    calls += 1;
    if (calls === 1) throw new EnforcementError('node-1 is behind');
  };
  const cases = ['1', '2'].map((id) => oneStep(id, pods, [row('x/a', 'x/b')]));
  const { results } = await run(cases, (probe) => ({ kind: 'open', by: nameOf(probe) }), { enforce });
  expect(results.map(failedProbes)).toEqual([1, 0]);
  expect(results[0]?.broken).toEqual([{ step: 1, reason: 'node-1 is behind', probes: 1 }]);
});

test('a service that ends, ends the run', async () => {
  const enforce = async () => {
    throw new Error('driver node-1 ended');
  };
  await expect(run([oneStep('1', pods, [])], () => ({ kind: 'silent' }), { enforce })).rejects.toThrow('ended');
});

test('one lab serves all cases that have the same nodes', async () => {
  const own = { ...oneStep('3', pods, []), nodes: [{ name: 'n', ip: '172.18.0.2' }] };
  const { made } = await run([oneStep('1', pods, []), oneStep('2', pods, []), own], () => ({ kind: 'silent' }));
  expect(made).toEqual([2, 1]);
});
