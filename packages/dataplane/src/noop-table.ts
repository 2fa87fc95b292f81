import type { IpVersion, TableName } from '@manul/rules';
import type { Table } from './table.ts';

/** A table that is another's work: what is sent here goes nowhere. */
export class NoopTable implements Table {
  readonly name: TableName;
  readonly ipVersion: IpVersion;

  constructor(name: TableName, ipVersion: IpVersion) {
    this.name = name;
    this.ipVersion = ipVersion;
  }

  updateChain(): void {}
  updateChains(): void {}
  removeChain(): void {}
  removeChains(): void {}
  insertRules(): void {}
  appendRules(): void {}
}
