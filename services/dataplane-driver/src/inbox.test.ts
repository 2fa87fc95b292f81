import { manul } from '@manul/proto';
import { expect, test } from 'vitest';
import { Inbox } from './inbox.ts';

const { Phase } = manul.v1;
const batch = (ids: string[], revision?: number, phase = Phase.UPDATE) =>
  manul.v1.ToNode.create({
    updates: ids.map((id) => ({ message: { ipset_remove: { id } } })),
    phase,
    ...(revision !== undefined && { position: { epoch: 1, revision }, digest: Buffer.alloc(8, revision) }),
  });
const ids = (inbox: Inbox) =>
  inbox.take().map((flush) => flush.updates.map(({ message }) => message?.ipset_remove?.id).join(' '));

test('gives whole flushes only', () => {
  const inbox = new Inbox();
  inbox.add(batch(['a'], undefined, Phase.SNAPSHOT), 10);
  expect(inbox.isReady).toBe(false);
  expect(ids(inbox)).toEqual([]);
  inbox.add(batch(['b'], 1, Phase.SNAPSHOT), 10);
  inbox.add(batch(['c'], 2), 10);
  inbox.add(batch(['d']), 10);
  expect(inbox.isReady).toBe(true);
  expect(inbox.bytes).toBe(40);
  const flushes = inbox.take();
  expect(flushes.map(({ phase, position, updates }) => [phase, position.revision, updates.length])).toEqual([
    [Phase.SNAPSHOT, 1, 2],
    [Phase.UPDATE, 2, 1],
  ]);
  expect(inbox.bytes).toBe(10);
  expect(flushes[0]?.digest).toEqual(Buffer.alloc(8, 1));
  inbox.add(batch([], 3), 1);
  expect(ids(inbox)).toEqual(['d']);
  expect(inbox.bytes).toBe(0);
});

test('a lost stream takes with it what waited', () => {
  const inbox = new Inbox();
  inbox.add(batch(['a'], 1), 10);
  inbox.add(batch(['b']), 10);
  inbox.clear();
  expect(inbox.bytes).toBe(0);
  inbox.add(batch(['c'], 5), 10);
  expect(ids(inbox)).toEqual(['c']);
});
