// iptables-save and iptables-restore of one variant and IP version, and what their failures mean.
import type { IpVersion } from '@manul/rules';
import { type Clock, systemClock } from './clock.ts';
import { CommandError, type CommandRunner } from './exec.ts';
import { type SavedTable, type SaveMarks, SaveReader } from './save-parser.ts';
import { waitForLock, xtablesLockFile } from './xtables-lock.ts';

/** Where iptables keeps its rules: in nftables, or in the older xtables of the kernel. They do not see each other. */
export type IptablesVariant = 'nft' | 'legacy';

export type RestoreOutcome =
  | { readonly kind: 'done' }
  /** One transaction exceeds what the netlink socket takes. */
  | { readonly kind: 'too-large'; readonly reason: string }
  /**
   * Something in the input, or in how the kernel has changed since it was read. `lines` are those that the command
   * names, with what it says of each.
   */
  | { readonly kind: 'refused'; readonly reason: string; readonly lines: ReadonlyMap<number, string> }
  /** Not the input's fault: the command is missing, the lock is held, no permission, no memory. */
  | { readonly kind: 'unavailable'; readonly reason: string };

export interface IptablesCommands {
  readonly variant: IptablesVariant;
  readonly ipVersion: IpVersion;
  /** @throws {CommandError} */
  save(table: string, marks: SaveMarks): Promise<SavedTable>;
  /** All of the input, which comes in pieces, is applied, or nothing. Chains that it does not mention stay as they are. */
  restore(input: Iterable<string>): Promise<RestoreOutcome>;
  /** Milliseconds that other writers' lock has cost so far. */
  lockWaitedMs(): number;
}

export interface IptablesCommandOptions {
  readonly run: CommandRunner;
  readonly variant: IptablesVariant;
  readonly ipVersion: IpVersion;
  readonly lockWaitSeconds: number;
  readonly lockFile?: string;
  readonly clock?: Clock;
}

export function createIptablesCommands(options: IptablesCommandOptions): IptablesCommands {
  const { run, variant, ipVersion, lockWaitSeconds, clock = systemClock } = options;
  const lockFile = options.lockFile ?? xtablesLockFile();
  let lockWaitedMs = 0;
  // nftables needs no lock: the kernel notices a lost race, and the command tries again by itself.
  const lock = variant === 'legacy' ? ['--wait', String(lockWaitSeconds)] : [];
  return {
    variant,
    ipVersion,
    save: async (table, marks) => {
      const reader = new SaveReader(marks);
      const onOutput = (piece: Buffer) => reader.feed(piece);
      await run(commandName(variant, ipVersion, 'save'), ['-t', table], { onOutput });
      return reader.end();
    },
    restore: async (input) => {
      if (variant === 'legacy') {
        lockWaitedMs += await waitForLock(lockFile, lockWaitSeconds * 1000, clock);
      }
      try {
        await run(commandName(variant, ipVersion, 'restore'), ['--noflush', ...lock], { stdin: input });
        return { kind: 'done' };
      } catch (error) {
        if (error instanceof CommandError) {
          return classifyFailure(error);
        }
        throw error;
      }
    },
    lockWaitedMs: () => lockWaitedMs,
  };
}

/** For example `ip6tables-legacy-save`. The plain names are not used: what they stand for can change under us. */
export function commandName(variant: IptablesVariant, ipVersion: IpVersion, verb: 'save' | 'restore'): string {
  return `${ipVersion === 6 ? 'ip6tables' : 'iptables'}-${variant}-${verb}`;
}

const tooLarge = /Message too long|No buffer space available/;
/** A single rule may be what is not permitted; then it is that rule's fault. */
const unavailable =
  /xtables lock|Permission denied|^(?!.*RULE_).*Operation not permitted|Could not fetch rule set generation id|TABLE_ADD failed|Cannot allocate memory|can't initialize/im;

export function classifyFailure(error: CommandError): RestoreOutcome {
  if (error.failure !== 'failed' || error.exitStatus === undefined || unavailable.test(error.stderr)) {
    return { kind: 'unavailable', reason: error.message };
  }
  const messages = error.stderr.split('\n').filter((line) => line !== '' && !boilerplate.test(line));
  const reason = messages.join('; ');
  return tooLarge.test(error.stderr)
    ? { kind: 'too-large', reason }
    : { kind: 'refused', reason, lines: refusedLines(error.stderr, messages) };
}

const boilerplate = /^Try `|^Error occurred at line|^ip6?tables(-nft|-legacy)?-restore v\S+ \(\w+\): *$/;

/**
 * The commands have three ways to name a line: `Error occurred at line: 7` after what is wrong with it, `line 7 failed`,
 * and, for each that the kernel refuses, `line 7: RULE_APPEND failed (Invalid argument)`.
 */
function refusedLines(stderr: string, messages: readonly string[]): Map<number, string> {
  const lines = new Map<number, string>();
  for (const [, line] of stderr.matchAll(/Error occurred at line: (\d+)/g)) {
    lines.set(Number(line), messages.join('; '));
  }
  for (const message of messages) {
    const line = /\bline (\d+)(?:: | failed)/.exec(message)?.[1];
    if (line !== undefined) {
      lines.set(Number(line), message);
    }
  }
  return lines;
}
