import { type felix, objectKey } from '@manul/proto';
import {
  anyInterface,
  type Chain,
  type ClosedDirections,
  fromHostDispatchChains,
  hostFilterChains,
  hostFilterDispatchChains,
  hostMangleEgressChain,
  hostPreDnatChain,
  hostRawChains,
  hostRawEgressChain,
  type Rendering,
  toHostDispatchChains,
} from '@manul/rules';
import { ChainHolder } from './chain-holder.ts';
import type { GroupChains } from './group-chains.ts';
import { type HostInterfaceAddresses, resolveHostEndpoints } from './host-interfaces.ts';
import { isInterfaceName } from './interface-name.ts';
import { keysUsed, type PolicyDirectory } from './policy-directory.ts';
import type { PolicyTables } from './policy-manager.ts';

/** Chains of the node's own interfaces, and the dispatch to them. They are few, and rendered together. */
export class HostEndpoints {
  readonly #rendering: Rendering;
  readonly #directory: PolicyDirectory;
  readonly #groups: GroupChains;
  readonly #rawEgressOnly: boolean;
  readonly #raw: ChainHolder;
  readonly #mangle: ChainHolder;
  readonly #filter: ChainHolder;
  readonly #endpoints = new Map<string, felix.IHostEndpoint>();
  readonly #failures = new Map<string, string>();
  #interfaces: HostInterfaceAddresses = new Map();
  #governing = new Map<string, string>();
  #dirty = true;

  constructor(
    tables: PolicyTables,
    rendering: Rendering,
    directory: PolicyDirectory,
    groups: GroupChains,
    rawEgressOnly = false,
  ) {
    this.#rendering = rendering;
    this.#directory = directory;
    this.#groups = groups;
    this.#rawEgressOnly = rawEgressOnly;
    this.#raw = new ChainHolder(tables.raw);
    this.#mangle = new ChainHolder(tables.mangle);
    this.#filter = new ChainHolder(tables.filter);
  }

  onUpdate(message: felix.IToDataplane): void {
    const { host_endpoint_update, host_endpoint_remove } = message;
    if (!host_endpoint_update && !host_endpoint_remove) return;
    const key = objectKey(message)?.key ?? '';
    const endpoint = host_endpoint_update?.endpoint;
    this.#failures.delete(key);
    if (endpoint) this.#endpoints.set(key, endpoint);
    else this.#endpoints.delete(key);
    this.#dirty = true;
  }

  setInterfaces(interfaces: HostInterfaceAddresses): void {
    this.#interfaces = new Map([...interfaces].filter(([name]) => isInterfaceName(name)));
    this.#dirty = true;
  }

  complete(changedPolicies: ReadonlySet<string>): void {
    if (!this.#dirty && !this.#uses(changedPolicies)) return;
    this.#dirty = false;
    const before = this.#governing;
    this.#governing = resolveHostEndpoints(this.#endpoints, this.#interfaces);
    for (const name of before.keys()) if (!this.#governing.has(name)) this.#remove(name);
    const preDnat = new Set<string>();
    const untracked = new Set<string>();
    for (const [name, key] of this.#governing) {
      const endpoint = this.#endpoints.get(key) ?? {};
      this.#render(name, endpoint, this.#failures.has(key) ? `Closed: ${key} failed` : undefined);
      if (hasTiers(endpoint.pre_dnat_tiers)) preDnat.add(name);
      // Untracked policy for all interfaces is not supported: it would reach the workloads' as well.
      if (hasTiers(endpoint.untracked_tiers) && name !== anyInterface) untracked.add(name);
    }
    this.#renderDispatch(preDnat, untracked);
  }

  ownerOf(chain: string): string | undefined {
    const name = this.#filter.ownerOf(chain) ?? this.#mangle.ownerOf(chain) ?? this.#raw.ownerOf(chain);
    return name === undefined ? undefined : this.#governing.get(name);
  }

  /** Chains of the interfaces that none of these endpoints governs. */
  *chainsOfOthers(endpoints: ReadonlySet<string>): Generator<string> {
    for (const holder of [this.#raw, this.#mangle, this.#filter]) {
      yield* holder.chains((name) => name === dispatch || endpoints.has(this.#governing.get(name) ?? ''));
    }
  }

  /** The kernel refused this endpoint's own chains: only failsafe ports stay open. False where it had failed before. */
  fail(key: string, reason: string): boolean {
    if (this.#failures.has(key)) return false;
    this.#failures.set(key, reason);
    this.#dirty = true;
    return true;
  }

  forgive(): void {
    if (this.#failures.size > 0) this.#dirty = true;
    this.#failures.clear();
  }

  failures(): ReadonlyMap<string, string> {
    return this.#failures;
  }

  *closed(): Generator<readonly [key: string, why: string]> {
    for (const key of new Set(this.#governing.values())) {
      const endpoint = this.#endpoints.get(key) ?? {};
      const { inbound, outbound } = this.#directory.closed(allTiers(endpoint), endpoint.profile_ids ?? []);
      const why = inbound ?? outbound;
      if (why !== undefined) yield [key, why];
    }
  }

  #uses(changedPolicies: ReadonlySet<string>): boolean {
    if (changedPolicies.size === 0) return false;
    return this.#endpoints
      .values()
      .some((one) => keysUsed(allTiers(one), one.profile_ids ?? []).some((key) => changedPolicies.has(key)));
  }

  #render(name: string, endpoint: felix.IHostEndpoint, failure: string | undefined): void {
    const r = this.#rendering;
    const profiles = endpoint.profile_ids ?? [];
    const host = (
      tiers: Tiers,
      ofProfiles: readonly string[],
      directions?: { inbound: boolean; outbound: boolean },
    ) => ({
      interface: name,
      tiers: this.#groups.groupTiers(tiers ?? [], directions),
      closed: failure === undefined ? this.#directory.closed(tiers ?? [], ofProfiles) : bothWays(failure),
    });
    const untrackedTiers = name === anyInterface ? [] : endpoint.untracked_tiers;
    if (this.#rawEgressOnly) {
      const egress = host(untrackedTiers, [], { inbound: false, outbound: true });
      this.#groups.use(`host ${name}`, egress.tiers);
      this.#raw.replace(name, egress.tiers.length > 0 ? [hostRawEgressChain(egress, r)] : []);
      return;
    }
    const untracked = host(untrackedTiers, []);
    const normal = host(endpoint.tiers, profiles);
    const forward = host(endpoint.forward_tiers, []);
    const preDnat = host(endpoint.pre_dnat_tiers, [], { inbound: true, outbound: false });
    const used = [normal, forward, preDnat, untracked].flatMap(({ tiers }) => tiers);
    this.#groups.use(`host ${name}`, used);
    this.#filter.replace(name, hostFilterChains({ ...normal, profiles }, forward, r));
    const mangle: Chain[] = [hostMangleEgressChain({ ...normal, profiles }, r)];
    if (preDnat.tiers.length > 0) mangle.push(hostPreDnatChain(preDnat, r));
    this.#mangle.replace(name, mangle);
    // Every packet goes through raw: nothing is there without need.
    this.#raw.replace(name, untracked.tiers.length > 0 ? hostRawChains(untracked, r) : []);
  }

  #renderDispatch(preDnat: ReadonlySet<string>, untracked: ReadonlySet<string>): void {
    const r = this.#rendering;
    const hosts = (names: Iterable<string>) => {
      const all = new Set(names);
      const any = all.delete(anyInterface);
      return { named: all, any };
    };
    const all = hosts(this.#governing.keys());
    this.#filter.replace(dispatch, hostFilterDispatchChains(all, r));
    this.#mangle.replace(dispatch, [...fromHostDispatchChains(hosts(preDnat), r), ...toHostDispatchChains(all, r)]);
    const raw = hosts(untracked);
    const inbound = this.#rawEgressOnly ? [] : fromHostDispatchChains(raw, r);
    this.#raw.replace(dispatch, [...inbound, ...toHostDispatchChains(raw, r)]);
  }

  #remove(name: string): void {
    for (const holder of [this.#raw, this.#mangle, this.#filter]) holder.remove(name);
    this.#groups.use(`host ${name}`, []);
  }
}

type Tiers = readonly felix.ITierInfo[] | null | undefined;

/** Owner of the dispatch chains; no interface has an empty name. */
const dispatch = '';

function bothWays(why: string): ClosedDirections {
  return { inbound: why, outbound: why };
}

function hasTiers(tiers: Tiers): boolean {
  return (tiers ?? []).length > 0;
}

function allTiers(endpoint: felix.IHostEndpoint): felix.ITierInfo[] {
  const { tiers, untracked_tiers, pre_dnat_tiers, forward_tiers } = endpoint;
  return [tiers, untracked_tiers, pre_dnat_tiers, forward_tiers].flatMap((some) => some ?? []);
}
