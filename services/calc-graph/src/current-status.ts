// What `GET /status` answers now, put together from those who know.
import type { SourceProblem } from '@manul/model';
import type { manul } from '@manul/proto';
import { problemsToldBy } from './admin/status-message.ts';
import type { ServedState } from './log/replication.ts';
import type { ObjectErrors } from './object-errors.ts';
import type { ReceiptView } from './receipts.ts';
import type { CalcGraphStatus } from './status.ts';

const listedErrors = 1000;

export interface StatusSubject {
  readonly epoch: number;
  readonly served: ServedState;
  readonly view: ReceiptView;
  readonly errors: ObjectErrors;
  /** Undefined where another process computes: then `leader` is what that one told last, if any has. */
  readonly feed: { readonly problems: readonly SourceProblem[] } | undefined;
  readonly leader: manul.v1.IStatus | undefined;
}

export function statusOf({ epoch, served, feed, view, errors, leader }: StatusSubject): CalcGraphStatus {
  const nodes = view.list();
  const connected = new Set(nodes.filter((node) => node.connected).map(({ node }) => node));
  return {
    epoch,
    revision: served.revision,
    inSync: served.inSync,
    enforced: served.inSync && nodes.every((node) => !node.connected || node.upToDate),
    nodes,
    nodesWithoutDriver: [...served.nodes()].filter((node) => !connected.has(node)).sort(),
    ...(feed
      ? { sourceProblems: feed.problems, objectErrors: errors.list(listedErrors), objectErrorCount: errors.size }
      : problemsToldBy(leader)),
  };
}
