// Something watched in a network namespace without a pause: see watcher.pl.
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { inNetns } from './network.ts';

/** `serve` echoes; the others watch that what is there stays closed, or open, or that a connection lives on. */
export type WatchMode = 'serve' | 'closed' | 'open' | 'connection';

export interface WatchReport {
  readonly sent: number;
  readonly answered: number;
  /** Sent half a minute ago or more, and not answered: only where an answer is due. */
  readonly lost: number;
  /** Why a connection broke. */
  readonly broken: string | undefined;
}

const script = fileURLToPath(new URL('watcher.pl', import.meta.url));

export class Watcher {
  readonly #child: ChildProcessByStdio<Writable, Readable, null>;
  readonly #ended: Promise<void>;
  readonly #waiting: PromiseWithResolvers<WatchReport>[] = [];
  #hasEnded = false;
  #last: WatchReport | undefined;

  private constructor(netns: string, mode: WatchMode, target: readonly string[]) {
    const [file = '', ...args] = inNetns(netns, ['perl', script, mode, ...target]);
    this.#child = spawn(file, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    this.#child.stdin.on('error', () => {});
    createInterface({ input: this.#child.stdout }).on('line', (line) => this.#take(line));
    this.#ended = new Promise((resolve) => {
      this.#child.once('error', () => resolve());
      this.#child.once('close', () => resolve());
    });
    void this.#ended.then(() => this.#fail());
  }

  /** Settles once it watches. `target`: an address and a port; a port alone for `serve`. */
  static async start(netns: string, mode: WatchMode, target: readonly (string | number)[]): Promise<Watcher> {
    const watcher = new Watcher(netns, mode, target.map(String));
    await watcher.#next();
    return watcher;
  }

  /** How it stands now. */
  report(): Promise<WatchReport> {
    const next = this.#next();
    this.#child.stdin.write('report\n');
    return next;
  }

  /** Ends it, once nothing is under way any more. */
  async finish(): Promise<WatchReport> {
    this.#child.stdin.end();
    await this.#ended;
    if (!this.#last) throw new Error('the watcher ended before it began');
    return this.#last;
  }

  #next(): Promise<WatchReport> {
    const waiting = Promise.withResolvers<WatchReport>();
    this.#waiting.push(waiting);
    if (this.#hasEnded) this.#fail();
    return waiting.promise;
  }

  #take(line: string): void {
    const [sent, answered, lost, ...reason] = line.split(' ');
    const broken = reason.join(' ');
    this.#last = {
      sent: Number(sent),
      answered: Number(answered),
      lost: Number(lost),
      broken: broken === '-' ? undefined : broken,
    };
    this.#waiting.shift()?.resolve(this.#last);
  }

  #fail(): void {
    this.#hasEnded = true;
    for (const waiting of this.#waiting.splice(0)) waiting.reject(new Error('the watcher has ended'));
  }
}
