import { expect, test } from 'vitest';
import { ProblemLog } from './problem-log.ts';
import type { SourceProblem } from './source.ts';

test('a problem is told when it begins, when its reason changes and when it ends', () => {
  const told: SourceProblem[] = [];
  let now = 100;
  const problems = new ProblemLog(
    (problem) => told.push(problem),
    () => now,
  );
  problems.resolve('pods');
  problems.raise('pods', 'forbidden');
  now = 200;
  problems.raise('pods', 'forbidden');
  problems.raise('pods', 'connection refused');
  problems.resolve('pods');
  problems.resolve('pods');
  problems.raise('pods', 'forbidden');
  expect(told).toEqual([
    { subject: 'pods', reason: 'forbidden', since: 100, resolved: false },
    { subject: 'pods', reason: 'connection refused', since: 100, resolved: false },
    { subject: 'pods', reason: 'connection refused', since: 100, resolved: true },
    { subject: 'pods', reason: 'forbidden', since: 200, resolved: false },
  ]);
});
