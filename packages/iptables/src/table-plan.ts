// What is wanted of one table, against what its kernel is believed to hold: the edits that are due.
import type { KernelFault } from '@manul/dataplane';
import { type Chain, type Rule, setsReferredTo, type TableName } from '@manul/rules';
import { KernelView } from './kernel-view.ts';
import { editChain, editHook, type InsertMode, removeChain } from './restore-input.ts';
import { appendSeed, type RenderedChain, type RuleFormatter, renderRules } from './rule-hash.ts';
import type { SavedTable, SaveMarks } from './save-parser.ts';
import { inWritingOrder, type PlannedEdit } from './transaction.ts';
import { urgentChains } from './urgent-chains.ts';
import { targetsOf, WantedChains } from './wanted-chains.ts';

export interface TablePlanOptions {
  readonly name: TableName;
  readonly formatRule: RuleFormatter;
  readonly marks: SaveMarks;
  readonly insertMode: InsertMode;
}

interface WantedHook {
  readonly inserted: readonly Rule[];
  readonly appended: readonly Rule[];
}

interface Refusal {
  readonly reason: string;
  /** Its drop-only stand-in is refused as well, or it has none: it is left as the kernel has it. */
  readonly asItIs: boolean;
  /** Of the rules that were refused. */
  readonly fingerprint: string;
}

const nothing: WantedHook = { inserted: [], appended: [] };
const chainName = /^[\w.:/@%+=-]{1,28}$/;

export class TablePlan {
  readonly #options: TablePlanOptions;
  readonly #wanted = new WantedChains((name) => this.#dirty.add(name));
  readonly #hooks = new Map<string, WantedHook>();
  readonly #dirty = new Set<string>();
  readonly #dirtyHooks = new Set<string>();
  readonly #view: KernelView;
  /** By the name of the chain, ours or the kernel's. */
  readonly #refused = new Map<string, Refusal>();
  /** Chains that could not be deleted, since someone else refers to them. */
  readonly #stuck = new Map<string, string>();
  /** Chains that are to go once no refused chain or hook may lead to them. */
  readonly #postponed = new Set<string>();
  /** Hooks that are not to lead to the stand-in of a refused chain. */
  readonly #held = new Set<string>();
  /** Chains that are referred to and were not given. */
  readonly #undefined = new Set<string>();
  #removalsAllowed = false;

  constructor(options: TablePlanOptions) {
    this.#options = options;
    this.#view = new KernelView(options.marks.chainPrefix);
  }

  updateChain(chain: Chain): void {
    const refusal = this.#refused.get(chain.name);
    if (refusal && refusal.fingerprint !== this.#fingerprint(chain.name, chain.rules)) {
      this.#refused.delete(chain.name);
    }
    this.#wanted.set(chain);
  }

  removeChain(name: string): void {
    this.#refused.delete(name);
    this.#wanted.delete(name);
  }

  /** @returns whether it differs from what was wanted before */
  updateHook(kernelChain: string, change: Partial<WantedHook>): boolean {
    const before = this.#hooks.get(kernelChain) ?? nothing;
    const after = { ...before, ...change };
    this.#hooks.set(kernelChain, after);
    this.#wanted.retainTargets(rulesOf(after));
    this.#wanted.releaseTargets(rulesOf(before));
    if (this.#hookFingerprint(kernelChain, before) === this.#hookFingerprint(kernelChain, after)) {
      return false;
    }
    this.#dirtyHooks.add(kernelChain);
    this.#refused.delete(kernelChain);
    return true;
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

  /**
   * Takes over what was read, but for chains that were written meanwhile.
   * @returns how much of it others have changed
   */
  load(saved: SavedTable, written: ReadonlySet<string>): number {
    for (const name of this.#stuck.keys()) {
      this.#dirty.add(name);
    }
    this.#stuck.clear();
    const reading = this.#view.load(saved, new Set([...this.#dirty, ...this.#dirtyHooks]), written);
    for (const name of reading.chains) {
      this.#dirty.add(name);
    }
    for (const name of [...reading.hooks, ...this.#hooks.keys()]) {
      this.#dirtyHooks.add(name);
    }
    return reading.drift;
  }

  get rulesInKernel(): number {
    return this.#view.rules;
  }

  /** Rules of the chains that are due, or of those among them that are not in `without`. */
  rulesDue(without: ReadonlySet<string> = new Set()): number {
    let rules = 0;
    for (const name of this.#dirty) {
      const chain = this.#wanted.isReferenced(name) ? this.#wanted.get(name)?.rules : this.#view.chain(name);
      rules += without.has(name) ? 0 : (chain?.length ?? 0);
    }
    return rules;
  }

  /** The chains that cannot wait where those of `others` may, and the IP sets that they match on. */
  urgent(others: ReadonlySet<string>): { readonly chains: ReadonlySet<string>; readonly sets: ReadonlySet<string> } {
    const chains = urgentChains(others, {
      wanted: this.#wanted,
      roots: [...this.#hooks.values()].flatMap((hook) => targetsOf(rulesOf(hook))),
      due: this.#dirty,
      isInKernel: (name) => this.#view.chain(name) !== undefined,
    });
    const sets = new Set<string>();
    for (const name of chains) for (const set of setsReferredTo(this.#wanted.get(name)?.rules ?? [])) sets.add(set);
    return { chains, sets };
  }

  /**
   * The edits that bring the kernel to what is wanted, or of these the ones of hooks and of the chains in `within`. They
   * are no longer due.
   */
  takeDue(within: ReadonlySet<string> = this.#dirty): PlannedEdit[] {
    const planned: PlannedEdit[] = [];
    if (this.#postponed.size > 0 && !this.#anyLeftAsItIs()) {
      for (const name of this.#postponed) {
        this.#dirty.add(name);
      }
      this.#postponed.clear();
    }
    for (const name of this.#held) {
      this.#dirtyHooks.add(name);
    }
    this.#held.clear();
    for (const name of this.#dirty) {
      if (!within.has(name)) {
        continue;
      }
      planned.push(...this.#planChain(name));
      this.#dirty.delete(name);
    }
    for (const name of this.#dirtyHooks) {
      planned.push(...this.#planHook(name));
    }
    this.#dirtyHooks.clear();
    return inWritingOrder(planned);
  }

  markDue(planned: readonly PlannedEdit[]): void {
    for (const { edit } of planned) {
      (edit.kind === 'hook' ? this.#dirtyHooks : this.#dirty).add(edit.chain);
    }
  }

  /** The kernel refused this edit. @returns what is to be written in its place, if anything */
  refuse(planned: PlannedEdit, reason: string): PlannedEdit | undefined {
    const { kind, chain } = planned.edit;
    if (kind === 'flush' || kind === 'delete') {
      this.#stuck.set(chain, reason);
      return undefined;
    }
    const asItIs = kind === 'hook' || this.#refused.has(chain) || this.#staysAsItIs(chain);
    const fingerprint = this.#fingerprint(chain, this.#wanted.get(chain)?.rules ?? []);
    this.#refused.set(chain, { reason, asItIs, fingerprint });
    if (kind === 'hook') {
      return undefined;
    }
    this.#dirty.add(chain);
    return this.#planChain(chain)[0];
  }

  /**
   * The edits that were refused, one after another, to be tried again.
   * @param attempt tells whether the kernel took it
   */
  async retryRefused(attempt: (planned: readonly PlannedEdit[]) => Promise<boolean>): Promise<void> {
    for (const [name, refusal] of [...this.#refused]) {
      this.#refused.delete(name);
      const planned = this.#hooks.has(name) ? this.#planHook(name) : this.#planChain(name);
      let taken = planned.length === 0;
      try {
        taken ||= await attempt(planned);
      } finally {
        if (!taken) {
          this.#refused.set(name, refusal);
        }
      }
    }
  }

  /** All that is not as it is wanted, because the kernel refuses it. */
  faults(): KernelFault[] {
    const faults: KernelFault[] = [];
    for (const [name, { reason }] of this.#refused) {
      if (this.#hooks.has(name) || this.#wanted.isReferenced(name)) {
        faults.push({ name, reason, isolated: true });
      }
    }
    for (const [name, reason] of this.#stuck) {
      faults.push({ name, reason, isolated: true, leftOver: true });
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

  /**
   * Chains that the kernel's own chains lead to carry all of the host's traffic: one that drops everything would lock
   * the operator out. They stay in their old form.
   */
  #staysAsItIs(name: string): boolean {
    return this.#view.chain(name) !== undefined && [...this.#hooks.values()].some((hook) => leadsTo(hook, name));
  }

  /** For the same reason nothing new leads to a stand-in. */
  #isHeld(hook: WantedHook): boolean {
    for (const [name, { asItIs }] of this.#refused) {
      if (!asItIs && leadsTo(hook, name)) {
        return true;
      }
    }
    return false;
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
        rewrite: () => editChain(name, undefined, rendered) ?? edit,
        targets: targetsOf(this.#wanted.get(name)?.rules ?? []),
        written: () => this.#view.chainWritten(name, rendered.hashes),
        begun: (rules) => this.#view.chainWritten(name, Array.from({ length: rules })),
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
    return [...this.#hooks.values()].some((hook) => this.#isHeld(hook));
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
    const hook = this.#hooks.get(name) ?? nothing;
    if (this.#isHeld(hook)) {
      this.#held.add(name);
      return [];
    }
    const { inserted, appended } = hook;
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
    const asItIs = !chainName.test(name) || this.#staysAsItIs(name);
    this.#refused.set(name, { reason, asItIs, fingerprint: rendered.hashes.at(-1) ?? '' });
    return asItIs ? 'as it is' : this.#closed(name);
  }

  /** What stands for a chain that cannot be programmed: who is sent there gets no further. */
  #closed(name: string): RenderedChain {
    const rules: Rule[] =
      this.#options.name === 'nat'
        ? []
        : [{ match: [], action: { do: 'drop' }, comments: ['Closed: cannot be programmed'] }];
    return this.#render(name, name, rules);
  }

  #render(seed: string, name: string, rules: readonly Rule[]): RenderedChain {
    return renderRules(seed, name, rules, this.#options.formatRule, this.#options.marks.commentPrefix);
  }

  /** The last hash covers all rules. */
  #fingerprint(name: string, rules: readonly Rule[]): string {
    return this.#render(name, name, rules).hashes.at(-1) ?? '';
  }

  #hookFingerprint(name: string, { inserted, appended }: WantedHook): string {
    return `${this.#fingerprint(name, inserted)} ${this.#fingerprint(name, appended)}`;
  }
}

function rulesOf({ inserted, appended }: WantedHook): readonly Rule[] {
  return [...inserted, ...appended];
}

function leadsTo(hook: WantedHook, name: string): boolean {
  return targetsOf(rulesOf(hook)).includes(name);
}

/** Text that would not stay on its line must never reach iptables-restore. */
function invalidInput(name: string, { bodies }: RenderedChain): string | undefined {
  if (!chainName.test(name)) {
    return 'its name is not one that iptables takes';
  }
  return bodies.some((body) => /[\n\r\0]/.test(body)) ? 'a rule holds a line break' : undefined;
}
