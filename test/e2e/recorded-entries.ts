import { type Entry, openRecording, RecordingError } from '@manul/recording';

/** All that can be read of a recording that is still written, or not there yet. */
export async function recordedEntries(path: string): Promise<Entry[]> {
  const entries: Entry[] = [];
  try {
    for await (const entry of await openRecording(path)) entries.push(entry);
  } catch (error) {
    if (!(error instanceof RecordingError) && (error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  return entries;
}
