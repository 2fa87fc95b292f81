// From the batches of a NodeSync stream to entries. A stream that was lost comes back with a snapshot or with what
// differs: the recording has what changed at the node, removals too, as though the stream had never been lost.
import { type felix, hash64, manul } from '@manul/proto';
import { OutputState } from './output-state.ts';
import type { Entry } from './record.ts';

/** Where a recording goes. Calls never throw and never wait. */
export interface RecordingSink {
  write(entry: Entry): void;
}

export class StreamRecorder {
  readonly #sink: RecordingSink;
  readonly #node: string;
  readonly #now: () => number;
  #state = new OutputState();
  /** Of a flush that is not complete. */
  #updates: manul.v1.IUpdate[] = [];
  #forget: Uint8Array[] = [];

  /** `node` is empty where the recording's header names it; `now` gives microseconds since the Unix epoch. */
  constructor(sink: RecordingSink, node: string, now: () => number) {
    this.#sink = sink;
    this.#node = node;
    this.#now = now;
  }

  /** What the node holds before the stream's first batch, as a flush of its own: a driver's state from disk. */
  begin(messages: Iterable<felix.IToDataplane>, position: manul.v1.IPosition): void {
    this.#flush({ updates: Array.from(messages, (message) => ({ message })), position });
  }

  batch(batch: manul.v1.IToNode): void {
    this.#updates.push(...(batch.updates ?? []));
    this.#forget.push(...(batch.forget ?? []));
    if (!batch.position) return;
    const whole = { ...batch, updates: this.#updates, forget: this.#forget };
    this.disconnected();
    this.#flush(whole);
  }

  /** The rest of a flush does not come any more; the next stream brings it again. */
  disconnected(): void {
    this.#updates = [];
    this.#forget = [];
  }

  #flush({ phase, updates, forget, position }: manul.v1.IToNode): void {
    const place = {
      time: this.#now(),
      epoch: position?.epoch ?? 0,
      revision: position?.revision ?? 0,
      ...(this.#node && { node: this.#node }),
    };
    const before = this.#state;
    if (phase === manul.v1.Phase.SNAPSHOT) this.#state = new OutputState();
    for (const { message, origin } of updates ?? []) {
      if (!message) continue;
      this.#state.apply(message, origin);
      this.#sink.write({ ...place, ...(origin && { origin }), output: message });
    }
    if (before !== this.#state)
      for (const output of before.removals(this.#state)) this.#sink.write({ ...place, output });
    const forgotten = new Set((forget ?? []).map((bytes) => Buffer.from(bytes).toString('hex')));
    if (forgotten.size > 0) {
      for (const output of this.#state.forget((key) => forgotten.has(keyHash(key))))
        this.#sink.write({ ...place, output });
    }
    this.#sink.write({ ...place, flush: {} });
  }
}

/** As in ToNode's `forget`. */
function keyHash(key: string): string {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(hash64(key));
  return bytes.toString('hex');
}
