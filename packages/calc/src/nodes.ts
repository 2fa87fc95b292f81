import { NodeState, type Subscriber } from './output.ts';
import type { WorkCounters } from './work.ts';

/** All nodes by name, for as long as something refers to them. */
export class Nodes {
  /** Those with subscribers, for what every node needs. */
  readonly subscribed = new Set<NodeState>();
  readonly #byName = new Map<string, NodeState>();
  readonly #work: WorkCounters;

  constructor(work: WorkCounters) {
    this.#work = work;
  }

  acquire(name: string): NodeState {
    let node = this.#byName.get(name);
    if (!node) {
      node = new NodeState(name, this.#work);
      this.#byName.set(name, node);
    }
    node.references++;
    return node;
  }

  release(node: NodeState): void {
    node.references--;
    if (node.references === 0) this.#byName.delete(node.name);
  }

  subscribe(node: NodeState, subscriber: Subscriber): void {
    node.subscribers.add(subscriber);
    this.subscribed.add(node);
  }

  unsubscribe(node: NodeState, subscriber: Subscriber): void {
    node.subscribers.delete(subscriber);
    if (node.subscribers.size === 0) this.subscribed.delete(node);
  }

  /** Those that endpoints or node objects name; a subscription alone makes no node. */
  *names(): Iterable<string> {
    for (const node of this.#byName.values()) if (node.references > node.subscribers.size) yield node.name;
  }

  get size(): number {
    return this.#byName.size;
  }
}
