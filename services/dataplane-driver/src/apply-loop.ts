// Rounds: what has come since the last one is told to the dataplane, then the kernel is brought to it, once. While a
// round runs more may come; the next round covers all of it. What the kernel refuses for a passing reason is tried again.
// The kernel is read back beside the rounds: updates do not wait for that.
import { notYet, type RoundReport } from '@manul/dataplane';
import { BackOff } from './back-off.ts';

type Scope = 'all' | 'written';

export interface Kernel {
  /** Brings the kernel to what was told. Settles also where the kernel refuses; then the report says so. */
  apply(): Promise<RoundReport>;
  /** Reads the kernel back, all of it or what was written; the next apply heals what others changed. Never rejects. */
  verify(which: Scope): Promise<void>;
  /** The next apply tries again what the kernel refused. */
  retryRefused(): void;
}

export interface FinishedRound extends RoundReport {
  readonly milliseconds: number;
}

export interface ApplyLoopOptions {
  readonly kernel: Kernel;
  /** Before each round: tells the dataplane what has come. */
  readonly collect: () => void;
  readonly onRound: (round: FinishedRound) => void;
  /** When the kernel is read back, as it is now: regularly, and after a write. */
  readonly times: () => { readonly refreshMilliseconds: number; readonly postWriteMilliseconds: number };
  readonly retryFirstMilliseconds?: number;
}

const retryMaxMilliseconds = 10_000;

export class ApplyLoop {
  readonly #options: ApplyLoopOptions;
  readonly #retry: BackOff;
  readonly #timers = new Map<'retry' | 'refresh' | 'check', NodeJS.Timeout>();
  #wanted = false;
  #retryRefused = false;
  #running: Promise<void> | undefined;
  #verifying: Promise<void> | undefined;
  #stopped = false;

  constructor(options: ApplyLoopOptions) {
    this.#options = options;
    this.#retry = new BackOff(options.retryFirstMilliseconds ?? 100, () => retryMaxMilliseconds);
  }

  /** Something is to be brought into the kernel. */
  request(): void {
    if (this.#stopped) return;
    this.#wanted = true;
    this.#running ??= this.#run();
  }

  /** Leaves the kernel as it is. Settles when what runs has ended. */
  async stop(): Promise<void> {
    this.#stopped = true;
    for (const timer of this.#timers.values()) clearTimeout(timer);
    await Promise.all([this.#running, this.#verifying]);
  }

  async #run(): Promise<void> {
    // What else arrives in this tick belongs to the round.
    await new Promise<void>((resolve) => setImmediate(resolve));
    while (this.#wanted && !this.#stopped) {
      this.#wanted = false;
      const start = performance.now();
      this.#options.collect();
      if (this.#retryRefused) this.#options.kernel.retryRefused();
      this.#retryRefused = false;
      const report = await this.#applyOnce();
      this.#options.onRound({ ...report, milliseconds: performance.now() - start });
      this.#schedule(report);
    }
    this.#running = undefined;
  }

  /** A backend reports what goes wrong; what it throws all the same counts as passing. */
  async #applyOnce(): Promise<RoundReport> {
    try {
      return await this.#options.kernel.apply();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return { ...notYet(0n), retry: [reason] };
    }
  }

  #schedule({ written, retry }: RoundReport): void {
    const { refreshMilliseconds, postWriteMilliseconds } = this.#options.times();
    if (retry.length > 0) this.#after('retry', this.#retry.next());
    else this.#retry.reset();
    // Somebody may have written at the same moment, and undone it.
    if (written > 0) this.#after('check', postWriteMilliseconds);
    // Not put off by rounds, however many there are. Jitter, so that the nodes of a cluster do not all read their kernels
    // at the same time.
    if (!this.#timers.has('refresh')) this.#after('refresh', refreshMilliseconds * (0.9 + Math.random() * 0.2));
  }

  #after(name: 'retry' | 'refresh' | 'check', milliseconds: number): void {
    if (this.#stopped) return;
    clearTimeout(this.#timers.get(name));
    const timer = setTimeout(() => {
      this.#timers.delete(name);
      // Not after each write: what is refused again counts as written.
      if (name === 'refresh') this.#retryRefused = true;
      if (name === 'retry') this.request();
      else this.#verify(name === 'refresh' ? 'all' : 'written');
    }, milliseconds);
    timer.unref();
    this.#timers.set(name, timer);
  }

  /** One at a time; the round after it takes over what it finds. */
  #verify(which: Scope): void {
    const before = this.#verifying;
    const verifying = (async () => {
      await before;
      if (!this.#stopped) await this.#options.kernel.verify(which);
    })();
    this.#verifying = verifying;
    void verifying.then(() => {
      if (this.#verifying === verifying) this.#verifying = undefined;
      this.request();
    });
  }
}
