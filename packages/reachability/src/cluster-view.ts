// A cluster's policy as a whole: what every node's share of it adds up to.
import { type HostEndpoint, NodeState, type PolicyView, type WorkloadEndpoint, workloadKey } from '@manul/evaluator';
import { type felix, type manul, objectKey } from '@manul/proto';
import { RuleSources, type RuleSourceView } from './rule-source.ts';
import { RuleUsers } from './rule-users.ts';

export interface ClusterView extends PolicyView {
  readonly sources: RuleSourceView;
  workloads(): Iterable<WorkloadEndpoint>;
  workload(key: string): WorkloadEndpoint | undefined;
  workloadByAddress: NodeState['workloadByAddress'];
  hostEndpoints(): Iterable<HostEndpoint>;
  hostEndpoint(name: string): HostEndpoint | undefined;
  /** Keys of the workload endpoints that have a policy or profile, by `ownerKey`. */
  usersOf(owner: string): Iterable<string>;
  /** Of an IP set, as messages write them. */
  members(set: string): ReadonlySet<string>;
}

const noMembers: ReadonlySet<string> = new Set();

/** Built up from messages, and changed by them. */
export class ClusterState implements ClusterView {
  readonly #state = new NodeState();
  readonly #members = new Map<string, Set<string>>();
  readonly #users = new RuleUsers();
  readonly sources = new RuleSources();
  readonly settings = this.#state.settings;
  readonly ipSet = this.#state.ipSet;

  policy = this.#state.policy.bind(this.#state);
  profile = this.#state.profile.bind(this.#state);
  workloads = this.#state.workloads.bind(this.#state);
  workload = this.#state.workload.bind(this.#state);
  workloadByAddress = this.#state.workloadByAddress.bind(this.#state);
  hostEndpoints = this.#state.hostEndpoints.bind(this.#state);
  hostEndpoint = this.#state.hostEndpoint.bind(this.#state);

  usersOf(owner: string): Iterable<string> {
    return this.#users.of(owner);
  }

  members(set: string): ReadonlySet<string> {
    return this.#members.get(set) ?? noMembers;
  }

  apply(update: manul.v1.IUpdate): void {
    const { message } = update;
    if (!message) return;
    const id = message.workload_endpoint_update?.id ?? message.workload_endpoint_remove?.id;
    const key = id ? workloadKey(id) : undefined;
    const was = key === undefined ? undefined : this.#state.workload(key);
    this.#state.apply(message);
    if (key !== undefined) this.#users.replace(was, this.#state.workload(key));
    this.sources.apply(update);
    const { ipset_update: set, ipset_delta_update: delta, ipset_remove: remove } = message;
    if (set) this.#members.set(set.id ?? '', new Set(set.members ?? []));
    if (delta) applyDelta(this.#members.get(delta.id ?? ''), delta);
    if (remove) this.#members.delete(remove.id ?? '');
  }
}

/** Another cluster, told by what differs: the base stays as it is. */
export class ChangedCluster implements ClusterView {
  readonly #base: ClusterView;
  readonly #changed = new ClusterState();
  readonly #gone = new Set<string>();
  readonly settings: ClusterView['settings'];
  readonly sources: ClusterView['sources'];

  constructor(base: ClusterView, updates: Iterable<manul.v1.IUpdate>) {
    this.#base = base;
    this.settings = base.settings;
    this.sources = {
      get: (owner) => this.#changed.sources.get(owner) ?? base.sources.get(owner),
      entries: () => [...base.sources.entries(), ...this.#changed.sources.entries()],
    };
    for (const update of updates) this.#apply(update);
  }

  readonly ipSet: ClusterView['ipSet'] = (id) =>
    this.#gone.has(`ipset ${id}`) ? undefined : (this.#changed.ipSet(id) ?? this.#base.ipSet(id));

  policy: ClusterView['policy'] = (ref) => {
    if (this.#gone.has(`active_policy ${ref.kind}|${ref.namespace}|${ref.name}`)) return undefined;
    return this.#changed.policy(ref) ?? this.#base.policy(ref);
  };

  profile: ClusterView['profile'] = (name) =>
    this.#gone.has(`active_profile ${name}`) ? undefined : (this.#changed.profile(name) ?? this.#base.profile(name));

  *workloads(): Generator<WorkloadEndpoint> {
    for (const endpoint of this.#base.workloads()) if (!this.#isChanged(endpoint.key)) yield endpoint;
    yield* this.#changed.workloads();
  }

  workload(key: string): WorkloadEndpoint | undefined {
    return this.#isChanged(key) ? this.#changed.workload(key) : this.#base.workload(key);
  }

  workloadByAddress: ClusterView['workloadByAddress'] = (address) => {
    const changed = this.#changed.workloadByAddress(address);
    if (changed) return changed;
    const endpoint = this.#base.workloadByAddress(address);
    return endpoint && this.#isChanged(endpoint.key) ? undefined : endpoint;
  };

  *hostEndpoints(): Generator<HostEndpoint> {
    for (const endpoint of this.#base.hostEndpoints()) if (!this.#isHostChanged(endpoint.key)) yield endpoint;
    yield* this.#changed.hostEndpoints();
  }

  hostEndpoint(name: string): HostEndpoint | undefined {
    return this.#isHostChanged(name) ? this.#changed.hostEndpoint(name) : this.#base.hostEndpoint(name);
  }

  *usersOf(owner: string): Generator<string> {
    for (const key of this.#base.usersOf(owner)) if (!this.#isChanged(key)) yield key;
    yield* this.#changed.usersOf(owner);
  }

  members(set: string): ReadonlySet<string> {
    if (this.#gone.has(`ipset ${set}`)) return noMembers;
    return this.#changed.ipSet(set) ? this.#changed.members(set) : this.#base.members(set);
  }

  #isChanged(key: string): boolean {
    return this.#gone.has(`workload_endpoint ${key}`) || this.#changed.workload(key) !== undefined;
  }

  #isHostChanged(name: string): boolean {
    return this.#gone.has(`host_endpoint ${name}`) || this.#changed.hostEndpoint(name) !== undefined;
  }

  #apply(update: manul.v1.IUpdate): void {
    const { message, origin } = update;
    const object = message ? objectKey(message) : undefined;
    if (!message || !object) return;
    if (object.change === 'remove') this.#gone.add(object.key);
    else this.#gone.delete(object.key);
    const delta = message.ipset_delta_update;
    if (delta && !this.#changed.ipSet(delta.id ?? '')) {
      this.#changed.apply({ message: { ipset_update: this.#wholeSet(delta.id ?? '') }, origin: origin ?? null });
    }
    this.#changed.apply(update);
  }

  #wholeSet(id: string): felix.IIPSetUpdate {
    const types = { IP: 0, IP_AND_PORT: 1, NET: 2 } as const;
    return { id, members: [...this.#base.members(id)], type: types[this.#base.ipSet(id)?.type ?? 'NET'] };
  }
}

function applyDelta(members: Set<string> | undefined, delta: felix.IIPSetDeltaUpdate): void {
  for (const member of delta.removed_members ?? []) members?.delete(member);
  for (const member of delta.added_members ?? []) members?.add(member);
}
