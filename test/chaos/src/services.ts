// The services as processes of their own, to be killed, frozen and misled about the time.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Process, startProcess } from '../../apiserver/src/index.ts';

const main = fileURLToPath(new URL('../../../services/cli/src/main.ts', import.meta.url));

/** What makes a process of ours take the time from here: a file with milliseconds to add, looked at all the time. */
export function clockEnvironment(offsetFile: string): Readonly<Record<string, string>> {
  const steps = new URL('clock-steps.ts', import.meta.url);
  return { NODE_OPTIONS: `--import=${steps}`, MANUL_TEST_CLOCK_OFFSET_FILE: offsetFile };
}

/** A `manul calc-graph` with fixed settings, however often it is started again. */
export class ServiceProcess {
  readonly name: string;
  readonly logFile: string;
  readonly #args: readonly string[];
  readonly #clockFile: string;
  #process: Process | undefined;

  constructor(name: string, args: readonly string[], directory: string) {
    this.name = name;
    this.logFile = `${directory}/${name}.log`;
    this.#args = args;
    this.#clockFile = `${directory}/${name}.clock`;
  }

  start(): void {
    if (this.#process && !this.#process.hasExited()) return;
    const environment = clockEnvironment(this.#clockFile);
    this.#process = startProcess(process.execPath, [main, 'calc-graph', ...this.#args], {
      logFile: this.logFile,
      environment,
    });
  }

  /** As if it were not scheduled, and then as if nothing had been: its monotonic clock jumps. */
  async freeze(milliseconds: number): Promise<void> {
    this.#process?.signal('SIGSTOP');
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    this.#process?.signal('SIGCONT');
  }

  /** Its wall clock is off by so much from now on. */
  stepClock(milliseconds: number): void {
    writeFileSync(this.#clockFile, String(milliseconds));
  }

  async end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#process;
    if (!child) return;
    const ended = child.end(signal);
    // What is stopped takes no SIGTERM.
    child.signal('SIGCONT');
    await ended;
  }
}
