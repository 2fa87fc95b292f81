import { type felix, objectKey } from '@manul/proto';
import {
  type DirectionLimits,
  hostSets,
  type LocatedWorkload,
  locatedDispatchChains,
  locatedMarkChains,
  type Rendering,
  reversePathSkipChain,
  type TrafficLimits,
  workloadChains,
  workloadDispatchChains,
} from '@manul/rules';
import { ChainHolder } from './chain-holder.ts';
import type { GroupChains } from './group-chains.ts';
import { isInterfaceName } from './interface-name.ts';
import { keysUsed, type PolicyDirectory } from './policy-directory.ts';
import type { PolicyTables } from './policy-manager.ts';
import { kernelMembers } from './set-members.ts';
import type { IpSets } from './table.ts';
import { type HostNetwork, locateWorkload, noHostNetwork } from './workload-location.ts';

/** Chains of the workloads' interfaces, and the dispatch to them. */
export class WorkloadEndpoints {
  readonly #rendering: Rendering;
  readonly #directory: PolicyDirectory;
  readonly #groups: GroupChains;
  readonly #chains: ChainHolder;
  readonly #dispatch: ChainHolder;
  readonly #skip: ChainHolder;
  /** Chains that tell in each table what is from or to a workload. */
  readonly #marks: readonly ChainHolder[];
  readonly #ipSets: IpSets;
  readonly #endpoints = new Map<string, felix.IWorkloadEndpoint>();
  /** Endpoints of each interface. More than one where a workload replaces another: the first by key is in force. */
  readonly #byInterface = new Map<string, Set<string>>();
  readonly #failures = new Map<string, string>();
  readonly #closed = new Map<string, string>();
  #dirty = new Set<string>();
  #dispatchDirty = true;
  /** Interfaces that may send from addresses of others, and those addresses. */
  readonly #spoofers = new Map<string, readonly string[]>();
  #spoofersDirty = true;

  #byAddress = 0;
  #host = noHostNetwork;
  /** Addresses that workloads are found by, as last given to the IP set. */
  #addresses: string | undefined;

  constructor(
    tables: PolicyTables,
    ipSets: IpSets,
    rendering: Rendering,
    directory: PolicyDirectory,
    groups: GroupChains,
  ) {
    this.#rendering = rendering;
    this.#directory = directory;
    this.#groups = groups;
    this.#ipSets = ipSets;
    this.#chains = new ChainHolder(tables.filter);
    this.#dispatch = new ChainHolder(tables.filter);
    this.#skip = new ChainHolder(tables.raw);
    this.#marks = [tables.raw, tables.mangle, tables.filter].map((table) => new ChainHolder(table));
  }

  /** How many were found by their address when this was last decided. */
  get byAddress(): number {
    return this.#byAddress;
  }

  setHostNetwork(host: HostNetwork): void {
    this.#host = host;
    this.#dispatchDirty = true;
    this.#spoofersDirty = true;
  }

  onUpdate(message: felix.IToDataplane): void {
    const { workload_endpoint_update, workload_endpoint_remove } = message;
    if (!workload_endpoint_update && !workload_endpoint_remove) return;
    const key = objectKey(message)?.key ?? '';
    const endpoint = workload_endpoint_update?.endpoint ?? undefined;
    this.#failures.delete(key);
    this.#forget(key);
    // One whose name cannot stand in a rule stays closed by the dispatch, as an interface that is not known.
    if (!endpoint || !isInterfaceName(endpoint.name ?? '')) return;
    const name = endpoint.name ?? '';
    this.#endpoints.set(key, endpoint);
    this.#noteMoved();
    this.#byInterface.set(name, (this.#byInterface.get(name) ?? new Set()).add(key));
    this.#dirty.add(name);
  }

  complete(changedPolicies: ReadonlySet<string>): void {
    this.#markUsers(changedPolicies);
    for (const name of this.#dirty) this.#render(name);
    this.#dirty = new Set();
    const located = this.#rendering.config.workloadDispatch === 'any' ? this.#locate() : undefined;
    if (this.#dispatchDirty) this.#dispatchTo(located);
    if (this.#spoofersDirty) {
      this.#skip.replace('skip', [reversePathSkipChain(this.#spoofingInterfaces(located), this.#rendering)]);
    }
    this.#dispatchDirty = false;
    this.#spoofersDirty = false;
  }

  #dispatchTo(located: readonly LocatedWorkload[] | undefined): void {
    const r = this.#rendering;
    if (!located) {
      this.#dispatch.replace('dispatch', workloadDispatchChains(this.#byInterface.keys(), r));
      return;
    }
    this.#dispatch.replace('dispatch', locatedDispatchChains(located, r));
    for (const table of this.#marks) table.replace('marks', locatedMarkChains(located, r));
    this.#byAddress = located.filter((workload) => workload.interface === undefined).length;
    const addresses = located.flatMap((workload) => workload.addresses).sort();
    const text = addresses.join(' ');
    if (text === this.#addresses) return;
    this.#addresses = text;
    this.#ipSets.replace(
      hostSets.workloadAddresses,
      'hash:ip',
      kernelMembers('hash:ip', this.#ipSets.ipVersion, addresses),
    );
  }

  #locate(): readonly LocatedWorkload[] | undefined {
    if (!this.#dispatchDirty && !this.#spoofersDirty) return undefined;
    return [...this.#byInterface.keys()].sort().map((name) => {
      const endpoint = this.#endpoints.get(this.#inForce(name) ?? '') ?? {};
      return locateWorkload(name, endpoint, this.#host);
    });
  }

  #spoofingInterfaces(located: readonly LocatedWorkload[] | undefined): ReadonlyMap<string, readonly string[]> {
    if (!located) return this.#spoofers;
    const links = new Map(located.map((workload) => [workload.name, workload.interface]));
    return new Map(
      [...this.#spoofers].flatMap(([name, prefixes]) => {
        const link = links.get(name);
        return link === undefined ? [] : [[link, prefixes] as const];
      }),
    );
  }

  ownerOf(chain: string): string | undefined {
    const name = this.#chains.ownerOf(chain);
    return name === undefined ? undefined : this.#inForce(name);
  }

  /** Of these endpoints. */
  addressesOf(endpoints: ReadonlySet<string>): string[] {
    return [...endpoints].flatMap((key) => {
      const { ipv4_nets, ipv6_nets } = this.#endpoints.get(key) ?? {};
      return [...(ipv4_nets ?? []), ...(ipv6_nets ?? [])];
    });
  }

  /** Chains of the interfaces that have none of these endpoints. */
  chainsOfOthers(endpoints: ReadonlySet<string>): Generator<string> {
    return this.#chains.chains((name) => [...(this.#byInterface.get(name) ?? [])].some((key) => endpoints.has(key)));
  }

  /** The kernel refused this endpoint's own chains: nothing passes until it changes. False where it had failed before. */
  fail(key: string, reason: string): boolean {
    if (this.#failures.has(key)) return false;
    this.#failures.set(key, reason);
    this.#dirty.add(this.#endpoints.get(key)?.name ?? '');
    return true;
  }

  forgive(): void {
    for (const key of this.#failures.keys()) this.#dirty.add(this.#endpoints.get(key)?.name ?? '');
    this.#failures.clear();
  }

  failures(): ReadonlyMap<string, string> {
    return this.#failures;
  }

  /** Endpoints that are closed because a policy or profile is not there, and why. */
  closed(): ReadonlyMap<string, string> {
    return this.#closed;
  }

  #forget(key: string): void {
    const name = this.#endpoints.get(key)?.name ?? '';
    if (!this.#endpoints.delete(key)) return;
    this.#noteMoved();
    this.#closed.delete(key);
    const keys = this.#byInterface.get(name);
    keys?.delete(key);
    if (keys?.size === 0) this.#byInterface.delete(name);
    this.#dirty.add(name);
  }

  /** Where workloads are told apart by address, an endpoint's message can change where it is. */
  #noteMoved(): void {
    if (this.#rendering.config.workloadDispatch !== 'any') return;
    this.#dispatchDirty = true;
    if (this.#spoofers.size > 0) this.#spoofersDirty = true;
  }

  #inForce(name: string): string | undefined {
    return [...(this.#byInterface.get(name) ?? [])].sort()[0];
  }

  #markUsers(changedPolicies: ReadonlySet<string>): void {
    if (changedPolicies.size === 0) return;
    for (const { name, tiers, profile_ids } of this.#endpoints.values()) {
      if (keysUsed(tiers ?? [], profile_ids ?? []).some((key) => changedPolicies.has(key))) this.#dirty.add(name ?? '');
    }
  }

  #render(name: string): void {
    const key = this.#inForce(name);
    const endpoint = key === undefined ? undefined : this.#endpoints.get(key);
    for (const each of this.#byInterface.get(name) ?? []) this.#closed.delete(each);
    if (this.#chains.has(name) !== (endpoint !== undefined)) this.#dispatchDirty = true;
    this.#noteSpoofing(name, endpoint?.allow_spoofed_source_prefixes ?? []);
    if (key === undefined || !endpoint) {
      this.#chains.remove(name);
      this.#groups.use(`workload ${name}`, []);
      return;
    }
    const tiers = endpoint.tiers ?? [];
    const profiles = endpoint.profile_ids ?? [];
    const groups = this.#groups.groupTiers(tiers);
    this.#groups.use(`workload ${name}`, groups);
    const closed = this.#directory.closed(tiers, profiles);
    const why = closed.inbound ?? closed.outbound;
    if (why !== undefined) this.#closed.set(key, why);
    const shut = this.#shut(key, endpoint);
    const limits = endpoint.qos_controls ? trafficLimits(endpoint.qos_controls) : undefined;
    const workload = {
      interface: name,
      tiers: groups,
      profiles,
      closed,
      ...(limits && { limits }),
      ...(shut !== undefined && { shut }),
    };
    this.#chains.replace(name, workloadChains(workload, this.#rendering));
  }

  #shut(key: string, endpoint: felix.IWorkloadEndpoint): string | undefined {
    if (this.#failures.has(key)) return `Closed: ${key} failed`;
    return endpoint.state === 'active' ? undefined : 'Endpoint admin disabled';
  }

  #noteSpoofing(name: string, prefixes: readonly string[]): void {
    if (prefixes.length === 0 && !this.#spoofers.has(name)) return;
    if (prefixes.length === 0) this.#spoofers.delete(name);
    else this.#spoofers.set(name, prefixes);
    this.#spoofersDirty = true;
  }
}

function trafficLimits(qos: felix.IQoSControls): TrafficLimits {
  const direction = (to: 'Ingress' | 'Egress'): DirectionLimits => ({
    packetRate: qos[`${to}PacketRate`] ?? 0,
    packetBurst: qos[`${to}PacketBurst`] ?? 0,
    connections: qos[`${to}MaxConnections`] ?? 0,
  });
  return { inbound: direction('Ingress'), outbound: direction('Egress') };
}
