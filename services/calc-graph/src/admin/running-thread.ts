// One life of the thread that answers questions: it is filled, follows what changes, and is asked one question at a time.
import { Worker } from 'node:worker_threads';
import type { ConversionOptions, ModelUpdate } from '@manul/model';
import { AdminError } from './error.ts';
import type { QuestionName } from './questions.ts';
import type { FromThread, ToThread, WorkerData } from './thread-messages.ts';

export interface RunningOptions {
  /** All that the cluster is now, gone through while it changes: what comes later comes by `update` too. */
  readonly contents: () => Iterable<readonly ModelUpdate[]> | AsyncIterable<readonly ModelUpdate[]>;
  readonly conversion: ConversionOptions;
  /** Drivers' DefaultEndpointToHostAction. */
  readonly endpointToHost: string;
  /** The limit of the thread's heap. */
  readonly maxMegabytes: number;
}

export interface Waiting {
  readonly name: QuestionName;
  readonly request: object;
  readonly resolve: (answer: object) => void;
  readonly reject: (error: Error) => void;
}

interface Asked {
  readonly id: number;
  readonly waiting: Waiting;
  readonly done: () => void;
}

/** Pieces that were sent and are not taken in yet: what lies between is memory. */
const maxUntaken = 4;
const youngMegabytes = 96;

export class RunningThread {
  readonly #worker: Worker;
  readonly #cancelled = new Int32Array(new SharedArrayBuffer(4));
  readonly #onEnd: (failure: AdminError | undefined) => void;
  readonly #maxMegabytes: number;
  readonly #filled: Promise<void>;
  #asked: Asked | undefined;
  #lastId = 0;
  #untaken = 0;
  #onTaken: (() => void) | undefined;
  #failure: AdminError | undefined;
  #hasEnded = false;

  /** `onEnd` hears why, unless it was told to end. */
  constructor(
    { contents, conversion, endpointToHost, maxMegabytes }: RunningOptions,
    onEnd: (failure: AdminError | undefined) => void,
  ) {
    this.#onEnd = onEnd;
    this.#maxMegabytes = maxMegabytes;
    const workerData: WorkerData = { conversion, endpointToHost, cancelled: this.#cancelled.buffer };
    this.#worker = new Worker(new URL('./cluster-worker.ts', import.meta.url), {
      workerData,
      resourceLimits: { maxOldGenerationSizeMb: maxMegabytes, maxYoungGenerationSizeMb: youngMegabytes },
    });
    // By itself it keeps no process alive.
    this.#worker.unref();
    this.#worker.on('message', (message: FromThread) => this.#hear(message));
    this.#worker.on('error', (error) => this.#fail(error));
    this.#worker.on('exit', () => this.#end());
    this.#filled = this.#fill(contents()).catch((error: unknown) => {
      this.#fail(error);
      void this.#worker.terminate();
    });
  }

  get isBusy(): boolean {
    return this.#asked !== undefined;
  }

  update(updates: readonly ModelUpdate[]): void {
    this.#tell({ kind: 'updates', updates, acknowledge: false });
  }

  /** `done` once there is an answer, or none will come. */
  ask(waiting: Waiting, done: () => void): void {
    const asked: Asked = { id: ++this.#lastId, waiting, done };
    this.#asked = asked;
    const { name, request } = waiting;
    void this.#filled.then(() => this.#tell({ kind: 'ask', id: asked.id, name, request }));
  }

  cancel(waiting: Waiting): void {
    if (this.#asked?.waiting === waiting) Atomics.store(this.#cancelled, 0, this.#asked.id);
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  async #fill(contents: ReturnType<RunningOptions['contents']>): Promise<void> {
    for await (const updates of contents) {
      if (this.#hasEnded) return;
      this.#untaken++;
      this.#tell({ kind: 'updates', updates, acknowledge: true });
      while (this.#untaken >= maxUntaken && !this.#hasEnded) {
        await new Promise<void>((resolve) => {
          this.#onTaken = resolve;
        });
      }
    }
  }

  #tell(message: ToThread): void {
    if (!this.#hasEnded) this.#worker.postMessage(message);
  }

  #hear(message: FromThread): void {
    if (message.kind === 'taken') {
      this.#untaken--;
      this.#onTaken?.();
      return;
    }
    const asked = this.#asked;
    if (message.id !== asked?.id) return;
    this.#asked = undefined;
    if (message.kind === 'answer') asked.waiting.resolve(message.answer);
    else asked.waiting.reject(message.code ? new AdminError(message.code, message.reason) : new Error(message.reason));
    asked.done();
  }

  #fail(error: unknown): void {
    if (error instanceof AdminError) this.#failure = error;
    else {
      const isTooLarge = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      const reason = isTooLarge
        ? `answers about the whole cluster need more than ${this.#maxMegabytes} MB: see --answer-megabytes`
        : String(error);
      this.#failure = new AdminError('unavailable', reason, { cause: error });
    }
  }

  #end(): void {
    this.#hasEnded = true;
    this.#onTaken?.();
    const failure = this.#failure ?? new AdminError('unavailable', 'the thread that answers was ended');
    this.#asked?.waiting.reject(failure);
    this.#asked = undefined;
    this.#onEnd(this.#failure);
  }
}
