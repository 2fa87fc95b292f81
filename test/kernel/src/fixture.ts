// What the kernel tests share: small wishes, a round of the backend, and the kernel read back as plain lines.
import type { ApplyReport, KernelFault, KernelIpSets, KernelTable } from '@manul/dataplane';
import {
  type Clock,
  createIptablesBackend,
  type IptablesBackend,
  type IptablesBackendOptions,
  type IptablesVariant,
  systemClock,
} from '@manul/iptables';
import type { Chain, IpVersion, Rule, TableName } from '@manul/rules';
import { expect, vi } from 'vitest';
import type { Namespace } from './namespace.ts';

export const variants: readonly IptablesVariant[] = ['nft', 'legacy'];

export const drop: Rule = { match: [], action: { do: 'drop' } };
export const accept: Rule = { match: [], action: { do: 'accept' } };

export function jump(chain: string): Rule {
  return { match: [], action: { do: 'jump', chain } };
}

export function dropFrom(cidr: string): Rule {
  return { match: [{ on: 'source-net', cidr }], action: { do: 'drop' } };
}

export function dropFromSet(set: string): Rule {
  return { match: [{ on: 'source-set', set }], action: { do: 'drop' } };
}

/** A chain that only the kernel refuses: connection tracking can be turned off in table raw alone. */
export function refusedChain(name: string): Chain {
  return { name, rules: [{ match: [], action: { do: 'no-track' } }] };
}

/** nftables lets go of a deleted rule's set when it has time, which on a busy machine is later than a driver waits. */
export const patientClock: Clock = {
  now: systemClock.now,
  sleep: (milliseconds) => systemClock.sleep(10 * milliseconds),
};

export async function openBackend(
  namespace: Namespace,
  variant: IptablesVariant,
  options: IptablesBackendOptions = {},
): Promise<IptablesBackend> {
  const backend = await createIptablesBackend({ variant, run: namespace.run, clock: patientClock, ...options });
  namespace.takeCommands();
  return backend;
}

export function tableOf(backend: IptablesBackend, name: TableName = 'filter', ipVersion: IpVersion = 4): KernelTable {
  const table = backend.tables.find((each) => each.name === name && each.ipVersion === ipVersion);
  if (!table) throw new Error(`no table ${name} of IPv${ipVersion}`);
  return table;
}

export function setsOf(backend: IptablesBackend, ipVersion: IpVersion = 4): KernelIpSets {
  const sets = backend.ipSets.find((each) => each.ipVersion === ipVersion);
  if (!sets) throw new Error(`no IP sets of IPv${ipVersion}`);
  return sets;
}

export interface Round {
  readonly written: number;
  readonly commands: number;
  readonly driftHealed: number;
  readonly splitTransactions: number;
  readonly faults: readonly KernelFault[];
}

/** One round, in the order of the apply loop; its reports summed up. */
export async function applyRound(backend: IptablesBackend): Promise<Round> {
  const reports: ApplyReport[] = [];
  for (const sets of backend.ipSets) reports.push(await sets.applyAdditions());
  for (const table of backend.tables) reports.push(await table.apply());
  for (const sets of backend.ipSets) reports.push(await sets.applyRemovals());
  const sum = (count: (report: ApplyReport) => number) => reports.reduce((total, each) => total + count(each), 0);
  const faults = new Map(reports.flatMap((report) => report.faults).map((fault) => [fault.name, fault]));
  return {
    written: sum(({ written }) => written),
    commands: sum(({ commands }) => commands),
    driftHealed: sum(({ driftHealed }) => driftHealed),
    splitTransactions: sum(({ splitTransactions }) => splitTransactions ?? 0),
    faults: [...faults.values()],
  };
}

/** What iptables-save prints of a table, without what changes by itself. */
export async function saved(
  namespace: Namespace,
  variant: IptablesVariant,
  table: TableName = 'filter',
  ipVersion: IpVersion = 4,
): Promise<string[]> {
  const command = `${ipVersion === 6 ? 'ip6tables' : 'iptables'}-${variant}-save`;
  const { stdout } = await namespace.run(command, ['-t', table]);
  return stdout.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
}

/** The rules of a chain, without our hashes: `-j DROP`. */
export async function rulesOf(
  namespace: Namespace,
  variant: IptablesVariant,
  chain: string,
  ipVersion: IpVersion = 4,
): Promise<string[]> {
  const lines = await saved(namespace, variant, 'filter', ipVersion);
  return lines
    .filter((line) => line.startsWith(`-A ${chain} `))
    .map((line) => line.slice(`-A ${chain} `.length).replace(/-m comment --comment "cali:[\w-]{16}" ?/, ''));
}

export async function chainsOf(namespace: Namespace, variant: IptablesVariant): Promise<string[]> {
  const lines = await saved(namespace, variant);
  return lines.filter((line) => line.startsWith(':cali-')).map((line) => line.slice(1).split(' ')[0] ?? '');
}

export async function iptables(namespace: Namespace, variant: IptablesVariant, ...args: string[]): Promise<void> {
  await namespace.run(`iptables-${variant}`, args);
}

/** Members of a set, sorted; undefined: no such set. */
export async function membersOf(namespace: Namespace, set: string): Promise<string[] | undefined> {
  const { stdout } = await namespace.run('ipset', ['save']);
  const lines = stdout.split('\n');
  if (!lines.some((line) => line.startsWith(`create ${set} `))) return undefined;
  return lines
    .filter((line) => line.startsWith(`add ${set} `))
    .map((line) => line.slice(`add ${set} `.length))
    .sort();
}

/** Waits until nothing refers to any set: nftables lets go of a deleted rule's set some time after its transaction. */
export async function setsUnused(namespace: Namespace): Promise<void> {
  const counts = async () => (await namespace.run('ipset', ['list', '-terse'])).stdout.match(/^References: [^0].*$/gm);
  await vi.waitFor(async () => expect(await counts()).toBeNull(), { timeout: 120_000, interval: 20 });
}

export async function setNames(namespace: Namespace): Promise<string[]> {
  return (await namespace.run('ipset', ['list', '-n'])).stdout.split('\n').filter((name) => name !== '');
}
