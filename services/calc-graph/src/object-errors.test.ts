import { createLogger } from '@manul/observability';
import { expect, test } from 'vitest';
import { ObjectErrors, objectKey } from './object-errors.ts';

function setUp() {
  const lines: { level: string; msg: string; object: string; field?: string }[] = [];
  const destination = { write: (line: string) => void lines.push(JSON.parse(line)) };
  return { lines, errors: new ObjectErrors(createLogger({ service: 'test', level: 'info', destination })) };
}

const mistake = (field: string) => ({
  object: 'NetworkPolicy prod/web',
  field,
  reason: 'port 0 is not between 1 and 65535',
  effect: 'the rule allows nothing',
});

test('logs a mistake once, however often the object comes, and again when it is mended', () => {
  const { lines, errors } = setUp();
  errors.set('a', [mistake('spec.ingress[0]')]);
  errors.set('a', [mistake('spec.ingress[0]')]);
  errors.set('a', [mistake('spec.ingress[0]'), mistake('spec.egress[1]')]);
  errors.set('a', []);
  errors.set('a', []);
  expect(lines.map(({ level, field }) => [level, field])).toEqual([
    ['warn', 'spec.ingress[0]'],
    ['warn', 'spec.egress[1]'],
    ['info', undefined],
  ]);
});

test('lists what is wrong now', () => {
  const { errors } = setUp();
  errors.set('a', [mistake('x'), mistake('y')]);
  errors.set('b', [mistake('z')]);
  errors.set('c', []);
  expect(errors.size).toBe(2);
  expect(errors.list(10).map(({ field }) => field)).toEqual(['x', 'y', 'z']);
  expect(errors.list(1)).toHaveLength(1);
  errors.set('a', []);
  expect(errors.list(10).map(({ field }) => field)).toEqual(['z']);
});

test('names an object apart from its version', () => {
  const metadata = { name: 'web', namespace: 'prod' };
  expect(objectKey({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata })).toBe(
    'networking.k8s.io/NetworkPolicy prod/web',
  );
  expect(objectKey({ apiVersion: 'v1', kind: 'Node', metadata: { name: 'a' } })).toBe('Node a');
});
