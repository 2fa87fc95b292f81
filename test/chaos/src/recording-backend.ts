// A kernel that only remembers: what a driver would program, for comparison with what a fresh one would.
import { type ApplyReport, type KernelBackend, RecordingIpSets, RecordingTable } from '@manul/dataplane';
import { formatRule } from '@manul/iptables';

const nothing: ApplyReport = { written: 0, commands: 0, driftHealed: 0, faults: [] };
const done = () => Promise.resolve(nothing);

class KernelRecordingTable extends RecordingTable {
  readonly apply = done;
  readonly isMuchDue = false;

  urgentPart(): undefined {}
}

class KernelRecordingIpSets extends RecordingIpSets {
  readonly applyAdditions = done;
  readonly applyRemovals = done;
  readonly isLeaving = () => false;
}

const versions = [4, 6] as const;
const tableNames = ['raw', 'mangle', 'filter'] as const;

export class RecordingBackend implements KernelBackend {
  readonly name = 'recording';
  readonly tables = versions.flatMap((version) => tableNames.map((name) => new KernelRecordingTable(name, version)));
  readonly ipSets = versions.map((version) => new KernelRecordingIpSets(version));

  allowRemovals(): void {}

  async verify(): Promise<void> {}

  /** Every chain, reference from the kernel's own chains, and set, in an order of its own. */
  rendered(): readonly string[] {
    const tables = this.tables.flatMap((table) => {
      const where = `ipv${table.ipVersion} ${table.name}`;
      const references = [...table.inserted, ...table.appended].map(([chain, rules]) => ({ name: chain, rules }));
      return [...table.chains.values(), ...references].flatMap(({ name, rules }) => [
        `${where} ${name}`,
        ...rules.map((rule, index) => `${where} ${name} ${index} ${formatRule(rule)}`),
      ]);
    });
    const sets = this.ipSets.flatMap(({ ipVersion, sets: all }) =>
      [...all].map(([id, { type, members }]) => `ipv${ipVersion} set ${id} ${type} ${[...members].sort().join(' ')}`),
    );
    return [...tables, ...sets].sort();
  }
}
