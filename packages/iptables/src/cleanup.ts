// Takes out of this kernel what Manul, or Felix before it, put there, and nothing else: chains by their prefix, rules in
// other chains by the hash in their comment, IP sets by their names.
import type { KernelFault } from '@manul/dataplane';
import type { IpVersion, TableName } from '@manul/rules';
import { saveMarks } from './backend.ts';
import { type Clock, systemClock } from './clock.ts';
import { allTables, isLegacyLoaded } from './detect.ts';
import { CommandError, type CommandRunner, createCommandRunner } from './exec.ts';
import { SharedListing } from './ip-set-listing.ts';
import { IptablesIpSets } from './ip-sets.ts';
import { createIptablesCommands, type IptablesCommands, type IptablesVariant } from './iptables-commands.ts';
import { formatRule } from './rule-format.ts';
import type { SaveMarks } from './save-parser.ts';
import { IptablesTable } from './table.ts';

export interface CleanupOptions {
  readonly variants: readonly IptablesVariant[];
  /** Looks, and changes nothing. */
  readonly dryRun: boolean;
  readonly prefix?: string;
  readonly run?: CommandRunner;
  readonly clock?: Clock;
}

export interface CleanedTable {
  readonly variant: IptablesVariant;
  readonly ipVersion: IpVersion;
  readonly table: TableName;
  readonly chains: readonly string[];
  /** Rules in chains that are not ours, as iptables-save shows them. */
  readonly rules: readonly string[];
}

export interface CleanupReport {
  /** Only tables in which something of ours was found. */
  readonly tables: readonly CleanedTable[];
  readonly ipSets: readonly string[];
  /** What could not be removed. */
  readonly faults: readonly KernelFault[];
  /** What could not be looked at, with the reason: the variant is not installed, or its IP version is missing. */
  readonly notRead: readonly string[];
}

/** Cleans this process's network namespace: tables first, since a set that rules refer to cannot go. */
export async function cleanUp(options: CleanupOptions): Promise<CleanupReport> {
  const run = options.run ?? createCommandRunner().run;
  const clock = options.clock ?? systemClock;
  const marks = saveMarks(options.prefix);
  const settings = { formatRule, marks, insertMode: 'insert', clock } as const;
  const tables: CleanedTable[] = [];
  const faults: KernelFault[] = [];
  const notRead: string[] = [];
  for (const variant of options.variants) {
    for (const ipVersion of [4, 6] as const) {
      const commands = createIptablesCommands({ run, variant, ipVersion, lockWaitSeconds: 30 });
      for (const name of variant === 'legacy' && !(await isLegacyLoaded(ipVersion)) ? [] : allTables) {
        const found = await look(commands, name, marks);
        if (typeof found === 'string') {
          notRead.push(found);
          break;
        }
        if (found.chains.length === 0 && found.rules.length === 0) {
          continue;
        }
        const left = options.dryRun ? [] : await empty(new IptablesTable({ ...settings, name, commands }));
        faults.push(...left);
        tables.push({ ...found, chains: found.chains.filter((chain) => !left.some((fault) => fault.name === chain)) });
      }
    }
  }
  const sets = await cleanUpSets(run, clock, options);
  return { tables, ipSets: sets.names, faults: [...faults, ...sets.faults], notRead: [...notRead, ...sets.notRead] };
}

async function look(commands: IptablesCommands, table: TableName, marks: SaveMarks): Promise<CleanedTable | string> {
  const { variant, ipVersion } = commands;
  try {
    const saved = await commands.save(table, marks);
    if (saved.incompatible) {
      return `table ${table} of iptables-${variant}, IPv${ipVersion}: holds nftables rules that iptables cannot read`;
    }
    const chains = [...saved.chains.values()];
    return {
      variant,
      ipVersion,
      table,
      chains: chains.filter(({ name }) => name.startsWith(marks.chainPrefix)).map(({ name }) => name),
      rules: chains.flatMap(({ lines }) => [...lines.values()]),
    };
  } catch (error) {
    if (error instanceof CommandError) {
      return `iptables-${variant}, IPv${ipVersion}: ${error.message}`;
    }
    throw error;
  }
}

/** A table of which nothing is wanted. */
async function empty(table: IptablesTable): Promise<readonly KernelFault[]> {
  table.allowRemovals();
  return (await table.apply()).faults;
}

async function cleanUpSets(
  run: CommandRunner,
  clock: Clock,
  { dryRun, prefix = 'cali' }: CleanupOptions,
): Promise<{
  readonly names: readonly string[];
  readonly faults: readonly KernelFault[];
  readonly notRead: readonly string[];
}> {
  const listing = new SharedListing(run, prefix, [4, 6]);
  try {
    const names = [...(await listing.read(4)).keys()];
    const faults: KernelFault[] = [];
    for (const ipVersion of dryRun || names.length === 0 ? [] : ([4, 6] as const)) {
      const sets = new IptablesIpSets({ ipVersion, run, listing, clock, prefix });
      sets.allowRemovals();
      await sets.applyAdditions();
      faults.push(...(await sets.applyRemovals()).faults);
    }
    const left = new Set(faults.map(({ name }) => name));
    return { names: names.filter((name) => !left.has(name)), faults, notRead: [] };
  } catch (error) {
    if (error instanceof CommandError) {
      return { names: [], faults: [], notRead: [`IP sets: ${error.message}`] };
    }
    throw error;
  }
}
