// No kernel: the graph runs in this process, and the evaluator is asked at both ends of each probe.
import { type CalculationGraph, createCalculationGraph, type NodeSequencer } from '@manul/calc';
import { connectionVerdict, NodeState } from '@manul/evaluator';
import { type ApiObject, builtInUpdates, convert, defaultOptions, removal } from '@manul/model';
import { manul } from '@manul/proto';
import type { ProbeOutcome } from '../lab/prober.ts';
import type { ClusterState, StateNode } from './cluster-state.ts';
import type { Dataplane, DataplaneFactory } from './dataplane.ts';
import type { PlannedProbe } from './plan.ts';

const BATCH_BYTES = 1 << 18;
/** As the calc-graph has them unless told otherwise. */
const conversion = { ...defaultOptions, nodePeers: true };

export function evaluatorDataplanes(): DataplaneFactory {
  return async (nodes) => new EvaluatorDataplane(nodes);
}

interface EvaluatedNode {
  readonly name: string;
  readonly addresses: readonly string[];
  readonly sequencer: NodeSequencer;
  readonly state: NodeState;
}

class EvaluatorDataplane implements Dataplane {
  readonly #graph: CalculationGraph = createCalculationGraph();
  readonly #nodes: readonly EvaluatedNode[];
  #objects: ReadonlyMap<string, ApiObject> = new Map();

  constructor(nodes: readonly StateNode[]) {
    this.#graph.update(builtInUpdates());
    this.#graph.setInSync();
    this.#nodes = nodes.map(({ name, addresses }) => ({
      name,
      addresses,
      sequencer: this.#graph.subscribe(name),
      state: new NodeState({ node: name, settings: { endpointToHostAction: 'accept' } }),
    }));
  }

  async enforce({ objects }: ClusterState): Promise<void> {
    const after = new Map((objects as readonly ApiObject[]).map((object) => [keyOf(object), object]));
    for (const [key, object] of this.#objects) if (!after.has(key)) this.#graph.update(removal(object));
    for (const object of after.values()) this.#graph.update(convert(object, conversion).updates);
    this.#objects = after;
    this.#graph.flush();
    for (const node of this.#nodes) deliver(node);
  }

  async probe(probes: readonly PlannedProbe[]): Promise<readonly ProbeOutcome[]> {
    return probes.map((probe) => this.#verdict(probe));
  }

  async close(): Promise<void> {
    for (const { sequencer } of this.#nodes) sequencer.close();
  }

  #verdict({ from, to, address, port, protocol }: PlannedProbe): ProbeOutcome {
    const isIpv6 = address.includes(':');
    const source = from.addresses.find((candidate) => candidate.includes(':') === isIpv6);
    if (source === undefined) return { kind: 'refused', reason: 'no address of this family' };
    const sender = this.#nodes.find(({ name }) => name === from.node);
    const receiver = this.#nodes.find(({ name, addresses }) => name === to?.node || addresses.includes(address));
    const packet = { source, destination: address, protocol, destinationPort: port };
    const { allowed } = connectionVerdict(sender?.state, receiver?.state, packet);
    if (!allowed) return { kind: 'silent' };
    return { kind: 'open', by: to?.spec.hostNetwork ? to.node : to ? `${to.namespace}/${to.name}` : address };
  }
}

function deliver({ sequencer, state }: EvaluatedNode): void {
  while (sequencer.hasPending) {
    for (const frame of sequencer.take(BATCH_BYTES).frames) {
      for (const { message } of manul.v1.ToNode.decode(frame).updates ?? []) if (message) state.apply(message);
    }
  }
}

const keyOf = ({ apiVersion, kind, metadata }: ApiObject): string =>
  [apiVersion, kind, metadata.namespace ?? '', metadata.name].join(' ');
