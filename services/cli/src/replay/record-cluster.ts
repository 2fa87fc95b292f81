// Records a whole live cluster through the admin API: what the graph is told, or what every node is sent.
import { setTimeout as wait } from 'node:timers/promises';
import { type ServiceError, status } from '@grpc/grpc-js';
import type { Logger } from '@manul/observability';
import { InputRecorder, type RecordingWriter, StreamRecorder } from '@manul/recording';
import type { AdminClient } from '../ask/admin-client.ts';
import { nowMicroseconds } from './clock.ts';

export interface ClusterTarget {
  readonly client: AdminClient;
  readonly level: 'inputs' | 'outputs';
  /** Begins the recording, once there is something to record; `config` is the server's, for the header. */
  readonly open: (config: string) => Promise<RecordingWriter>;
  readonly stop: AbortSignal;
  readonly log: Logger;
}

const [firstPause, longestPause] = [200, 5_000];

/**
 * Until told to stop, or until the recording ends; gives it, undefined where nothing was begun. A service that goes away
 * is waited for once it has answered; rejects where it has not, or where it refuses.
 */
export async function recordCluster(target: ClusterTarget): Promise<RecordingWriter | undefined> {
  const taker = target.level === 'inputs' ? new InputTaker(target) : new OutputTaker(target);
  let pause = firstPause;
  while (!target.stop.aborted) {
    try {
      for await (const _ of taker.batches()) pause = firstPause;
      if (taker.writer?.hasEnded) break;
    } catch (error) {
      if (target.stop.aborted || taker.writer?.hasEnded) break;
      if (!taker.writer || !isPassing(error)) throw target.client.explained(error as ServiceError);
      target.log.warn({ error }, 'the stream was lost; trying again');
    }
    taker.disconnected();
    await wait(pause, undefined, { signal: target.stop }).catch(() => undefined);
    pause = Math.min(2 * pause, longestPause);
  }
  return taker.writer;
}

function isPassing(error: unknown): boolean {
  const code = (error as Partial<ServiceError>).code;
  const lasting: readonly unknown[] = [status.PERMISSION_DENIED, status.UNAUTHENTICATED, status.UNIMPLEMENTED];
  return typeof code === 'number' && !lasting.includes(code);
}

interface Stream<T> extends AsyncIterable<T> {
  cancel(): void;
}

/** Of one stream of batches, cancelled when there is no more use for it. */
async function* following<T>(stream: Stream<T>, { stop }: ClusterTarget): AsyncGenerator<T> {
  const cancel = () => stream.cancel();
  stop.addEventListener('abort', cancel);
  try {
    yield* stream;
  } finally {
    stop.removeEventListener('abort', cancel);
    cancel();
  }
}

class InputTaker {
  readonly #target: ClusterTarget;
  writer: RecordingWriter | undefined;
  #recorder: InputRecorder | undefined;

  constructor(target: ClusterTarget) {
    this.#target = target;
  }

  async *batches(): AsyncGenerator<void> {
    for await (const { config, entries } of following(this.#target.client.streamInputs(), this.#target)) {
      this.writer ??= await this.#target.open(config);
      this.#recorder ??= new InputRecorder(this.writer);
      this.#recorder.entries(entries);
      if (this.writer.hasEnded) return;
      yield;
    }
  }

  disconnected(): void {
    this.#recorder?.disconnected();
  }
}

class OutputTaker {
  readonly #target: ClusterTarget;
  writer: RecordingWriter | undefined;
  readonly #recorders = new Map<string, StreamRecorder>();

  constructor(target: ClusterTarget) {
    this.#target = target;
  }

  async *batches(): AsyncGenerator<void> {
    for await (const { batches } of following(this.#target.client.streamNodes(), this.#target)) {
      this.writer ??= await this.#target.open('');
      for (const { node, batch } of batches) if (batch) this.#recorderOf(node ?? '', this.writer).batch(batch);
      if (this.writer.hasEnded) return;
      yield;
    }
  }

  disconnected(): void {
    for (const recorder of this.#recorders.values()) recorder.disconnected();
  }

  #recorderOf(node: string, writer: RecordingWriter): StreamRecorder {
    const recorder = this.#recorders.get(node) ?? new StreamRecorder(writer, node, nowMicroseconds);
    this.#recorders.set(node, recorder);
    return recorder;
  }
}
