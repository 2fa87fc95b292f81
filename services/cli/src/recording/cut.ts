// A part of a recording, that can be replayed by itself: it begins with the state that the rest had led to.
import { type Entry, type RecordingReader, RecordingState } from '@manul/recording';
import { isBy, type Moment } from '../ask/open-cluster.ts';

export interface Cut {
  /** The first moment that is kept as it came; what was before is one flush. */
  readonly from: Moment | undefined;
  readonly to: Moment | undefined;
  /** Of this node alone. */
  readonly node: string | undefined;
}

export async function* cutEntries(recording: RecordingReader, { from, to, node }: Cut): AsyncGenerator<Entry> {
  const before = new RecordingState();
  let began = from === undefined;
  for await (const entry of recording) {
    const place = { revision: entry.revision ?? 0, time: entry.time ?? 0 };
    if (!isBy(place, to)) continue;
    if (node !== undefined && entry.node !== undefined && entry.node !== '' && entry.node !== node) continue;
    if (from !== undefined && isBefore(place, from)) before.apply(entry);
    else {
      if (!began) yield* before.entries();
      began = true;
      yield entry;
    }
  }
  if (!began) yield* before.entries();
}

function isBefore(place: { readonly revision: number; readonly time: number }, moment: Moment): boolean {
  return 'revision' in moment ? place.revision < moment.revision : place.time < moment.time;
}
