// What the stream says the node is to enforce, on its way to the managers, with the account of it that the stream needs.
import type { DataplaneDriver } from '@manul/dataplane';
import { type felix, manul } from '@manul/proto';
import type { StreamRecorder } from '@manul/recording';
import type { ReceivedFlush } from './inbox.ts';
import type { LastGoodState } from './last-good.ts';

export interface Position {
  readonly epoch: number;
  readonly revision: number;
}

/** The part of the dataplane that takes messages. */
export type MessageSink = Pick<DataplaneDriver, 'onUpdate' | 'beginSnapshot' | 'endSnapshot' | 'forget' | 'state'>;

export interface AppliedFlush {
  readonly wasSnapshot: boolean;
  /** Whether the state now has the digest that the sender gave. */
  readonly matches: boolean;
}

const entryBytes = 16;
const chunkEntries = 32 * 1024;

export class NodeState {
  readonly #sink: MessageSink;
  readonly #recorder: StreamRecorder | undefined;
  #position: Position | undefined;

  constructor(sink: MessageSink, recorder: StreamRecorder | undefined) {
    this.#sink = sink;
    this.#recorder = recorder;
  }

  /** Undefined where nothing is held. */
  get position(): Position | undefined {
    return this.#position;
  }

  get digest(): bigint {
    return this.#sink.state.digest;
  }

  /** Of everything held. */
  *keys(): Generator<string> {
    for (const { key } of this.#sink.state.inventory()) yield key;
  }

  /** Everything held, in dependency order. */
  messages(): Iterable<felix.IToDataplane> {
    return this.#sink.state.messages();
  }

  /** Entries of the inventory, in chunks. */
  *inventory(): Generator<Uint8Array> {
    let chunk = Buffer.alloc(chunkEntries * entryBytes);
    let used = 0;
    for (const { keyHash, content } of this.#sink.state.inventory()) {
      chunk.writeBigUInt64LE(keyHash, used);
      chunk.writeBigUInt64LE(content, used + 8);
      used += entryBytes;
      if (used < chunk.length) continue;
      yield chunk;
      chunk = Buffer.alloc(chunkEntries * entryBytes);
      used = 0;
    }
    if (used > 0) yield chunk.subarray(0, used);
  }

  /** Begins with a state from disk. */
  restore({ position, messages }: LastGoodState): void {
    for (const message of messages) this.#sink.onUpdate(message);
    this.#sink.onUpdate({ in_sync: {} });
    this.#position = position;
    this.#recorder?.begin(messages, position);
  }

  apply({ phase, updates, forget, position, digest }: ReceivedFlush): AppliedFlush {
    const wasSnapshot = phase === manul.v1.Phase.SNAPSHOT;
    if (wasSnapshot) this.#sink.beginSnapshot();
    for (const { message } of updates) if (message) this.#sink.onUpdate(message);
    if (wasSnapshot) this.#sink.endSnapshot();
    if (forget.length > 0) this.#sink.forget(new Set(forget.map(readDigest)));
    // A position means that everything is here, said anew or confirmed.
    this.#sink.onUpdate({ in_sync: {} });
    this.#position = position;
    this.#recorder?.batch({ phase, updates: [...updates], forget: [...forget], position });
    return { wasSnapshot, matches: digest === undefined || readDigest(digest) === this.digest };
  }
}

function readDigest(bytes: Uint8Array): bigint {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).readBigUInt64LE();
}
