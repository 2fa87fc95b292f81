// What taking over a node would change, found out without changing it: a driver's first round against the kernel as it
// is, with its writes taken down instead of done.
import { networkInterfaces } from 'node:os';
import { ConfigError } from '@manul/config';
import { DataplaneDriver } from '@manul/dataplane';
import {
  type CommandRunner,
  createCommandRunner,
  createIptablesBackend,
  dryRun,
  type PlannedWrite,
} from '@manul/iptables';
import type { felix } from '@manul/proto';
import type { IpVersion, RulesConfig, TableName } from '@manul/rules';

export interface MigrationCheckOptions {
  readonly rules: RulesConfig;
  readonly backend: 'auto' | 'nft' | 'legacy';
  readonly prefix: string;
  /** Everything that the node is to enforce, in-sync at the end. */
  readonly messages: Iterable<felix.IToDataplane>;
  /** The host's own interfaces, with their addresses; this machine's unless given. */
  readonly interfaces?: ReadonlyMap<string, readonly string[]>;
  readonly run?: CommandRunner;
}

interface TableCheck {
  readonly ipVersion: IpVersion;
  readonly table: TableName;
  /** Chains of ours, or of Felix's, that stay as they are. */
  readonly unchanged: number;
  readonly rewritten: readonly string[];
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** The kernel's own chains in which our rules change. */
  readonly hooks: readonly string[];
  /** Rules of other writers, which stay as they are. */
  readonly foreignRules: number;
}

interface SetCheck {
  readonly unchanged: number;
  readonly changed: readonly string[];
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

export interface MigrationReport {
  readonly variant: string;
  readonly tables: readonly TableCheck[];
  readonly ipSets: SetCheck;
  /** Chains of Felix's in table nat, which Manul does not look after: they stay, and nobody keeps them up to date. */
  readonly natChains: readonly string[];
  /** Objects that could not be enforced as they are sent. */
  readonly errors: readonly { readonly object: string; readonly reason: string }[];
}

/** Nothing would be written at all. */
export function changesNothing({ tables, ipSets }: MigrationReport): boolean {
  const lists = tables.flatMap(({ rewritten, added, removed, hooks }) => [rewritten, added, removed, hooks]);
  return [...lists, ipSets.changed, ipSets.added, ipSets.removed].every((list) => list.length === 0);
}

/** Rejects with ConfigError where neither variant of iptables can be used. */
export async function checkMigration(options: MigrationCheckOptions): Promise<MigrationReport> {
  const { rules, prefix, backend: variant } = options;
  const run = options.run ?? createCommandRunner().run;
  const plan = dryRun(run);
  const backend = await createIptablesBackend({
    variant,
    prefix,
    insertMode: rules.chainInsertMode,
    run: plan.run,
  }).catch((error: Error) => {
    throw new ConfigError(`--backend: ${error.message}`, { cause: error });
  });
  const dataplane = new DataplaneDriver({ backend, config: rules });
  dataplane.setHostInterfaces(options.interfaces ?? hostInterfaces());
  for (const message of options.messages) dataplane.onUpdate(message);
  const { errors, retry } = await dataplane.apply();
  if (retry.length > 0) throw new Error(retry.join('; '));
  const tables: TableCheck[] = [];
  const natChains = new Set<string>();
  for (const ipVersion of ([4, 6] as const).filter((version) => !backend.unusable.has(version))) {
    const command = `${ipVersion === 6 ? 'ip6tables' : 'iptables'}-${backend.variant}`;
    const read = async (table: TableName) => chainsIn((await run(`${command}-save`, ['-t', table])).stdout);
    for (const table of ['raw', 'mangle', 'filter'] as const) {
      const writes = linesFor(plan.writes, `${command}-restore`, table);
      tables.push(tableCheck(ipVersion, table, await read(table), writes, rules.chainPrefix));
    }
    for (const chain of (await read('nat')).keys()) if (chain.startsWith(rules.chainPrefix)) natChains.add(chain);
  }
  const sets = (await run('ipset', ['list', '-n'])).stdout.split('\n').filter((name) => name.startsWith(prefix));
  const ipSets = setCheck(sets, linesFor(plan.writes, 'ipset'));
  return { variant: backend.variant, tables, ipSets, natChains: [...natChains].sort(), errors };
}

function hostInterfaces(): ReadonlyMap<string, readonly string[]> {
  const all = Object.entries(networkInterfaces());
  return new Map(all.map(([name, addresses = []]) => [name, addresses.map(({ address }) => address)]));
}

/** Each chain of a table with how many of its rules are not ours. */
function chainsIn(saved: string): Map<string, number> {
  const chains = new Map<string, number>();
  for (const line of saved.split('\n')) {
    const chain = /^:(\S+)/.exec(line)?.[1];
    if (chain !== undefined) chains.set(chain, 0);
    const rule = /^-A (\S+)/.exec(line)?.[1];
    if (rule !== undefined && !/--comment "?\w+:[\w-]{16}\b/.test(line)) chains.set(rule, (chains.get(rule) ?? 0) + 1);
  }
  return chains;
}

function linesFor(writes: readonly PlannedWrite[], command: string, table?: TableName): readonly string[] {
  return writes
    .filter((write) => write.command === command && (table === undefined || write.lines[0] === `*${table}`))
    .flatMap(({ lines }) => lines);
}

function tableCheck(
  ipVersion: IpVersion,
  table: TableName,
  kernel: ReadonlyMap<string, number>,
  lines: readonly string[],
  prefix: string,
): TableCheck {
  const touched = new Set<string>();
  const gone = new Set<string>();
  for (const line of lines) {
    const chain = /^(?::|-[A-Z] )(\S+)/.exec(line)?.[1];
    if (chain === undefined) continue;
    touched.add(chain);
    if (line.startsWith('-X ')) gone.add(chain);
  }
  const isOurs = (chain: string) => chain.startsWith(prefix);
  const ours = [...touched].filter((chain) => isOurs(chain) && !gone.has(chain)).sort();
  const rewritten = ours.filter((chain) => kernel.has(chain));
  const before = [...kernel.keys()].filter(isOurs).length;
  const foreign = [...kernel].filter(([chain]) => !isOurs(chain));
  return {
    ipVersion,
    table,
    unchanged: before - rewritten.length - gone.size,
    rewritten,
    added: ours.filter((chain) => !kernel.has(chain)),
    removed: [...gone].sort(),
    hooks: [...touched].filter((chain) => !isOurs(chain)).sort(),
    foreignRules: foreign.reduce((sum, [, rules]) => sum + rules, 0),
  };
}

function setCheck(kernel: readonly string[], lines: readonly string[]): SetCheck {
  const had = new Set(kernel);
  const touched = new Set<string>();
  const gone = new Set<string>();
  for (const line of lines) {
    const [verb, name = '', other] = line.split(' ');
    if (verb === 'destroy') gone.add(name);
    else touched.add(verb === 'swap' ? (other ?? name) : name);
  }
  // A set that is filled under another name and then swapped is gone under that name alone.
  const names = [...touched].filter((name) => !gone.has(name)).sort();
  const changed = names.filter((name) => had.has(name));
  const removed = [...gone].filter((name) => had.has(name)).sort();
  return {
    unchanged: had.size - changed.length - removed.length,
    changed,
    added: names.filter((name) => !had.has(name)),
    removed,
  };
}
