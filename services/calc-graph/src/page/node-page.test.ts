import { expect, test } from 'vitest';
import { Receipts } from '../receipts.ts';
import type { CalcGraphStatus } from '../status.ts';
import { nodePage } from './node-page.ts';

const connection = { instance: '1', driverVersion: '1', backends: [], peer: '' };

/** Nodes a to e: up to date, behind for 5 s, with an error, gone, never seen. */
function status(): CalcGraphStatus {
  let now = 0;
  const receipts = new Receipts(1, () => now);
  for (const node of ['a', 'b', 'c', 'd']) {
    receipts.connected(node, connection, 7);
    receipts.sent(node, 7, 0n);
  }
  const position = { epoch: 1, revision: 7 };
  receipts.received('a', { position });
  receipts.received('c', { position, errors: [{ object: 'x', reason: 'no', failed_closed: true }] });
  receipts.disconnected('d');
  now = 5000;
  return {
    epoch: 1,
    revision: 7,
    inSync: true,
    enforced: false,
    nodes: receipts.list(),
    nodesWithoutDriver: ['d', 'e'],
    sourceProblems: [],
    objectErrors: [],
    objectErrorCount: 0,
  };
}

const all = { offset: 0, limit: 10, search: '', state: '' };
const names = (request: Partial<typeof all>) =>
  nodePage(status(), { ...all, ...request }).nodes.map(({ node }) => node);

test('the worst come first, and each node once', () => {
  expect(names({})).toEqual(['c', 'b', 'd', 'e', 'a']);
});

test('pages and filters', () => {
  expect(names({ offset: 1, limit: 2 })).toEqual(['b', 'd']);
  expect(nodePage(status(), { ...all, limit: 1 }).total).toBe(5);
  expect(names({ state: 'behind' })).toEqual(['b']);
  expect(names({ state: 'errors' })).toEqual(['c']);
  expect(names({ state: 'missing' })).toEqual(['d', 'e']);
  expect(names({ search: 'e' })).toEqual(['e']);
});

test('lag is counted over all connected nodes', () => {
  const { lag } = nodePage(status(), { ...all, limit: 1 });
  expect(lag.map(({ nodes }) => nodes)).toEqual([2, 0, 0, 1, 0, 0]);
});
