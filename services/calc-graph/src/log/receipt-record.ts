// A node's status as servers write it for each other, and as they read it.
import { manul } from '@manul/proto';
import { nodeMessage } from '../admin/status-message.ts';
import type { NodeStatus } from '../receipts.ts';
import type { StoredReceipt } from './receipt-store.ts';

export function encodeReceipt(node: NodeStatus): Buffer {
  // Who wrote it, the record says; where the peer was, is its server's own.
  const bytes = manul.v1.NodeStatus.encode(nodeMessage(node)).finish();
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}

/** The status as it was when it was written; of bytes that are none of ours, one of a node that has said nothing. */
export function decodeReceipt({ node, server, connected, writtenAt, data }: StoredReceipt): NodeStatus {
  const message = decoded(() => manul.v1.NodeStatus.decode(data)) ?? new manul.v1.NodeStatus();
  return {
    node,
    server,
    connected,
    connectedAt: writtenAt,
    wanted: Number(message.wanted),
    sent: Number(message.sent) || undefined,
    acknowledged: Number(message.acknowledged) || undefined,
    upToDate: connected && message.up_to_date,
    lag: Number(message.lag_milliseconds),
    fromLastGood: message.from_last_good,
    drifted: message.drifted,
    errors: message.errors.map(({ object, reason, failed_closed }) => ({
      object: object ?? '',
      reason: reason ?? '',
      failedClosed: failed_closed ?? false,
    })),
    lastReceiptAt: Number(message.last_receipt_at) / 1000 || undefined,
    lastRoundMicroseconds: Number(message.last_round_microseconds),
    driftHealed: Number(message.drift_healed),
    instance: message.instance,
    driverVersion: message.driver_version,
    backends: message.backends,
    peer: message.peer,
  };
}

/** What the leader told; undefined where nobody has, or the bytes are none of ours. */
export function decodeLeaderStatus(data: Buffer): manul.v1.Status | undefined {
  return data.length === 0 ? undefined : decoded(() => manul.v1.Status.decode(data));
}

function decoded<T>(decode: () => T): T | undefined {
  try {
    return decode();
  } catch {
    return undefined;
  }
}
