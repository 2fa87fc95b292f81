import { expect, test } from 'vitest';
import type { NodeStatus } from '../receipts.ts';
import { decodeLeaderStatus, decodeReceipt, encodeReceipt } from './receipt-record.ts';

const status: NodeStatus = {
  node: 'node-a',
  connected: true,
  connectedAt: 5_000,
  wanted: 7,
  sent: 7,
  acknowledged: 6,
  upToDate: false,
  lag: 250,
  fromLastGood: true,
  drifted: true,
  errors: [{ object: 'active_policy NetworkPolicy|prod|web', reason: 'no memory', failedClosed: true }],
  lastReceiptAt: 4_000,
  lastRoundMicroseconds: 1_500,
  driftHealed: 3,
  instance: 'i',
  driverVersion: '0.1.0',
  backends: ['iptables-nft'],
  peer: '10.0.0.1:1234',
};
const stored = { node: 'node-a', server: 'one', connected: true, writtenAt: 5_000 };

test('a status is read as it was written, with the server that wrote it', () => {
  expect(decodeReceipt({ ...stored, data: encodeReceipt(status) })).toEqual({ ...status, server: 'one' });
});

test('a node whose server says that it is gone is not up to date', () => {
  const data = encodeReceipt({ ...status, upToDate: true });
  expect(decodeReceipt({ ...stored, data }).upToDate).toBe(true);
  expect(decodeReceipt({ ...stored, data, connected: false })).toMatchObject({ connected: false, upToDate: false });
});

test.each([[Buffer.from([0xff])], [Buffer.from('nonsense')]])('bytes that are none of ours enforce nothing', (data) => {
  expect(decodeReceipt({ ...stored, data })).toMatchObject({ node: 'node-a', upToDate: false, errors: [] });
  expect(decodeLeaderStatus(data)).toBeUndefined();
});
