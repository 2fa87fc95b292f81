// The graph over recorded inputs: what every node is sent, step by step, with where it came from.
import { type CalculationGraph, createCalculationGraph, type NodeSequencer } from '@manul/calc';
import {
  builtInUpdates,
  type ConversionOptions,
  convert,
  defaultOptions,
  type ObjectChange,
  type ObjectError,
  removal,
} from '@manul/model';
import { manul } from '@manul/proto';

/** As the calc-graph has them unless told otherwise. */
export const defaultConversion: ConversionOptions = { ...defaultOptions, nodePeers: true };

export interface OutputGraphOptions {
  /** As for the graph: leave out of IP sets what another member contains. */
  readonly suppressOverlaps?: boolean;
  /** How objects are understood; as by default unless given. */
  readonly conversion?: ConversionOptions;
  /** Hears of what could not be understood. */
  readonly onError: (error: ObjectError) => void;
}

interface NodeOutputs {
  readonly node: string;
  readonly updates: readonly manul.v1.IUpdate[];
}

export interface GraphStep {
  readonly revision: number;
  /** Every node that is known by now, in the order of their names; those with nothing to send too. */
  readonly nodes: readonly NodeOutputs[];
}

export class OutputGraph {
  readonly #graph: CalculationGraph;
  readonly #conversion: ConversionOptions;
  readonly #onError: (error: ObjectError) => void;
  readonly #sequencers = new Map<string, NodeSequencer>();

  constructor({ suppressOverlaps = false, conversion = defaultConversion, onError }: OutputGraphOptions) {
    this.#graph = createCalculationGraph({ suppressOverlaps });
    this.#conversion = conversion;
    this.#onError = onError;
    this.#graph.update(builtInUpdates());
    this.#graph.setInSync();
  }

  step(changes: Iterable<ObjectChange>): GraphStep {
    for (const change of changes) this.#take(change);
    const { revision } = this.#graph.flush();
    for (const node of this.#graph.nodes()) {
      if (!this.#sequencers.has(node)) this.#sequencers.set(node, this.#graph.subscribe(node));
    }
    const nodes = [...this.#sequencers].map(([node, sequencer]) => ({ node, updates: updatesOf(sequencer) }));
    return { revision, nodes: nodes.sort((a, b) => (a.node < b.node ? -1 : 1)) };
  }

  #take({ op, object }: ObjectChange): void {
    if (op === 'delete') {
      this.#graph.update(removal(object));
      return;
    }
    const { updates, errors } = convert(object, this.#conversion);
    for (const error of errors) this.#onError(error);
    this.#graph.update(updates);
  }
}

function updatesOf(sequencer: NodeSequencer): manul.v1.IUpdate[] {
  const { frames } = sequencer.take(Number.POSITIVE_INFINITY);
  return frames.flatMap((frame) => {
    const batch: manul.v1.ToNode = manul.v1.ToNode.decode(frame);
    return batch.updates;
  });
}
