// The streams of nodes: a sequencer for each subscription, whether outputs come from a graph or from a log.
import { Broadcast } from './broadcast.ts';
import type { NodeSequencer, ResumeStart } from './contract.ts';
import { Sequencer, type SequencerHost } from './node-sequencer.ts';
import type { Nodes } from './nodes.ts';
import type { NodeState, Output } from './output.ts';

/** Everything that the node needs and the broadcast does not have, each output at least once. */
export type NeededOutputs = (node: NodeState) => Iterable<Output>;

export class Subscriptions {
  readonly broadcast = new Broadcast();
  readonly #nodes: Nodes;
  readonly #sequencers = new Set<Sequencer>();
  readonly #touched = new Set<Sequencer>();
  readonly #pending = new Set<Sequencer>();
  readonly #host: SequencerHost;
  #revision: number | undefined;

  constructor(nodes: Nodes, neededOutputs: NeededOutputs) {
    this.#nodes = nodes;
    this.#host = this.#hostSequencers(neededOutputs);
  }

  /** The last flush's; undefined before the first flush in sync, until which nothing is sent. */
  get revision(): number | undefined {
    return this.#revision;
  }

  /** Nodes with something to send. */
  get pendingNodes(): readonly string[] {
    return [...new Set(this.#pending.values().map((sequencer) => sequencer.node))];
  }

  subscribe(name: string, start?: ResumeStart): NodeSequencer {
    const node = this.#nodes.acquire(name);
    const sequencer = new Sequencer(node, this.#host, start);
    node.subscriptions++;
    this.#sequencers.add(sequencer);
    this.#host.pendingChanged(sequencer);
    return sequencer;
  }

  /** Ends a flush: what it touched becomes pending. */
  settle(revision: number | undefined): void {
    const first = this.#revision === undefined && revision !== undefined;
    this.#revision = revision;
    for (const sequencer of this.#touched) sequencer.settle();
    this.#touched.clear();
    if (first) for (const sequencer of this.#sequencers) this.#host.pendingChanged(sequencer);
  }

  #hostSequencers(neededOutputs: NeededOutputs): SequencerHost {
    const revision = () => this.#revision;
    return {
      get revision() {
        return revision();
      },
      neededOutputs,
      broadcast: this.broadcast,
      started: (sequencer) => this.#nodes.subscribe(sequencer.state, sequencer),
      touched: (sequencer) => this.#touched.add(sequencer),
      pendingChanged: (sequencer) => {
        if (sequencer.hasPending) this.#pending.add(sequencer);
        else this.#pending.delete(sequencer);
      },
      closed: (sequencer) => {
        this.#sequencers.delete(sequencer);
        this.#touched.delete(sequencer);
        this.#pending.delete(sequencer);
        this.#nodes.unsubscribe(sequencer.state, sequencer);
        sequencer.state.subscriptions--;
        this.#nodes.release(sequencer.state);
      },
    };
  }
}
