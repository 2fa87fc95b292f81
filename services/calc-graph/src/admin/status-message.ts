// The service's status as the admin API says it: nodes that are worst first.
import type { manul } from '@manul/proto';
import type { NodeStatus } from '../receipts.ts';
import type { CalcGraphStatus } from '../status.ts';

const defaultNodes = 100;
const maxListed = 1000;

export function statusMessage(
  status: CalcGraphStatus,
  { only_unwell_nodes: onlyUnwell, max_nodes: maxNodes }: manul.v1.IStatusRequest,
  version: string,
  now: number,
): manul.v1.IStatus {
  const listed = status.nodes.filter((node) => !onlyUnwell || badness(node) > 0);
  const nodes = [...listed].sort((a, b) => badness(b) - badness(a) || b.lag - a.lag || (a.node < b.node ? -1 : 1));
  const most = maxNodes || defaultNodes;
  return {
    position: { epoch: status.epoch, revision: status.revision },
    in_sync: status.inSync,
    enforced: status.enforced,
    counts: countsOf(status),
    nodes: nodes.slice(0, most).map(nodeMessage),
    more_nodes: nodes.length > most,
    nodes_without_driver: status.nodesWithoutDriver.slice(0, maxListed),
    source_problems: status.sourceProblems.map(({ subject, reason, since }) => ({
      subject,
      reason,
      since: since * 1000,
    })),
    object_problems: status.objectErrors.map(({ object, field, reason, effect }) => ({
      object,
      field,
      reason,
      effect,
    })),
    object_problem_count: status.objectErrorCount,
    server_version: version,
    time: now * 1000,
    leader: status.leader ?? '',
  };
}

/** What a leader told of the source and its objects, by its own status message; nothing where nobody leads. */
export function problemsToldBy(
  leader: manul.v1.IStatus | undefined,
): Pick<CalcGraphStatus, 'sourceProblems' | 'objectErrors' | 'objectErrorCount'> & { readonly leader?: string } {
  return {
    sourceProblems: (leader?.source_problems ?? []).map(({ subject, reason, since }) => ({
      subject: subject ?? '',
      reason: reason ?? '',
      since: Number(since ?? 0) / 1000,
      resolved: false,
    })),
    objectErrors: (leader?.object_problems ?? []).map(({ object, field, reason, effect }) => ({
      object: object ?? '',
      field: field ?? '',
      reason: reason ?? '',
      effect: effect ?? '',
    })),
    objectErrorCount: leader?.object_problem_count ?? 0,
    ...(leader?.leader && { leader: leader.leader }),
  };
}

/** 0: well. A node that is away is worse than one that is behind, and that than one with errors. */
function badness({ connected, upToDate, errors, drifted, fromLastGood }: NodeStatus): number {
  return (connected ? 0 : 8) + (upToDate ? 0 : 4) + (drifted ? 4 : 0) + (errors.length > 0 ? 2 : 0) + +fromLastGood;
}

function countsOf({ nodes, nodesWithoutDriver }: CalcGraphStatus): manul.v1.INodeCounts {
  const connected = nodes.filter((node) => node.connected);
  const count = (has: (node: NodeStatus) => boolean) => connected.filter(has).length;
  const known = new Set([...nodesWithoutDriver, ...nodes.map(({ node }) => node)]);
  return {
    known: known.size,
    connected: connected.length,
    up_to_date: count((node) => node.upToDate),
    behind: count((node) => !node.upToDate),
    with_errors: count((node) => node.errors.length > 0),
    drifted: count((node) => node.drifted),
    from_last_good: count((node) => node.fromLastGood),
    drift_healed: nodes.reduce((sum, node) => sum + node.driftHealed, 0),
    max_lag_milliseconds: Math.round(connected.reduce((most, node) => Math.max(most, node.lag), 0)),
  };
}

export function nodeMessage(node: NodeStatus): manul.v1.INodeStatus {
  return {
    node: node.node,
    connected: node.connected,
    up_to_date: node.upToDate,
    wanted: node.wanted,
    sent: node.sent ?? 0,
    acknowledged: node.acknowledged ?? 0,
    lag_milliseconds: Math.round(node.lag),
    from_last_good: node.fromLastGood,
    drifted: node.drifted,
    drift_healed: node.driftHealed,
    errors: node.errors.map(({ object, reason, failedClosed }) => ({ object, reason, failed_closed: failedClosed })),
    driver_version: node.driverVersion,
    backends: [...node.backends],
    peer: node.peer,
    last_receipt_at: (node.lastReceiptAt ?? 0) * 1000,
    last_round_microseconds: node.lastRoundMicroseconds,
    instance: node.instance,
    server: node.server ?? '',
  };
}
