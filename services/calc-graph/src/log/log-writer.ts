// Writes the graph's outputs to the log for as long as this process leads. What cannot be written now waits in the
// output log, where it coalesces: a slow or absent Redis costs freshness and no memory.
import type { OutputLog } from '@manul/calc';
import type { Logger } from '@manul/observability';
import { type EncodedEntry, encodeStep, entryId, type LogPosition, parseEntryId } from './entries.ts';
import type { LogStore, Retention, WriteResult } from './store.ts';

export interface LogWriterOptions {
  readonly store: LogStore;
  readonly outputs: OutputLog;
  readonly retention: () => Retention;
  readonly log: Logger;
  /** Another process reigns. */
  readonly onDeposed: (epoch: number) => void;
  readonly onWritten?: (bytes: number) => void;
  /** What spans of the step that is written now belong below; see LogEntry. */
  readonly traceParent?: () => string;
  readonly now?: () => number;
}

interface Reign {
  readonly epoch: number;
  /** False until Redis knows of it. */
  claimed: boolean;
}

/** How often an idle leader looks whether Redis still has what was written. */
const verifyMilliseconds = 1_000;
const maxPauseMilliseconds = 2_000;
/** A seed is written again when what came after it is as much, but not for less than this. */
const minTailBytes = 8 * 1024 * 1024;
/** So that history can be let go of in parts. */
const seedsPerRetention = 4;

export class LogWriter {
  readonly #options: LogWriterOptions;
  readonly #now: () => number;
  #reign: Reign | undefined;
  #ready = false;
  #running = false;
  #again = false;
  #timer: NodeJS.Timeout | undefined;
  #failures = 0;
  #head: LogPosition | undefined;
  #revision = 0;
  #seedNeeded = true;
  /** Flushes of the graph so far, and those that what was taken from the outputs covers. */
  #flushes = 0;
  #taken = 0;
  /** When the oldest change came that is not in what was taken. */
  #observedAt: number | undefined;
  #written: { readonly flushes: number; readonly position: LogPosition } | undefined;
  /** Taken from the outputs and not yet known to be written. */
  #unsent: EncodedEntry[] = [];
  #seed: { id: string; writtenBefore: number; bytes: number; at: number; tail: number; complete: boolean } | undefined;

  constructor(options: LogWriterOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  /** The position of the entry that was written last. */
  get position(): LogPosition | undefined {
    return this.#head;
  }

  get flushes(): number {
    return this.#flushes;
  }

  /** How many of the graph's flushes are in the log, and to which position. Undefined unless this process leads. */
  get written(): { readonly flushes: number; readonly position: LogPosition } | undefined {
    return this.#written;
  }

  /** From now on this process may write, under that epoch. */
  lead(epoch: number): void {
    this.#reign = { epoch, claimed: false };
    this.#drive();
  }

  resign(): void {
    this.#reign = undefined;
    this.#written = undefined;
    this.#unsent = [];
    clearTimeout(this.#timer);
  }

  /** The graph was flushed in sync: there may be something to write. `observedAt` is of the oldest change in it. */
  flushed(observedAt?: number): void {
    this.#ready = true;
    this.#observedAt ??= observedAt;
    this.#flushes++;
    if (this.#reign) this.#drive();
    // A process that does not lead keeps up, so that it could.
    else {
      this.#options.outputs.take();
      this.#observedAt = undefined;
    }
  }

  stop(): void {
    this.resign();
    this.#ready = false;
  }

  #drive(): void {
    this.#again = true;
    if (this.#running) return;
    this.#running = true;
    clearTimeout(this.#timer);
    void this.#rounds().finally(() => {
      this.#running = false;
      if (!this.#reign) return;
      const pause =
        this.#failures === 0 ? verifyMilliseconds : Math.min(50 * 2 ** this.#failures, maxPauseMilliseconds);
      this.#timer = setTimeout(() => this.#drive(), pause);
    });
  }

  async #rounds(): Promise<void> {
    try {
      while (this.#again && this.#reign && this.#ready) {
        this.#again = false;
        await this.#round(this.#reign);
      }
      this.#failures = 0;
    } catch (error) {
      if (this.#failures++ === 0) {
        const reason = error instanceof Error ? error.message : String(error);
        this.#options.log.warn({ reason }, 'the log cannot be written; nodes keep what they have');
      }
    }
  }

  /** Everything there is to write, once. Throws where Redis does not answer. */
  async #round(reign: Reign): Promise<void> {
    if (!reign.claimed && !(await this.#claim(reign))) return;
    if (this.#unsent.length === 0) this.#takeStep(reign);
    if (this.#unsent.length === 0) {
      const isThere = await this.#options.store.verify(reign.epoch, this.#head ? entryId(this.#head) : '');
      if (this.#judge(reign, isThere)) this.#noteWritten(reign);
      return;
    }
    while (this.#unsent.length > 0 && this.#reign === reign) {
      const entry = this.#unsent[0]!;
      if (!(await this.#write(reign, entry))) return;
      this.#unsent.shift();
    }
    if (this.#reign !== reign) return;
    this.#noteWritten(reign);
    await this.#retain(reign);
  }

  #noteWritten(reign: Reign): void {
    if (this.#reign !== reign || this.#unsent.length > 0 || !this.#head) return;
    this.#written = { flushes: this.#taken, position: this.#head };
  }

  async #claim(reign: Reign): Promise<boolean> {
    const { result, head } = await this.#options.store.claim(reign.epoch);
    if (result !== 'ok') return this.#judge(reign, result);
    reign.claimed = true;
    this.#head = parseEntryId(head);
    this.#revision = Math.max(this.#revision, this.#head?.revision ?? 0);
    this.#unsent = [];
    this.#seedNeeded = true;
    this.#options.log.info({ epoch: reign.epoch, head }, 'leading');
    return true;
  }

  #takeStep({ epoch }: Reign): void {
    const { outputs } = this.#options;
    const seeds = this.#seedNeeded || this.#seedIsStale();
    const step = seeds ? outputs.seed() : outputs.take();
    const observedAt = this.#observedAt;
    this.#observedAt = undefined;
    this.#taken = this.#flushes;
    if (!step) return;
    const traceParent = this.#options.traceParent?.() ?? '';
    const at = { epoch, previous: this.#head, revision: this.#revision + 1, observedAt, traceParent };
    this.#unsent = encodeStep(step, at, this.#now());
    this.#revision += this.#unsent.length;
    if (!seeds) return;
    this.#seedNeeded = false;
    const bytes = this.#unsent.reduce((sum, { data }) => sum + data.length, 0);
    const id = entryId(this.#unsent[0]!.position);
    this.#seed = { id, writtenBefore: -1, bytes, at: this.#now(), tail: 0, complete: false };
  }

  #seedIsStale(): boolean {
    const seed = this.#seed;
    if (!seed || seed.tail === 0) return false;
    const { milliseconds } = this.#options.retention();
    return seed.tail > Math.max(minTailBytes, seed.bytes) || this.#now() - seed.at > milliseconds / seedsPerRetention;
  }

  async #write(reign: Reign, { position, previous, data }: EncodedEntry): Promise<boolean> {
    const { store, onWritten } = this.#options;
    const seed = this.#seed;
    const id = entryId(position);
    const beginsSeed = seed?.id === id;
    if (beginsSeed) seed.writtenBefore = await store.written();
    const after = beginsSeed ? '*' : previous ? entryId(previous) : '';
    if (!this.#judge(reign, await store.append(reign.epoch, after, id, data))) return false;
    this.#head = position;
    if (seed?.complete) seed.tail += data.length;
    onWritten?.(data.length);
    return true;
  }

  /** After each step: a seed that is complete is one to begin from, and makes older ones dispensable. */
  async #retain(reign: Reign): Promise<void> {
    const { store, retention } = this.#options;
    const seed = this.#seed;
    if (!seed || seed.complete) return;
    if (this.#judge(reign, await store.retain(reign.epoch, seed, this.#now(), retention()))) seed.complete = true;
  }

  /** What to do about the answer; true where it was taken. */
  #judge(reign: Reign, result: WriteResult): boolean {
    if (result === 'ok') return true;
    this.#unsent = [];
    this.#written = undefined;
    this.#seedNeeded = true;
    const { log, onDeposed } = this.#options;
    if (result === 'deposed') {
      if (this.#reign === reign) this.#reign = undefined;
      log.warn({ epoch: reign.epoch }, 'another process leads');
      onDeposed(reign.epoch);
      return false;
    }
    log.warn({ epoch: reign.epoch, result }, 'Redis has lost the log; it is written anew');
    reign.claimed = false;
    this.#again = true;
    return false;
  }
}
