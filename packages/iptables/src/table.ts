// One table of one IP version: what managers want of it, what the kernel is believed to hold, and the difference.
import type { ApplyReport, KernelFault, KernelTable } from '@manul/dataplane';
import type { Chain, IpVersion, Rule, TableName } from '@manul/rules';
import type { Clock } from './clock.ts';
import { CommandError } from './exec.ts';
import type { IptablesCommands } from './iptables-commands.ts';
import { KernelView } from './kernel-view.ts';
import { editChain, editHook, type InsertMode, removeChain } from './restore-input.ts';
import { appendSeed, type RenderedChain, type RuleFormatter, renderRules } from './rule-hash.ts';
import { parseSave, type SaveMarks } from './save-parser.ts';
import { type Attempt, inWritingOrder, type PlannedEdit, TableUnavailable, TransactionWriter } from './transaction.ts';
import { targetsOf, WantedChains } from './wanted-chains.ts';

export interface IptablesTableOptions {
  readonly name: TableName;
  readonly commands: IptablesCommands;
  readonly formatRule: RuleFormatter;
  readonly marks: SaveMarks;
  readonly insertMode: InsertMode;
  readonly clock: Clock;
}

interface WantedHookRules {
  inserted: readonly Rule[];
  appended: readonly Rule[];
}

interface Refusal {
  readonly reason: string;
  /** Its drop-only stand-in is refused as well, or it has none: it is left as the kernel has it. */
  readonly asItIs: boolean;
}

const raceRetries = 4;
const firstBackOffMs = 20;
/** Culprits that are looked for by the line that the command names, before the transaction is halved instead. */
const namedCulprits = 8;
const chainName = /^[\w.:/@%+=-]{1,28}$/;

export class IptablesTable implements KernelTable {
  readonly name: TableName;
  readonly ipVersion: IpVersion;
  readonly #options: IptablesTableOptions;
  readonly #wanted = new WantedChains((name) => this.#dirty.add(name));
  readonly #hooks = new Map<string, WantedHookRules>();
  readonly #dirty = new Set<string>();
  readonly #dirtyHooks = new Set<string>();
  readonly #view: KernelView;
  readonly #writer: TransactionWriter;
  /** By the name of the chain, ours or the kernel's. */
  readonly #refused = new Map<string, Refusal>();
  /** Chains that could not be deleted, since someone else refers to them. */
  readonly #stuck = new Map<string, string>();
  /** Chains that are to go once no refused chain or hook may lead to them. */
  readonly #postponed = new Set<string>();
  /** Chains that are referred to and were not given. */
  readonly #undefined = new Set<string>();
  #stale = true;
  #retryRefused = false;
  #removalsAllowed = false;
  #drift = 0;
  #reads = 0;

  constructor(options: IptablesTableOptions) {
    this.name = options.name;
    this.ipVersion = options.commands.ipVersion;
    this.#options = options;
    this.#view = new KernelView(options.marks.chainPrefix);
    this.#writer = new TransactionWriter(options.name, options.commands);
  }

  updateChain(chain: Chain): void {
    this.#refused.delete(chain.name);
    this.#wanted.set(chain);
  }

  updateChains(chains: readonly Chain[]): void {
    for (const chain of chains) {
      this.updateChain(chain);
    }
  }

  removeChain(name: string): void {
    this.#refused.delete(name);
    this.#wanted.delete(name);
  }

  removeChains(names: readonly string[]): void {
    for (const name of names) {
      this.removeChain(name);
    }
  }

  insertRules(kernelChain: string, rules: readonly Rule[]): void {
    const hook = this.#hookOf(kernelChain);
    this.#replaceHook(kernelChain, hook.inserted, rules);
    hook.inserted = rules;
  }

  appendRules(kernelChain: string, rules: readonly Rule[]): void {
    const hook = this.#hookOf(kernelChain);
    this.#replaceHook(kernelChain, hook.appended, rules);
    hook.appended = rules;
  }

  allowRemovals(): void {
    if (this.#removalsAllowed) {
      return;
    }
    this.#removalsAllowed = true;
    for (const name of this.#view.chainNames()) {
      this.#dirty.add(name);
    }
    for (const name of this.#view.hookNames()) {
      this.#dirtyHooks.add(name);
    }
  }

  invalidate(): void {
    this.#stale = true;
    this.#retryRefused = true;
  }

  async apply(): Promise<ApplyReport> {
    this.#drift = 0;
    this.#reads = 0;
    this.#writer.written = 0;
    this.#writer.calls = 0;
    this.#writer.splits = 0;
    const faults: KernelFault[] = [];
    try {
      if (this.#stale) {
        await this.#read();
      }
      await this.#writeAll();
      await this.#tryRefusedAgain();
    } catch (error) {
      if (!(error instanceof TableUnavailable)) {
        throw error;
      }
      this.#stale = true;
      faults.push({ name: this.name, reason: error.message, isolated: false });
    }
    return {
      written: this.#writer.written,
      commands: this.#writer.calls + this.#reads,
      driftHealed: this.#drift,
      faults: [...faults, ...this.#faults()],
      ...(this.#writer.splits > 0 ? { splitTransactions: this.#writer.splits } : {}),
    };
  }

  #hookOf(kernelChain: string): WantedHookRules {
    let hook = this.#hooks.get(kernelChain);
    if (!hook) {
      hook = { inserted: [], appended: [] };
      this.#hooks.set(kernelChain, hook);
    }
    return hook;
  }

  #replaceHook(kernelChain: string, before: readonly Rule[], after: readonly Rule[]): void {
    const hashes = (rules: readonly Rule[]) => this.#render(kernelChain, kernelChain, rules).hashes.join();
    if (hashes(before) === hashes(after)) {
      return;
    }
    this.#wanted.retainTargets(after);
    this.#wanted.releaseTargets(before);
    this.#dirtyHooks.add(kernelChain);
    this.#refused.delete(kernelChain);
    // Rare, and in chains where others write too: what was read some time ago is not relied on.
    this.#stale = true;
  }

  async #read(): Promise<void> {
    this.#stale = false;
    this.#reads++;
    const saved = parseSave(await this.#save(), this.#options.marks);
    if (saved.incompatible) {
      throw new TableUnavailable(`table ${this.name} holds nftables rules that iptables cannot read`);
    }
    for (const name of this.#stuck.keys()) {
      this.#dirty.add(name);
    }
    this.#stuck.clear();
    const reading = this.#view.load(saved, new Set([...this.#dirty, ...this.#dirtyHooks]));
    for (const name of reading.chains) {
      this.#dirty.add(name);
    }
    for (const name of reading.hooks) {
      this.#dirtyHooks.add(name);
    }
    for (const name of this.#hooks.keys()) {
      this.#dirtyHooks.add(name);
    }
    this.#drift += reading.drift;
  }

  async #save(): Promise<string> {
    try {
      return await this.#options.commands.save(this.name);
    } catch (error) {
      this.#stale = true;
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
      const planned = this.#plan();
      const result = await this.#attempt(planned);
      if (result.outcome.kind === 'done') {
        return;
      }
      // The same words again, after the kernel was read anew: no lost race.
      if (result.outcome.kind === 'too-large' || attempt >= raceRetries || result.outcome.reason === lastReason) {
        await this.#isolate(result);
        // What had to wait for the outcome.
        await this.#attempt(this.#plan());
        return;
      }
      lastReason = result.outcome.reason;
      await this.#options.clock.sleep(backOffMs);
      backOffMs *= 2;
      await this.#read();
    }
  }

  /** A failed edit is due again. */
  async #attempt(planned: readonly PlannedEdit[]): Promise<Attempt> {
    try {
      const result = await this.#writer.attempt(planned);
      if (result.outcome.kind !== 'done') {
        this.#markDue(planned);
      }
      return result;
    } catch (error) {
      this.#markDue(planned);
      throw error;
    }
  }

  #markDue(planned: readonly PlannedEdit[]): void {
    for (const { edit } of planned) {
      (edit.kind === 'hook' ? this.#dirtyHooks : this.#dirty).add(edit.chain);
    }
  }

  /** Finds what the kernel refuses and writes the rest. */
  async #isolate(failed: Attempt): Promise<void> {
    let result = failed;
    for (let i = 0; i < namedCulprits && result.suspects.length > 0; i++) {
      for (const { planned, reason } of result.suspects) {
        this.#refuse(planned, reason);
      }
      result = await this.#attempt(this.#plan());
    }
    if (result.outcome.kind === 'done') {
      return;
    }
    const planned = this.#plan();
    try {
      const undone = await this.#writer.writeInParts(planned, (refused, reason) => {
        this.#refuse(refused, reason);
        return refused.edit.kind === 'hook' ? undefined : this.#planChain(refused.edit.chain)[0];
      });
      this.#markDue(undone);
    } catch (error) {
      this.#markDue(planned);
      throw error;
    }
  }

  #refuse(planned: PlannedEdit, reason: string): void {
    const { kind, chain } = planned.edit;
    if (kind === 'flush' || kind === 'delete') {
      this.#stuck.set(chain, reason);
      return;
    }
    // Chains that the kernel's own chains lead to carry all of the host's traffic: one that drops everything would
    // lock the operator out. They stay as they are.
    const asItIs = kind === 'hook' || this.#refused.has(chain) || this.#isHooked(chain);
    this.#refused.set(chain, { reason, asItIs });
    this.#dirty.add(chain);
  }

  #isHooked(name: string): boolean {
    for (const { inserted, appended } of this.#hooks.values()) {
      for (const target of targetsOf([...inserted, ...appended])) {
        if (target === name) {
          return true;
        }
      }
    }
    return false;
  }

  /** Each refused chain alone, so that the others are not held up by it. */
  async #tryRefusedAgain(): Promise<void> {
    if (!this.#retryRefused) {
      return;
    }
    this.#retryRefused = false;
    for (const [name, refusal] of [...this.#refused]) {
      this.#refused.delete(name);
      const planned = this.#hooks.has(name) ? this.#planHook(name) : this.#planChain(name);
      if (planned.length > 0 && (await this.#writer.attempt(planned)).outcome.kind !== 'done') {
        this.#refused.set(name, refusal);
      }
    }
  }

  /** The edits that bring the kernel to what is wanted; what is due is cleared. */
  #plan(): PlannedEdit[] {
    const planned: PlannedEdit[] = [];
    if (this.#postponed.size > 0 && !this.#anyLeftAsItIs()) {
      for (const name of this.#postponed) {
        this.#dirty.add(name);
      }
      this.#postponed.clear();
    }
    for (const name of this.#dirty) {
      planned.push(...this.#planChain(name));
    }
    for (const name of this.#dirtyHooks) {
      planned.push(...this.#planHook(name));
    }
    this.#dirty.clear();
    this.#dirtyHooks.clear();
    return inWritingOrder(planned);
  }

  #planChain(name: string): PlannedEdit[] {
    if (!name.startsWith(this.#options.marks.chainPrefix)) {
      return [];
    }
    const rendered = this.#desired(name);
    if (rendered === 'as it is') {
      return [];
    }
    const before = this.#view.chain(name);
    if (!rendered) {
      return before && this.#mayRemove(name) ? this.#planRemoval(name) : [];
    }
    const edit = editChain(name, before, rendered);
    if (!edit) {
      return [];
    }
    return [
      {
        edit,
        rewrite: editChain(name, undefined, rendered) ?? edit,
        targets: [...targetsOf(this.#wanted.get(name)?.rules ?? [])],
        written: () => this.#view.chainWritten(name, rendered.hashes),
      },
    ];
  }

  #mayRemove(name: string): boolean {
    if (!this.#removalsAllowed || this.#stuck.has(name)) {
      return false;
    }
    if (this.#anyLeftAsItIs()) {
      // What is in the kernel in its old form still sends packets here.
      this.#postponed.add(name);
      return false;
    }
    return true;
  }

  #anyLeftAsItIs(): boolean {
    for (const [name, { asItIs }] of this.#refused) {
      if (asItIs && (this.#hooks.has(name) || this.#view.chain(name))) {
        return true;
      }
    }
    return false;
  }

  #planRemoval(name: string): PlannedEdit[] {
    return removeChain(name).map((edit) => ({
      edit,
      targets: [],
      written: () => (edit.kind === 'delete' ? this.#view.chainDeleted(name) : this.#view.chainWritten(name, [])),
    }));
  }

  #planHook(name: string): PlannedEdit[] {
    if (this.#refused.has(name)) {
      return [];
    }
    const { inserted, appended } = this.#hooks.get(name) ?? { inserted: [], appended: [] };
    const change = editHook(
      name,
      this.#view.hook(name),
      { inserted: this.#render(name, name, inserted), appended: this.#render(appendSeed(name), name, appended) },
      this.#options.insertMode,
      !this.#removalsAllowed,
    );
    if (!change) {
      return [];
    }
    return [{ edit: change.edit, targets: [], written: () => this.#view.hookWritten(name, change.after) }];
  }

  /** Undefined: not to be there. */
  #desired(name: string): RenderedChain | 'as it is' | undefined {
    if (!this.#wanted.isReferenced(name)) {
      this.#refused.delete(name);
      return undefined;
    }
    const refusal = this.#refused.get(name);
    if (refusal?.asItIs) {
      return 'as it is';
    }
    const chain = this.#wanted.get(name);
    if (!chain) {
      this.#undefined.add(name);
    }
    if (refusal || !chain) {
      return this.#closed(name);
    }
    const rendered = this.#render(name, name, chain.rules);
    const reason = invalidInput(name, rendered);
    if (reason === undefined) {
      return rendered;
    }
    const asItIs = !chainName.test(name);
    this.#refused.set(name, { reason, asItIs });
    return asItIs ? 'as it is' : this.#closed(name);
  }

  /** What stands for a chain that cannot be programmed: who is sent there gets no further. */
  #closed(name: string): RenderedChain {
    const rules: Rule[] =
      this.name === 'nat' ? [] : [{ match: [], action: { do: 'drop' }, comments: ['Closed: cannot be programmed'] }];
    return this.#render(name, name, rules);
  }

  #render(seed: string, name: string, rules: readonly Rule[]): RenderedChain {
    return renderRules(seed, name, rules, this.#options.formatRule, this.#options.marks.commentPrefix);
  }

  #faults(): KernelFault[] {
    const faults: KernelFault[] = [];
    for (const [name, { reason }] of this.#refused) {
      if (this.#hooks.has(name) || this.#wanted.isReferenced(name)) {
        faults.push({ name, reason, isolated: true });
      }
    }
    for (const [name, reason] of this.#stuck) {
      faults.push({ name, reason, isolated: true });
    }
    for (const name of this.#undefined) {
      if (this.#wanted.isReferenced(name) && !this.#wanted.get(name)) {
        faults.push({ name, reason: 'referred to by another chain, but not defined', isolated: true });
      } else {
        this.#undefined.delete(name);
      }
    }
    return faults;
  }
}

/** Text that would not stay on its line must never reach iptables-restore. */
function invalidInput(name: string, { bodies }: RenderedChain): string | undefined {
  if (!chainName.test(name)) {
    return 'its name is not one that iptables takes';
  }
  return bodies.some((body) => /[\n\r\0]/.test(body)) ? 'a rule holds a line break' : undefined;
}
