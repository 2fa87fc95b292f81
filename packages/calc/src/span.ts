import { type Counts, hasKey, keyCount, keysOf, withKey, withoutKey } from './counts.ts';
import type { NodeSet, NodeState, Output } from './output.ts';
import { members, type SmallSet, withMember, withoutMember } from './small-set.ts';
import type { WorkCounters } from './work.ts';

/** What is needed wherever an output is that refers to it: an IP set. */
export interface SpanUser extends Output {
  retainNode(node: NodeState): void;
  releaseNode(node: NodeState): void;
}

/**
 * The nodes that need something, each with the number of reasons. Shared by all outputs that are needed for the same
 * reasons: policies with one selector. What those refer to is needed on the same nodes.
 */
export class Span implements NodeSet {
  #nodes: Counts<NodeState>;
  #outputs: SmallSet<Output>;
  #users: Counts<SpanUser>;
  readonly #work: WorkCounters;

  constructor(work: WorkCounters) {
    this.#nodes = undefined;
    this.#outputs = undefined;
    this.#users = undefined;
    this.#work = work;
  }

  get nodeCount(): number {
    return keyCount(this.#nodes);
  }

  hasNode(node: NodeState): boolean {
    return hasKey(this.#nodes, node);
  }

  nodes(): Iterable<NodeState> {
    return keysOf(this.#nodes);
  }

  outputs(): Iterable<Output> {
    return members(this.#outputs);
  }

  users(): Iterable<SpanUser> {
    return keysOf(this.#users);
  }

  retain(node: NodeState): void {
    const known = hasKey(this.#nodes, node);
    this.#nodes = withKey(this.#nodes, node);
    if (known) return;
    this.#work.spansChanged++;
    for (const user of this.users()) user.retainNode(node);
    if (node.isWatched) for (const output of this.outputs()) node.touch(output, undefined);
  }

  release(node: NodeState): void {
    this.#nodes = withoutKey(this.#nodes, node);
    if (hasKey(this.#nodes, node)) return;
    this.#work.spansChanged++;
    for (const user of this.users()) user.releaseNode(node);
    if (node.isWatched) for (const output of this.outputs()) node.touch(output, output.content);
  }

  /** The output is needed on the nodes of this span from now on. */
  addOutput(output: Output): void {
    this.#outputs = withMember(this.#outputs, output);
    for (const node of this.nodes()) node.touch(output, undefined);
  }

  /** To be called once the output's `placement` is another. */
  removeOutput(output: Output): void {
    this.#outputs = withoutMember(this.#outputs, output);
    for (const node of this.nodes()) node.touch(output, output.content);
  }

  /** Something needs `user` wherever this span is: one more reason. */
  addUser(user: SpanUser): void {
    const known = hasKey(this.#users, user);
    this.#users = withKey(this.#users, user);
    if (!known) for (const node of this.nodes()) user.retainNode(node);
  }

  removeUser(user: SpanUser): void {
    this.#users = withoutKey(this.#users, user);
    if (!hasKey(this.#users, user)) for (const node of this.nodes()) user.releaseNode(node);
  }
}
