// Which variant of iptables this host uses. Rules in both are legal and slow to debug: all writers should use one.
import { access } from 'node:fs/promises';
import type { IpVersion, TableName } from '@manul/rules';
import { CommandError, type CommandRunner } from './exec.ts';
import { commandName, type IptablesVariant } from './iptables-commands.ts';
import { parseSave, type SaveMarks } from './save-parser.ts';

export interface VariantState {
  readonly variant: IptablesVariant;
  /** IP versions for which it can be used, with the reason where it cannot. */
  readonly usable: ReadonlyMap<IpVersion, true | string>;
  /** Rules of all writers. */
  readonly rules: number;
  /** Rules and chains that bear our marks. */
  readonly ours: number;
  /** kubelet made its chains here. */
  readonly kubernetes: boolean;
}

export const allTables: readonly TableName[] = ['raw', 'mangle', 'nat', 'filter'];
const kubeletChains = /^:KUBE-(IPTABLES-HINT|KUBELET-CANARY) /m;

/** Looks at both variants, without changing anything. */
export async function inspectVariants(
  run: CommandRunner,
  ipVersions: readonly IpVersion[],
  marks: SaveMarks,
): Promise<Readonly<Record<IptablesVariant, VariantState>>> {
  const [nft, legacy] = await Promise.all([
    inspect(run, 'nft', ipVersions, marks),
    inspect(run, 'legacy', ipVersions, marks),
  ]);
  return { nft, legacy };
}

async function inspect(
  run: CommandRunner,
  variant: IptablesVariant,
  ipVersions: readonly IpVersion[],
  marks: SaveMarks,
): Promise<VariantState> {
  const usable = new Map<IpVersion, true | string>();
  let rules = 0;
  let ours = 0;
  let kubernetes = false;
  for (const ipVersion of ipVersions) {
    const saved = await saveAll(run, variant, ipVersion);
    usable.set(ipVersion, saved.usable);
    rules += saved.text.match(/^-A /gm)?.length ?? 0;
    ours += countOurs(saved.text, marks);
    kubernetes ||= kubeletChains.test(saved.text);
  }
  return { variant, usable, rules, ours, kubernetes };
}

async function saveAll(
  run: CommandRunner,
  variant: IptablesVariant,
  ipVersion: IpVersion,
): Promise<{ readonly usable: true | string; readonly text: string }> {
  const command = commandName(variant, ipVersion, 'save');
  try {
    if (variant === 'legacy' && !(await isLegacyLoaded(ipVersion))) {
      // Reading the tables would load their modules into a kernel that does without them. There is nothing in them.
      await run(command, ['--version']);
      return { usable: true, text: '' };
    }
    return { usable: true, text: await saveAllTables(run, command) };
  } catch (error) {
    if (error instanceof CommandError) {
      return { usable: error.message, text: '' };
    }
    throw error;
  }
}

async function saveAllTables(run: CommandRunner, command: string): Promise<string> {
  try {
    return (await run(command, [])).stdout;
  } catch (error) {
    // In an unprivileged user namespace the list of tables is not for us to read, though the tables are.
    if (!(error instanceof CommandError) || !error.stderr.includes('Failed to list table names')) {
      throw error;
    }
  }
  const tables: string[] = [];
  for (const table of allTables) {
    tables.push((await run(command, ['-t', table])).stdout);
  }
  return tables.join('');
}

/** Whether the kernel has the older tables at all; looking into them would load them. */
export async function isLegacyLoaded(ipVersion: IpVersion): Promise<boolean> {
  try {
    await access(ipVersion === 6 ? '/proc/net/ip6_tables_names' : '/proc/net/ip_tables_names');
    return true;
  } catch {
    return false;
  }
}

function countOurs(text: string, marks: SaveMarks): number {
  let ours = 0;
  // Chain names repeat from table to table, so each table is read by itself.
  for (const table of text.split(/^\*/m)) {
    for (const { name, hashes } of parseSave(table, marks).chains.values()) {
      ours += (name.startsWith(marks.chainPrefix) ? 1 : 0) + hashes.filter((hash) => hash !== undefined).length;
    }
  }
  return ours;
}

/** The variant that the host already uses: kubelet's, else the one with more rules, else nftables. */
export function chooseVariant(states: Readonly<Record<IptablesVariant, VariantState>>): IptablesVariant {
  const { nft, legacy } = states;
  if (!isUsable(nft) || !isUsable(legacy)) {
    return isUsable(legacy) ? 'legacy' : 'nft';
  }
  if (nft.kubernetes !== legacy.kubernetes) {
    return nft.kubernetes ? 'nft' : 'legacy';
  }
  return legacy.rules > nft.rules ? 'legacy' : 'nft';
}

function isUsable(state: VariantState): boolean {
  return [...state.usable.values()].some((usable) => usable === true);
}
