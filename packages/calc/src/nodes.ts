import { NodeState, type OutputObserver, type Subscriber } from './output.ts';
import { withMember, withoutMember } from './small-set.ts';
import type { WorkCounters } from './work.ts';

/** All nodes by name, for as long as something refers to them. */
export class Nodes {
  /** Nodes with subscribers that listen: they are told of what every node needs. */
  readonly subscribed = new Set<NodeState>();
  readonly #byName = new Map<string, NodeState>();
  readonly #work: WorkCounters;
  #observer: OutputObserver | undefined;

  constructor(work: WorkCounters) {
    this.#work = work;
  }

  /** To be called before there is any node. */
  observe(observer: OutputObserver): void {
    this.#observer = observer;
    // Stands for all of them where something is needed everywhere.
    const everyNode = new NodeState('', this.#work);
    everyNode.observer = observer;
    this.subscribed.add(everyNode);
  }

  acquire(name: string): NodeState {
    let node = this.#byName.get(name);
    if (!node) {
      node = new NodeState(name, this.#work);
      node.observer = this.#observer;
      this.#byName.set(name, node);
    }
    node.references++;
    if (node.references === 1) this.#observer?.nodeAdded(node);
    return node;
  }

  get(name: string): NodeState | undefined {
    return this.#byName.get(name);
  }

  release(node: NodeState): void {
    node.references--;
    if (node.references > 0) return;
    const forget = () => this.#byName.delete(node.name);
    // A node that comes back must be the same for as long as the observer has yet to hear that it was gone.
    if (this.#observer) this.#observer.nodeGone(node, forget);
    else forget();
  }

  /** From now on the subscriber hears of touches. */
  subscribe(node: NodeState, subscriber: Subscriber): void {
    node.subscribers = withMember(node.subscribers, subscriber);
    this.subscribed.add(node);
  }

  unsubscribe(node: NodeState, subscriber: Subscriber): void {
    node.subscribers = withoutMember(node.subscribers, subscriber);
    if (node.subscribers === undefined) this.subscribed.delete(node);
  }

  /** Those that endpoints or node objects name; a subscription alone makes no node. */
  *names(): Iterable<string> {
    for (const node of this.#byName.values()) if (node.references > node.subscriptions) yield node.name;
  }

  get size(): number {
    return this.#byName.size;
  }
}
