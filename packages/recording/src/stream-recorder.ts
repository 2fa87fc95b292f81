// From the batches of a NodeSync stream to entries. A stream that was lost comes back with a snapshot or with what
// differs: the recording has what changed at the node, removals too, as though the stream had never been lost.
import { type felix, manul } from '@manul/proto';
import { OutputState } from './output-state.ts';
import type { Entry } from './record.ts';

const { SNAPSHOT } = manul.v1.Phase;

/** Where a recording goes. Calls never throw and never wait. */
export interface RecordingSink {
  write(entry: Entry): void;
}

export class StreamRecorder {
  readonly #sink: RecordingSink;
  readonly #node: string;
  readonly #now: () => number;
  #state = new OutputState();
  /** While a snapshot comes: what it has. */
  #snapshot: OutputState | undefined;

  /** `node` is empty where the recording's header names it; `now` gives microseconds since the Unix epoch. */
  constructor(sink: RecordingSink, node: string, now: () => number) {
    this.#sink = sink;
    this.#node = node;
    this.#now = now;
  }

  batch(batch: manul.v1.IToNode): void {
    const phase = batch.phase ?? manul.v1.Phase.UPDATE;
    const { epoch, revision } = positionOf(batch);
    const place = { time: this.#now(), epoch, revision, ...(this.#node && { node: this.#node }) };
    if (phase === SNAPSHOT) this.#snapshot ??= new OutputState();
    for (const { message, origin } of batch.updates ?? []) {
      if (message) this.#record(place, message, origin);
    }
    if (!batch.position) return;
    this.#endSnapshot(place);
    this.#sink.write({ ...place, flush: {} });
  }

  /** What a lost stream had begun is begun again by the next one. */
  disconnected(): void {
    this.#snapshot = undefined;
  }

  #record(place: Entry, output: felix.IToDataplane, origin: manul.v1.IOrigin | null | undefined): void {
    this.#state.apply(output, origin);
    this.#snapshot?.apply(output, origin);
    this.#sink.write({ ...place, ...(origin && { origin }), output });
  }

  #endSnapshot(place: Entry): void {
    const snapshot = this.#snapshot;
    if (!snapshot) return;
    for (const output of this.#state.removals(snapshot)) this.#sink.write({ ...place, output });
    this.#state = snapshot;
    this.#snapshot = undefined;
  }
}

/** Of a batch without a position, nothing is known yet: its flush goes on. */
function positionOf({ position }: manul.v1.IToNode): { readonly epoch: number; readonly revision: number } {
  return { epoch: position?.epoch ?? 0, revision: position?.revision ?? 0 };
}
