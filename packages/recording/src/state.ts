// What a recording's entries add up to, at either level and for every node, as entries that rebuild it.
import { InputState } from './input-state.ts';
import { OutputState } from './output-state.ts';
import type { Entry } from './record.ts';

export class RecordingState {
  readonly #outputs = new Map<string, OutputState>();
  readonly #inputs = new InputState();
  /** The last entry of each node; of the whole cluster under the empty name. */
  readonly #last = new Map<string, Entry>();

  apply(entry: Entry): void {
    const node = entry.node ?? '';
    this.#last.set(node, entry);
    if (entry.input) this.#inputs.apply(entry.input, entry.origin);
    if (entry.output) this.#outputsOf(node).apply(entry.output, entry.origin);
  }

  /** Of one node, for comparing. */
  outputs(node: string): OutputState {
    return this.#outputs.get(node) ?? new OutputState();
  }

  /** Entries that lead to this state from nothing, one flush for each node (or one of all inputs), at its last time. */
  *entries(): Generator<Entry> {
    for (const [node, state] of this.#outputs) {
      const place = this.#place(node);
      for (const { message, origin } of state.outputs()) yield { ...place, ...(origin && { origin }), output: message };
      yield { ...place, flush: {} };
    }
    if (this.#inputs.size === 0) return;
    const place = this.#place('');
    for (const { input, origin } of this.#inputs.inputs()) yield { ...place, ...(origin && { origin }), input };
    yield { ...place, flush: {} };
  }

  #outputsOf(node: string): OutputState {
    const known = this.#outputs.get(node) ?? new OutputState();
    this.#outputs.set(node, known);
    return known;
  }

  #place(node: string): Entry {
    const { time, epoch, revision } = this.#last.get(node) ?? {};
    return { time: time ?? 0, epoch: epoch ?? 0, revision: revision ?? 0, ...(node && { node }) };
  }
}
