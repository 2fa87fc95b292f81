// The state that a recording has come to at a moment.
import { openRecording, RecordingState } from '@manul/recording';
import { isBy, type Moment } from '../ask/open-cluster.ts';

/** At its end, unless a moment is given. */
export async function stateAt(file: string, at: Moment | undefined): Promise<RecordingState> {
  const state = new RecordingState();
  for await (const entry of await openRecording(file)) {
    if (isBy({ revision: entry.revision ?? 0, time: entry.time ?? 0 }, at)) state.apply(entry);
  }
  return state;
}
