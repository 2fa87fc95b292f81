import type { NodeState, Output } from './output.ts';
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
  readonly #nodes = new Map<NodeState, number>();
  readonly #outputs = new Set<Output>();
  readonly #users = new Map<SpanUser, number>();
  readonly #work: WorkCounters;

  constructor(work: WorkCounters) {
    this.#work = work;
  }

  get size(): number {
    return this.#nodes.size;
  }

  has(node: NodeState): boolean {
    return this.#nodes.has(node);
  }

  nodes(): Iterable<NodeState> {
    return this.#nodes.keys();
  }

  outputs(): ReadonlySet<Output> {
    return this.#outputs;
  }

  users(): Iterable<SpanUser> {
    return this.#users.keys();
  }

  retain(node: NodeState): void {
    const count = this.#nodes.get(node) ?? 0;
    this.#nodes.set(node, count + 1);
    if (count > 0) return;
    this.#work.spansChanged++;
    for (const user of this.#users.keys()) user.retainNode(node);
    if (node.subscribers.size > 0) for (const output of this.#outputs) node.touch(output, undefined);
  }

  release(node: NodeState): void {
    const count = this.#nodes.get(node)! - 1;
    if (count > 0) {
      this.#nodes.set(node, count);
      return;
    }
    this.#nodes.delete(node);
    this.#work.spansChanged++;
    for (const user of this.#users.keys()) user.releaseNode(node);
    if (node.subscribers.size > 0) for (const output of this.#outputs) node.touch(output, output.content);
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
    const count = this.#users.get(user) ?? 0;
    this.#users.set(user, count + 1);
    if (count === 0) for (const node of this.#nodes.keys()) user.retainNode(node);
  }

  removeUser(user: SpanUser): void {
    const count = this.#users.get(user)! - 1;
    if (count > 0) {
      this.#users.set(user, count);
      return;
    }
    this.#users.delete(user);
    for (const node of this.#nodes.keys()) user.releaseNode(node);
  }
}
