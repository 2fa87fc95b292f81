import { manul } from '@manul/proto';
import { expect, test } from 'vitest';
import { digestToBytes } from './digest-bytes.ts';
import { Receipts } from './receipts.ts';

const epoch = 100;
const connection = { instance: 'i', driverVersion: '1', backends: ['iptables-nft'], peer: 'unix:' };

const receipt = (revision: number, more: manul.v1.IReceipt = {}): manul.v1.IReceipt =>
  manul.v1.Receipt.fromObject({ position: { epoch, revision }, ...more });

/** Whether a promise has settled by now. */
async function settled(promise: Promise<unknown>): Promise<boolean> {
  const pending = Symbol();
  await new Promise((resolve) => setImmediate(resolve));
  return (await Promise.race([promise, Promise.resolve(pending)])) !== pending;
}

function connect(receipts: Receipts, node: string, revision = 1) {
  receipts.connected(node, connection, revision);
  receipts.sent(node, revision, 7n);
}

test('a node is up to date when it has acknowledged what changed something for it', () => {
  let now = 1000;
  const receipts = new Receipts(epoch, () => now);
  connect(receipts, 'a');
  expect(receipts.list()[0]).toMatchObject({ node: 'a', upToDate: false, acknowledged: undefined, lag: 0 });
  now += 50;
  expect(receipts.list()[0]?.lag).toBe(50);
  receipts.received('a', receipt(1));
  expect(receipts.list()[0]).toMatchObject({ upToDate: true, acknowledged: 1, sent: 1, lag: 0 });
  receipts.wanted('a', 4);
  now += 9;
  expect(receipts.list()[0]).toMatchObject({ upToDate: false, wanted: 4, lag: 9 });
});

test('waits for every connected node, and only for what concerns it', async () => {
  const receipts = new Receipts(epoch);
  for (const node of ['a', 'b', 'c']) connect(receipts, node);
  receipts.received('c', receipt(1));
  const all = receipts.enforced();
  receipts.received('a', receipt(1));
  expect(await settled(all)).toBe(false);
  // What concerns b later is not waited for.
  receipts.wanted('b', 9);
  receipts.received('b', receipt(1));
  expect(await settled(all)).toBe(true);
});

test('a node that goes away is waited for no longer, unless it was asked for by name', async () => {
  const receipts = new Receipts(epoch);
  connect(receipts, 'a');
  const any = receipts.enforced();
  const named = receipts.enforced(['a', 'late']);
  receipts.disconnected('a');
  expect(await settled(any)).toBe(true);
  connect(receipts, 'a');
  receipts.received('a', receipt(1));
  expect(await settled(named)).toBe(false);
  connect(receipts, 'late');
  receipts.received('late', receipt(1));
  expect(await settled(named)).toBe(true);
});

test('what a node acknowledges of before it went does not count as now', async () => {
  const receipts = new Receipts(epoch);
  connect(receipts, 'a', 1);
  receipts.received('a', receipt(1));
  receipts.disconnected('a');
  const named = receipts.enforced(['a']);
  connect(receipts, 'a', 2);
  receipts.received('a', receipt(1, { from_last_good: true }));
  expect(await settled(named)).toBe(false);
  receipts.received('a', receipt(2));
  expect(await settled(named)).toBe(true);
});

test('nobody connected: nothing to wait for', async () => {
  expect(await settled(new Receipts(epoch).enforced())).toBe(true);
});

test('a receipt of another epoch, or for what was never sent, acknowledges nothing', () => {
  const receipts = new Receipts(epoch);
  connect(receipts, 'a', 3);
  receipts.received('a', receipt(50, { position: { epoch: 99, revision: 50 }, from_last_good: true }));
  expect(receipts.list()[0]).toMatchObject({ acknowledged: undefined, fromLastGood: true });
  receipts.received('a', receipt(4));
  expect(receipts.list()[0]?.acknowledged).toBeUndefined();
  receipts.received('a', receipt(3));
  expect(receipts.list()[0]).toMatchObject({ acknowledged: 3, fromLastGood: false });
});

test('late and repeated receipts change nothing', () => {
  const receipts = new Receipts(epoch);
  connect(receipts, 'a', 3);
  receipts.sent('a', 5, 8n);
  receipts.received('a', receipt(5));
  receipts.received('a', receipt(3));
  receipts.received('a', receipt(5));
  expect(receipts.list()[0]).toMatchObject({ acknowledged: 5, upToDate: true });
});

test('sees that a node holds another state than it was sent', () => {
  const receipts = new Receipts(epoch);
  connect(receipts, 'a');
  expect(receipts.received('a', receipt(1, { digest: digestToBytes(6n) }))).toEqual({ drifted: true });
  expect(receipts.list()[0]?.drifted).toBe(true);
  expect(receipts.received('a', receipt(1, { digest: digestToBytes(7n) }))).toEqual({ drifted: false });
});

test('answers for an object on how many nodes it is not enforced, and why', () => {
  const receipts = new Receipts(epoch);
  for (const node of ['a', 'b']) connect(receipts, node);
  const errors = [{ object: 'active_policy NetworkPolicy|prod|web', reason: 'refused', failed_closed: true }];
  receipts.received('a', receipt(1, { errors }));
  receipts.received('b', receipt(1));
  expect(receipts.enforcement('active_policy NetworkPolicy|prod|web')).toEqual({
    nodes: 2,
    upToDate: 2,
    errors: [{ node: 'a', reason: 'refused', failedClosed: true }],
  });
  receipts.received('a', receipt(1));
  expect(receipts.enforcement('active_policy NetworkPolicy|prod|web').errors).toEqual([]);
});

test('forgets a node an hour after it went, when the next one comes', () => {
  let now = 0;
  const receipts = new Receipts(epoch, () => now);
  connect(receipts, 'a');
  receipts.disconnected('a');
  now += 61 * 60 * 1000;
  connect(receipts, 'b');
  expect(receipts.list().map(({ node }) => node)).toEqual(['b']);
});
