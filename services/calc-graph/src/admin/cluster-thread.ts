// Answers about a whole cluster come from a thread of its own, so that streams do not wait for them. It is started with
// the first question, told everything that the cluster is, then follows; and it ends when nobody has asked for long.
// One question is answered at a time, few may wait, and whoever hangs up is waited for no longer.
import type { ModelUpdate } from '@manul/model';
import type { Logger } from '@manul/observability';
import { AdminError } from './error.ts';
import type { Answer, QuestionName, Request } from './questions.ts';
import { type RunningOptions, RunningThread, type Waiting } from './running-thread.ts';

export interface ClusterThreadOptions extends RunningOptions {
  readonly log: Logger;
  /** Start at once, and never end for want of questions. */
  readonly stayReady?: boolean;
}

const maxWaiting = 16;
const idleMilliseconds = 10 * 60 * 1000;

export class ClusterThread {
  readonly #options: ClusterThreadOptions;
  readonly #waiting: Waiting[] = [];
  #running: RunningThread | undefined;
  #idle: NodeJS.Timeout | undefined;
  #wasStarted = false;
  #resting = false;
  #stopped = false;

  constructor(options: ClusterThreadOptions) {
    this.#options = options;
  }

  /** What has changed since `contents`. */
  updated(updates: readonly ModelUpdate[]): void {
    this.#running?.update(updates);
  }

  /** Makes the first answer as quick as others. One that has failed is started again by a question alone. */
  prepare(): void {
    if (!this.#wasStarted && !this.#stopped) this.#start();
  }

  /** Rejects with AdminError where there is no answer. */
  ask<N extends QuestionName>(name: N, request: Request<N>, signal?: AbortSignal): Promise<Answer<N>> {
    return new Promise((resolve, reject) => {
      if (this.#waiting.length >= maxWaiting) {
        const reason = `${maxWaiting} questions about the whole cluster wait already; ask again later`;
        reject(new AdminError('busy', reason));
        return;
      }
      // What a message's defaults are is written in its prototype, which does not travel.
      const asked: Waiting = { name, request: { ...request }, resolve: resolve as Waiting['resolve'], reject };
      signal?.addEventListener('abort', () => this.#cancel(asked), { once: true });
      this.#waiting.push(asked);
      if (signal?.aborted) this.#cancel(asked);
      this.#next();
    });
  }

  /** Ends the thread when what is asked is answered. A later question starts it anew. */
  rest(): void {
    this.#resting = true;
    this.#next();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#idle);
    await this.#running?.end();
  }

  #next(): void {
    clearTimeout(this.#idle);
    if (this.#running?.isBusy) return;
    const next = this.#waiting.shift();
    if (!next) {
      if (this.#resting) this.#drop();
      else if (!this.#options.stayReady) this.#idle = setTimeout(() => this.#drop(), idleMilliseconds).unref();
      return;
    }
    if (this.#stopped) {
      next.reject(new AdminError('unavailable', 'the service is being stopped'));
      return;
    }
    this.#start();
    this.#running?.ask(next, () => this.#next());
  }

  #start(): void {
    if (this.#running) return;
    this.#wasStarted = true;
    const running = new RunningThread(this.#options, (failure) => {
      if (this.#running === running) this.#running = undefined;
      if (failure) this.#options.log.warn({ reason: failure.message }, 'the thread that answers questions ended');
      this.#next();
    });
    this.#running = running;
  }

  #drop(): void {
    void this.#running?.end();
    this.#running = undefined;
  }

  #cancel(asked: Waiting): void {
    const place = this.#waiting.indexOf(asked);
    if (place >= 0) this.#waiting.splice(place, 1);
    else this.#running?.cancel(asked);
    asked.reject(new AdminError('cancelled', 'nobody waits for the answer any more'));
  }
}
