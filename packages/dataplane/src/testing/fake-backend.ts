// A backend without a kernel: keeps what it is told, notes the order of calls, refuses what it is asked to.
import type { Chain, IpVersion, Rule, TableName } from '@manul/rules';
import type { ApplyReport, KernelBackend, KernelFault, KernelIpSets, KernelTable, UrgentPart } from '../backend.ts';
import { RecordingIpSets, RecordingTable } from '../recording-table.ts';

export class FakeBackend implements KernelBackend {
  readonly name = 'fake';
  readonly log: string[] = [];
  readonly tables: readonly FakeTable[];
  readonly ipSets: readonly FakeIpSets[];
  /** Kernel names of chains that are refused where something leads to them. */
  readonly refusedChains = new Set<string>();
  readonly refusedSets = new Set<string>();
  /** Rules that are refused, with the chain that has them. */
  refuses: (rule: Rule) => boolean = () => false;
  /** Kernel names of chains that cannot be deleted. */
  readonly leftOver = new Set<string>();
  /** Where the kernel as a whole refuses, for example `table filter`, and why. */
  readonly broken = new Map<string, string>();
  removalsAllowed = 0;
  /** In each table, and all of it can wait. */
  isMuchDue = false;
  isUnread = false;
  /** Addresses that sets still hold. */
  readonly leaving = new Set<string>();
  urgentSets: readonly string[] = [];

  constructor(ipVersions: readonly IpVersion[] = [4]) {
    const names: readonly TableName[] = ['raw', 'mangle', 'filter'];
    this.tables = ipVersions.flatMap((ipVersion) => names.map((name) => new FakeTable(this, name, ipVersion)));
    this.ipSets = ipVersions.map((ipVersion) => new FakeIpSets(this, ipVersion));
  }

  allowRemovals(): void {
    this.removalsAllowed++;
  }

  async verify(): Promise<void> {}

  table(name: TableName): FakeTable {
    return this.tables.find((table) => table.name === name)!;
  }

  report(what: string, faults: KernelFault[]): ApplyReport {
    this.log.push(what);
    const reason = this.broken.get(what);
    if (reason !== undefined) faults.push({ name: '', reason, isolated: false });
    return { written: 1, commands: 1, driftHealed: 0, faults };
  }
}

class FakeTable extends RecordingTable implements KernelTable {
  readonly #backend: FakeBackend;

  constructor(backend: FakeBackend, name: TableName, ipVersion: IpVersion) {
    super(name, ipVersion);
    this.#backend = backend;
  }

  async apply(): Promise<ApplyReport> {
    await Promise.resolve();
    const isRefused = (name: string) =>
      this.#backend.refusedChains.has(name) || this.chains.get(name)?.rules.some((one) => this.#backend.refuses(one));
    const refused = [...this.programmed()].filter(isRefused);
    const faults: KernelFault[] = refused.map((name) => ({ name, reason: 'no', isolated: true }));
    for (const name of this.#backend.leftOver) faults.push({ name, reason: 'in use', isolated: true, leftOver: true });
    return this.#backend.report(`table ${this.name}`, faults);
  }

  get isMuchDue(): boolean {
    return this.#backend.isMuchDue;
  }

  urgentPart(others: ReadonlySet<string>): UrgentPart | undefined {
    if (this.#backend.isUnread) return undefined;
    const apply = async () => {
      const { faults, ...report } = this.#backend.report(`urgent ${this.name} but ${[...others].join(' ')}`, []);
      return { ...report, done: faults.length === 0 };
    };
    return { sets: new Set(this.#backend.urgentSets), leavesMuch: true, apply };
  }

  chain(name: string): Chain | undefined {
    return this.chains.get(name);
  }
}

class FakeIpSets extends RecordingIpSets implements KernelIpSets {
  readonly #backend: FakeBackend;

  constructor(backend: FakeBackend, ipVersion: IpVersion) {
    super(ipVersion);
    this.#backend = backend;
  }

  async applyAdditions(only?: ReadonlySet<string>): Promise<ApplyReport> {
    const refused = [...this.sets.keys()]
      .map((id) => this.kernelName(id))
      .filter((name) => this.#backend.refusedSets.has(name));
    const faults = refused.map((name) => ({ name, reason: 'too large', isolated: true }));
    return this.#backend.report(only ? `additions to ${[...only].join(' ')}` : 'additions', faults);
  }

  isLeaving(addresses: Iterable<string>): boolean {
    return [...addresses].some((address) => this.#backend.leaving.has(address));
  }

  async applyRemovals(): Promise<ApplyReport> {
    return this.#backend.report('removals', []);
  }
}
