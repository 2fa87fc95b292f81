import type { ApiObject, ObjectError } from '@manul/model';
import type { ObjectEvent } from '@manul/source-kubernetes';
import { expect, test, vi } from 'vitest';
import { ObjectEvents } from './object-events.ts';

const policy: ApiObject = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { namespace: 'prod', name: 'web', uid: 'u-1' },
};

function error(reason: string): ObjectError {
  return { object: 'x', field: 'spec.ingress[0]', reason, effect: 'the rule allows nothing' };
}

function setUp(write: (event: ObjectEvent) => Promise<void>, maxWaiting = 10) {
  const outcomes: string[] = [];
  const events = new ObjectEvents({
    write,
    counted: (outcome) => outcomes.push(outcome),
    gapMilliseconds: 0,
    maxWaiting,
  });
  return { events, outcomes };
}

test('tells of each mistake once, on its object', async () => {
  const written: ObjectEvent[] = [];
  const { events, outcomes } = setUp(async (event) => void written.push(event));
  events.report(policy, [error('bad port'), error('bad port'), error('bad net')]);
  events.report(policy, [error('bad port')]);
  await vi.waitFor(() => expect(outcomes).toEqual(['written', 'written']));
  expect(written[0]).toMatchObject({
    object: { kind: 'NetworkPolicy', namespace: 'prod', name: 'web', uid: 'u-1' },
    message: 'spec.ingress[0]: bad port; the rule allows nothing',
  });
  expect(written[0]!.name).toMatch(/^web\.[0-9a-f]{16}$/);
  expect(written[0]!.name).not.toBe(written[1]!.name);
});

test('goes on after what is refused, and drops what is too much', async () => {
  let calls = 0;
  const { events, outcomes } = setUp(async () => {
    if (++calls === 1) throw new Error('forbidden');
  }, 2);
  events.report(policy, [error('a'), error('b'), error('c')]);
  await vi.waitFor(() => expect(outcomes).toEqual(['dropped', 'failed', 'written']));
});
