// Entries grouped by flush: what belongs together is replayed together.
import type { Entry } from './record.ts';

export interface Step {
  /** Empty at level INPUTS, and where the header names the node. */
  readonly node: string;
  /** Of the flush, in microseconds since the Unix epoch. */
  readonly time: number;
  readonly epoch: number;
  readonly revision: number;
  /** Without the flush. */
  readonly entries: readonly Entry[];
}

/** Entries of one node or of all; what follows the last flush makes a last step. */
export async function* readSteps(entries: AsyncIterable<Entry> | Iterable<Entry>, only?: string): AsyncGenerator<Step> {
  const open = new Map<string, Entry[]>();
  for await (const entry of entries) {
    const node = entry.node ?? '';
    if (only !== undefined && node !== only) continue;
    const pending = open.get(node) ?? [];
    if (entry.flush) {
      open.delete(node);
      yield stepOf(node, pending, entry);
    } else {
      pending.push(entry);
      open.set(node, pending);
    }
  }
  for (const [node, pending] of open) yield stepOf(node, pending, pending.at(-1)!);
}

function stepOf(node: string, entries: readonly Entry[], { time, epoch, revision }: Entry): Step {
  return { node, time: time ?? 0, epoch: epoch ?? 0, revision: revision ?? 0, entries };
}
