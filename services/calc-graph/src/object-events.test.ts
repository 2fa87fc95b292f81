import type { ApiObject, ObjectError } from '@manul/model';
import { expect, test } from 'vitest';
import { mistakeEvent } from './object-events.ts';

const policy: ApiObject = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { namespace: 'prod', name: 'web', uid: 'u-1' },
};

function error(reason: string): ObjectError {
  return { object: 'x', field: 'spec.ingress[0]', reason, effect: 'the rule allows nothing' };
}

test('names object, field, reason and effect', () => {
  expect(mistakeEvent(policy, error('bad port'))).toMatchObject({
    object: { kind: 'NetworkPolicy', namespace: 'prod', name: 'web', uid: 'u-1' },
    message: 'spec.ingress[0]: bad port; the rule allows nothing',
  });
});

test('has one name for one mistake, which is a DNS subdomain whatever the object is called', () => {
  const { name } = mistakeEvent(policy, error('bad port'));
  expect(name).toMatch(/^web\.[0-9a-f]{16}$/);
  expect(mistakeEvent(policy, error('bad port')).name).toBe(name);
  expect(mistakeEvent(policy, error('bad net')).name).not.toBe(name);
  const long = { ...policy, metadata: { ...policy.metadata, name: `${'a'.repeat(229)}.${'b'.repeat(20)}` } };
  expect(mistakeEvent(long, error('bad port')).name).toMatch(/^a{229}\.[0-9a-f]{16}$/);
});
