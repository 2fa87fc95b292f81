// What an operator may choose about the chains. The defaults are Felix's.
import type { IpVersion } from './chain.ts';
import { type ChainNames, chainNames, ipSetName } from './chain-names.ts';
import { allocateMarkBits, type MarkBits } from './mark-bits.ts';

export interface RulesConfig {
  /** Begins the name of every chain. */
  readonly chainPrefix: string;
  /** Begins the name of every IP set. */
  readonly setPrefix: string;
  /** Interfaces whose names begin so belong to workloads. */
  readonly workloadInterfacePrefixes: readonly string[];
  /**
   * How a packet's workload is found. `calico`: by the interface that the endpoint names, Felix's way. `any`: by the
   * interface that the host routes its address to, or else by the address itself, whatever CNI plugin made it.
   */
  readonly workloadDispatch: 'calico' | 'any';
  /** Bits of the packet mark that are ours; at least 5. */
  readonly markMask: number;
  /** What to do with packets from a workload to its own node that policy accepted. */
  readonly endpointToHostAction: 'drop' | 'reject' | 'accept' | 'return';
  /** What to do with packets that policy accepted, in filter and in mangle. */
  readonly filterAllowAction: 'accept' | 'return';
  readonly mangleAllowAction: 'accept' | 'return';
  /** What to do with packets that policy denied. Outside filter, where the kernel knows no reject, always drop. */
  readonly filterDenyAction: 'drop' | 'reject';
  /** Where our rules go in the kernel's chains: before or after those of others. */
  readonly chainInsertMode: 'insert' | 'append';
  /** Packets to service addresses that nothing serves. */
  readonly serviceLoopPrevention: 'drop' | 'reject' | 'off';
  /** Of log rules. `%t`, `%k`, `%n`, `%p` stand for tier, kind, name and namespace/name. */
  readonly logPrefix: string;
  /** For example `10/second`; empty: no limit. */
  readonly logRateLimit: string;
  readonly logRateLimitBurst: number;
  /** Always allowed, whatever the policy of the host's endpoints says, so that nobody locks themselves out. */
  readonly failsafeInbound: readonly FailsafePort[];
  readonly failsafeOutbound: readonly FailsafePort[];
  /** Drop packets that connection tracking cannot place. */
  readonly dropInvalid: boolean;
  /** Encapsulated packets from workloads could go around their egress policy. */
  readonly allowVxlanFromWorkloads: boolean;
  readonly allowIpipFromWorkloads: boolean;
  readonly vxlanPort: number;
  readonly wireguardInterfaces: readonly string[];
}

export interface FailsafePort {
  readonly protocol: string;
  readonly port: number;
  /** Only from or to there. */
  readonly net?: string;
}

const tcp = (port: number): FailsafePort => ({ protocol: 'tcp', port });
const udp = (port: number): FailsafePort => ({ protocol: 'udp', port });
/** BGP, etcd, Typha and the Kubernetes API server. */
const controlPlane = [tcp(179), tcp(2379), tcp(2380), tcp(5473), tcp(6443), tcp(6666), tcp(6667)];

export const defaultRulesConfig: RulesConfig = {
  chainPrefix: 'cali-',
  setPrefix: 'cali',
  workloadInterfacePrefixes: ['cali'],
  workloadDispatch: 'calico',
  markMask: 0xffff0000,
  endpointToHostAction: 'drop',
  filterAllowAction: 'accept',
  mangleAllowAction: 'accept',
  filterDenyAction: 'drop',
  chainInsertMode: 'insert',
  serviceLoopPrevention: 'drop',
  logPrefix: 'calico-packet',
  logRateLimit: '',
  logRateLimitBurst: 5,
  failsafeInbound: [tcp(22), udp(68), ...controlPlane],
  failsafeOutbound: [udp(53), udp(67), ...controlPlane],
  dropInvalid: true,
  allowVxlanFromWorkloads: false,
  allowIpipFromWorkloads: false,
  vxlanPort: 4789,
  wireguardInterfaces: ['wireguard.cali', 'wg-v6.cali'],
};

/** All that rendering needs beside the message: one for each IP version. */
export interface Rendering {
  readonly config: RulesConfig;
  readonly ipVersion: IpVersion;
  readonly names: ChainNames;
  readonly marks: MarkBits;
  /** The kernel name of the set with this identifier. */
  readonly setName: (id: string) => string;
}

/** Longer ones would leave too little of the kernel's names for ours. */
const usablePrefix = /^[A-Za-z][A-Za-z0-9_-]{0,9}$/;

/** Throws a RangeError where the mark mask has too few bits, or a prefix cannot begin a name. */
export function rendering(config: RulesConfig, ipVersion: IpVersion): Rendering {
  for (const prefix of [config.chainPrefix, config.setPrefix]) {
    if (!usablePrefix.test(prefix)) throw new RangeError(`${JSON.stringify(prefix)} cannot begin the names of chains`);
  }
  return {
    config,
    ipVersion,
    names: chainNames(config.chainPrefix),
    marks: allocateMarkBits(config.markMask),
    setName: (id) => ipSetName(config.setPrefix, ipVersion, id),
  };
}
