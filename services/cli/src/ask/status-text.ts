// The service's status, to read: whether all is well, then what is not.
import type { manul } from '@manul/proto';

export function statusText(status: manul.v1.IStatus): string {
  const { position, counts, nodes_without_driver: without = [] } = status;
  const lines = [
    `Revision ${position?.revision} of epoch ${position?.epoch}: ${stateOf(status)}.`,
    `${counts?.connected ?? 0} of ${counts?.known ?? 0} nodes connected, ${counts?.up_to_date ?? 0} up to date, ` +
      `${counts?.behind ?? 0} behind${counts?.max_lag_milliseconds ? ` (worst ${seconds(counts.max_lag_milliseconds)})` : ''}, ` +
      `${counts?.with_errors ?? 0} with errors, ${counts?.drifted ?? 0} drifted; drift healed ${counts?.drift_healed ?? 0} times.`,
  ];
  if (without?.length) lines.push(`Without a driver: ${listed(without, 10)}`);
  for (const { subject, reason } of status.source_problems ?? []) lines.push(`! ${subject}: ${reason}`);
  for (const { object, field, reason, effect } of status.object_problems ?? []) {
    lines.push(`! ${object}: ${field}: ${reason}; ${effect}`);
  }
  const rows = (status.nodes ?? []).map(nodeRow);
  if (rows.length > 0) lines.push('', ...table([['NODE', 'STATE', 'REVISION', 'LAG', 'ROUND', 'DRIVER'], ...rows]));
  if (status.more_nodes) lines.push('… and more nodes; see --max-nodes');
  for (const { node, errors } of status.nodes ?? []) {
    for (const { object, reason, failed_closed } of errors ?? []) {
      lines.push(`! ${node}: ${object}: ${reason}${failed_closed ? '; what depends on it is closed' : ''}`);
    }
  }
  return lines.join('\n');
}

function stateOf({ in_sync, enforced, counts, nodes_without_driver: without }: manul.v1.IStatus): string {
  if (!in_sync) return 'the first list is not complete';
  if (!enforced) return 'nodes are behind';
  if (!without?.length) return 'everything is enforced';
  if (!counts?.connected) return 'no driver is connected: what nodes enforce is not known';
  return 'every connected node enforces it; others enforce what they had last';
}

function nodeRow(node: manul.v1.INodeStatus): string[] {
  const state = !node.connected
    ? 'away'
    : node.drifted
      ? 'drifted'
      : node.errors?.length
        ? 'errors'
        : node.up_to_date
          ? 'up to date'
          : 'behind';
  return [
    node.node ?? '',
    node.from_last_good ? `${state}, last good` : state,
    `${node.acknowledged ?? 0}/${node.wanted ?? 0}`,
    seconds(Number(node.lag_milliseconds ?? 0)),
    `${(Number(node.last_round_microseconds ?? 0) / 1000).toFixed(1)}ms`,
    `${node.driver_version ?? ''} ${(node.backends ?? []).join(',')}`.trim(),
  ];
}

function table(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd(),
  );
}

function seconds(milliseconds: number): string {
  return milliseconds < 1000 ? `${milliseconds}ms` : `${(milliseconds / 1000).toFixed(1)}s`;
}

function listed(names: readonly string[], most: number): string {
  const rest = names.length - most;
  return names.slice(0, most).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}
