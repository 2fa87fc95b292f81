// Ends the process, saying on which input, where one is never done with: nothing in the same thread could.
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

export class Watchdog {
  readonly #inputs: Int32Array;
  readonly #thread: Worker;

  private constructor(inputs: Int32Array, thread: Worker) {
    this.#inputs = inputs;
    this.#thread = thread;
  }

  /** `what` is said before the input's number; `milliseconds` is how long one may take. */
  static async start(what: string, milliseconds: number): Promise<Watchdog> {
    const inputs = new Int32Array(new SharedArrayBuffer(4));
    const workerData: WatchdogData = { what, milliseconds, inputs };
    // Of the arguments of this process none is for the thread.
    const thread = new Worker(new URL('watchdog-thread.ts', import.meta.url), { workerData, execArgv: [] });
    await once(thread, 'message');
    thread.unref();
    return new Watchdog(inputs, thread);
  }

  /** Before each input. */
  next(): void {
    Atomics.add(this.#inputs, 0, 1);
  }

  async stop(): Promise<void> {
    await this.#thread.terminate();
  }
}

export interface WatchdogData {
  readonly what: string;
  readonly milliseconds: number;
  readonly inputs: Int32Array;
}
