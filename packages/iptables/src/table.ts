// One table of one IP version: brings the kernel to what is wanted, and finds its way around what the kernel refuses.
import type { ApplyReport, KernelFault, KernelTable, UrgentPart, UrgentReport } from '@manul/dataplane';
import type { Chain, IpVersion, Rule, TableName } from '@manul/rules';
import type { Clock } from './clock.ts';
import { CommandError } from './exec.ts';
import type { IptablesCommands, IptablesVariant } from './iptables-commands.ts';
import type { SavedTable } from './save-parser.ts';
import { TablePlan, type TablePlanOptions } from './table-plan.ts';
import { type Attempt, type PlannedEdit, TableUnavailable, TransactionWriter } from './transaction.ts';

export interface IptablesTableOptions extends TablePlanOptions {
  readonly commands: IptablesCommands;
  readonly clock: Clock;
  /** A round with new endpoints is divided where at least so many rules can wait; default by what a transaction costs. */
  readonly rulesWorthDividing?: number | undefined;
}

/**
 * From so many rules on, to write them costs more than a transaction does by itself. nft checks all that hooks lead to;
 * legacy takes the whole table anew, half of the CPU time of a transaction that changes 9,000 of 10,000 rules, and a
 * third where it changes 90,000 of 100,000.
 */
const worthDividing: Readonly<Record<IptablesVariant, (plan: TablePlan) => number>> = {
  nft: () => 500,
  legacy: (plan) => Math.max(20_000, plan.rulesInKernel / 2),
};
const nothing: ReadonlySet<string> = new Set();
const raceRetries = 4;
const firstBackOffMs = 20;
/** Culprits that are looked for by the line that the command names, before the transaction is halved instead. */
const namedCulprits = 8;

export class IptablesTable implements KernelTable {
  readonly name: TableName;
  readonly ipVersion: IpVersion;
  readonly #options: IptablesTableOptions;
  readonly #plan: TablePlan;
  readonly #writer: TransactionWriter;
  #stale = true;
  /** What was read beside the rounds; the next one takes it over. */
  #found: SavedTable | undefined;
  /** Counts what was read, so that what is late is known. */
  #reading = 0;
  #unverified = false;
  #retryRefused = false;
  #drift = 0;
  #reads = 0;

  constructor(options: IptablesTableOptions) {
    this.name = options.name;
    this.ipVersion = options.commands.ipVersion;
    this.#options = options;
    this.#plan = new TablePlan(options);
    this.#writer = new TransactionWriter(options.name, options.commands);
  }

  updateChain(chain: Chain): void {
    this.#plan.updateChain(chain);
  }

  updateChains(chains: readonly Chain[]): void {
    for (const chain of chains) {
      this.#plan.updateChain(chain);
    }
  }

  removeChain(name: string): void {
    this.#plan.removeChain(name);
  }

  removeChains(names: readonly string[]): void {
    for (const name of names) {
      this.#plan.removeChain(name);
    }
  }

  insertRules(kernelChain: string, rules: readonly Rule[]): void {
    this.#updateHook(kernelChain, { inserted: rules });
  }

  appendRules(kernelChain: string, rules: readonly Rule[]): void {
    this.#updateHook(kernelChain, { appended: rules });
  }

  #updateHook(kernelChain: string, change: Parameters<TablePlan['updateHook']>[1]): void {
    // Rare, and in chains where others write too: what was read some time ago is not relied on.
    this.#stale = this.#plan.updateHook(kernelChain, change) || this.#stale;
  }

  /** Chains and rules of ours that nobody asks for may go. */
  allowRemovals(): void {
    this.#plan.allowRemovals();
  }

  /**
   * Reads the kernel back, beside rounds that may be under way. The next one heals what others changed, and tries again
   * what was refused.
   */
  async verify(which: 'all' | 'written'): Promise<void> {
    if (which === 'written' && !this.#unverified) {
      return;
    }
    this.#retryRefused = true;
    if (this.#stale) {
      return;
    }
    this.#unverified = false;
    const reading = ++this.#reading;
    this.#writer.watch();
    try {
      const found = await this.#options.commands.save(this.name, this.#options.marks);
      if (reading === this.#reading) {
        this.#found = found;
      }
    } catch (error) {
      if (!(error instanceof CommandError)) {
        throw error;
      }
      // The next round tries it itself, and tells.
      this.#stale = true;
    }
  }

  get isMuchDue(): boolean {
    return this.#isMuch(this.#plan.rulesDue());
  }

  #isMuch(rules: number): boolean {
    return rules >= (this.#options.rulesWorthDividing ?? worthDividing[this.#options.commands.variant](this.#plan));
  }

  urgentPart(others: ReadonlySet<string>): UrgentPart | undefined {
    if (this.#stale || this.#found) {
      return undefined;
    }
    const { chains, sets } = this.#plan.urgent(others);
    return { sets, leavesMuch: this.#isMuch(this.#plan.rulesDue(chains)), apply: () => this.#applyUrgent(chains) };
  }

  async #applyUrgent(chains: ReadonlySet<string>): Promise<UrgentReport> {
    const report = this.#begin();
    try {
      const { outcome } = await this.#attempt(this.#plan.takeDue(chains));
      return { ...report(), done: outcome.kind === 'done' };
    } catch (error) {
      if (!(error instanceof TableUnavailable)) {
        throw error;
      }
      this.#stale = true;
      return { ...report(), done: false };
    }
  }

  async apply(): Promise<ApplyReport> {
    const report = this.#begin();
    const faults: KernelFault[] = [];
    try {
      if (this.#stale) {
        await this.#read();
      } else if (this.#found) {
        this.#load(this.#found, this.#writer.touched);
      }
      await this.#writeAll();
      if (this.#retryRefused) {
        this.#retryRefused = false;
        // Each by itself, so that it does not hold up the others.
        await this.#plan.retryRefused(async (due) => (await this.#writer.attempt(due)).outcome.kind === 'done');
        await this.#attempt(this.#plan.takeDue());
      }
    } catch (error) {
      if (!(error instanceof TableUnavailable)) {
        throw error;
      }
      this.#stale = true;
      faults.push({ name: '', reason: error.message, isolated: false });
    }
    return { ...report(), faults: [...faults, ...this.#plan.faults()] };
  }

  /** Starts counting; what it gives tells what was done since. */
  #begin(): () => Omit<ApplyReport, 'faults'> {
    this.#drift = 0;
    this.#reads = 0;
    this.#writer.reset();
    const lockWaitedBefore = this.#options.commands.lockWaitedMs();
    return () => {
      const { written, calls, splits } = this.#writer;
      this.#unverified ||= written > 0;
      const lockWaitMs = this.#options.commands.lockWaitedMs() - lockWaitedBefore;
      return {
        written,
        commands: calls + this.#reads,
        driftHealed: this.#drift,
        ...(splits > 0 ? { splitTransactions: splits } : {}),
        ...(lockWaitMs > 0 ? { lockWaitMs } : {}),
      };
    };
  }

  async #read(): Promise<void> {
    // Cleared first: what becomes stale meanwhile stays so.
    this.#stale = false;
    this.#reads++;
    this.#reading++;
    this.#load(await this.#save(), nothing);
  }

  #load(saved: SavedTable, written: ReadonlySet<string>): void {
    this.#found = undefined;
    if (saved.incompatible) {
      throw new TableUnavailable(`table ${this.name} holds nftables rules that iptables cannot read`);
    }
    this.#drift += this.#plan.load(saved, written);
  }

  async #save(): Promise<SavedTable> {
    try {
      return await this.#options.commands.save(this.name, this.#options.marks);
    } catch (error) {
      if (error instanceof CommandError) {
        throw new TableUnavailable(error.message, { cause: error });
      }
      throw error;
    }
  }

  async #writeAll(): Promise<void> {
    let backOffMs = firstBackOffMs;
    let lastReason = '';
    for (let attempt = 0; ; attempt++) {
      const result = await this.#attempt(this.#plan.takeDue());
      if (result.outcome.kind === 'done') {
        return;
      }
      // The same words again, after the kernel was read anew: no lost race.
      if (result.outcome.kind === 'too-large' || attempt >= raceRetries || result.outcome.reason === lastReason) {
        await this.#isolate(result);
        // What had to wait for the outcome.
        const rest = await this.#attempt(this.#plan.takeDue());
        if (rest.outcome.kind === 'too-large') {
          await this.#isolate(rest);
        }
        return;
      }
      lastReason = result.outcome.reason;
      await this.#options.clock.sleep(backOffMs);
      backOffMs *= 2;
      await this.#read();
    }
  }

  /** What fails is due again. */
  async #attempt(due: readonly PlannedEdit[]): Promise<Attempt> {
    try {
      const result = await this.#writer.attempt(due);
      if (result.outcome.kind !== 'done') {
        this.#plan.markDue(due);
      }
      return result;
    } catch (error) {
      this.#plan.markDue(due);
      throw error;
    }
  }

  /** Finds what the kernel refuses and writes the rest. */
  async #isolate(failed: Attempt): Promise<void> {
    if (failed.outcome.kind === 'refused') {
      await this.#writer.probe();
    }
    let result = failed;
    for (let i = 0; i < namedCulprits && result.suspects.length > 0; i++) {
      for (const { planned, reason } of result.suspects) {
        this.#plan.refuse(planned, reason);
      }
      result = await this.#attempt(this.#plan.takeDue());
    }
    if (result.outcome.kind === 'done') {
      return;
    }
    const due = this.#plan.takeDue();
    try {
      const undone = await this.#writer.writeInParts(due, (refused, reason) => this.#plan.refuse(refused, reason));
      this.#plan.markDue(undone);
    } catch (error) {
      this.#plan.markDue(due);
      throw error;
    }
  }
}
