// A network namespace of a test's own, and a runner for commands in it. It goes when its holder, a child of the test,
// ends.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CommandRunner, createCommandRunner } from '@manul/iptables';

export interface Namespace {
  /** Runs a command inside. */
  readonly run: CommandRunner;
  /** What comes before a command to run it inside, for those that `run` does not suit. */
  readonly enter: readonly string[];
  /** Of iptables-legacy, for this namespace alone. */
  readonly lockFile: string;
  /** Commands that were run since the last call, as typed. */
  takeCommands(): string[];
  close(): Promise<void>;
}

/** `root`: a network namespace alone. `user`: inside a user namespace, as an ordinary user would make it. */
export type NamespaceKind = 'root' | 'user';

const unshareFlags: Readonly<Record<NamespaceKind, readonly string[]>> = {
  root: ['--net'],
  user: ['--user', '--map-root-user', '--net'],
};

/** Of what the machine lets us make, the most capable. */
const available: NamespaceKind | undefined = (['root', 'user'] as const).find(isUsable);

function isUsable(kind: NamespaceKind): boolean {
  return spawnSync('unshare', [...unshareFlags[kind], 'true'], { stdio: 'ignore' }).status === 0;
}

/** False, with a word on the console, where the tests cannot run. Under CI that is a failure. */
export function requireNamespaces(what: string, kind: NamespaceKind | undefined = available): boolean {
  const missing = missingTools();
  if (kind !== undefined && isUsable(kind) && missing.length === 0) {
    return true;
  }
  const reason =
    missing.length > 0 ? `${missing.join(', ')} not installed` : 'neither root nor unprivileged user namespaces';
  if (process.env['CI']) {
    throw new Error(`${what}: ${reason}`);
  }
  process.stderr.write(`skipped: ${what}: ${reason}\n`);
  return false;
}

function missingTools(): string[] {
  const tools = ['iptables-nft-restore', 'iptables-legacy-restore', 'ip6tables-nft-restore', 'ipset', 'nsenter'];
  const path = `${process.env['PATH']}:/usr/sbin:/sbin`;
  return tools.filter((tool) => spawnSync(tool, ['--version'], { env: { PATH: path }, stdio: 'ignore' }).error);
}

/** A driver gives up on a command sooner; but a million members are many for a busy machine. */
const timeoutMs = 10 * 60_000;

export async function openNamespace(kind: NamespaceKind = available ?? 'user'): Promise<Namespace> {
  const holder = spawn('unshare', [...unshareFlags[kind], 'sh', '-c', 'echo ready; exec cat'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  await once(holder.stdout, 'data');
  const folder = mkdtempSync(join(tmpdir(), 'manul-kernel-'));
  const enter = [
    '--target',
    String(holder.pid),
    '--net',
    ...(kind === 'user' ? ['--user', '--preserve-credentials'] : []),
    '--',
  ];
  // A file is no part of the namespace.
  const lockFile = join(folder, 'xtables.lock');
  const { run } = createCommandRunner({ environment: { XTABLES_LOCKFILE: lockFile } });
  let commands: string[] = [];
  return {
    enter: ['nsenter', ...enter],
    lockFile,
    run: async (command, args, options) => {
      commands.push([command, ...args].join(' '));
      return await run('nsenter', [...enter, command, ...args], { timeoutMs, ...options });
    },
    takeCommands: () => {
      const taken = commands;
      commands = [];
      return taken;
    },
    close: async () => {
      await end(holder);
      rmSync(folder, { recursive: true });
    },
  };
}

async function end(holder: ChildProcess): Promise<void> {
  const closed = once(holder, 'close');
  holder.stdin?.end();
  await closed;
}
