// A packet's way through one node, from stage to stage. The order is netfilter's: what is asked before connection
// tracking and before destination NAT can settle the node's own traffic; a workload's own policy is always asked.
import { type Address, parseAddress } from './address.ts';
import { askHost, askWorkload, type HostStage, mayClaim, unknownEndpoint } from './endpoint-verdict.ts';
import type { HostEndpoint, NodeState, WorkloadEndpoint } from './node-state.ts';
import { type Packet, type PacketDescription, parsePacket } from './packet.ts';
import type { EvaluatorSettings } from './settings.ts';
import type { Direction, StageVerdict, Step, Verdict } from './verdict.ts';

/** Where a packet enters or leaves the node's policy. */
export type Place =
  /** A workload endpoint, by NodeState's key. */
  | { readonly at: 'workload'; readonly key: string }
  /** A process in the node's own network. */
  | { readonly at: 'node' }
  /** Beyond an interface of the node; without a name, the one with the node's own address. */
  | { readonly at: 'interface'; readonly name?: string; readonly addresses?: readonly string[] };

/** The ICMPv6 types that a workload needs to find its gateway: multicast listener and neighbour discovery. */
const NEIGHBOUR_DISCOVERY: ReadonlySet<number> = new Set([130, 131, 132, 133, 135, 136]);

/** Throws a PacketError where the packet makes no sense. `endpointToHost` stands in for the node's own setting. */
export function nodeVerdict(
  state: NodeState,
  from: Place,
  to: Place,
  packet: PacketDescription,
  endpointToHost = state.settings.endpointToHostAction,
): Verdict {
  const way = new Way(state, parsePacket(packet), endpointToHost);
  way.go(from, to);
  return way.verdict();
}

class Way {
  readonly #state: NodeState;
  readonly #stages: StageVerdict[] = [];
  readonly #endpointToHost: EvaluatorSettings['endpointToHostAction'];
  #packet: Packet;
  #allowed: boolean | undefined;

  constructor(state: NodeState, packet: Packet, endpointToHost: EvaluatorSettings['endpointToHostAction']) {
    this.#state = state;
    this.#packet = packet;
    this.#endpointToHost = endpointToHost;
  }

  verdict(): Verdict {
    const deciding = this.#stages.findLast((stage) => stage.outcome !== 'undecided');
    return { allowed: this.#allowed ?? true, stages: this.#stages, decidedBy: deciding?.steps.at(-1) };
  }

  go(from: Place, to: Place): void {
    if (from.at === 'workload' && to.at === 'workload' && from.key === to.key) return;
    const entry = this.#hostEndpoint(from);
    const accepted = this.#enter(from, entry);
    if (to.at !== 'node' && entry && !accepted) this.#ask(() => this.#askHost(entry, 'host-forward', 'ingress'));
    if (from.at === 'workload') this.#ask(() => this.#leaveWorkload(from.key, to));
    if (to.at === 'node') this.#ask(() => this.#reachNode(from, entry, accepted));
    if (to.at === 'workload') this.#ask(() => this.#reachWorkload(from, to.key));
    this.#ask(() => this.#leaveNode(from, this.#hostEndpoint(to)));
  }

  #ask(stage: () => void): void {
    if (this.#allowed === undefined) stage();
  }

  /** Whether a stage before connection tracking or NAT accepted the packet, so that the host's later ones are spared. */
  #enter(from: Place, entry: HostEndpoint | undefined): boolean {
    if (from.at === 'workload') this.#checkSource(from.key);
    if (!entry || this.#allowed !== undefined) return false;
    if (from.at === 'interface' && this.#askHost(entry, 'untracked', 'ingress') === 'allow') {
      this.#packet = { ...this.#packet, state: 'untracked' };
      return true;
    }
    return (
      this.#allowed === undefined && this.#askHost(this.#preDnatEndpoint(entry), 'pre-dnat', 'ingress') === 'allow'
    );
  }

  /** An interface whose own endpoint says nothing before NAT is among all interfaces there. */
  #preDnatEndpoint(entry: HostEndpoint): HostEndpoint {
    return entry.preDnatTiers.length > 0 ? entry : (this.#state.wildcardHostEndpoint() ?? entry);
  }

  #leaveWorkload(key: string, to: Place): void {
    const endpoint = this.#state.workload(key);
    if (!endpoint) return;
    if (to.at === 'node' && this.#isNeighbourDiscovery()) this.#settle('ingress', { by: 'neighbour-discovery' }, true);
    else this.#add(askWorkload(this.#state, endpoint, 'egress', this.#packet));
  }

  #reachNode(from: Place, entry: HostEndpoint | undefined, accepted: boolean): void {
    if (from.at === 'workload') {
      const action = this.#endpointToHost;
      this.#settle('ingress', { by: 'endpoint-to-host', action }, action !== 'drop');
    } else if (entry && !accepted) this.#askHost(entry, 'host', 'ingress');
  }

  /** What a workload's own node sends always arrives: the kubelet's probes must. */
  #reachWorkload(from: Place, key: string): void {
    const endpoint = this.#state.workload(key);
    if (from.at === 'node') this.#settle('egress', { by: 'own-node' }, true);
    else {
      this.#add(
        endpoint ? askWorkload(this.#state, endpoint, 'ingress', this.#packet) : unknownEndpoint(key, 'ingress'),
      );
    }
  }

  #leaveNode(from: Place, exit: HostEndpoint | undefined): void {
    if (!exit) return;
    if (from.at !== 'node') this.#askHost(exit, 'host-forward', 'egress');
    else if (this.#askHost(exit, 'untracked', 'egress') === 'undecided') this.#askHost(exit, 'host', 'egress');
  }

  /** Workloads' interfaces are among those of the endpoint for all interfaces, as far as it is about forwarding. */
  #hostEndpoint(place: Place): HostEndpoint | undefined {
    if (place.at === 'node') return undefined;
    if (place.at === 'workload') {
      return this.#state.hostEndpointOf(this.#state.workload(place.key)?.interfaceName ?? '', []);
    }
    if (place.name === undefined) return this.#state.uplinkEndpoint();
    const addresses = (place.addresses ?? []).map(parseAddress).filter((address): address is Address => !!address);
    return this.#state.hostEndpointOf(place.name, addresses);
  }

  /** Nothing leads back to an endpoint that the node does not know, so that no source is right there. */
  #checkSource(key: string): void {
    const endpoint = this.#state.workload(key);
    if (!endpoint) this.#add(unknownEndpoint(key, 'egress'));
    else if (this.#isSpoofed(endpoint)) this.#addSpoofed(endpoint);
  }

  #isSpoofed(endpoint: WorkloadEndpoint): boolean {
    return this.#state.settings.checkWorkloadSource && !mayClaim(endpoint, this.#packet);
  }

  #addSpoofed({ workload, endpoint }: WorkloadEndpoint): void {
    const steps: Step[] = [{ by: 'spoofed-source', source: this.#packet.sourceText }];
    const name = `WorkloadEndpoint ${workload} ${endpoint}`;
    this.#add({ stage: 'workload', direction: 'egress', endpoint: name, outcome: 'deny', steps });
  }

  #isNeighbourDiscovery(): boolean {
    return this.#packet.protocol === 58 && NEIGHBOUR_DISCOVERY.has(this.#packet.icmp?.type ?? -1);
  }

  /** Decides by what holds for every node, whatever its policy. */
  #settle(direction: Direction, step: Step, allowed: boolean): void {
    this.#add({ stage: 'node', direction, endpoint: 'Node', outcome: allowed ? 'allow' : 'deny', steps: [step] });
    this.#allowed = allowed;
  }

  #askHost(endpoint: HostEndpoint, stage: HostStage, direction: Direction): StageVerdict['outcome'] {
    // The early stages are there only where policy for them is.
    if (stage === 'untracked' && endpoint.untrackedTiers.length === 0) return 'undecided';
    if (stage === 'pre-dnat' && endpoint.preDnatTiers.length === 0) return 'undecided';
    return this.#add(askHost(this.#state, endpoint, stage, direction, this.#packet));
  }

  /** A denial ends the way; so does a connection that is known already, except where the filter is still to come. */
  #add(verdict: StageVerdict): StageVerdict['outcome'] {
    this.#stages.push(verdict);
    if (verdict.outcome === 'deny') this.#allowed = false;
    if (verdict.outcome === 'allow' && verdict.steps.at(-1)?.by === 'connection-state') this.#allowed = true;
    return verdict.outcome;
  }
}
