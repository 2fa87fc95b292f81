// The kernel backend that programs iptables and ipset in this process's network namespace.
import type { KernelBackend } from '@manul/dataplane';
import type { IpVersion, TableName } from '@manul/rules';
import { type Clock, systemClock } from './clock.ts';
import { chooseVariant, inspectVariants, type VariantState } from './detect.ts';
import { type CommandRunner, createCommandRunner } from './exec.ts';
import { SharedListing } from './ip-set-listing.ts';
import { IptablesIpSets } from './ip-sets.ts';
import { createIptablesCommands, type IptablesVariant } from './iptables-commands.ts';
import type { InsertMode } from './restore-input.ts';
import { formatRule } from './rule-format.ts';
import type { SaveMarks } from './save-parser.ts';
import { IptablesTable } from './table.ts';
import { xtablesLockFile } from './xtables-lock.ts';

export interface IptablesBackendOptions {
  /** `auto`, the default: what the host already uses. The choice holds as long as the backend lives. */
  readonly variant?: IptablesVariant | 'auto';
  /** Default both; one that the host lacks is left out and reported in `unusable`. */
  readonly ipVersions?: readonly IpVersion[];
  /** Default raw, mangle and filter. In raw-egress-only mode raw alone: the others are not even read. */
  readonly tables?: readonly TableName[];
  readonly insertMode?: InsertMode;
  /** What the names of chains and IP sets and the comments begin with; default `cali`, as Felix's. */
  readonly prefix?: string;
  /** How long iptables-legacy waits for the lock that all its writers share. */
  readonly lockWaitSeconds?: number;
  /** Where that lock is, to measure the wait; default as for iptables itself. */
  readonly lockFile?: string;
  readonly run?: CommandRunner;
  readonly clock?: Clock;
  /** See `IptablesTableOptions`. */
  readonly rulesWorthDividing?: number;
}

export interface IptablesBackend extends KernelBackend {
  readonly variant: IptablesVariant;
  /** IP versions that were asked for and cannot be programmed: their traffic is not enforced here. */
  readonly unusable: ReadonlyMap<IpVersion, string>;
  /** Rules and chains of ours in the variant that is not used; `manul cleanup` removes them. */
  readonly leftInOtherVariant: number;
}

/** No variant of iptables can be used for any of the IP versions. */
export class BackendUnavailableError extends Error {
  override readonly name = 'BackendUnavailableError';
}

const defaultPrefix = 'cali';
const defaultTables: readonly TableName[] = ['raw', 'mangle', 'filter'];

/** What our chains and rules are known by. */
export function saveMarks(prefix = defaultPrefix): SaveMarks {
  return { chainPrefix: `${prefix}-`, commentPrefix: `${prefix}:` };
}

/**
 * Looks at the host and makes the backend; writes nothing.
 * @throws {BackendUnavailableError}
 */
export async function createIptablesBackend(options: IptablesBackendOptions = {}): Promise<IptablesBackend> {
  const run = options.run ?? createCommandRunner().run;
  const clock = options.clock ?? systemClock;
  const prefix = options.prefix ?? defaultPrefix;
  const marks = saveMarks(prefix);
  const states = await inspectVariants(run, options.ipVersions ?? [4, 6], marks);
  const variant = options.variant === undefined || options.variant === 'auto' ? chooseVariant(states) : options.variant;
  const { usable, unusable } = splitByUse(states[variant]);
  if (usable.length === 0) {
    throw new BackendUnavailableError(`iptables-${variant} cannot be used: ${[...unusable.values()].join('; ')}`);
  }
  const tables = usable.flatMap((ipVersion) => {
    const commands = createIptablesCommands({
      run,
      variant,
      ipVersion,
      clock,
      lockWaitSeconds: options.lockWaitSeconds ?? 10,
      lockFile: options.lockFile ?? xtablesLockFile(),
    });
    const { insertMode = 'insert', rulesWorthDividing } = options;
    return (options.tables ?? defaultTables).map(
      (name) => new IptablesTable({ name, commands, formatRule, marks, insertMode, clock, rulesWorthDividing }),
    );
  });
  const listing = new SharedListing(run, prefix, usable);
  const ipSets = usable.map((ipVersion) => new IptablesIpSets({ ipVersion, run, listing, clock, prefix }));
  const parts = [...tables, ...ipSets];
  return {
    name: `iptables-${variant}`,
    variant,
    unusable,
    leftInOtherVariant: states[variant === 'nft' ? 'legacy' : 'nft'].ours,
    tables,
    ipSets,
    allowRemovals: () => {
      for (const part of parts) part.allowRemovals();
    },
    verify: async (which) => {
      if (which === 'all' || ipSets.some((sets) => sets.isUnverified)) {
        listing.invalidate();
        await Promise.all(ipSets.map((sets) => sets.verify()));
      }
      // One after another: nobody waits for it.
      for (const table of tables) await table.verify(which);
    },
  };
}

function splitByUse(state: VariantState): {
  readonly usable: readonly IpVersion[];
  readonly unusable: ReadonlyMap<IpVersion, string>;
} {
  const usable: IpVersion[] = [];
  const unusable = new Map<IpVersion, string>();
  for (const [ipVersion, use] of state.usable) {
    if (use === true) {
      usable.push(ipVersion);
    } else {
      unusable.set(ipVersion, use);
    }
  }
  return { usable, unusable };
}
