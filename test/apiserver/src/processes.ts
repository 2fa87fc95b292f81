import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { findProgram } from './programs.ts';

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

const logCharacters = 8_000;

export interface Process {
  readonly pid: number;
  /** What it has written lately, to stderr or its log file, for error messages. */
  log(): string;
  hasExited(): boolean;
  signal(signal: NodeJS.Signals): void;
  /** Ends it and waits until it is gone. */
  end(signal: NodeJS.Signals): Promise<void>;
}

export interface ProcessOptions {
  /** Where all that it writes is appended. */
  readonly logFile?: string;
  /** Beside our own. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Starts a program that ends with us at the latest. */
export function startProcess(program: string, args: readonly string[], options: ProcessOptions = {}): Process {
  // The kernel ends it even where we are killed and no exit handler runs.
  const setpriv = findProgram('setpriv');
  const [command = program, ...rest] = setpriv
    ? [setpriv, '--pdeathsig', 'KILL', '--', program, ...args]
    : [program, ...args];
  const { logFile, environment } = options;
  const file = logFile === undefined ? undefined : openSync(logFile, 'a');
  const child = spawn(command, rest, {
    stdio: ['ignore', file ?? 'ignore', file ?? 'pipe'],
    env: { ...process.env, ...environment },
  });
  if (file !== undefined) closeSync(file);
  running.add(child);
  const exited = once(child, 'exit').catch(() => undefined);
  child.on('exit', () => running.delete(child));
  let log = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    log = (log + text).slice(-logCharacters);
  });
  const hasExited = () => child.exitCode !== null || child.signalCode !== null;
  return {
    pid: child.pid ?? 0,
    log: () => (logFile === undefined ? log : readFileSync(logFile, 'utf8').slice(-logCharacters)),
    hasExited,
    signal: (signal) => void child.kill(signal),
    async end(signal) {
      if (!hasExited()) child.kill(signal);
      await exited;
    },
  };
}

const givenPorts = new Set<number>();

/** A port that nobody listened on a moment ago, and that nobody was given here before. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  // The kernel may offer one again whose new owner has not yet come to listen on it.
  if (givenPorts.has(address.port)) return freePort();
  givenPorts.add(address.port);
  return address.port;
}
