import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { findProgram } from './programs.ts';

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

export interface Process {
  readonly pid: number;
  /** What it has written to stderr lately, for error messages. */
  log(): string;
  hasExited(): boolean;
  /** Ends it and waits until it is gone. */
  end(signal: NodeJS.Signals): Promise<void>;
}

/** Starts a program that ends with us at the latest. */
export function startProcess(program: string, args: readonly string[]): Process {
  // The kernel ends it even where we are killed and no exit handler runs.
  const setpriv = findProgram('setpriv');
  const [command = program, ...rest] = setpriv
    ? [setpriv, '--pdeathsig', 'KILL', '--', program, ...args]
    : [program, ...args];
  const child = spawn(command, rest, { stdio: ['ignore', 'ignore', 'pipe'] });
  running.add(child);
  const exited = once(child, 'exit').catch(() => undefined);
  child.on('exit', () => running.delete(child));
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    log = (log + text).slice(-8_000);
  });
  return {
    pid: child.pid ?? 0,
    log: () => log,
    hasExited: () => child.exitCode !== null || child.signalCode !== null,
    async end(signal) {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal);
      await exited;
    },
  };
}

/** A port that nobody listened on a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
