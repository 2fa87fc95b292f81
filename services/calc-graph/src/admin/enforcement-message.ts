import type { manul } from '@manul/proto';
import type { ReceiptView } from '../receipts.ts';

export function enforcementMessage(object: string, receipts: ReceiptView): manul.v1.IEnforcement {
  const { nodes, upToDate, errors } = receipts.enforcement(object);
  const messages = errors.map(({ node, reason, failedClosed }) => ({ node, reason, failed_closed: failedClosed }));
  return { object, nodes, up_to_date: upToDate, errors: messages };
}
