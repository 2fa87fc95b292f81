// The services as processes of their own, to be killed.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../../services/cli/src/main.ts', import.meta.url));

/** A `manul calc-graph` with fixed settings, however often it is started again. */
export class ServiceProcess {
  readonly name: string;
  readonly #args: readonly string[];
  readonly #logFile: string;
  #child: ChildProcess | undefined;

  constructor(name: string, args: readonly string[], directory: string) {
    this.name = name;
    this.#args = args;
    this.#logFile = `${directory}/${name}.log`;
  }

  start(): void {
    if (this.#child) return;
    const child = spawn(process.execPath, [main, 'calc-graph', ...this.#args], { stdio: ['ignore', 'pipe', 'pipe'] });
    const log = createWriteStream(this.#logFile, { flags: 'a' });
    child.stdout.pipe(log, { end: false });
    child.stderr.pipe(log);
    this.#child = child;
    child.once('exit', () => {
      if (this.#child === child) this.#child = undefined;
    });
  }

  /** As if it were not scheduled, and then as if nothing had been: its clocks jump. */
  async freeze(milliseconds: number): Promise<void> {
    const child = this.#child;
    child?.kill('SIGSTOP');
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    child?.kill('SIGCONT');
  }

  async end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    if (!child) return;
    const exited = once(child, 'exit');
    child.kill(signal);
    if (signal === 'SIGKILL') child.kill('SIGCONT');
    await exited;
  }
}
