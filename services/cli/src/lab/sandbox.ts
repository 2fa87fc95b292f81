// A private corner of the machine: mount, network and process namespaces (and a user namespace, where the caller is not
// root) that exist as long as one process does. Everything that a lab makes lives in it, so nothing has to be undone:
// when that process ends, however it ends, the kernel takes processes, interfaces, rules and mounts away with it.
//
// The command runs itself again inside. Outside stays a supervisor that holds one end of a pipe; when the pipe closes,
// because of a signal or because the supervisor was killed, the process inside ends.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { Socket } from 'node:net';
import { CommandError, runCommand } from './command.ts';
import { missingTools, searchPath } from './requirements.ts';

/** Set for the process inside. */
const INSIDE = 'MANUL_INSIDE_SANDBOX';
/** The pipe from the supervisor. */
const LIFELINE = 3;
const GRACE_MILLISECONDS = 15_000;

const namespaces = ['--mount', '--net', '--pid', '--fork', '--kill-child'];
const asOwnRoot = ['--user', '--map-root-user'];

export interface Sandbox {
  /** For sockets and state. On a file system of the sandbox's own. */
  readonly directory: string;
  /** Aborted when the user wants to leave. */
  readonly signal: AbortSignal;
}

/** The machine does not let us build a lab; the message says what to do. */
export class SandboxError extends Error {
  override readonly name = 'SandboxError';
}

/**
 * Runs `body` in a sandbox of its own, by running this very command again inside. Gives its exit code, or 128 and the
 * signal's number. Rejects with SandboxError where the machine lacks a command or forbids namespaces.
 */
export async function runInSandbox(body: (sandbox: Sandbox) => Promise<number>): Promise<number> {
  if (process.env[INSIDE] !== undefined) return runInside(body);
  process.env['PATH'] = searchPath();
  const missing = missingTools();
  if (missing !== undefined) throw new SandboxError(missing);
  return supervise(await usableNamespaces());
}

async function usableNamespaces(): Promise<readonly string[]> {
  const candidates =
    process.getuid?.() === 0 ? [namespaces, [...asOwnRoot, ...namespaces]] : [[...asOwnRoot, ...namespaces]];
  let failure: unknown;
  for (const candidate of candidates) {
    try {
      await runCommand(['unshare', ...candidate, 'true']);
      return candidate;
    } catch (error) {
      failure = error;
    }
  }
  const reason = failure instanceof CommandError ? failure.stderr.trim() : String(failure);
  throw new SandboxError(
    `this user may not make namespaces (${reason}): run as root, or allow it with sysctl ` +
      'user.max_user_namespaces=10000 (and, on Ubuntu, kernel.apparmor_restrict_unprivileged_userns=0)',
  );
}

function supervise(flags: readonly string[]): Promise<number> {
  const self = [process.execPath, ...process.execArgv, ...process.argv.slice(1)];
  // A session of its own: Ctrl-C reaches the supervisor alone, and the services inside are ended in order.
  const child = spawn('unshare', [...flags, '--', ...self], {
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit', 'pipe'],
    env: { ...process.env, [INSIDE]: '1' },
  });
  const received = relaySignals(child);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(received() ?? code ?? 1));
  });
}

/** Gives a function that tells the exit code that a signal asked for. */
function relaySignals(child: ChildProcess): () => number | undefined {
  const numbers = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const;
  let exitCode: number | undefined;
  const lifeline = child.stdio[LIFELINE];
  lifeline?.on('error', () => {});
  const leave = (signal: NodeJS.Signals) => {
    // Asked twice: at once.
    if (exitCode !== undefined) child.kill('SIGKILL');
    if (process.stderr.isTTY) process.stderr.write('\n');
    exitCode = 128 + numbers[signal as keyof typeof numbers];
    lifeline?.destroy();
    setTimeout(() => child.kill('SIGKILL'), GRACE_MILLISECONDS).unref();
  };
  for (const signal of Object.keys(numbers)) process.on(signal, leave);
  return () => exitCode;
}

async function runInside(body: (sandbox: Sandbox) => Promise<number>): Promise<never> {
  delete process.env[INSIDE];
  const leaving = new AbortController();
  const lifeline = new Socket({ fd: LIFELINE, readable: true, writable: false });
  lifeline.on('error', () => {});
  lifeline.once('close', () => {
    leaving.abort();
    setTimeout(() => process.exit(1), GRACE_MILLISECONDS);
  });
  lifeline.resume();
  let code = 1;
  try {
    code = await body({ directory: await mountOwn(), signal: leaving.signal });
  } catch (error) {
    // What breaks while everything is being torn down is not news.
    if (!leaving.signal.aborted) process.stderr.write(`manul: ${error instanceof Error ? error.message : error}\n`);
  }
  // This process is the first of its process namespace: with it go all others.
  process.exit(code);
}

async function mountOwn(): Promise<string> {
  // Locks (xtables), names of network namespaces and our sockets live in /run, which belongs to others outside.
  await runCommand(['mount', '-t', 'tmpfs', '-o', 'mode=0755', 'manul', '/run']);
  // Forbidden in some containers, and not needed there: process ids in /proc are then the outer ones.
  await runCommand(['mount', '-t', 'proc', 'proc', '/proc']).catch(() => {});
  await runCommand(['ip', 'link', 'set', 'lo', 'up']);
  const directory = '/run/manul';
  mkdirSync('/run/netns');
  mkdirSync(directory);
  return directory;
}
