// What a change would do, to read: the summary, then verdicts by workload, isolation and kernels.
import type { manul } from '@manul/proto';

export function whatIfText(response: manul.v1.IWhatIfResponse): string {
  const { changes = [], isolation = [], problems = [], policies = [] } = response;
  const lines = [summary(response), ''];
  for (const { object, field, reason, effect } of problems ?? [])
    lines.push(`! ${object}: ${field}: ${reason}; ${effect}`);
  for (const change of changes ?? []) lines.push(...changeLines(change));
  if (response.more_changes) lines.push('  … and more; see --max');
  if (isolation?.length) {
    lines.push('', 'Isolation:');
    for (const { workload, direction, isolated, pods } of isolation) {
      const what = isolated ? 'becomes isolated' : 'is isolated no more';
      lines.push(`  ${workload?.namespace}/${workload?.name} (${counted(pods, 'pod')}) ${what} for ${direction}`);
    }
  }
  if (policies?.length) {
    lines.push('', 'Kernels:');
    for (const policy of policies) lines.push(`  ${policyLine(policy)}`);
  }
  lines.push('', touchedLine(response));
  return lines.join('\n').replaceAll(/\n{3,}/g, '\n\n');
}

function summary({
  changes,
  opened_pairs: opened,
  closed_pairs: closed,
  incomplete,
}: manul.v1.IWhatIfResponse): string {
  const more = incomplete ? ' The comparison was cut short: more would change.' : '';
  if (!changes?.length) return `No verdict changes.${more}`;
  const parts = [
    Number(opened) > 0 ? `opens ${counted(opened, 'pair')} of pods` : '',
    Number(closed) > 0 ? `closes ${counted(closed, 'pair')} of pods` : '',
  ].filter(Boolean);
  const what =
    parts.length > 0 ? parts.join(' and ') : 'changes verdicts of nodes, or for addresses outside the cluster, alone';
  return `The change ${what}.${more}`;
}

function changeLines(change: manul.v1.IVerdictChange): string[] {
  const through = change.host_traffic === 'forwarded' ? 'through ' : '';
  const end = (workload: manul.v1.IWorkloadRef | null | undefined) => {
    if (!workload) return outside(change.external);
    return workload.namespace ? `${workload.namespace}/${workload.name}` : `${through}${workload.name}`;
  };
  const pairs = counted(change.pairs, change.external ? (change.host_traffic ? 'node' : 'pod') : 'pair');
  const sign = change.allowed ? '+' : '-';
  const ports = `${(change.ports ?? []).join(', ')}${change.ip_version ? ` over IPv${change.ip_version}` : ''}`;
  return [
    `${sign} ${end(change.from)} → ${end(change.to)} ${ports} (${pairs})`,
    `    before: ${change.because_before}`,
    `    after:  ${change.because_after}`,
  ];
}

function outside(address: string | null | undefined): string {
  return address === '192.0.2.1' || address === '2001:db8::1' ? 'outside' : `outside (such as ${address})`;
}

function policyLine(policy: manul.v1.IRuleCount): string {
  const { policy: name, nodes_before, nodes_after, rules_before, rules_after } = policy;
  const change = (before: number | null | undefined, after: number | null | undefined) =>
    before === after ? `${after ?? 0}` : `${before ?? 0} → ${after ?? 0}`;
  return `${name}: nodes ${change(nodes_before, nodes_after)}, rules ${change(rules_before, rules_after)}`;
}

function touchedLine(response: manul.v1.IWhatIfResponse): string {
  const {
    touched_nodes: nodes,
    touched_node_names: names,
    set_members_added: added,
    set_members_removed: removed,
  } = response;
  const named = nodes && names && names.length <= 10 && names.length > 0 ? ` (${names.join(', ')})` : '';
  return `Touches ${counted(nodes, 'node')}${named}; IP sets gain ${counted(added, 'member')} and lose ${removed}.`;
}

function counted(count: number | null | undefined, noun: string): string {
  return `${count ?? 0} ${noun}${Number(count) === 1 ? '' : 's'}`;
}
