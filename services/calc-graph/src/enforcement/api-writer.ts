// Writes to the API server one after the other, so many a second, each again until it succeeds or is refused. What is to
// be written of one thing takes the place of what was to be written of it before.

export interface ApiWrite {
  /** What it is about: `condition prod/web`. */
  readonly key: string;
  readonly kind: WriteKind;
  readonly write: () => Promise<void>;
}

export type WriteKind = 'event' | 'condition' | 'readiness';
export type WriteOutcome = 'written' | 'failed' | 'dropped';

export interface ApiWriterOptions {
  /** Whether this process is the one to write. */
  readonly mayWrite: () => boolean;
  readonly counted: (kind: WriteKind, outcome: WriteOutcome) => void;
  /** The first attempt did not succeed. */
  readonly onFailed: (key: string, reason: string) => void;
  readonly perSecond: () => number;
  /** How many writes may wait; those beyond are dropped. */
  readonly maxWaiting: number;
  readonly maxPauseMilliseconds?: number;
}

interface Waiting extends ApiWrite {
  failures: number;
  notBefore: number;
}

const atOnce = 8;
const firstPauseMilliseconds = 200;
const notLeadingMilliseconds = 500;
/** An Event is a courtesy; what something waits for is tried for as long as it is wanted. */
const maxEventFailures = 5;

export class ApiWriter {
  readonly #options: ApiWriterOptions;
  readonly #waiting = new Map<string, Waiting>();
  readonly #writing = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;
  #nextAt = 0;

  constructor(options: ApiWriterOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#waiting.size;
  }

  put(write: ApiWrite): void {
    const known = this.#waiting.get(write.key);
    if (!known && this.#waiting.size >= this.#options.maxWaiting) {
      this.#options.counted(write.kind, 'dropped');
      return;
    }
    this.#waiting.set(write.key, { ...write, failures: known?.failures ?? 0, notBefore: known?.notBefore ?? 0 });
    this.#schedule(0);
  }

  /** What is about that key need not be written any more. */
  forget(key: string): void {
    this.#waiting.delete(key);
  }

  /** Drops all that waits: whoever leads now knows by itself what there is to write. */
  clear(): void {
    this.#waiting.clear();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.clear();
  }

  #schedule(milliseconds: number): void {
    if (this.#timer || this.#stopped) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#next();
    }, milliseconds);
    this.#timer.unref();
  }

  /** Begins one write, if there is one whose time has come. */
  #next(): void {
    const { mayWrite, perSecond } = this.#options;
    if (this.#waiting.size === 0) return;
    if (!mayWrite()) {
      this.#schedule(notLeadingMilliseconds);
      return;
    }
    const now = performance.now();
    if (this.#writing.size >= atOnce || now < this.#nextAt) {
      this.#schedule(Math.max(10, this.#nextAt - now));
      return;
    }
    let wait = Number.POSITIVE_INFINITY;
    for (const write of this.#waiting.values()) {
      if (this.#writing.has(write.key)) continue;
      wait = Math.min(wait, write.notBefore - now);
      if (write.notBefore > now) continue;
      this.#nextAt = now + 1000 / perSecond();
      void this.#write(write);
      wait = 0;
      break;
    }
    this.#schedule(Number.isFinite(wait) ? Math.max(wait, this.#nextAt - now, 1) : 50);
  }

  async #write(write: Waiting): Promise<void> {
    const { counted, onFailed, maxPauseMilliseconds = 60_000 } = this.#options;
    this.#writing.add(write.key);
    try {
      await write.write();
      counted(write.kind, 'written');
      this.#done(write);
    } catch (error) {
      write.failures++;
      const isFinal = isRefusal(write.kind, error) || (write.kind === 'event' && write.failures >= maxEventFailures);
      counted(write.kind, 'failed');
      if (write.failures === 1) onFailed(write.key, error instanceof Error ? error.message : String(error));
      const pause = Math.min(firstPauseMilliseconds * 2 ** write.failures, maxPauseMilliseconds);
      write.notBefore = performance.now() + pause * (0.5 + Math.random() / 2);
      if (isFinal) this.#done(write);
    } finally {
      this.#writing.delete(write.key);
      if (this.#waiting.size > 0) this.#schedule(0);
    }
  }

  /** Something newer may have taken its place meanwhile. */
  #done(write: Waiting): void {
    if (this.#waiting.get(write.key) === write) this.#waiting.delete(write.key);
  }
}

/**
 * What trying again does not change: the object is gone, or is not to be written. A pod that waits is tried for as long as
 * it is there; its source says when it is gone.
 */
function isRefusal(kind: WriteKind, error: unknown): boolean {
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  if (typeof status !== 'number' || kind === 'readiness') return false;
  return [400, 404, 413, 422].includes(status) || (kind === 'event' && status === 409);
}
