import { manul } from '@manul/proto';
import { expect, test } from 'vitest';
import { toText } from './run-command.ts';

test('an answer that was computed here reads like one of a service', () => {
  const { Explanation, End } = manul.v1;
  const answer: manul.v1.IExplanation = {
    allowed: false,
    to: { kind: End.Kind.POD, name: 'web' },
    stages: [{ stage: 'workload', steps: [{ by: 'tier-default' }] }],
    position: { epoch: 1_795_476_298_997, revision: 3 },
  };
  const text = toText(Explanation, answer);
  expect(text).toBe(toText(Explanation, Explanation.decode(Explanation.encode(answer).finish())));
  expect(JSON.parse(text)).toMatchObject({
    allowed: false,
    to: { kind: 'POD', name: 'web', namespace: '' },
    stages: [{ stage: 'workload', isolated: false, steps: [{ by: 'tier-default', sets: [] }] }],
    position: { epoch: 1_795_476_298_997, revision: 3 },
  });
});
