// Follows the log into a replica. Whatever happens to Redis, the replica keeps serving what it had last.
import { type FlushSummary, type LogStep, OutputReplica } from '@manul/calc';
import type { Logger } from '@manul/observability';
import { manul } from '@manul/proto';
import {
  entryId,
  isBefore,
  type LogPosition,
  observedAt,
  parseEntryId,
  StepAssembler,
  samePosition,
} from './entries.ts';
import type { LogStore } from './store.ts';

export interface LogFollowerOptions {
  readonly store: LogStore;
  readonly replica: OutputReplica;
  /** `observedAt` is of the oldest change in the step, where nodes are to follow it. */
  readonly onFlush: (summary: FlushSummary, observedAt: number | undefined) => void;
  /** Before that, where nodes are to follow the step: what its spans belong below, or nothing. */
  readonly onTrace?: (revision: number, parent: string) => void;
  readonly log: Logger;
}

const entriesAtOnce = 32;
/** Below the time after which a silent connection is given up. */
const waitMilliseconds = 1_000;
const pauseMilliseconds = 200;

/** The log does not go on where the follower stopped. */
class LogGapError extends Error {
  override readonly name = 'LogGapError';
}

export class LogFollower {
  readonly #options: LogFollowerOptions;
  #assembler = new StepAssembler();
  #last: LogPosition | undefined;
  #stopped = false;
  #failing = false;
  #done: Promise<void> | undefined;
  #writtenAt = 0;

  constructor(options: LogFollowerOptions) {
    this.#options = options;
  }

  /** Of the entry read last; undefined until there is a state to serve, and while the log has to be read anew. */
  get position(): LogPosition | undefined {
    return this.#last;
  }

  /** When the last entry was written, by the leader's clock. */
  get writtenAt(): number {
    return this.#writtenAt;
  }

  start(): void {
    this.#done = this.#follow();
  }

  /** The caller closes the connection, which ends a wait for entries. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#done;
  }

  async #follow(): Promise<void> {
    while (!this.#stopped) {
      try {
        const isCaughtUp = this.#last !== undefined || (await this.#catchUp());
        if (isCaughtUp) await this.#next();
        else await pause(pauseMilliseconds);
        this.#failing = false;
      } catch (error) {
        if (this.#stopped) return;
        this.#onError(error);
        await pause(pauseMilliseconds);
      }
    }
  }

  #onError(error: unknown): void {
    const { log } = this.#options;
    const reason = error instanceof Error ? error.message : String(error);
    if (error instanceof LogGapError || !isOfConnection(error)) {
      if (!this.#failing) log.warn({ reason }, 'the log is read anew');
      this.#last = undefined;
    } else if (!this.#failing) log.warn({ reason }, 'the log cannot be read; nodes are served what was read last');
    this.#failing = true;
  }

  /**
   * Reads from the newest seed to the end into another replica first: nodes are to go from what they have to what is
   * now, not through what was in between. False where there is nothing to read.
   */
  async #catchUp(): Promise<boolean> {
    const { store, replica, log } = this.#options;
    const start = await store.start();
    if (!start) return false;
    const fresh = new OutputReplica();
    const head = parseEntryId(start.head)!;
    const assembler = new StepAssembler();
    let last: LogPosition | undefined;
    let entries = await store.from(start.seed, entriesAtOnce);
    while (entries.length > 0 && !this.#stopped) {
      for (const data of entries) {
        const entry = this.#decode(data, last);
        last = positionOf(entry);
        const step = assembler.add(entry);
        if (step) fresh.apply(step, last.revision);
      }
      if (!isBefore(last!, head)) break;
      entries = await store.after(entryId(last!), entriesAtOnce, waitMilliseconds);
    }
    if (last === undefined || this.#stopped || fresh.summary().revision === 0) return false;
    this.#assembler = assembler;
    this.#last = last;
    log.info({ ...last }, 'the log is read to its end');
    this.#options.onFlush(replica.apply(fresh.seed(), last.revision), undefined);
    return true;
  }

  async #next(): Promise<void> {
    const { store, replica, onFlush } = this.#options;
    for (const data of await store.after(entryId(this.#last!), entriesAtOnce, waitMilliseconds)) {
      const entry = this.#decode(data, this.#last);
      const step: LogStep | undefined = this.#assembler.add(entry);
      this.#last = positionOf(entry);
      if (!step) continue;
      this.#options.onTrace?.(this.#last.revision, entry.trace_parent);
      onFlush(replica.apply(step, this.#last.revision), observedAt(entry));
    }
  }

  #decode(data: Buffer, last: LogPosition | undefined): manul.v1.LogEntry {
    const entry: manul.v1.LogEntry = manul.v1.LogEntry.decode(data);
    this.#writtenAt = Number(entry.written_at);
    const begins = entry.seed && !entry.previous;
    if (begins) return entry;
    const previous = entry.previous ? toPosition(entry.previous) : undefined;
    if (last === undefined || !samePosition(previous, last)) throw new LogGapError('entries of the log are missing');
    return entry;
  }
}

function toPosition({ epoch, revision }: manul.v1.IPosition): LogPosition {
  return { epoch: Number(epoch ?? 0), revision: Number(revision ?? 0) };
}

function positionOf(entry: manul.v1.LogEntry): LogPosition {
  return toPosition(entry.position ?? {});
}

/** Rather than of what was read. */
function isOfConnection(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return !(error instanceof RangeError || error instanceof TypeError);
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
