// What all elections have in common: to try again and again, and to resign where a reign could not be renewed in time.
import type { Logger } from '@manul/observability';
import { type Election, type ElectionEvents, leaseMilliseconds, renewMilliseconds } from './election.ts';

/** How one kind of election asks. */
export interface Ballot {
  /** Renews or takes the reign, or says who has it. Rejects where nobody can be asked. */
  ask(): Promise<{ readonly epoch: number } | { readonly leader: string }>;
  /** Gives the reign up, if this process has it. */
  release(): Promise<void>;
}

export class StandingElection implements Election {
  readonly #ballot: Ballot;
  readonly #log: Logger;
  readonly #name: string;
  #events: ElectionEvents | undefined;
  #epoch: number | undefined;
  #leader: string | undefined;
  #renewedAt = 0;
  #stopped = false;
  #failing = false;
  #timer: NodeJS.Timeout | undefined;
  #asking: Promise<void> = Promise.resolve();

  constructor(ballot: Ballot, name: string, log: Logger) {
    this.#ballot = ballot;
    this.#name = name;
    this.#log = log;
  }

  get leader(): string | undefined {
    return this.#leader;
  }

  start(events: ElectionEvents): void {
    this.#events = events;
    this.#schedule(0);
  }

  deposed(epoch: number): void {
    if (this.#epoch === epoch) this.#resign('another process reigns');
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#asking;
    const led = this.#epoch !== undefined;
    if (led) this.#resign('the process ends');
    if (led) await Promise.race([this.#ballot.release().catch(() => {}), pause(renewMilliseconds)]);
  }

  #schedule(milliseconds: number): void {
    if (this.#stopped) return;
    this.#timer = setTimeout(() => {
      this.#asking = this.#ask().finally(() => this.#schedule(renewMilliseconds * (0.8 + Math.random() * 0.4)));
    }, milliseconds);
  }

  async #ask(): Promise<void> {
    // From before the question: the answer may have been long on its way.
    const askedAt = performance.now();
    try {
      const answer = await withDeadline(this.#ballot.ask(), leaseMilliseconds - renewMilliseconds);
      this.#failing = false;
      if ('epoch' in answer) this.#won(answer.epoch, askedAt);
      else this.#lost(answer.leader);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (!this.#failing) this.#log.warn({ reason }, 'the election cannot be held');
      this.#failing = true;
      if (this.#epoch !== undefined && performance.now() - this.#renewedAt > leaseMilliseconds) {
        this.#resign('the reign could not be renewed');
      }
    }
  }

  #won(epoch: number, askedAt: number): void {
    this.#renewedAt = askedAt;
    this.#leader = this.#name;
    if (this.#epoch === epoch) return;
    this.#epoch = epoch;
    this.#log.info({ epoch }, 'elected');
    this.#events?.elected(epoch);
  }

  #lost(leader: string): void {
    if (this.#leader !== leader) this.#log.info({ leader }, 'another process leads');
    if (this.#epoch !== undefined) this.#resign(`${leader} leads`);
    this.#leader = leader;
  }

  #resign(reason: string): void {
    this.#log.warn({ epoch: this.#epoch, reason }, 'no longer leading');
    this.#epoch = undefined;
    this.#leader = undefined;
    this.#events?.resigned();
  }
}

function withDeadline<T>(promise: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${milliseconds} ms`)), milliseconds);
  });
  return Promise.race([promise, deadline]).finally(() => clearTimeout(timer));
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
