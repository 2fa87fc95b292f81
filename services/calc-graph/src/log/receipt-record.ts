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

/** The status as it was when it was written. Throws where the bytes are none of ours. */
export function decodeReceipt({ node, server, connected, writtenAt, data }: StoredReceipt): NodeStatus {
  const message = manul.v1.NodeStatus.decode(data);
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
