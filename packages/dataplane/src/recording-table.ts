// Tables and IP sets that keep what they are told, for `manul render` and for tests.
import { type Chain, type IpVersion, ipSetName, type Rule, reachableChains, type TableName } from '@manul/rules';
import type { IpSets, IpSetType, Table } from './table.ts';

export class RecordingTable implements Table {
  readonly name: TableName;
  readonly ipVersion: IpVersion;
  readonly chains = new Map<string, Chain>();
  readonly inserted = new Map<string, readonly Rule[]>();
  readonly appended = new Map<string, readonly Rule[]>();
  /** Chains updated or removed, one entry for each. */
  readonly calls: string[] = [];

  constructor(name: TableName, ipVersion: IpVersion) {
    this.name = name;
    this.ipVersion = ipVersion;
  }

  updateChain(chain: Chain): void {
    this.calls.push(`update ${chain.name}`);
    this.chains.set(chain.name, chain);
  }

  updateChains(chains: readonly Chain[]): void {
    for (const chain of chains) this.updateChain(chain);
  }

  removeChain(name: string): void {
    this.calls.push(`remove ${name}`);
    this.chains.delete(name);
  }

  removeChains(names: readonly string[]): void {
    for (const name of names) this.removeChain(name);
  }

  insertRules(kernelChain: string, rules: readonly Rule[]): void {
    this.inserted.set(kernelChain, rules);
  }

  appendRules(kernelChain: string, rules: readonly Rule[]): void {
    this.appended.set(kernelChain, rules);
  }

  /** Names of the chains that a kernel would be given: those that something leads to, and forced ones. */
  programmed(): Set<string> {
    return reachableChains(this.chains, [...this.inserted.values(), ...this.appended.values()]);
  }
}

export class RecordingIpSets implements IpSets {
  readonly ipVersion: IpVersion;
  readonly sets = new Map<string, { type: IpSetType; members: Set<string> }>();
  filter: ReadonlySet<string> | undefined;
  /** How many times a filter was handed over. */
  filters = 0;

  constructor(ipVersion: IpVersion) {
    this.ipVersion = ipVersion;
  }

  replace(id: string, type: IpSetType, members: Iterable<string>): void {
    this.sets.set(id, { type, members: new Set(members) });
  }

  addMembers(id: string, members: readonly string[]): void {
    for (const member of members) this.sets.get(id)?.members.add(member);
  }

  removeMembers(id: string, members: readonly string[]): void {
    for (const member of members) this.sets.get(id)?.members.delete(member);
  }

  remove(id: string): void {
    this.sets.delete(id);
  }

  setFilter(kernelNames: ReadonlySet<string> | undefined): void {
    this.filter = kernelNames;
    this.filters++;
  }

  kernelName(id: string): string {
    return ipSetName('cali', this.ipVersion, id);
  }
}
