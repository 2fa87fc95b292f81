// What one node has been told: the state after a sequence of messages, indexed for questions. Messages are applied in
// the order in which they were sent; every look-up costs the same whatever the size of the cluster.
import type { felix } from '@manul/proto';
import { type Address, type AddressBits, type Cidr, parseAddress, parseCidr } from './address.ts';
import { IpSet, ipSetType } from './ip-set.ts';
import { compileRule, type Rule } from './rule.ts';
import { defaultSettings, type EvaluatorSettings } from './settings.ts';
import { type PolicyRef, policyRef } from './verdict.ts';

/** A policy's or a profile's rules. */
export interface RuleLists {
  readonly inbound: readonly Rule[];
  readonly outbound: readonly Rule[];
}

export interface Tier {
  readonly name: string;
  readonly ingress: readonly PolicyRef[];
  readonly egress: readonly PolicyRef[];
  readonly defaultAction: string;
}

export interface WorkloadEndpoint {
  /** `<orchestrator>|<workload>|<endpoint>`. */
  readonly key: string;
  /** `prod/web`. */
  readonly workload: string;
  readonly endpoint: string;
  readonly interfaceName: string;
  readonly state: string;
  readonly nets: readonly Cidr[];
  readonly spoofableNets: readonly Cidr[];
  readonly profiles: readonly string[];
  readonly tiers: readonly Tier[];
}

export interface HostEndpoint {
  readonly key: string;
  /** `*`: every interface without an endpoint of its own; empty: the one with an expected address. */
  readonly interfaceName: string;
  readonly addresses: readonly Address[];
  readonly profiles: readonly string[];
  readonly tiers: readonly Tier[];
  readonly untrackedTiers: readonly Tier[];
  readonly preDnatTiers: readonly Tier[];
  readonly forwardTiers: readonly Tier[];
}

export interface NodeStateOptions {
  /** The node's name, to know its own addresses among those of all nodes. */
  readonly node?: string;
  readonly settings?: Partial<EvaluatorSettings>;
}

/** What an endpoint's policy is asked with. */
export type PolicyView = Pick<NodeState, 'settings' | 'policy' | 'profile' | 'ipSet'>;

const ALL_INTERFACES = '*';

export class NodeState {
  readonly node: string | undefined;
  readonly settings: EvaluatorSettings;
  inSync = false;
  readonly #ipSets = new Map<string, IpSet>();
  readonly #policies = new Map<string, RuleLists>();
  readonly #profiles = new Map<string, RuleLists>();
  readonly #workloads = new Map<string, WorkloadEndpoint>();
  /** Where two endpoints claim one address, the later one is asked. */
  readonly #workloadsByAddress = new Map<AddressBits, WorkloadEndpoint[]>();
  readonly #hostEndpoints = new Map<string, HostEndpoint>();
  readonly #hostAddresses = new Map<string, readonly Address[]>();

  constructor(options: NodeStateOptions = {}) {
    this.node = options.node;
    this.settings = { ...defaultSettings, ...options.settings };
  }

  /** Messages that say nothing about policy are ignored. Never throws: what is not understood fails closed. */
  apply(message: felix.IToDataplane): void {
    if (message.in_sync) this.inSync = true;
    this.#applyIpSet(message);
    this.#applyRules(message);
    this.#applyEndpoint(message);
    const host = message.host_metadata_update;
    if (host) this.#hostAddresses.set(host.hostname ?? '', addresses([host.ipv4_addr, host.ipv6_addr]));
    if (message.host_metadata_remove) this.#hostAddresses.delete(message.host_metadata_remove.hostname ?? '');
  }

  readonly ipSet = (id: string): IpSet | undefined => this.#ipSets.get(id);

  policy(id: PolicyRef): RuleLists | undefined {
    return this.#policies.get(policyKey(id));
  }

  profile(name: string): RuleLists | undefined {
    return this.#profiles.get(name);
  }

  workloads(): Iterable<WorkloadEndpoint> {
    return this.#workloads.values();
  }

  hostEndpoints(): Iterable<HostEndpoint> {
    return this.#hostEndpoints.values();
  }

  workload(key: string): WorkloadEndpoint | undefined {
    return this.#workloads.get(key);
  }

  workloadByAddress(address: Address): WorkloadEndpoint | undefined {
    return this.#workloadsByAddress.get(address.bits)?.at(-1);
  }

  hostEndpoint(key: string): HostEndpoint | undefined {
    return this.#hostEndpoints.get(key);
  }

  /**
   * The endpoint of a node's interface: the one that names it, or names none and expects one of its addresses; else the
   * one for all interfaces. Of several, the first by identifier.
   */
  hostEndpointOf(interfaceName: string, interfaceAddresses: readonly Address[]): HostEndpoint | undefined {
    const isFor = (endpoint: HostEndpoint) =>
      endpoint.interfaceName === ''
        ? holdsAny(endpoint, interfaceAddresses)
        : endpoint.interfaceName === interfaceName && interfaceName !== ALL_INTERFACES;
    return this.#firstHostEndpoint(isFor) ?? this.wildcardHostEndpoint();
  }

  /** The endpoint for all interfaces. */
  wildcardHostEndpoint(): HostEndpoint | undefined {
    return this.#firstHostEndpoint(({ interfaceName }) => interfaceName === ALL_INTERFACES);
  }

  /** The endpoint of the interface that has the node's own address, by which other nodes reach it. */
  uplinkEndpoint(): HostEndpoint | undefined {
    const own = this.#ownAddresses();
    return this.#firstHostEndpoint((endpoint) => holdsAny(endpoint, own)) ?? this.wildcardHostEndpoint();
  }

  #firstHostEndpoint(matches: (endpoint: HostEndpoint) => boolean): HostEndpoint | undefined {
    const keys = [...this.#hostEndpoints.keys()].sort();
    return keys.map((key) => this.#hostEndpoints.get(key)!).find(matches);
  }

  /** Whether the address is this node's own, as far as the messages tell. */
  isOwnAddress({ version, bits }: Address): boolean {
    const expected = [...this.#hostEndpoints.values()].flatMap((endpoint) => endpoint.addresses);
    return [...this.#ownAddresses(), ...expected].some((own) => own.version === version && own.bits === bits);
  }

  #ownAddresses(): readonly Address[] {
    return this.#hostAddresses.get(this.node ?? '') ?? [];
  }

  #applyIpSet(message: felix.IToDataplane): void {
    const { ipset_update: update, ipset_delta_update: delta, ipset_remove: remove } = message;
    if (update) {
      const set = new IpSet(update.id ?? '', ipSetType(update.type));
      for (const member of update.members ?? []) set.add(member);
      this.#ipSets.set(set.id, set);
    }
    const changed = delta ? this.#ipSets.get(delta.id ?? '') : undefined;
    if (delta && changed) {
      for (const member of delta.removed_members ?? []) changed.remove(member);
      for (const member of delta.added_members ?? []) changed.add(member);
    }
    if (remove) this.#ipSets.delete(remove.id ?? '');
  }

  #applyRules(message: felix.IToDataplane): void {
    const { active_policy_update: policy, active_profile_update: profile } = message;
    if (policy) this.#policies.set(policyKey(policyRef(policy.id)), ruleLists(policy.policy));
    if (profile) this.#profiles.set(profile.id?.name ?? '', ruleLists(profile.profile));
    const { active_policy_remove: policyRemove, active_profile_remove: profileRemove } = message;
    if (policyRemove) this.#policies.delete(policyKey(policyRef(policyRemove.id)));
    if (profileRemove) this.#profiles.delete(profileRemove.id?.name ?? '');
  }

  #applyEndpoint(message: felix.IToDataplane): void {
    const { workload_endpoint_update: workload, workload_endpoint_remove: workloadRemove } = message;
    if (workload) this.#setWorkload(workloadKey(workload.id), workloadEndpoint(workload));
    if (workloadRemove) this.#setWorkload(workloadKey(workloadRemove.id), undefined);
    const { host_endpoint_update: host, host_endpoint_remove: hostRemove } = message;
    if (host) this.#hostEndpoints.set(host.id?.endpoint_id ?? '', hostEndpoint(host));
    if (hostRemove) this.#hostEndpoints.delete(hostRemove.id?.endpoint_id ?? '');
  }

  #setWorkload(key: string, endpoint: WorkloadEndpoint | undefined): void {
    for (const { bits } of this.#workloads.get(key)?.nets ?? []) {
      const rest = (this.#workloadsByAddress.get(bits) ?? []).filter((other) => other.key !== key);
      if (rest.length > 0) this.#workloadsByAddress.set(bits, rest);
      else this.#workloadsByAddress.delete(bits);
    }
    this.#workloads.delete(key);
    if (!endpoint) return;
    this.#workloads.set(key, endpoint);
    for (const { bits } of endpoint.nets) {
      this.#workloadsByAddress.set(bits, [...(this.#workloadsByAddress.get(bits) ?? []), endpoint]);
    }
  }
}

function holdsAny(endpoint: HostEndpoint, addresses: readonly Address[]): boolean {
  return endpoint.addresses.some((own) => addresses.some((other) => other.bits === own.bits));
}

function policyKey({ kind, namespace, name }: PolicyRef): string {
  return `${kind}|${namespace}|${name}`;
}

/** `k8s|prod/web|eth0`, as NodeState keys workload endpoints. */
export function workloadKey(id: felix.IWorkloadEndpointID | null | undefined): string {
  return `${id?.orchestrator_id ?? ''}|${id?.workload_id ?? ''}|${id?.endpoint_id ?? ''}`;
}

function ruleLists(rules: felix.IPolicy | felix.IProfile | null | undefined): RuleLists {
  return {
    inbound: (rules?.inbound_rules ?? []).map(compileRule),
    outbound: (rules?.outbound_rules ?? []).map(compileRule),
  };
}

function workloadEndpoint({ id, endpoint }: felix.IWorkloadEndpointUpdate): WorkloadEndpoint {
  return {
    key: workloadKey(id),
    workload: id?.workload_id ?? '',
    endpoint: id?.endpoint_id ?? '',
    interfaceName: endpoint?.name ?? '',
    state: endpoint?.state ?? '',
    nets: cidrs([...(endpoint?.ipv4_nets ?? []), ...(endpoint?.ipv6_nets ?? [])]),
    spoofableNets: cidrs(endpoint?.allow_spoofed_source_prefixes ?? []),
    profiles: endpoint?.profile_ids ?? [],
    tiers: tiers(endpoint?.tiers),
  };
}

function hostEndpoint({ id, endpoint }: felix.IHostEndpointUpdate): HostEndpoint {
  return {
    key: id?.endpoint_id ?? '',
    interfaceName: endpoint?.name ?? '',
    addresses: addresses([...(endpoint?.expected_ipv4_addrs ?? []), ...(endpoint?.expected_ipv6_addrs ?? [])]),
    profiles: endpoint?.profile_ids ?? [],
    tiers: tiers(endpoint?.tiers),
    // Before connection tracking, packets of all interfaces would be those of workloads too.
    untrackedTiers: endpoint?.name === ALL_INTERFACES ? [] : tiers(endpoint?.untracked_tiers),
    preDnatTiers: tiers(endpoint?.pre_dnat_tiers),
    forwardTiers: tiers(endpoint?.forward_tiers),
  };
}

function tiers(infos: readonly felix.ITierInfo[] | null | undefined): readonly Tier[] {
  return (infos ?? []).map((info) => ({
    name: info.name ?? '',
    ingress: (info.ingress_policies ?? []).map(policyRef),
    egress: (info.egress_policies ?? []).map(policyRef),
    defaultAction: info.default_action ?? '',
  }));
}

function cidrs(texts: readonly string[]): readonly Cidr[] {
  return texts.map(parseCidr).filter((cidr) => cidr !== undefined);
}

/** Of addresses and of CIDRs, whose length is left out. */
function addresses(texts: readonly (string | null | undefined)[]): readonly Address[] {
  return texts.map((text) => parseAddress((text ?? '').split('/')[0]!)).filter((address) => address !== undefined);
}
