// What managers ask of a backend. Calls only record what is wanted; the apply loop brings the kernel to it.
import type { Chain, IpVersion, Rule, TableName } from '@manul/rules';

/** One table of one IP version. */
export interface Table {
  readonly name: TableName;
  readonly ipVersion: IpVersion;
  updateChain(chain: Chain): void;
  updateChains(chains: readonly Chain[]): void;
  /** Unknown names are ignored. */
  removeChain(name: string): void;
  removeChains(names: readonly string[]): void;
  /** Rules at the head of one of the kernel's own chains; replaces those given before. */
  insertRules(kernelChain: string, rules: readonly Rule[]): void;
  /** Rules at the end of one of the kernel's own chains; replaces those given before. */
  appendRules(kernelChain: string, rules: readonly Rule[]): void;
}

export type IpSetType = 'hash:ip' | 'hash:net' | 'hash:ip,port';

/** The IP sets of one IP version. Members of the other version are left out by the caller or ignored here. */
export interface IpSets {
  readonly ipVersion: IpVersion;
  /** Creates the set, or replaces its type and all its members. Members as in felix.IPSetUpdate. */
  replace(id: string, type: IpSetType, members: Iterable<string>): void;
  addMembers(id: string, members: readonly string[]): void;
  removeMembers(id: string, members: readonly string[]): void;
  remove(id: string): void;
  /** Program these sets alone, by kernel name; undefined: all. Sets left out keep their wanted members. */
  setFilter(kernelNames: ReadonlySet<string> | undefined): void;
  /** `cali40` or `cali60` and the identifier, at most 31 characters. */
  kernelName(id: string): string;
}
