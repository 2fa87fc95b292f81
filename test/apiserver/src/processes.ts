import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { createServer, type ListenOptions } from 'node:net';
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

/** Ports that the kernel gives to nobody by itself, who connects or listens on port 0, as far as there are any. */
function quietPorts(): { readonly first: number; readonly last: number } {
  const range = readFileSync('/proc/sys/net/ipv4/ip_local_port_range', 'utf8');
  const [low = 0, high = 65_535] = range.trim().split(/\s+/).map(Number);
  if (low > 12_000) return { first: 11_000, last: low - 1 };
  return { first: high < 64_000 ? high + 1 : 11_000, last: 65_535 };
}

/** A port that nobody listens on, and that nobody else comes to listen on for as long as this process lives. */
export async function freePort(): Promise<number> {
  const { first, last } = quietPorts();
  for (;;) {
    const port = randomInt(first, last + 1);
    if ((await listens({ port, host: '127.0.0.1' }, 'once')) && (await listens({ path: claimOf(port) }, 'on')))
      return port;
  }
}

/** Who is given a port listens on this too, an abstract socket: it goes with the process, however that ends. */
const claimOf = (port: number) => `\0manul-test-port-${port}`;

async function listens(where: ListenOptions, how: 'once' | 'on'): Promise<boolean> {
  const server = createServer().listen(where);
  try {
    await once(server, 'listening');
  } catch {
    return false;
  }
  if (how === 'on') server.unref();
  else await new Promise((resolve) => server.close(resolve));
  return true;
}
