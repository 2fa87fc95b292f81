// All chains of a workload's or a host's endpoint, table by table.
import { accept, back } from './build.ts';
import type { Chain } from './chain.ts';
import type { Rendering } from './config.ts';
import { endpointChain, shutChain, type TierGroups } from './endpoint-chain.ts';
import type { TrafficLimits } from './traffic-limits.ts';

export interface WorkloadChains {
  readonly interface: string;
  readonly tiers: readonly TierGroups[];
  readonly profiles: readonly string[];
  readonly limits?: TrafficLimits;
  /** Why nothing new may pass, in that direction. */
  readonly closed?: ClosedDirections;
  /** Why nothing may pass at all. */
  readonly shut?: string;
}

export interface ClosedDirections {
  readonly inbound?: string;
  readonly outbound?: string;
}

/** In filter: to the workload, from the workload. */
export function workloadChains(workload: WorkloadChains, r: Rendering): Chain[] {
  const { names, config } = r;
  const to = names.toWorkload(workload.interface);
  const from = names.fromWorkload(workload.interface);
  if (workload.shut !== undefined) return [shutChain(to, workload.shut, r), shutChain(from, workload.shut, r)];
  const common = {
    kind: 'normal',
    tiers: workload.tiers,
    profiles: workload.profiles,
    allow: { do: config.filterAllowAction },
    ...(workload.limits && { limits: workload.limits }),
  } as const;
  return [
    endpointChain({ ...common, name: to, direction: 'inbound', ...closed(workload.closed?.inbound) }, r),
    endpointChain(
      { ...common, name: from, direction: 'outbound', blockEncapsulated: true, ...closed(workload.closed?.outbound) },
      r,
    ),
  ];
}

export interface HostChains {
  readonly interface: string;
  readonly tiers: readonly TierGroups[];
  readonly closed?: ClosedDirections;
}

/** In filter, for traffic of the host itself and for what it forwards. */
export function hostFilterChains(
  host: HostChains & { readonly profiles: readonly string[] },
  forward: HostChains,
  r: Rendering,
): Chain[] {
  const { names, config } = r;
  const allow = { do: config.filterAllowAction } as const;
  const normal = { kind: 'normal', tiers: host.tiers, profiles: host.profiles, allow } as const;
  const forwarded = { kind: 'forward', tiers: forward.tiers, allow } as const;
  const name = host.interface;
  return [
    endpointChain({ ...normal, ...outbound(names.toHost(name), host), failsafe: names.failsafeOut }, r),
    endpointChain({ ...normal, ...inbound(names.fromHost(name), host), failsafe: names.failsafeIn }, r),
    endpointChain({ ...forwarded, ...outbound(names.toHostForward(name), forward) }, r),
    endpointChain({ ...forwarded, ...inbound(names.fromHostForward(name), forward) }, r),
  ];
}

/**
 * In mangle, for traffic of the host itself whose destination was changed: only there is its interface known. Accepted
 * packets return, since mangle is where others do further things to them.
 */
export function hostMangleEgressChain(
  host: HostChains & { readonly profiles: readonly string[] },
  r: Rendering,
): Chain {
  const { names } = r;
  return endpointChain(
    {
      ...outbound(names.toHost(host.interface), host),
      kind: 'normal',
      tiers: host.tiers,
      profiles: host.profiles,
      allow: back,
      failsafe: names.failsafeOut,
    },
    r,
  );
}

/** In mangle, before destinations are changed. */
export function hostPreDnatChain(host: HostChains, r: Rendering): Chain {
  const { names, config } = r;
  return endpointChain(
    {
      ...inbound(names.fromHost(host.interface), host),
      kind: 'pre-dnat',
      tiers: host.tiers,
      allow: { do: config.mangleAllowAction },
      failsafe: names.failsafeIn,
    },
    r,
  );
}

/** In raw, before connection tracking. */
export function hostRawChains(host: HostChains, r: Rendering): Chain[] {
  const { names } = r;
  const from = inbound(names.fromHost(host.interface), host);
  return [hostRawEgressChain(host, r), endpointChain({ ...from, ...untracked(host), failsafe: names.failsafeIn }, r)];
}

/** In raw, what leaves the host, alone. */
export function hostRawEgressChain(host: HostChains, r: Rendering): Chain {
  const { names } = r;
  const to = outbound(names.toHost(host.interface), host);
  return endpointChain({ ...to, ...untracked(host), failsafe: names.failsafeOut }, r);
}

const untracked = (host: HostChains) => ({ kind: 'untracked', tiers: host.tiers, allow: accept }) as const;

const inbound = (name: string, host: HostChains) =>
  ({ name, direction: 'inbound', ...closed(host.closed?.inbound) }) as const;

const outbound = (name: string, host: HostChains) =>
  ({ name, direction: 'outbound', ...closed(host.closed?.outbound) }) as const;

function closed(why: string | undefined): { closed?: string } {
  return why === undefined ? {} : { closed: why };
}
