// Keeps the last-good state on disk up to date: not more often than asked for, one write at a time, the newest state
// each time. A disk that is full or broken costs this file alone; enforcement goes on.
import type { Logger } from '@manul/observability';
import { type LastGoodState, writeLastGood } from './last-good.ts';

export interface LastGoodKeeperOptions {
  readonly path: string;
  readonly milliseconds: number;
  readonly maxBytes: number;
  /** What is good now. */
  readonly state: () => LastGoodState;
  readonly onWritten: (ok: boolean) => void;
  readonly log: Logger;
}

export class LastGoodKeeper {
  readonly #options: LastGoodKeeperOptions;
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> | undefined;
  #due = false;
  #lastFailure = '';

  constructor(options: LastGoodKeeperOptions) {
    this.#options = options;
  }

  /** The state has changed, and is in the kernel. */
  changed(): void {
    this.#due = true;
    if (this.#timer || this.#writing) return;
    this.#timer = setTimeout(() => this.#start(), this.#options.milliseconds);
  }

  /** Writes what is due and ends. */
  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    await this.#writing;
    clearTimeout(this.#timer);
    if (this.#due) await this.#write();
  }

  #start(): void {
    this.#timer = undefined;
    this.#writing = this.#write().finally(() => {
      this.#writing = undefined;
      if (this.#due) this.changed();
    });
  }

  async #write(): Promise<void> {
    this.#due = false;
    const { path, state, maxBytes, onWritten, log } = this.#options;
    try {
      const bytes = await writeLastGood(path, state(), maxBytes);
      log.debug({ path, bytes }, 'last-good state written');
      this.#lastFailure = '';
      onWritten(true);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (reason !== this.#lastFailure) log.error({ path, reason }, 'last-good state cannot be written');
      this.#lastFailure = reason;
      onWritten(false);
    }
  }
}
