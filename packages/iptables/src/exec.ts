// Runs the kernel's own tools. The only file that starts processes: without a shell, with a time limit, and it ends
// nothing but the child that it started.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setImmediate } from 'node:timers/promises';

export interface RunOptions {
  /** Text, or its pieces in order: a set of a million members is never held as one string. */
  readonly stdin?: string | Iterable<string>;
  /** Milliseconds after which the child is killed. */
  readonly timeoutMs?: number;
  /** Takes what the command prints, piece by piece; `stdout` is then empty. */
  readonly onOutput?: (piece: Buffer) => void;
}

export interface CommandOutput {
  readonly stdout: string;
  readonly stderr: string;
}

export type CommandRunner = (command: string, args: readonly string[], options?: RunOptions) => Promise<CommandOutput>;

/** `not-run`: no such command, or no process to be had. `failed`: it ended badly. `timeout`: it was killed as too slow. */
export type CommandFailure = 'not-run' | 'failed' | 'timeout';

/** A command that did not do what it was asked to. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly failure: CommandFailure;
  readonly command: string;
  readonly args: readonly string[];
  /** Undefined where it never ran or a signal ended it. */
  readonly exitStatus: number | undefined;
  readonly stderr: string;

  constructor(
    failure: CommandFailure,
    call: { readonly command: string; readonly args: readonly string[] },
    outcome: { readonly exitStatus?: number | undefined; readonly stderr?: string; readonly cause?: unknown },
  ) {
    const stderr = outcome.stderr?.trim() ?? '';
    super(`${call.command} ${describeFailure(failure, outcome.exitStatus)}${stderr === '' ? '' : `: ${stderr}`}`, {
      cause: outcome.cause,
    });
    this.failure = failure;
    this.command = call.command;
    this.args = call.args;
    this.exitStatus = outcome.exitStatus;
    this.stderr = stderr;
  }
}

/** What was run so far, for metrics. */
export interface CommandStatistics {
  readonly calls: number;
  readonly failures: number;
  readonly totalMs: number;
}

export interface CommandRunnerOptions {
  /** Added to this process's environment. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly onFinished?: (call: { command: string; args: readonly string[]; durationMs: number; ok: boolean }) => void;
}

const defaultTimeoutMs = 120_000;
const outputTail = 64 * 1024;

/** Makes the runner that really runs commands; `statistics` gives its counts by command. */
export function createCommandRunner(options: CommandRunnerOptions = {}): {
  readonly run: CommandRunner;
  readonly statistics: () => ReadonlyMap<string, CommandStatistics>;
} {
  // The tools' messages are matched, so they must be English; distributions keep the tools in sbin.
  const environment = {
    ...process.env,
    PATH: `${process.env['PATH'] ?? ''}:/usr/local/sbin:/usr/sbin:/sbin`,
    LC_ALL: 'C',
    ...options.environment,
  };
  const counts = new Map<string, CommandStatistics>();
  const run: CommandRunner = async (command, args, runOptions = {}) => {
    const start = performance.now();
    let ok = false;
    try {
      const output = await runOnce(command, args, runOptions, environment);
      ok = true;
      return output;
    } finally {
      const durationMs = performance.now() - start;
      const before = counts.get(command) ?? { calls: 0, failures: 0, totalMs: 0 };
      counts.set(command, {
        calls: before.calls + 1,
        failures: before.failures + (ok ? 0 : 1),
        totalMs: before.totalMs + durationMs,
      });
      options.onFinished?.({ command, args, durationMs, ok });
    }
  };
  return { run, statistics: () => counts };
}

async function runOnce(
  command: string,
  args: readonly string[],
  options: RunOptions,
  environment: NodeJS.ProcessEnv,
): Promise<CommandOutput> {
  const call = { command, args };
  const child = start(call, environment);
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    child.kill('SIGKILL');
  }, options.timeoutMs ?? defaultTimeoutMs);
  try {
    await once(child, 'spawn');
    const closed = once(child, 'close');
    const [stdout, stderr, [status]] = await Promise.all([
      options.onOutput ? passOn(child.stdout, options.onOutput) : collect(child.stdout, Number.POSITIVE_INFINITY),
      collect(child.stderr, outputTail),
      closed as Promise<[number | null]>,
      feed(child.stdin, options.stdin ?? ''),
    ]);
    if (timedOut) {
      throw new CommandError('timeout', call, { stderr });
    }
    if (status !== 0) {
      throw new CommandError('failed', call, { exitStatus: status ?? undefined, stderr });
    }
    return { stdout, stderr };
  } catch (cause) {
    if (cause instanceof CommandError) {
      throw cause;
    }
    child.kill('SIGKILL');
    throw new CommandError('not-run', call, { cause, stderr: String(cause) });
  } finally {
    clearTimeout(timer);
  }
}

function start(call: { readonly command: string; readonly args: readonly string[] }, environment: NodeJS.ProcessEnv) {
  try {
    return spawn(call.command, [...call.args], { env: environment, stdio: ['pipe', 'pipe', 'pipe'] });
  } catch (cause) {
    // No file descriptors to be had.
    throw new CommandError('not-run', call, { cause, stderr: String(cause) });
  }
}

async function collect(stream: Readable, limit: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    if (size < limit) {
      chunks.push(chunk);
      size += chunk.length;
    }
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Between pieces everything else has its turn. */
async function passOn(stream: Readable, take: (piece: Buffer) => void): Promise<string> {
  for await (const piece of stream as AsyncIterable<Buffer>) {
    take(piece);
    await setImmediate();
  }
  return '';
}

async function feed(stdin: NodeJS.WritableStream, input: string | Iterable<string>): Promise<void> {
  try {
    await pipeline(Readable.from(typeof input === 'string' ? [input] : input), stdin);
  } catch (error) {
    // A command that refuses a line ends without reading the rest. Its exit status tells what happened.
    const code = (error as NodeJS.ErrnoException).code;
    if (code !== 'EPIPE' && code !== 'ERR_STREAM_PREMATURE_CLOSE' && code !== 'ECONNRESET') {
      throw error;
    }
  }
}

function describeFailure(failure: CommandFailure, exitStatus: number | undefined): string {
  switch (failure) {
    case 'not-run':
      return 'cannot be run';
    case 'timeout':
      return 'took too long and was killed';
    case 'failed':
      return exitStatus === undefined ? 'was ended by a signal' : `failed with status ${exitStatus}`;
  }
}
