// Input for `ipset restore`: one job per set, many jobs per command. The command is no transaction: it stops at the
// first line that the kernel refuses, and all before it is done.
import { CommandError, type CommandRunner } from './exec.ts';
import type { IpSetState } from './ip-set-state.ts';

export interface SetJob {
  readonly state: IpSetState;
  /** Lines before the members. */
  readonly before: readonly string[];
  /** For example `add cali40s:abc `; one line for each member. */
  readonly memberLine: string;
  readonly members: readonly string[];
  readonly after: readonly string[];
  readonly done?: () => void;
}

export interface FailedJob {
  readonly job: SetJob;
  readonly reason: string;
}

/** Nothing can be written now, whatever the input: the command is missing, or has no permission. */
export class IpSetsUnavailable extends Error {
  override readonly name = 'IpSetsUnavailable';
}

export interface JobsResult {
  readonly written: number;
  readonly commands: number;
  readonly failed: readonly FailedJob[];
}

/**
 * Runs the jobs; one that fails does not hold up the others.
 * @throws {IpSetsUnavailable}
 */
export async function runJobs(run: CommandRunner, jobs: readonly SetJob[]): Promise<JobsResult> {
  const failed: FailedJob[] = [];
  let written = 0;
  let commands = 0;
  for (let rest = jobs; rest.length > 0; ) {
    commands++;
    const failure = await restore(run, rest);
    const doneJobs = rest.slice(0, failure?.index ?? rest.length);
    for (const job of doneJobs) {
      written += linesOf(job);
      job.done?.();
    }
    const broken = failure && rest[failure.index];
    if (!broken) {
      break;
    }
    failed.push({ job: broken, reason: failure.reason });
    rest = rest.slice(failure.index + 1);
  }
  return { written, commands, failed };
}

interface Failure {
  readonly index: number;
  readonly reason: string;
}

async function restore(run: CommandRunner, jobs: readonly SetJob[]): Promise<Failure | undefined> {
  try {
    // With -exist what is there already is no error, so a job can be run again after it failed midway.
    await run('ipset', ['restore', '-exist'], { stdin: inputOf(jobs), timeoutMs: 300_000 });
    return undefined;
  } catch (error) {
    if (!(error instanceof CommandError)) {
      throw error;
    }
    const line = /Error in line (\d+)/.exec(error.stderr)?.[1];
    if (line === undefined || /Operation not permitted|Cannot open session/.test(error.stderr)) {
      throw new IpSetsUnavailable(error.message, { cause: error });
    }
    return { index: jobAt(jobs, Number(line)), reason: error.message };
  }
}

function jobAt(jobs: readonly SetJob[], line: number): number {
  let last = 0;
  for (const [i, job] of jobs.entries()) {
    last += linesOf(job);
    if (line <= last) {
      return i;
    }
  }
  return jobs.length - 1;
}

function linesOf(job: SetJob): number {
  return job.before.length + job.members.length + job.after.length;
}

/** Texts of this many lines are still small ones to the garbage collector. */
const membersAtOnce = 1024;

function* inputOf(jobs: readonly SetJob[]): Generator<string> {
  let small = '';
  for (const { before, memberLine, members, after } of jobs) {
    small += textOf(before);
    for (let from = 0; from < members.length; from += membersAtOnce) {
      const lines = members.slice(from, from + membersAtOnce).join(`\n${memberLine}`);
      small += `${memberLine}${lines}\n`;
      if (small.length > 32_768) {
        yield small;
        small = '';
      }
    }
    small += textOf(after);
  }
  yield small;
}

function textOf(lines: readonly string[]): string {
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}
