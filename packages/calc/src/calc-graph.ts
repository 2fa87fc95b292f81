// The calculation graph: how its parts are joined, and in which order a flush goes through them.
//
//   updates ──> inbox (the last of each object, by kind)
//                 │
//                 ├─ tiers ────────────────────────────────────────────────┐
//                 ├─ profiles ── labels to inherit ──┐                     │
//                 ├─ endpoints, network sets ────────┤                     │
//                 │                                  ▼                     │
//                 ├─ policies ── selectors ──>  label index                │
//                 │     │                        │  │  │                   │
//                 │     │   nodes of what matches│  │  │groups that match  │
//                 │     ▼                        ▼  │  ▼                   ▼
//                 │  active policies ──────> targets│  policy resolver <───┘
//                 │     │  with spans               │  │ tiers of policies, once for equal groups
//                 │     │ rules' selectors,         │  ▼
//                 │     │ named ports, services     │ endpoints' outputs
//                 │     ▼                           ▼          │
//                 ├─ service index ───────────> IP sets        │
//                 │                               │            │
//                 ├─ namespaces, accounts,        │ outputs: encoded once, touched where they change
//                 │  nodes, services ──────┐      │            │
//                 ▼                        ▼      ▼            ▼
//              (empty)                  sequencers of subscribed nodes ──> frames
import { ActivePolicies, type PolicyChange } from './active-policies.ts';
import {
  ClusterOutputs,
  hostMetadataUpdate,
  namespaceUpdate,
  serviceAccountUpdate,
  serviceUpdate,
} from './cluster-outputs.ts';
import type { CalculationGraph, FlushSummary, NodeSequencer, ResumeStart, WorkloadPlace } from './contract.ts';
import { Endpoints } from './endpoints.ts';
import type { Group } from './group.ts';
import { Inbox } from './inbox.ts';
import { IpSets } from './ip-sets.ts';
import { LabelIndex } from './label-index.ts';
import { LabelSets } from './labels.ts';
import { NodePeers } from './node-peers.ts';
import { Nodes } from './nodes.ts';
import { listOf } from './one-or-many.ts';
import type { NodeState, Output, OutputObserver } from './output.ts';
import { OutputLog } from './output-log.ts';
import { nodeNames, policiesOf } from './placement.ts';
import { Tiers } from './policy-order.ts';
import { Target } from './policy-output.ts';
import { PolicyResolver } from './policy-resolver.ts';
import { type ProfileOutput, Profiles } from './profiles.ts';
import { ServiceIndex } from './service-index.ts';
import { members } from './small-set.ts';
import { Subscriptions } from './subscriptions.ts';
import { WorkCounters } from './work.ts';

export interface CalculationGraphOptions {
  /** Leave out of a set what another of its members contains, as nftables' intervals require. */
  readonly suppressOverlaps?: boolean;
  /**
   * While the source fills the graph, updates are worked in as soon as so many have gathered, rather than kept until the
   * first flush: a large cluster's objects then need not be in memory at once.
   */
  readonly batchSize?: number;
}

/** The graph, and how large it is inside. */
export interface InspectableGraph extends CalculationGraph {
  /** The size of every index; all are 0 once everything is deleted and every node has heard of it. */
  sizes(): Readonly<Record<string, number>>;
}

/** An empty graph. It computes at `flush`, sends nothing before `setInSync`, and does no I/O. */
export function createCalculationGraph(options: CalculationGraphOptions = {}): InspectableGraph {
  return new Graph(options);
}

/** A graph whose outputs can be written to a log, for replicas. */
export function createLoggedGraph(options: CalculationGraphOptions = {}): {
  readonly graph: InspectableGraph;
  readonly log: OutputLog;
} {
  const log = new OutputLog();
  return { graph: new Graph(options, log), log };
}

class Graph implements InspectableGraph {
  readonly #work = new WorkCounters();
  readonly #inbox = new Inbox();
  readonly #nodes = new Nodes(this.#work);
  readonly #nodeObjects = new Map<string, NodeState>();
  readonly #labelSets = new LabelSets();
  readonly #tiers = new Tiers();
  readonly #resolver = new PolicyResolver(this.#tiers, this.#work);
  readonly #index = new LabelIndex(this.#labelSets, this.#work, this.#resolver);
  readonly #nodeIndex = new LabelIndex(this.#labelSets, this.#work);
  readonly #nodePeers = new NodePeers(this.#nodeIndex, this.#labelSets);
  readonly #services = new ServiceIndex();
  readonly #ipSets: IpSets;
  readonly #profiles: Profiles;
  readonly #endpoints: Endpoints;
  readonly #policies: ActivePolicies;
  readonly #subscriptions = new Subscriptions(this.#nodes, (node) => this.#neededOutputs(node));
  readonly #cluster = new ClusterOutputs(this.#nodes, this.#subscriptions.broadcast, this.#work);
  readonly #batchSize: number;
  #sourceInSync = false;
  /** The last flush's; undefined before the first flush in sync, until which nothing is sent. */
  #revision: number | undefined;

  constructor({ suppressOverlaps = false, batchSize = 4096 }: CalculationGraphOptions, observer?: OutputObserver) {
    if (observer) this.#nodes.observe(observer);
    this.#batchSize = batchSize;
    const indexes = { endpoints: this.#index, nodes: this.#nodeIndex };
    this.#ipSets = new IpSets(indexes, this.#services, this.#nodes, this.#work, suppressOverlaps);
    this.#profiles = new Profiles(this.#index, this.#labelSets, this.#ipSets, this.#work);
    this.#endpoints = new Endpoints(this.#index, this.#labelSets, this.#profiles, this.#nodes);
    this.#policies = new ActivePolicies({
      index: this.#index,
      ipSets: this.#ipSets,
      nodes: this.#nodes,
      tiers: this.#tiers,
      listener: this.#resolver,
      work: this.#work,
    });
  }

  update(updates: Parameters<CalculationGraph['update']>[0]): void {
    this.#inbox.put(updates);
    if (this.#revision === undefined && this.#inbox.size >= this.#batchSize) this.#workIn();
  }

  setInSync(): void {
    this.#sourceInSync = true;
  }

  flush(): FlushSummary {
    if (this.#sourceInSync) this.#calculate();
    return {
      revision: this.#revision ?? 0,
      pendingNodes: this.#subscriptions.pendingNodes,
      work: this.#work.take(),
    };
  }

  nodes(): Iterable<string> {
    return this.#nodes.names();
  }

  nodesOfPolicy(key: string): Iterable<string> | undefined {
    return nodeNames(this.#policies.placementOf(key), () => this.nodes());
  }

  placeOfWorkload(key: string): WorkloadPlace | undefined {
    const endpoint = this.#endpoints.workload(key);
    return endpoint && { node: endpoint.node.name, policies: policiesOf(endpoint) };
  }

  subscribe(name: string, start?: ResumeStart): NodeSequencer {
    return this.#subscriptions.subscribe(name, start);
  }

  sizes(): Readonly<Record<string, number>> {
    return {
      inbox: this.#inbox.size,
      nodes: [...this.#nodes.names()].length,
      nodeObjects: this.#nodeObjects.size,
      labelSets: this.#labelSets.size,
      ...this.#tiers.sizes(),
      ...this.#resolver.sizes(),
      ...this.#index.sizes(),
      ...prefixed('node', this.#nodeIndex.sizes()),
      nodePeers: this.#nodePeers.size,
      ...this.#services.sizes(),
      ...this.#ipSets.sizes(),
      ...this.#profiles.sizes(),
      ...this.#endpoints.sizes(),
      ...this.#policies.sizes(),
      ...this.#cluster.sizes(),
    };
  }

  #calculate(): void {
    const setsChanged = this.#workIn();
    const first = this.#revision === undefined;
    if (first || setsChanged || this.#work.outputsChanged + this.#work.spansChanged > 0) {
      this.#revision = (this.#revision ?? 0) + 1;
    }
    this.#subscriptions.settle(this.#revision);
  }

  /**
   * Brings everything up to date. Each step finds what it depends on up to date; what flaps on the way leaves no trace.
   * True where an IP set changed.
   */
  #workIn(): boolean {
    this.#takeTiersAndProfiles();
    this.#policies.update(this.#policyChanges());
    this.#takePeers();
    this.#policies.match();
    this.#policies.settle();
    this.#profiles.settle();
    this.#ipSets.activate();
    const setsChanged = this.#ipSets.finishStep();
    this.#resolver.flush();
    this.#takeClusterObjects();
    return setsChanged;
  }

  #takeTiersAndProfiles(): void {
    for (const [name, { value }] of this.#inbox.take('tier')) {
      if (!this.#tiers.update(name, value)) continue;
      for (const target of this.#policies.targetsOfTier(name)) this.#resolver.targetChanged(target);
    }
    for (const [name, { value, origin }] of this.#inbox.take('profile')) this.#profiles.update(name, value, origin);
  }

  #policyChanges(): PolicyChange[] {
    const changes: PolicyChange[] = [];
    for (const [key, { value, origin }] of this.#inbox.take('policy')) {
      // Staged policies are for what-if alone.
      changes.push({ key, policy: value?.staged ? undefined : value, origin });
    }
    return changes;
  }

  #takePeers(): void {
    const inbox = this.#inbox;
    for (const [key, { value, origin }] of inbox.take('workloadEndpoint')) {
      this.#endpoints.updateWorkload(key, value, origin);
    }
    for (const [key, { value, origin }] of inbox.take('hostEndpoint')) this.#endpoints.updateHost(key, value, origin);
    for (const [key, { value }] of inbox.take('networkSet')) this.#endpoints.updateNetworkSet(key, value);
    for (const [key, { value, origin }] of inbox.take('node')) {
      this.#nodePeers.update(key, value);
      this.#updateNodeObject(key, value !== undefined);
      this.#cluster.update(hostMetadataUpdate(key, value), value !== undefined, origin);
    }
    for (const [key, { value }] of inbox.take('endpointSlice')) this.#services.update(key, value);
  }

  #takeClusterObjects(): void {
    const cluster = this.#cluster;
    for (const [key, { value, origin }] of this.#inbox.take('namespace')) {
      cluster.update(namespaceUpdate(key, value), value !== undefined, origin);
    }
    for (const [key, { value, origin }] of this.#inbox.take('serviceAccount')) {
      cluster.update(serviceAccountUpdate(key, value), value !== undefined, origin);
    }
    for (const [key, { value, origin }] of this.#inbox.take('service')) {
      cluster.update(serviceUpdate(key, value), value !== undefined, origin);
    }
  }

  #updateNodeObject(name: string, exists: boolean): void {
    const known = this.#nodeObjects.get(name);
    if (exists && !known) this.#nodeObjects.set(name, this.#nodes.acquire(name));
    if (!exists && known) {
      this.#nodeObjects.delete(name);
      this.#nodes.release(known);
    }
  }

  /** Everything that the node needs and the broadcast does not have, some of it more than once. */
  *#neededOutputs(node: NodeState): Iterable<Output> {
    for (const policy of this.#policies.everywhere()) {
      yield policy;
      if (policy.usesSets) yield* members(policy.sets);
    }
    const groups = new Set<Group>();
    for (const item of this.#endpoints.ofNode(node)) {
      yield item.endpoint;
      groups.add(item.group!);
      for (const profile of listOf(item.parents) as readonly ProfileOutput[]) {
        yield profile;
        yield* profile.span.users();
      }
    }
    const targets = new Set<Target>();
    for (const group of groups) {
      for (const { nodeWatcher } of members(group.matches)) if (nodeWatcher instanceof Target) targets.add(nodeWatcher);
    }
    for (const target of targets) {
      yield* target.outputs();
      yield* target.users();
    }
  }
}

function prefixed(prefix: string, sizes: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(sizes).map(([name, size]) => [`${prefix} ${name}`, size]));
}
