// Every recorded case: cluster state in, and for every node the messages that Felix's graph sent, as a state after each
// step, in an order that is safe at every prefix.
import type { ObjectChange } from '@manul/model';
import { expect, test } from 'vitest';
import { MessageState } from '../../packages/calc/src/testing/message-state.ts';
import { computeSteps, type StepMessages } from '../../services/cli/src/compute/compute-steps.ts';
import { describeShared, goldenCase, goldenCaseNames, readGolden } from './shared-data.ts';

describeShared('messages, as recorded', () => {
  test.each(goldenCaseNames())('%s', (name) => {
    const info = goldenCase(name);
    const steps = readGolden(name, 'steps') as ObjectChange[][];
    const suppressOverlaps = (info.config['NFTablesMode'] ?? 'Disabled') !== 'Disabled';
    const { messages } = computeSteps(steps, { suppressOverlaps });
    expect(info.nodes.length).toBeGreaterThan(0);
    for (const node of info.nodes) {
      const recorded = readGolden(name, `${node}.messages`) as StepMessages[];
      compareNode(node, messages[node] ?? [], recorded);
    }
  });
});

function compareNode(node: string, got: readonly StepMessages[], recorded: readonly StepMessages[]): void {
  expect(got.length, `${node}: steps`).toBe(recorded.length);
  const gotState = new MessageState();
  const recordedState = new MessageState();
  for (const [step, messages] of recorded.entries()) {
    const where = `${node} step ${step}`;
    for (const message of got[step] ?? []) gotState.apply(message, where);
    for (const message of messages) recordedState.apply(message, where);
    expect(gotState.problems, where).toEqual([]);
    expect(gotState.snapshot(), where).toEqual(recordedState.snapshot());
  }
}
