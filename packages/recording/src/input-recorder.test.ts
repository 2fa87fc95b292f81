import { expect, test } from 'vitest';
import { InputRecorder } from './input-recorder.ts';
import { changeOf, inputOf } from './inputs.ts';
import type { Entry } from './record.ts';

const pod = (name: string, labels = {}) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { namespace: 'prod', name, labels, resourceVersion: '7' },
});
type Change = Parameters<typeof inputOf>[0];

function recorder() {
  const written: Entry[] = [];
  const sut = new InputRecorder({ write: (entry) => written.push(entry) });
  const flush = (revision: number, ...changes: Change[]) => {
    const place = { time: revision * 1000, epoch: 1, revision };
    sut.entries([...changes.map((change) => ({ ...place, input: inputOf(change) })), { ...place, flush: {} }]);
  };
  const texts = () =>
    written.splice(0).map(({ input, revision }) => {
      if (!input) return `flush ${revision}`;
      const { op, object } = changeOf(input);
      return `${op} ${object.metadata.name}`;
    });
  return { sut, written, flush, texts };
}

const apply = (name: string, labels = {}): Change => ({ op: 'apply', object: pod(name, labels) });

test('entries name the object that they hold', () => {
  const { flush, written } = recorder();
  flush(1, apply('web'));
  expect(written[0]).toMatchObject({
    revision: 1,
    origin: { api_version: 'v1', kind: 'Pod', namespace: 'prod', name: 'web', resource_version: '7' },
  });
});

test('a stream that begins anew records what changed meanwhile, removals too', () => {
  const { sut, flush, texts } = recorder();
  flush(1, apply('web'), apply('db'), apply('cache'));
  flush(2, { op: 'delete', object: pod('cache') });
  expect(texts()).toEqual(['apply web', 'apply db', 'apply cache', 'flush 1', 'delete cache', 'flush 2']);
  sut.disconnected();
  flush(9, apply('web'), apply('new'));
  expect(texts()).toEqual(['apply new', 'delete db', 'flush 9']);
  flush(10, apply('web', { a: 'b' }));
  expect(texts()).toEqual(['apply web', 'flush 10']);
});

test('one that has nothing new to tell leaves no trace', () => {
  const { sut, flush, texts } = recorder();
  flush(1, apply('web'));
  texts();
  sut.disconnected();
  flush(1, apply('web'));
  expect(texts()).toEqual([]);
});
