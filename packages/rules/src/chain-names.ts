// Kernel names: chains hold at most 28 characters, IP sets 31. Names too long, or with characters that are not safe in
// a restore input, are replaced by a hash.
import { createHash } from 'node:crypto';
import type { felix } from '@manul/proto';
import type { IpVersion } from './chain.ts';

const maxChainName = 28;
const maxSetName = 31;
/** Marks a hashed name; a name that could be mistaken for one is hashed too. */
const hashedMark = '_';
const safe = /^[A-Za-z0-9._/:@-]+$/;

const shortKinds: Readonly<Record<string, string>> = {
  NetworkPolicy: 'np',
  GlobalNetworkPolicy: 'gnp',
  KubernetesNetworkPolicy: 'knp',
  KubernetesClusterNetworkPolicy: 'kcnp',
  StagedNetworkPolicy: 'snp',
  StagedGlobalNetworkPolicy: 'sgnp',
  StagedKubernetesNetworkPolicy: 'sknp',
};

/** `np`, `gnp`, `knp`, `kcnp`; the kind itself where it has no short form. */
export function shortKind(kind: string): string {
  return shortKinds[kind] ?? kind;
}

/** Staged policies are computed for what-if, and never enforced. */
export function isStaged(id: felix.IPolicyID): boolean {
  return (id.kind ?? '').startsWith('Staged');
}

export function limitedChainName(prefix: string, suffix: string): string {
  const name = suffix === '' ? hashedMark : suffix;
  const length = prefix.length + name.length;
  const fits = length < maxChainName || (length === maxChainName && !name.startsWith(hashedMark));
  if (fits && safe.test(name)) return prefix + name;
  const hash = createHash('sha256').update(name).digest('base64url');
  return prefix + hashedMark + hash.slice(0, maxChainName - prefix.length - hashedMark.length);
}

/** The kernel name of the IP set with this identifier. `prefix` is `cali` by default. */
export function ipSetName(prefix: string, ipVersion: IpVersion, id: string): string {
  return `${prefix}${ipVersion}0${id}`.slice(0, maxSetName);
}

export type ChainNames = ReturnType<typeof chainNames>;

/** All names that begin with `prefix`, which is `cali-` by default. */
export function chainNames(prefix: string) {
  const policy = (id: felix.IPolicyID) =>
    [shortKind(id.kind ?? ''), ...(id.namespace ? [id.namespace] : []), id.name ?? ''].join('/');
  const named = (infix: string) => (name: string) => limitedChainName(prefix + infix, name);
  return {
    prefix,
    input: `${prefix}INPUT`,
    forward: `${prefix}FORWARD`,
    output: `${prefix}OUTPUT`,
    preRouting: `${prefix}PREROUTING`,
    postRouting: `${prefix}POSTROUTING`,

    failsafeIn: `${prefix}failsafe-in`,
    failsafeOut: `${prefix}failsafe-out`,
    workloadToHost: `${prefix}wl-to-host`,
    blockedCidrs: `${prefix}cidr-block`,
    reversePathSkip: `${prefix}rpf-skip`,
    wireguardMark: `${prefix}wireguard-incoming-mark`,
    egressDscp: `${prefix}egress-dscp`,
    natOutgoing: `${prefix}nat-outgoing`,
    floatingIpDnat: `${prefix}fip-dnat`,
    floatingIpSnat: `${prefix}fip-snat`,

    fromWorkloads: `${prefix}from-wl-dispatch`,
    toWorkloads: `${prefix}to-wl-dispatch`,
    fromWorkloadAddresses: `${prefix}from-wl-addr`,
    toWorkloadAddresses: `${prefix}to-wl-addr`,
    markFromWorkloads: `${prefix}from-wl-mark`,
    markToWorkloads: `${prefix}to-wl-mark`,
    fromHostEndpoints: `${prefix}from-host-endpoint`,
    toHostEndpoints: `${prefix}to-host-endpoint`,
    fromHostEndpointsForward: `${prefix}from-hep-forward`,
    toHostEndpointsForward: `${prefix}to-hep-forward`,

    policyOutboundPrefix: `${prefix}po-`,
    policyInbound: (id: felix.IPolicyID) => limitedChainName(`${prefix}pi-`, policy(id)),
    policyOutbound: (id: felix.IPolicyID) => limitedChainName(`${prefix}po-`, policy(id)),
    profileInbound: named('pri-'),
    profileOutbound: named('pro-'),
    groupInbound: (id: string) => `${prefix}gi-${id}`.slice(0, maxChainName),
    groupOutbound: (id: string) => `${prefix}go-${id}`.slice(0, maxChainName),

    toWorkload: named('tw-'),
    fromWorkload: named('fw-'),
    toHost: named('th-'),
    fromHost: named('fh-'),
    toHostForward: named('thfw-'),
    fromHostForward: named('fhfw-'),
  } as const;
}
