import { Counts } from './counts.ts';
import type { NodeSet, NodeState, Output } from './output.ts';
import { SmallSet } from './small-set.ts';
import type { WorkCounters } from './work.ts';

/** An IP set, as far as spans are concerned. */
export interface SpanUser extends Output {
  retainNode(node: NodeState): void;
  releaseNode(node: NodeState): void;
}

/**
 * The nodes that need something, each with the number of reasons. Shared by all outputs that are needed for the same
 * reasons: policies with one selector. What those refer to is needed on the same nodes.
 */
export class Span {
  readonly #nodes = new Counts<NodeState>();
  readonly #outputs = new SmallSet<Output>();
  readonly #users = new Counts<SpanUser>();
  readonly #work: WorkCounters;

  constructor(work: WorkCounters) {
    this.#work = work;
  }

  get size(): number {
    return this.#nodes.size;
  }

  /** The nodes, as one thing to be told apart from others. */
  get nodeSet(): NodeSet {
    return this.#nodes;
  }

  has(node: NodeState): boolean {
    return this.#nodes.has(node);
  }

  nodes(): Iterable<NodeState> {
    return this.#nodes.keys();
  }

  outputs(): Iterable<Output> {
    return this.#outputs;
  }

  users(): Iterable<SpanUser> {
    return this.#users.keys();
  }

  retain(node: NodeState): void {
    if (this.#nodes.increment(node) > 1) return;
    this.#work.spansChanged++;
    for (const user of this.#users.keys()) user.retainNode(node);
    if (node.isWatched) for (const output of this.#outputs) node.touch(output, undefined);
  }

  release(node: NodeState): void {
    if (this.#nodes.decrement(node) > 0) return;
    this.#work.spansChanged++;
    for (const user of this.#users.keys()) user.releaseNode(node);
    if (node.isWatched) for (const output of this.#outputs) node.touch(output, output.content);
  }

  /** The output is needed on the nodes of this span from now on. */
  addOutput(output: Output): void {
    this.#outputs.add(output);
    for (const node of this.#nodes.keys()) node.touch(output, undefined);
  }

  /** To be called when the output no longer says that it is needed here. */
  removeOutput(output: Output): void {
    this.#outputs.delete(output);
    for (const node of this.#nodes.keys()) node.touch(output, output.content);
  }

  /** Something needs `user` wherever this span is: one more reason. */
  addUser(user: SpanUser): void {
    if (this.#users.increment(user) === 1) for (const node of this.#nodes.keys()) user.retainNode(node);
  }

  removeUser(user: SpanUser): void {
    if (this.#users.decrement(user) === 0) for (const node of this.#nodes.keys()) user.releaseNode(node);
  }
}
