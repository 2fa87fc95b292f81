// Cluster state in steps, and for every node the messages that its driver would be sent: the real graph, its sequencers
// and frames, decoded again.
import { type CalculationGraph, createCalculationGraph, type NodeSequencer } from '@manul/calc';
import { builtInUpdates, convert, type ModelUpdate, type ObjectChange, type ObjectError, removal } from '@manul/model';
import { manul, toJson } from '@manul/proto';

export type StepMessages = Record<string, unknown>[];

export interface ComputeOptions {
  /** Leave out of IP sets what another member contains, as nftables needs it. */
  readonly suppressOverlaps: boolean;
}

export interface ComputeResult {
  /** By node, by step. */
  readonly messages: Readonly<Record<string, readonly StepMessages[]>>;
  /** What in which step could not be understood. */
  readonly errors: readonly (ObjectError & { readonly step: number })[];
}

/** Applies each step, flushes, and gives every node's messages. in_sync ends the first step. */
export function computeSteps(steps: readonly (readonly ObjectChange[])[], options: ComputeOptions): ComputeResult {
  const graph = createCalculationGraph(options);
  const nodes = new NodeStreams(graph);
  const errors: (ObjectError & { readonly step: number })[] = [];
  graph.update(builtInUpdates());
  graph.setInSync();
  for (const [step, changes] of steps.entries()) {
    for (const change of changes) {
      graph.update(convertChange(change, (error) => errors.push({ ...error, step })));
    }
    graph.flush();
    nodes.takeStep(step);
  }
  return { messages: nodes.messages(steps.length), errors };
}

function convertChange(change: ObjectChange, onError: (error: ObjectError) => void): readonly ModelUpdate[] {
  if (change.op === 'delete') return removal(change.object);
  const { updates, errors } = convert(change.object);
  for (const error of errors) onError(error);
  return updates;
}

/** Every node from the first step that names it. */
class NodeStreams {
  readonly #graph: CalculationGraph;
  readonly #streams = new Map<string, { readonly sequencer: NodeSequencer; readonly steps: StepMessages[] }>();

  constructor(graph: CalculationGraph) {
    this.#graph = graph;
  }

  takeStep(step: number): void {
    for (const node of this.#graph.nodes()) {
      if (this.#streams.has(node)) continue;
      const steps = Array.from({ length: step }, (): StepMessages => []);
      this.#streams.set(node, { sequencer: this.#graph.subscribe(node), steps });
    }
    for (const { sequencer, steps } of this.#streams.values()) steps.push(takeMessages(sequencer));
  }

  messages(stepCount: number): Record<string, readonly StepMessages[]> {
    const byNode: Record<string, readonly StepMessages[]> = {};
    for (const [node, { steps }] of this.#streams) byNode[node] = steps.slice(0, stepCount);
    return byNode;
  }
}

function takeMessages(sequencer: NodeSequencer): StepMessages {
  const { frames } = sequencer.take(Number.POSITIVE_INFINITY);
  return frames.flatMap((frame) => manul.v1.ToNode.decode(frame).updates.map(({ message }) => toJson(message ?? {})));
}
