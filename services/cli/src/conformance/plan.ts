// A step's truth table as probes.
import type { ProbeProtocol } from '../lab/prober.ts';
import type { ClusterState, StatePod } from './cluster-state.ts';
import type { CorpusStep, TruthRow } from './corpus.ts';

export interface PlannedProbe {
  readonly from: StatePod;
  /** Absent where the address is nobody's pod. */
  readonly to: StatePod | undefined;
  readonly address: string;
  readonly port: number;
  readonly protocol: ProbeProtocol;
  readonly allow: boolean;
}

/** One probe per row. What stays within a pod, or within a node's own network namespace, is skipped. */
export function planProbes(step: CorpusStep, { pods }: ClusterState): readonly PlannedProbe[] {
  const byName = new Map(pods.map((pod) => [`${pod.namespace}/${pod.name}`, pod]));
  return step.expected.flatMap((row) => {
    const from = byName.get(row.from);
    const probe = from && planRow(row, from, byName, pods);
    return probe === undefined || leavesNothing(probe) ? [] : [probe];
  });
}

function planRow(
  row: TruthRow,
  from: StatePod,
  byName: ReadonlyMap<string, StatePod>,
  pods: readonly StatePod[],
): PlannedProbe | undefined {
  const to = byName.get(row.to ?? '') ?? pods.find(({ addresses }) => addresses.includes(row.toIP ?? ''));
  const address = row.toIP ?? to?.addresses[0];
  if (address === undefined) return undefined;
  const protocol = row.protocol.toLowerCase() as ProbeProtocol;
  return { from, to, address, port: row.port, protocol, allow: row.combined === 'allow' };
}

function leavesNothing({ from, to, address }: PlannedProbe): boolean {
  if (from === to || from.addresses.includes(address)) return true;
  return Boolean(from.spec.hostNetwork && to?.spec.hostNetwork && from.node === to.node);
}
