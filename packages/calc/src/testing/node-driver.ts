import { HeldObjects, manul } from '@manul/proto';
import type { NodeSequencer } from '../contract.ts';
import { MessageState } from './message-state.ts';

/** Takes a node's frames as a driver does: keeps their state, checks their order, and accounts for what it holds. */
export class NodeDriver {
  readonly state = new MessageState();
  readonly held = new HeldObjects();
  /** Fields of the messages in the order that they came. */
  readonly received: string[] = [];
  sequencer: NodeSequencer;

  constructor(sequencer: NodeSequencer) {
    this.sequencer = sequencer;
  }

  /** Takes one batch; gives the revision that it completes. */
  take(maxBytes: number): number | undefined {
    const { frames, revision } = this.sequencer.take(maxBytes);
    for (const frame of frames) this.#apply(manul.v1.ToNode.decode(frame));
    return revision;
  }

  /** Takes all there is. */
  drain(maxBytes = Number.POSITIVE_INFINITY): void {
    while (this.sequencer.hasPending) this.take(maxBytes);
  }

  /** What it would answer where an inventory is wanted. */
  inventory(): Map<bigint, bigint> {
    return new Map([...this.held.values()].map(({ keyHash, content }) => [keyHash, content]));
  }

  /** Goes on with another stream, as after a lost connection. */
  reconnect(sequencer: NodeSequencer): void {
    this.sequencer = sequencer;
    this.state.inSync = false;
  }

  #apply({ updates, forget }: manul.v1.ToNode): void {
    for (const { message } of updates) {
      this.received.push(Object.keys(message ?? {})[0] ?? '');
      this.state.apply(message ?? {}, this.sequencer.node);
      this.held.apply(message ?? {});
    }
    const unknown = new Set(forget.map((bytes) => Buffer.from(bytes).readBigUInt64LE()));
    const objects = [...this.held.values()].filter(({ keyHash }) => unknown.has(keyHash));
    if (objects.length !== unknown.size) throw new Error('told to forget what it does not hold');
    const rank = ({ key }: { key: string }) => removalOrder.findIndex((kind) => key.startsWith(kind));
    for (const { key } of objects.sort((a, b) => rank(a) - rank(b))) {
      this.held.forget(key);
      this.state.forget(key);
      this.received.push(`forget ${key}`);
    }
  }
}

const removalOrder = ['workload_endpoint', 'host_endpoint', 'active_profile', 'active_policy', 'ipset', ''];
