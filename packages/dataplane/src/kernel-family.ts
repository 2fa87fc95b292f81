// One IP version of a kernel backend: messages in, rounds out, faults traced to objects.
import type { felix } from '@manul/proto';
import type { IpVersion, RulesConfig, TableName } from '@manul/rules';
import type { KernelBackend, KernelFault, KernelIpSets, KernelTable } from './backend.ts';
import { Family } from './family.ts';
import type { HostInterfaceAddresses } from './host-interfaces.ts';
import { NoopTable } from './noop-table.ts';
import type { ObjectError, RoundTally } from './round-report.ts';
import { stateKey } from './state-key.ts';
import { type UrgentRound, urgentRound } from './urgent-round.ts';
import type { HostNetwork } from './workload-location.ts';

/** A policy closed may lead to a refusal elsewhere, but there are only so many kinds of chains to close. */
const maxPasses = 4;

interface SetFault {
  readonly reason: string;
  readonly users: readonly string[];
}

export interface KernelFamilyOptions {
  readonly backend: KernelBackend;
  readonly config: RulesConfig;
  readonly rawEgressOnly?: boolean;
}

export class KernelFamily {
  readonly #family: Family;
  readonly #tables: readonly KernelTable[];
  readonly #ipSets: KernelIpSets;
  readonly #setFaults = new Map<string, SetFault>();
  /** Refused chains that belong to no object. */
  #chainFaults = new Map<string, string>();
  /** Refused static chains that something stands for. */
  readonly #degraded = new Map<string, string>();

  /** Undefined where the backend has not both tables and IP sets of this version. */
  static of({ backend, config, rawEgressOnly }: KernelFamilyOptions, ipVersion: IpVersion): KernelFamily | undefined {
    const tables = backend.tables.filter((table) => table.ipVersion === ipVersion);
    const ipSets = backend.ipSets.find((sets) => sets.ipVersion === ipVersion);
    if (tables.length === 0 || !ipSets) return undefined;
    const named = (name: TableName) => tables.find((table) => table.name === name);
    const nat = named('nat');
    const given = {
      raw: named('raw') ?? new NoopTable('raw', ipVersion),
      mangle: named('mangle') ?? new NoopTable('mangle', ipVersion),
      filter: named('filter') ?? new NoopTable('filter', ipVersion),
      ...(nat && { nat }),
    };
    const family = new Family({ config, ipVersion, tables: given, ipSets, rawEgressOnly: rawEgressOnly ?? false });
    return new KernelFamily(family, tables, ipSets);
  }

  private constructor(family: Family, tables: readonly KernelTable[], ipSets: KernelIpSets) {
    this.#family = family;
    this.#tables = tables;
    this.#ipSets = ipSets;
  }

  onUpdate(message: felix.IToDataplane): void {
    const key = stateKey(message)?.key ?? '';
    const fault = this.#setFaults.get(key);
    if (fault && this.#setFaults.delete(key)) this.#family.endpoints.recover(fault.users);
    this.#family.onUpdate(message);
  }

  setHostInterfaces(interfaces: HostInterfaceAddresses): void {
    this.#family.setHostInterfaces(interfaces);
  }

  get workloadsByAddress(): number {
    return this.#family.endpoints.workloadsByAddress;
  }

  setHostNetwork(host: HostNetwork): void {
    this.#family.setHostNetwork(host);
  }

  /** Lets everything that the kernel refused be tried again. */
  forgive(): void {
    this.#setFaults.clear();
    this.#degraded.clear();
    this.#family.restore();
    this.#family.endpoints.forgive();
  }

  completeDeferredWork(): void {
    this.#family.completeDeferredWork();
  }

  /** In any of the tables; see `KernelTable`. */
  get isMuchDue(): boolean {
    return this.#tables.some((table) => table.isMuchDue);
  }

  /**
   * What these endpoints need, by key. Undefined where a table has to be read first; and where one of them has an address
   * that sets still hold for who had it before, since only a whole round takes members out of sets.
   */
  urgentRound(keys: ReadonlySet<string>): UrgentRound | undefined {
    const { endpoints } = this.#family;
    if (this.#ipSets.isLeaving(endpoints.addressesOf(keys))) return undefined;
    return urgentRound(this.#tables, this.#ipSets, endpoints.chainsOfOthers(keys));
  }

  /** IP sets grow, tables follow, IP sets shrink: packets in flight never meet a rule whose set is not there. */
  async applyRound(tally: RoundTally): Promise<void> {
    this.#chainFaults = new Map();
    for (let pass = 0; pass < maxPasses; pass++) {
      this.#family.completeDeferredWork();
      const additions = await this.#ipSets.applyAdditions();
      const setFaults = tally.add(`IPv${this.#family.ipVersion} IP sets`, additions);
      // Rules whose sets may be missing would be refused, for no fault of theirs.
      if (setFaults.length < additions.faults.length) return;
      this.#failSets(setFaults);
      this.#family.completeDeferredWork();
      const { failed, complete } = await this.#applyTables(tally);
      // A table that is as it was may still need what is to be removed.
      if (!complete) return;
      if (!failed) break;
    }
    const removals = await this.#ipSets.applyRemovals();
    this.#failSets(tally.add(`IPv${this.#family.ipVersion} IP sets`, removals));
  }

  *errors(): Generator<ObjectError> {
    for (const [object, { reason, users }] of this.#setFaults) yield { object, reason, failedClosed: users.length > 0 };
    for (const [object, reason] of this.#family.endpoints.failures()) yield { object, reason, failedClosed: true };
    for (const [object, reason] of this.#family.endpoints.closed()) yield { object, reason, failedClosed: true };
    for (const [object, reason] of this.#degraded) yield { object, reason, failedClosed: true };
    for (const [object, reason] of this.#chainFaults) yield { object, reason, failedClosed: false };
  }

  async #applyTables(tally: RoundTally): Promise<{ failed: boolean; complete: boolean }> {
    let failed = false;
    let complete = true;
    for (const table of this.#tables) {
      const report = await table.apply();
      const faults = tally.add(`IPv${table.ipVersion} table ${table.name}`, report);
      if (faults.length < report.faults.length) complete = false;
      for (const fault of faults) if (this.#failChain(table, fault)) failed = true;
    }
    return { failed, complete };
  }

  /** True where something is closed now that was not before. Nobody goes through what is merely left over. */
  #failChain(table: KernelTable, { name, reason, leftOver }: KernelFault): boolean {
    const { policies, endpoints } = this.#family;
    const owner = leftOver ? undefined : (policies.ownerOf(name) ?? endpoints.ownerOf(name));
    const why = `IPv${table.ipVersion} table ${table.name}, chain ${name}: ${reason}`;
    if (owner !== undefined) return endpoints.fail(owner, why);
    const degraded = !leftOver && this.#family.degrade(table.name, name);
    (degraded ? this.#degraded : this.#chainFaults).set(`chain ${table.name} ${name}`, why);
    return degraded;
  }

  #failSets(faults: readonly KernelFault[]): void {
    for (const { name, reason } of faults) {
      const id = this.#family.ipSets.idOf(name);
      const users = this.#family.policies.usersOf(name);
      const why = `IPv${this.#family.ipVersion} IP set ${name}: ${reason}`;
      this.#setFaults.set(`ipset ${id ?? name}`, { reason: why, users });
      for (const user of users) this.#family.endpoints.fail(user, why);
    }
  }
}
