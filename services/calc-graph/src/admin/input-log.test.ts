import { defaultOptions, type ObjectChange } from '@manul/model';
import { changeOf } from '@manul/recording';
import { expect, test } from 'vitest';
import { InputLog } from './input-log.ts';

const object = (name: string, text = '') => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { namespace: 'a', name },
  text,
});
const apply = (name: string, text?: string): ObjectChange => ({ op: 'apply', object: object(name, text) });
const remove = (name: string): ObjectChange => ({ op: 'delete', object: object(name) });

function logWith(...changes: ObjectChange[]): InputLog {
  const log = new InputLog(defaultOptions);
  for (const change of changes) log.taken(change, true);
  log.flushed({ epoch: 1, revision: 1 }, 1);
  return log;
}

/** All that is pending: `apply web`, `flush 3`. */
function take(feed: ReturnType<InputLog['feed']>): string[] {
  const texts: string[] = [];
  for (let batch = feed.next(); batch; batch = feed.next()) {
    for (const { input, revision } of batch.entries ?? []) {
      const change = input ? changeOf(input) : undefined;
      texts.push(change ? `${change.op} ${change.object.metadata.name}` : `flush ${revision}`);
    }
  }
  return texts;
}

test('a feed begins with every object, and goes on flush by flush', () => {
  const log = logWith(apply('web'), apply('gone'), remove('gone'), apply('db'));
  const feed = log.feed();
  expect(take(feed)).toEqual(['apply web', 'apply db', 'flush 1']);
  log.taken(apply('web', 'new'), true);
  expect(take(feed), 'within a flush').toEqual([]);
  log.flushed({ epoch: 1, revision: 2 }, 2);
  log.taken(remove('db'), true);
  log.flushed({ epoch: 1, revision: 3 }, 3);
  log.flushed({ epoch: 1, revision: 3 }, 4);
  expect(take(feed)).toEqual(['apply web', 'flush 2', 'delete db', 'flush 3']);
});

test('the first batch says how objects are understood', () => {
  const feed = logWith(apply('web')).feed();
  expect(JSON.parse(feed.next()?.config ?? '')).toEqual({ conversion: defaultOptions });
});

test('who comes within a flush hears of it when it is whole', () => {
  const log = logWith(apply('web'));
  log.taken(apply('db'), true);
  const feed = log.feed();
  expect(take(feed)).toEqual([]);
  log.flushed({ epoch: 1, revision: 2 }, 2);
  expect(take(feed)).toEqual(['apply web', 'apply db', 'flush 2']);
});

test('who is slow hears the last of each object, under the newest flush', () => {
  const log = logWith(apply('web'));
  const feed = log.feed();
  take(feed);
  const large = 'x'.repeat(3 * 1024 * 1024);
  for (let revision = 2; revision < 50; revision++) {
    log.taken(apply('web', `${large}${revision}`), true);
    log.flushed({ epoch: 1, revision }, revision);
  }
  const texts = take(feed);
  expect(texts.length).toBeLessThan(12);
  expect(texts.slice(-2)).toEqual(['apply web', 'flush 49']);
});

test('where nobody can tell whom an object is for, the version in force goes before it', () => {
  const log = logWith(apply('web', 'good'));
  log.taken(apply('web', 'bad'), false);
  log.taken(apply('web', 'worse'), false);
  log.flushed({ epoch: 1, revision: 2 }, 2);
  const entries = log.feed().next()?.entries ?? [];
  const texts = entries.flatMap(({ input }) => (input ? [JSON.parse(input.object ?? '').text] : []));
  expect(texts).toEqual(['good', 'worse']);
});
