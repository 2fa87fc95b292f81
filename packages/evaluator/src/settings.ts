// What the driver's configuration decides, not the messages.

export interface FailsafePort {
  readonly protocol: string;
  readonly port: number;
  /** Only from (inbound) or to (outbound) this CIDR. */
  readonly net?: string;
}

export interface EvaluatorSettings {
  /** What becomes of traffic from a workload to its own node once the workload's own policy allows it. */
  readonly endpointToHostAction: 'accept' | 'drop' | 'return';
  /** Host endpoints' policy cannot close these. */
  readonly failsafeInbound: readonly FailsafePort[];
  readonly failsafeOutbound: readonly FailsafePort[];
  /** UDP port of VXLAN, which workloads may not send; undefined: they may. */
  readonly dropVxlanFromWorkloads: number | undefined;
  readonly dropIpipFromWorkloads: boolean;
  /** Workloads may send from their own addresses alone. */
  readonly checkWorkloadSource: boolean;
  /** Packets that connection tracking calls invalid are dropped. */
  readonly dropInvalid: boolean;
}

const tcp = (port: number): FailsafePort => ({ protocol: 'tcp', port });
const udp = (port: number): FailsafePort => ({ protocol: 'udp', port });
const controlPlane = [179, 2379, 2380, 5473, 6443, 6666, 6667].map(tcp);

/** As in Felix. */
export const defaultSettings: EvaluatorSettings = {
  endpointToHostAction: 'drop',
  failsafeInbound: [tcp(22), udp(68), ...controlPlane],
  failsafeOutbound: [udp(53), udp(67), ...controlPlane],
  dropVxlanFromWorkloads: 4789,
  dropIpipFromWorkloads: true,
  checkWorkloadSource: true,
  dropInvalid: true,
};
