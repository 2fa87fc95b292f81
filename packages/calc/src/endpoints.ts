// Everything with labels and addresses: endpoints of workloads and hosts, and network sets.
import type { HostEndpoint, NetworkSet, Origin, WorkloadEndpoint } from '@manul/model';
import {
  EndpointItem,
  type EndpointOutput,
  endpointClusterKey,
  HostEndpointOutput,
  hostKey,
  WorkloadEndpointOutput,
  workloadKey,
} from './endpoint-output.ts';
import type { Item } from './group.ts';
import type { LabelIndex } from './label-index.ts';
import type { LabelSets } from './labels.ts';
import type { Nodes } from './nodes.ts';
import { listOf, oneOrMany } from './one-or-many.ts';
import type { NodeState } from './output.ts';
import type { ProfileOutput, Profiles } from './profiles.ts';
import { Retired } from './retired.ts';
import { addTo, removeFrom, type SetsByKey } from './sets-by-key.ts';

type Parts = Pick<Item, 'labels' | 'parents' | 'nets' | 'ports'>;
type Described = Pick<WorkloadEndpoint, 'labels' | 'profileIds' | 'ports'>;

export class Endpoints {
  readonly #index: LabelIndex;
  readonly #labelSets: LabelSets;
  readonly #profiles: Profiles;
  readonly #nodes: Nodes;
  readonly #workloads = new Map<string, EndpointItem>();
  readonly #hosts = new Map<string, EndpointItem>();
  readonly #networkSets = new Map<string, Item>();
  readonly #ofNode: SetsByKey<NodeState, EndpointItem> = new Map();
  readonly #retired = new Retired<EndpointOutput>();

  constructor(index: LabelIndex, labelSets: LabelSets, profiles: Profiles, nodes: Nodes) {
    this.#index = index;
    this.#labelSets = labelSets;
    this.#profiles = profiles;
    this.#nodes = nodes;
  }

  ofNode(node: NodeState): Iterable<EndpointItem> {
    return this.#ofNode.get(node) ?? [];
  }

  /** The output of a workload's endpoint, by its key in updates. */
  workload(key: string): EndpointOutput | undefined {
    return this.#workloads.get(key)?.endpoint;
  }

  updateWorkload(key: string, value: WorkloadEndpoint | undefined, origin: Origin | undefined): void {
    const old = this.#workloads.get(key);
    if (!value) {
      if (old) this.#remove(this.#workloads, key, old);
      return;
    }
    const node = this.#nodes.acquire(value.node);
    const endpoint = this.#endpointFor(
      node,
      old?.endpoint,
      workloadKey(value),
      () => new WorkloadEndpointOutput(node, value),
    );
    const nets = value.ipv6Nets.length === 0 ? value.ipv4Nets : [...value.ipv4Nets, ...value.ipv6Nets];
    this.#put(this.#workloads, key, old, endpoint, this.#parts(value, nets));
    (endpoint as WorkloadEndpointOutput).update(value, origin);
  }

  updateHost(key: string, value: HostEndpoint | undefined, origin: Origin | undefined): void {
    const old = this.#hosts.get(key);
    if (!value) {
      if (old) this.#remove(this.#hosts, key, old);
      return;
    }
    const node = this.#nodes.acquire(value.node);
    const endpoint = this.#endpointFor(node, old?.endpoint, hostKey(value), () => new HostEndpointOutput(node, value));
    const nets = [
      ...value.expectedIpv4Addresses.map((address) => `${address}/32`),
      ...value.expectedIpv6Addresses.map((address) => `${address}/128`),
    ];
    this.#put(this.#hosts, key, old, endpoint, this.#parts(value, nets));
    (endpoint as HostEndpointOutput).update(value, origin);
  }

  updateNetworkSet(key: string, value: NetworkSet | undefined): void {
    const old = this.#networkSets.get(key);
    const item = value && {
      ...this.#parts({ ...value, ports: none }, value.nets.flatMap(splitWholeFamily)),
      node: undefined,
      group: undefined,
      place: 0,
    };
    if (item) this.#networkSets.set(key, item);
    else this.#networkSets.delete(key);
    this.#replace(old, item);
  }

  sizes(): Record<string, number> {
    return {
      workloadEndpoints: this.#workloads.size,
      hostEndpoints: this.#hosts.size,
      networkSets: this.#networkSets.size,
      nodesWithEndpoints: this.#ofNode.size,
      retiredEndpoints: this.#retired.size,
    };
  }

  #parts({ labels, profileIds, ports }: Described, nets: readonly string[]): Parts {
    return {
      labels: this.#labelSets.acquire(labels),
      parents: oneOrMany(profileIds.map((id) => this.#profiles.get(id))),
      nets: oneOrMany(nets),
      ports: ports.length === 0 ? none : ports,
    };
  }

  /** The endpoint that is, or was, on this node, or else a new one. It holds one reference to the node. */
  #endpointFor(
    node: NodeState,
    old: EndpointOutput | undefined,
    key: string,
    create: () => EndpointOutput,
  ): EndpointOutput {
    if (old?.node === node && old.key === key) {
      this.#nodes.release(node);
      return old;
    }
    return this.#retired.revive(endpointClusterKey(node, key)) ?? create();
  }

  #put(
    map: Map<string, EndpointItem>,
    key: string,
    old: EndpointItem | undefined,
    endpoint: EndpointOutput,
    parts: Parts,
  ): void {
    const item = new EndpointItem(endpoint, parts);
    map.set(key, item);
    if (!endpoint.alive) {
      endpoint.alive = true;
      endpoint.node.touch(endpoint, undefined);
    }
    const { node } = endpoint;
    addTo(this.#ofNode, node, item);
    for (const parent of listOf(parts.parents)) this.#profiles.retain(parent as ProfileOutput, node);
    this.#replace(old, item);
    if (old) this.#forget(old, old.endpoint !== endpoint);
  }

  #remove(map: Map<string, EndpointItem>, key: string, old: EndpointItem): void {
    map.delete(key);
    this.#replace(old, undefined);
    this.#forget(old, true);
  }

  #forget(old: EndpointItem, withEndpoint: boolean): void {
    const { endpoint, node } = old;
    removeFrom(this.#ofNode, node, old);
    for (const parent of listOf(old.parents)) this.#profiles.release(parent as ProfileOutput, node);
    if (!withEndpoint) return;
    endpoint.alive = false;
    node.touch(endpoint, endpoint.content);
    endpoint.content = undefined;
    this.#retired.retire(endpoint);
    this.#nodes.release(node);
  }

  #replace(old: Item | undefined, item: Item | undefined): void {
    this.#index.replaceItem(old, item);
    if (!old) return;
    this.#labelSets.release(old.labels);
    for (const parent of listOf(old.parents)) this.#profiles.orphaned(parent as ProfileOutput);
  }
}

const none: readonly never[] = [];

/** Set types that hold networks have no member of length 0: its two halves stand for it. */
function splitWholeFamily(net: string): readonly string[] {
  if (net === '0.0.0.0/0') return ['0.0.0.0/1', '128.0.0.0/1'];
  return net === '::/0' ? ['::/1', '8000::/1'] : [net];
}
