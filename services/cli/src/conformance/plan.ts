// A step's truth table as probes.
import type { ProbeProtocol } from '../lab/prober.ts';
import type { ClusterState, StatePod } from './cluster-state.ts';
import type { CorpusStep, TruthRow } from './corpus.ts';

export interface PlannedProbe {
  /** A pod, or a host outside. */
  readonly from: StatePod;
  /** Absent where the address is a node's. */
  readonly to: StatePod | undefined;
  readonly address: string;
  readonly port: number;
  readonly protocol: ProbeProtocol;
  readonly allow: boolean;
}

/** One probe per row. What stays within a pod, or within a node's own network namespace, is skipped. */
export function planProbes(step: CorpusStep, { pods, outside }: ClusterState): readonly PlannedProbe[] {
  const names = pods.map((pod) => [`${pod.namespace}/${pod.name}`, pod] as const);
  const addresses = [...outside, ...pods].flatMap((peer) => peer.addresses.map((address) => [address, peer] as const));
  const peers = new Map([...addresses, ...names]);
  return step.expected.flatMap((row) => {
    const probe = planRow(row, peers);
    return probe === undefined || leavesNothing(probe) ? [] : [probe];
  });
}

/** `peers`: by name and by address. */
function planRow(row: TruthRow, peers: ReadonlyMap<string, StatePod>): PlannedProbe | undefined {
  const from = peers.get(row.from);
  const to = peers.get(row.to ?? row.toIP ?? '');
  const address = row.toIP ?? to?.addresses[0];
  if (!from || address === undefined) return undefined;
  const protocol = row.protocol.toLowerCase() as ProbeProtocol;
  return { from, to, address, port: row.port, protocol, allow: row.combined === 'allow' };
}

function leavesNothing({ from, to, address }: PlannedProbe): boolean {
  if (from === to || from.addresses.includes(address)) return true;
  return Boolean(from.spec.hostNetwork && to?.spec.hostNetwork && from.node === to.node);
}
