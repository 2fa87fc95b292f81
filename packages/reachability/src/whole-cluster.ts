// The whole cluster through the graph, as though it were one node: its messages are then those of all nodes together,
// each once, and what a change does to them is what the change would do to the cluster.
import { type CalculationGraph, createCalculationGraph, type NodeSequencer } from '@manul/calc';
import { builtInUpdates, type ModelUpdate } from '@manul/model';
import { manul } from '@manul/proto';
import { ChangedCluster, ClusterState, type ClusterView } from './cluster-view.ts';

export interface WholeClusterOptions {
  readonly suppressOverlaps?: boolean;
}

/** A cluster that could be. */
export interface Hypothesis {
  readonly before: ClusterView;
  readonly after: ClusterView;
  /** What leads from one to the other. */
  readonly updates: readonly manul.v1.IUpdate[];
}

const oneNode = 'cluster';

export class WholeCluster {
  readonly #graph: CalculationGraph;
  readonly #sequencer: NodeSequencer;
  readonly #state = new ClusterState();
  #isLost = false;

  constructor(options: WholeClusterOptions = {}) {
    this.#graph = createCalculationGraph(options);
    this.#sequencer = this.#graph.subscribe(oneNode);
    this.#graph.update(builtInUpdates());
    this.#graph.setInSync();
  }

  get view(): ClusterView {
    return this.#state;
  }

  /** An error has left it in a state that nobody knows. */
  get isLost(): boolean {
    return this.#isLost;
  }

  /** Takes changes in; `settle` makes them show. */
  update(updates: Iterable<ModelUpdate>): void {
    this.#graph.update(Array.from(updates, onOneNode));
  }

  settle(): void {
    for (const update of this.#take()) this.#state.apply(update);
  }

  /**
   * What the cluster would be after `updates`. `inverse` undoes them; nothing of them remains. The state has to be
   * settled.
   */
  suppose(updates: readonly ModelUpdate[], inverse: readonly ModelUpdate[]): Hypothesis {
    this.#isLost = true;
    this.update(updates);
    const changes = [...this.#take()];
    this.update(inverse);
    // The graph's output depends on its state alone: this leads back to where #state still is.
    for (const _ of this.#take());
    this.#isLost = false;
    return { before: this.#state, after: new ChangedCluster(this.#state, changes), updates: changes };
  }

  *#take(): Generator<manul.v1.IUpdate> {
    this.#graph.flush();
    while (this.#sequencer.hasPending) {
      for (const frame of this.#sequencer.take(maxBatchBytes).frames) yield* manul.v1.ToNode.decode(frame).updates;
    }
  }
}

const maxBatchBytes = 1024 * 1024;

function onOneNode(update: ModelUpdate): ModelUpdate {
  if (update.kind === 'workloadEndpoint' && update.value)
    return { ...update, value: { ...update.value, node: oneNode } };
  if (update.kind === 'hostEndpoint' && update.value) return { ...update, value: { ...update.value, node: oneNode } };
  return update;
}
