// A recording of inputs as the source: its first flush is the cluster as it was then, the others come as far apart as
// they were recorded. At its end the cluster stays as it was last.
import { setTimeout as wait } from 'node:timers/promises';
import { ConfigError } from '@manul/config';
import type { Source, SourceEvents } from '@manul/model';
import { manul } from '@manul/proto';
import { changeOf, openRecording, type RecordingReader, readSteps } from '@manul/recording';

/** Rejects with ConfigError where the file is no recording of inputs. */
export async function recordingSource(file: string): Promise<Source> {
  let recording: RecordingReader;
  try {
    recording = await openRecording(file);
  } catch (error) {
    throw new ConfigError(`--source: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
  if (recording.header.level === manul.v1.RecordingHeader.Level.OUTPUTS) {
    throw new ConfigError(
      `--source: ${file}: a recording of outputs, not of inputs; manul replay serves it to drivers`,
    );
  }
  return new RecordingSource(recording, file);
}

class RecordingSource implements Source {
  readonly #recording: RecordingReader;
  readonly #file: string;
  readonly #stop = new AbortController();
  #done: Promise<void> = Promise.resolve();

  constructor(recording: RecordingReader, file: string) {
    this.#recording = recording;
    this.#file = file;
  }

  start(events: SourceEvents): void {
    this.#done = this.#tell(events).catch((error: unknown) => {
      if (this.#stop.signal.aborted) return;
      // What came before the damage is good, and stays.
      const reason = error instanceof Error ? error.message : String(error);
      events.problem({ subject: this.#file, reason, since: Date.now(), resolved: false });
    });
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#done;
  }

  async #tell(events: SourceEvents): Promise<void> {
    let last: number | undefined;
    for await (const { time, entries } of readSteps(this.#recording)) {
      const milliseconds = last === undefined ? 0 : (time - last) / 1000;
      if (milliseconds > 0) await wait(milliseconds, undefined, { signal: this.#stop.signal });
      if (this.#stop.signal.aborted) return;
      const changes = entries.flatMap(({ input }) => (input ? [changeOf(input)] : []));
      if (changes.length > 0) events.changes(changes);
      if (last === undefined) events.inSync();
      last = time;
    }
  }
}
