// iptables-save and iptables-restore of one variant and IP version, and what their failures mean.
import type { IpVersion } from '@manul/rules';
import { CommandError, type CommandRunner } from './exec.ts';

/** Where iptables keeps its rules: in nftables, or in the older xtables of the kernel. They do not see each other. */
export type IptablesVariant = 'nft' | 'legacy';

export type RestoreOutcome =
  | { readonly kind: 'done' }
  /** One transaction exceeds what the netlink socket takes. */
  | { readonly kind: 'too-large'; readonly reason: string }
  /** Something in the input, or in how the kernel has changed since it was read. `lines` as far as they are named. */
  | { readonly kind: 'refused'; readonly reason: string; readonly lines: readonly number[] }
  /** Not the input's fault: the command is missing, the lock is held, no permission, no memory. */
  | { readonly kind: 'unavailable'; readonly reason: string };

export interface IptablesCommands {
  readonly variant: IptablesVariant;
  readonly ipVersion: IpVersion;
  /** @throws {CommandError} */
  save(table: string): Promise<string>;
  /** All of the input is applied, or nothing. Chains that it does not mention stay as they are. */
  restore(input: string): Promise<RestoreOutcome>;
}

export interface IptablesCommandOptions {
  readonly run: CommandRunner;
  readonly variant: IptablesVariant;
  readonly ipVersion: IpVersion;
  readonly lockWaitSeconds: number;
}

export function createIptablesCommands(options: IptablesCommandOptions): IptablesCommands {
  const { run, variant, ipVersion, lockWaitSeconds } = options;
  // nftables needs no lock: the kernel notices a lost race, and the command tries again by itself.
  const lock = variant === 'legacy' ? ['--wait', String(lockWaitSeconds)] : [];
  return {
    variant,
    ipVersion,
    save: async (table) => (await run(commandName(variant, ipVersion, 'save'), ['-t', table])).stdout,
    restore: async (input) => {
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
  };
}

/** For example `ip6tables-legacy-save`. The plain names are not used: what they stand for can change under us. */
export function commandName(variant: IptablesVariant, ipVersion: IpVersion, verb: 'save' | 'restore'): string {
  return `${ipVersion === 6 ? 'ip6tables' : 'iptables'}-${variant}-${verb}`;
}

const tooLarge = /Message too long|No buffer space available/;
const unavailable =
  /xtables lock|Permission denied|Operation not permitted|Could not fetch rule set generation id|Cannot allocate memory|can't initialize/i;

export function classifyFailure(error: CommandError): RestoreOutcome {
  const reason = error.message;
  if (error.failure !== 'failed' || unavailable.test(error.stderr)) {
    return { kind: 'unavailable', reason };
  }
  if (tooLarge.test(error.stderr)) {
    return { kind: 'too-large', reason };
  }
  return { kind: 'refused', reason, lines: refusedLines(error.stderr) };
}

/** `Error occurred at line: 7`, `line 7 failed`, `line 7: RULE_APPEND failed (Invalid argument)`. */
function refusedLines(stderr: string): number[] {
  return [...stderr.matchAll(/\bline:? (\d+)/g)].map((match) => Number(match[1]));
}
