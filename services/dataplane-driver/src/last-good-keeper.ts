// Keeps the last-good state on disk up to date: not more often than asked for, one write at a time, the newest state
// each time. A disk that is full or broken costs this file alone; enforcement goes on.
import type { Logger } from '@manul/observability';
import { type LastGoodPaths, type LastGoodState, markBehind, markCurrent, writeLastGood } from './last-good.ts';

export interface LastGoodKeeperOptions {
  readonly paths: LastGoodPaths;
  readonly milliseconds: () => number;
  readonly maxBytes: () => number;
  /** What is good now. */
  readonly state: () => LastGoodState;
  readonly onWritten: (ok: boolean) => void;
  readonly log: Logger;
}

export class LastGoodKeeper {
  readonly #options: LastGoodKeeperOptions;
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> | undefined;
  /** The file under its proper name is what the kernel enforces. */
  #isCurrent = true;
  /** Counts the changes to the state. */
  #version = 0;
  #due = false;
  #lastFailure = '';

  constructor(options: LastGoodKeeperOptions) {
    this.#options = options;
  }

  /** The state changes, and the kernel is about to follow. */
  changing(): void {
    this.#version++;
    if (!this.#isCurrent) return;
    this.#isCurrent = false;
    try {
      markBehind(this.#options.paths);
    } catch (error) {
      this.#failed(error);
    }
  }

  /** The state is in the kernel. */
  good(): void {
    if (this.#isCurrent) return;
    this.#due = true;
    if (this.#timer || this.#writing) return;
    this.#timer = setTimeout(() => this.#start(), this.#options.milliseconds());
  }

  /** Writes what is due and ends. */
  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#writing;
    clearTimeout(this.#timer);
    if (this.#due) await this.#write();
  }

  #start(): void {
    this.#timer = undefined;
    this.#writing = this.#write().finally(() => {
      this.#writing = undefined;
      if (this.#due) this.good();
    });
  }

  async #write(): Promise<void> {
    this.#due = false;
    const version = this.#version;
    const { paths, state, maxBytes, onWritten, log } = this.#options;
    try {
      const bytes = await writeLastGood(paths, state(), maxBytes());
      // Where a later change is on its way to the kernel, this file is behind already.
      if (version === this.#version) {
        markCurrent(paths);
        this.#isCurrent = true;
      }
      log.debug({ path: paths.current, bytes }, 'last-good state written');
      this.#lastFailure = '';
      onWritten(true);
    } catch (error) {
      this.#failed(error);
      onWritten(false);
    }
  }

  #failed(error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    if (reason !== this.#lastFailure) {
      this.#options.log.error({ path: this.#options.paths.current, reason }, 'last-good state cannot be kept');
    }
    this.#lastFailure = reason;
  }
}
