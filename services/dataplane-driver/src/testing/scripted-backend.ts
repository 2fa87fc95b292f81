// A kernel in a test's hands: it remembers what it was told and fails when it is told to.
import {
  type ApplyReport,
  type KernelBackend,
  type KernelIpSets,
  type KernelTable,
  RecordingIpSets,
  RecordingTable,
} from '@manul/dataplane';
import type { TableName } from '@manul/rules';

type Outcome = Partial<ApplyReport>;

class ScriptedTable extends RecordingTable implements KernelTable {
  readonly isMuchDue = false;
  readonly #outcome: () => Outcome;

  constructor(name: TableName, outcome: () => Outcome) {
    super(name, 4);
    this.#outcome = outcome;
  }

  urgentPart(): undefined {}

  async apply(): Promise<ApplyReport> {
    return { written: 0, commands: 0, driftHealed: 0, faults: [], ...this.#outcome() };
  }
}

class ScriptedIpSets extends RecordingIpSets implements KernelIpSets {
  isLeaving(): boolean {
    return false;
  }

  async applyAdditions(): Promise<ApplyReport> {
    return { written: 0, commands: 0, driftHealed: 0, faults: [] };
  }

  applyRemovals(): Promise<ApplyReport> {
    return this.applyAdditions();
  }
}

export class ScriptedBackend implements KernelBackend {
  readonly name = 'scripted';
  /** Of the filter table: takes one at each round while there are any. */
  readonly outcomes: Outcome[] = [];
  rounds = 0;
  removalsAllowed = false;
  verifications = 0;
  readonly filter = new ScriptedTable('filter', () => {
    this.rounds++;
    return this.outcomes.shift() ?? {};
  });
  readonly tables = [new ScriptedTable('raw', () => ({})), new ScriptedTable('mangle', () => ({})), this.filter];
  readonly ipSets = [new ScriptedIpSets(4)];

  allowRemovals(): void {
    this.removalsAllowed = true;
  }

  async verify(): Promise<void> {
    this.verifications++;
  }
}
