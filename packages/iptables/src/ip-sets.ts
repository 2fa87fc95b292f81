// The IP sets of one IP version: what is wanted, and what the kernel has.
import { setImmediate } from 'node:timers/promises';
import type { ApplyReport, IpSetType, KernelFault, KernelIpSets } from '@manul/dataplane';
import type { IpVersion } from '@manul/rules';
import type { Clock } from './clock.ts';
import { CommandError, type CommandRunner } from './exec.ts';
import { destructionJob, growthJob, shrinkingJob } from './ip-set-jobs.ts';
import { isOurSet, readSet, type SavedSet, type SharedListing } from './ip-set-listing.ts';
import { readMember } from './ip-set-member.ts';
import { type FailedJob, IpSetsUnavailable, type JobsResult, runJobs, type SetJob } from './ip-set-restore.ts';
import { IpSetState } from './ip-set-state.ts';

export interface IptablesIpSetsOptions {
  readonly ipVersion: IpVersion;
  readonly run: CommandRunner;
  readonly listing: SharedListing;
  readonly clock: Clock;
  /** `cali`, unless configured otherwise. */
  readonly prefix: string;
}

/** IPSET_MAXNAMELEN of linux/netfilter/ipset/ip_set.h, less the final zero byte. */
const maxNameLength = 31;
/** nftables lets go of a deleted rule's set some time after its transaction. */
const inUseBackOffMs = [5, 10, 20, 40, 80, 160, 320] as const;

export class IptablesIpSets implements KernelIpSets {
  readonly ipVersion: IpVersion;
  readonly #options: IptablesIpSetsOptions;
  readonly #states = new Map<string, IpSetState>();
  readonly #toGrow = new Set<IpSetState>();
  readonly #toShrink = new Set<IpSetState>();
  #filter: ReadonlySet<string> | undefined;
  #removalsAllowed = false;
  #stale = true;
  /** Sets that jobs were to change since the last reading beside the rounds began. */
  #touched = new Set<IpSetState>();
  /** Those of the jobs that are under way. */
  #underWay: readonly IpSetState[] = [];
  #unverified = false;
  /** By readings beside the rounds, and not reported yet. */
  #driftFound = 0;
  #wasRead = false;
  #nextTemporary = 0;

  constructor(options: IptablesIpSetsOptions) {
    this.ipVersion = options.ipVersion;
    this.#options = options;
  }

  kernelName(id: string): string {
    return `${this.#options.prefix}${this.ipVersion}0${id}`.slice(0, maxNameLength);
  }

  replace(id: string, type: IpSetType, members: Iterable<string>): void {
    const name = this.kernelName(id);
    let state = this.#states.get(name);
    if (!state) {
      state = new IpSetState(name, this.ipVersion);
      this.#states.set(name, state);
    }
    state.replace(type, members);
    this.#touch(state);
  }

  addMembers(id: string, members: readonly string[]): void {
    const state = this.#states.get(this.kernelName(id));
    if (state) {
      state.add(members);
      this.#touch(state);
    }
  }

  removeMembers(id: string, members: readonly string[]): void {
    const state = this.#states.get(this.kernelName(id));
    if (state) {
      state.remove(members);
      this.#touch(state);
    }
  }

  remove(id: string): void {
    const state = this.#states.get(this.kernelName(id));
    if (state) {
      state.unwant();
      this.#touch(state);
    }
  }

  setFilter(kernelNames: ReadonlySet<string> | undefined): void {
    this.#filter = kernelNames;
    for (const state of this.#states.values()) {
      if (this.#isDesired(state) !== (state.kernel !== undefined)) {
        this.#touch(state);
      }
    }
  }

  allowRemovals(): void {
    this.#removalsAllowed = true;
  }

  /** Whether something was written since the sets were last read. */
  get isUnverified(): boolean {
    return this.#unverified;
  }

  /** Reads the kernel back, beside rounds that may be under way. The next one heals what others changed. */
  async verify(): Promise<void> {
    if (this.#stale) {
      return;
    }
    this.#unverified = false;
    this.#touched = new Set(this.#underWay);
    let saved: ReadonlyMap<string, SavedSet>;
    try {
      saved = await this.#options.listing.read(this.ipVersion);
    } catch (error) {
      if (!(error instanceof CommandError)) {
        throw error;
      }
      // The next round tries it itself, and tells.
      this.#stale = true;
      return;
    }
    this.#note(saved);
    for (const state of [...this.#states.values()]) {
      if (!this.#touched.has(state) && this.#states.get(state.name) === state) {
        this.#driftFound += this.#loadCounting(state, saved.get(state.name));
        // A set may have a million members.
        await setImmediate();
      }
    }
  }

  async applyAdditions(only?: ReadonlySet<string>): Promise<ApplyReport> {
    let commands = 0;
    let driftHealed = this.#driftFound;
    this.#driftFound = 0;
    let result: JobsResult = { written: 0, commands: 0, failed: [] };
    const faults: KernelFault[] = [];
    try {
      if (this.#stale) {
        commands++;
        driftHealed += await this.#read();
      }
      const due = [...this.#toGrow].filter((state) => only?.has(state.name) ?? true);
      for (const state of due) this.#toGrow.delete(state);
      result = await this.#runGrowth(due);
    } catch (error) {
      faults.push(this.#unavailable(error));
    }
    return {
      written: result.written,
      commands: commands + result.commands,
      driftHealed,
      faults: [...faults, ...this.#faults()],
    };
  }

  isLeaving(addresses: Iterable<string>): boolean {
    const all = new Set(Array.from(addresses, (text) => readMember('hash:net', this.ipVersion, text)));
    return this.#toShrink.values().some((state) => state.isLeaving(all));
  }

  async applyRemovals(): Promise<ApplyReport> {
    let result: JobsResult = { written: 0, commands: 0, failed: [] };
    const faults: KernelFault[] = [];
    if (this.#removalsAllowed && !this.#stale) {
      try {
        const due = [...this.#toShrink];
        this.#toShrink.clear();
        result = await this.#runShrinking(due);
      } catch (error) {
        faults.push(this.#unavailable(error));
      }
    }
    return {
      written: result.written,
      commands: result.commands,
      driftHealed: 0,
      faults: [...faults, ...this.#faults()],
    };
  }

  #touch(state: IpSetState): void {
    this.#toGrow.add(state);
    this.#toShrink.add(state);
  }

  #isDesired(state: IpSetState): boolean {
    return state.wanted !== undefined && (this.#filter === undefined || this.#filter.has(state.name));
  }

  async #read(): Promise<number> {
    this.#stale = false;
    const saved = await this.#options.listing.read(this.ipVersion);
    this.#note(saved);
    let drift = 0;
    for (const state of this.#states.values()) drift += this.#loadCounting(state, saved.get(state.name));
    const firstTime = !this.#wasRead;
    this.#wasRead = true;
    return firstTime ? 0 : drift;
  }

  /** Sets that were not known. */
  #note(saved: ReadonlyMap<string, SavedSet>): void {
    for (const name of saved.keys()) {
      if (isOurSet(this.#options.prefix, this.ipVersion, name) && !this.#states.has(name)) {
        this.#states.set(name, new IpSetState(name, this.ipVersion));
      }
    }
  }

  /** What is to be written anyway is nobody else's doing. */
  #loadCounting(state: IpSetState, saved: SavedSet | undefined): number {
    const inWork = this.#toGrow.has(state) || this.#toShrink.has(state);
    return this.#load(state, saved) * (inWork ? 0 : 1);
  }

  #load(state: IpSetState, saved: SavedSet | undefined): number {
    const differences = state.load(saved);
    state.refused = undefined;
    this.#touch(state);
    return differences;
  }

  async #runGrowth(due: readonly IpSetState[]): Promise<JobsResult> {
    const first = await this.#runOrRepeat(due, () => this.#planGrowth(due));
    if (first.failed.length === 0) {
      return first;
    }
    // A set may have been changed or destroyed by others: each one that failed is read and tried once more.
    const states = first.failed.map(({ job }) => job.state);
    for (const state of states) {
      await this.#readOne(state);
    }
    const second = await this.#runOrRepeat(states, () => this.#planGrowth(states));
    await this.#leaveAlone(second.failed);
    const reads = first.failed.length + second.failed.length;
    return sum(first, { ...second, commands: second.commands + reads });
  }

  async #runShrinking(due: readonly IpSetState[]): Promise<JobsResult> {
    let result = await this.#runOrRepeat(due, () => this.#planShrinking(due));
    for (const backOffMs of inUseBackOffMs) {
      if (!result.failed.some(({ reason }) => reason.includes('in use'))) {
        break;
      }
      const states = result.failed.map(({ job }) => job.state);
      await this.#options.clock.sleep(backOffMs);
      const next = await this.#runOrRepeat(states, () => this.#planShrinking(states));
      result = sum(result, next);
    }
    await this.#leaveAlone(result.failed);
    return sum(result, { written: 0, commands: result.failed.length, failed: [] });
  }

  async #leaveAlone(failed: readonly FailedJob[]): Promise<void> {
    for (const { job, reason } of failed) {
      await this.#readOne(job.state);
      job.state.refused = reason;
    }
  }

  /** What was taken for a command that never ran is due again. */
  async #runOrRepeat(due: readonly IpSetState[], plan: () => readonly SetJob[]): Promise<JobsResult> {
    const jobs = plan();
    this.#underWay = jobs.map(({ state }) => state);
    for (const state of this.#underWay) {
      this.#touched.add(state);
    }
    this.#unverified ||= jobs.length > 0;
    try {
      return await runJobs(this.#options.run, jobs);
    } catch (error) {
      for (const state of due) {
        this.#touch(state);
      }
      throw error;
    } finally {
      this.#underWay = [];
    }
  }

  async #readOne(state: IpSetState): Promise<void> {
    this.#load(state, await readSet(this.#options.run, state.name));
  }

  #planGrowth(due: readonly IpSetState[]): SetJob[] {
    return due
      .filter((state) => this.#isDesired(state) && state.refused === undefined)
      .map((state) => growthJob(state, this.ipVersion, () => this.#temporaryName()))
      .filter((job) => job !== undefined);
  }

  #planShrinking(due: readonly IpSetState[]): SetJob[] {
    return due
      .map((state) => {
        const forget = () => {
          if (!state.wanted) {
            this.#states.delete(state.name);
          }
        };
        if (!state.kernel) {
          forget();
          return undefined;
        }
        if (state.refused !== undefined) {
          return undefined;
        }
        return this.#isDesired(state) ? shrinkingJob(state) : destructionJob(state, forget);
      })
      .filter((job) => job !== undefined);
  }

  #temporaryName(): string {
    for (;;) {
      const name = `${this.#options.prefix}${this.ipVersion}t${this.#nextTemporary++}`;
      if (!this.#states.has(name)) {
        return name;
      }
    }
  }

  #unavailable(error: unknown): KernelFault {
    if (!(error instanceof IpSetsUnavailable || error instanceof CommandError)) {
      throw error;
    }
    this.#stale = true;
    return { name: '', reason: error.message, isolated: false };
  }

  #faults(): KernelFault[] {
    const faults: KernelFault[] = [];
    for (const state of this.#states.values()) {
      const { name, refused, invalid } = state;
      if (refused !== undefined) {
        const fault = { name, reason: refused, isolated: true };
        faults.push(this.#isDesired(state) ? fault : { ...fault, leftOver: true });
      }
      for (const [member, reason] of invalid) {
        faults.push({ name, reason: `member ${JSON.stringify(member)} is left out: ${reason}`, isolated: true });
      }
    }
    return faults;
  }
}

function sum(first: JobsResult, second: JobsResult): JobsResult {
  return {
    written: first.written + second.written,
    commands: first.commands + second.commands,
    failed: second.failed,
  };
}
