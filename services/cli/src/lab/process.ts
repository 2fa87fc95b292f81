// A service run as a process of its own, with its log in a file.
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';

/** How much of a log is shown when its service has failed. */
const LINES_SHOWN = 20;

export class ServiceProcess {
  readonly name: string;
  readonly logFile: string;
  readonly #child: ChildProcess;
  #ended: string | undefined;
  readonly #end: Promise<void>;

  constructor(name: string, command: readonly string[], logFile: string) {
    this.name = name;
    this.logFile = logFile;
    const log = openSync(logFile, 'a');
    const [file = '', ...args] = command;
    this.#child = spawn(file, args, { stdio: ['ignore', log, log] });
    closeSync(log);
    this.#end = new Promise((resolve) => {
      const end = (reason: string) => {
        this.#ended = reason;
        resolve();
      };
      this.#child.once('error', (error) => end(error.message));
      this.#child.once('close', (code, signal) => end(`ended with ${signal ?? `exit code ${code}`}`));
    });
  }

  /** Throws, with the end of its log, where the service has ended. */
  assertRunning(): void {
    if (this.#ended !== undefined) throw new Error(`${this.name} ${this.#ended}\n${this.logTail()}`);
  }

  logTail(): string {
    const lines = readFileSync(this.logFile, 'utf8').trimEnd().split('\n');
    return lines.slice(-LINES_SHOWN).join('\n');
  }

  /** Asks it to end, or ends it as a crash would, and settles when it has. */
  async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    if (this.#ended === undefined) this.#child.kill(signal);
    await this.#end;
  }
}

/** This command itself, with other arguments. */
export function manulCommand(args: readonly string[]): readonly string[] {
  return [process.execPath, ...process.execArgv, process.argv[1] ?? '', ...args];
}
