// What can be told from messages to nodes alone: explanations between those nodes' endpoints.
import { NodeState, type WorkloadEndpoint } from '@manul/evaluator';
import type { manul } from '@manul/proto';
import {
  addressText,
  type Directory,
  explain,
  type NodeInfo,
  type NodeView,
  type PodInfo,
  RuleSources,
} from '@manul/reachability';
import type { OutputStep } from '../replay/output-steps.ts';
import type { ClusterQueries } from './cluster-queries.ts';

interface Recorded extends NodeView {
  readonly state: NodeState;
  readonly sources: RuleSources;
}

const inputsNeeded =
  'a recording of outputs does not say what the cluster is made of: record its inputs, or ask the live service';

export class RecordedOutputs implements ClusterQueries, Directory {
  readonly #nodes = new Map<string, Recorded>();
  /** By name: every node's addresses are told to each. */
  readonly #hosts = new Map<string, NodeInfo>();
  position: manul.v1.IPosition = {};

  apply({ node, epoch, revision, updates }: OutputStep): void {
    const known = this.#nodes.get(node) ?? { state: new NodeState({ node }), sources: new RuleSources() };
    this.#nodes.set(node, known);
    for (const update of updates) {
      if (update.message) known.state.apply(update.message);
      known.sources.apply(update);
      const host = update.message?.host_metadata_update;
      if (!host?.hostname) continue;
      const addresses = [host.ipv4_addr, host.ipv6_addr].flatMap((text) => (text ? [text.split('/')[0]!] : []));
      this.#hosts.set(host.hostname, { name: host.hostname, addresses });
    }
    this.position = { epoch, revision };
  }

  async explain(request: manul.v1.IExplainRequest): Promise<manul.v1.IExplanation> {
    return explain(request, { directory: this, node: (name) => this.#nodes.get(name), position: this.position });
  }

  async whoCan(): Promise<manul.v1.IWhoCanResponse> {
    throw new TypeError(inputsNeeded);
  }

  async whatIf(): Promise<manul.v1.IWhatIfResponse> {
    throw new TypeError(inputsNeeded);
  }

  close(): void {}

  pod(name: string): PodInfo | undefined {
    return this.#find(({ workload }) => workload === name);
  }

  podByAddress(address: string): PodInfo | undefined {
    for (const pod of this.#pods()) if (pod.addresses.includes(address)) return pod;
    return undefined;
  }

  node(name: string): NodeInfo | undefined {
    return this.#hosts.get(name);
  }

  nodeByAddress(address: string): NodeInfo | undefined {
    return [...this.#hosts.values()].find(({ addresses }) => addresses.includes(address));
  }

  similar(name: string): readonly string[] {
    const pod = name.split('/').at(-1)!;
    return [...this.#pods()].filter((each) => each.name === pod).map((each) => `${each.namespace}/${each.name}`);
  }

  #find(matches: (endpoint: WorkloadEndpoint) => boolean): PodInfo | undefined {
    for (const [node, { state }] of this.#nodes) {
      for (const endpoint of state.workloads()) if (matches(endpoint)) return podOf(node, endpoint);
    }
    return undefined;
  }

  *#pods(): Generator<PodInfo> {
    for (const [node, { state }] of this.#nodes) for (const endpoint of state.workloads()) yield podOf(node, endpoint);
  }
}

function podOf(node: string, { workload, nets }: WorkloadEndpoint): PodInfo {
  const [namespace = '', name = ''] = workload.split('/');
  return { namespace, name, node, addresses: nets.map(addressText), labels: {} };
}
