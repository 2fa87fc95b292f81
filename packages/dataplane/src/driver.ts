import type { felix } from '@manul/proto';
import type { RulesConfig } from '@manul/rules';
import type { KernelBackend } from './backend.ts';
import { DesiredState } from './desired-state.ts';
import type { HostInterfaceAddresses } from './host-interfaces.ts';
import { KernelFamily } from './kernel-family.ts';
import { MessageProblems } from './message-problems.ts';
import { notYet, type ObjectError, type RoundReport, RoundTally } from './round-report.ts';
import { kindOf, stateKey } from './state-key.ts';
import type { HostNetwork } from './workload-location.ts';

export interface DriverOptions {
  readonly backend: KernelBackend;
  readonly config: RulesConfig;
  /**
   * Only untracked egress policy in raw is ours; the rest is another dataplane's work. The backend is to have the raw
   * table alone, so that it leaves the others as they are.
   */
  readonly rawEgressOnly?: boolean;
  /** Told of each message that changes something, when the managers are: what comes during a round counts after it. */
  readonly onEffective?: (message: felix.IToDataplane) => void;
  /**
   * Told, where a round is divided, when these endpoints are in the kernel and the rest of the round is not. By key, as
   * in manul.v1.Inventory.
   */
  readonly onEndpointsFirst?: (endpoints: ReadonlySet<string>) => void;
}

/**
 * Brings a kernel to what messages say. Messages are taken at any time; a round works on what was there when it began.
 * Before in_sync nothing is written: what the kernel enforces from before is better than half of what is to come.
 */
export class DataplaneDriver {
  /** What the node is to enforce, from all messages taken. */
  readonly state = new DesiredState();
  readonly #backend: KernelBackend;
  readonly #onEffective: DriverOptions['onEffective'];
  readonly #onEndpointsFirst: DriverOptions['onEndpointsFirst'];
  readonly #families: readonly KernelFamily[];
  readonly #problems = new MessageProblems();
  /** Keys of those that came or changed since a round was completed. */
  readonly #newEndpoints = new Set<string>();
  #waiting: (() => void)[] = [];
  #round: Promise<unknown> | undefined;
  #removalsAllowed = false;

  constructor(options: DriverOptions) {
    this.#backend = options.backend;
    this.#onEffective = options.onEffective;
    this.#onEndpointsFirst = options.onEndpointsFirst;
    this.#families = ([4, 6] as const).flatMap((ipVersion) => KernelFamily.of(options, ipVersion) ?? []);
  }

  /** A message that changes nothing costs nothing. */
  onUpdate(message: felix.IToDataplane): void {
    for (const effective of this.state.accept(message)) this.#pass(effective);
  }

  /** Until endSnapshot, messages say everything that there is. */
  beginSnapshot(): void {
    this.state.beginSnapshot();
  }

  /** Removes what the snapshot did not have. */
  endSnapshot(): void {
    for (const removal of this.state.endSnapshot()) this.#pass(removal);
  }

  /** Removes the objects whose keys have these hashes; see manul.v1.ToNode. */
  forget(keyHashes: ReadonlySet<bigint>): void {
    for (const removal of this.state.forget(keyHashes)) this.#pass(removal);
  }

  /** The node's own interfaces; replaces those given before. */
  setHostInterfaces(interfaces: HostInterfaceAddresses): void {
    this.#whenIdle(() => {
      for (const family of this.#families) family.setHostInterfaces(interfaces);
    });
  }

  /** Where the host's network has its workloads; replaces what was given before. */
  setHostNetwork(host: HostNetwork): void {
    this.#whenIdle(() => {
      for (const family of this.#families) family.setHostNetwork(host);
    });
  }

  /** Workloads that are found by their address, as of the last round: they may share a link. */
  get workloadsByAddress(): number {
    return Math.max(0, ...this.#families.map((family) => family.workloadsByAddress));
  }

  /** The next round tries again what the kernel refused. */
  retryRefused(): void {
    this.#whenIdle(() => {
      for (const family of this.#families) family.forgive();
    });
  }

  /** One round. Calls made while one is under way run after it. Rejects only where the backend breaks its contract. */
  async apply(): Promise<RoundReport> {
    const before = this.#round;
    const round = (async () => {
      if (before) await before.catch(() => {});
      return this.#applyRound();
    })();
    this.#round = round;
    try {
      return await round;
    } finally {
      if (this.#round === round) this.#round = undefined;
    }
  }

  async #applyRound(): Promise<RoundReport> {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const work of waiting) work();
    const { digest, inSync } = this.state;
    if (!inSync) return notYet(digest);
    if (!this.#removalsAllowed) this.#backend.allowRemovals();
    this.#removalsAllowed = true;
    const tally = new RoundTally();
    await this.#programEndpointsFirst(tally);
    await Promise.all(this.#families.map((family) => family.applyRound(tally)));
    const report = tally.report(digest, this.#errors());
    if (report.retry.length === 0) this.#newEndpoints.clear();
    return report;
  }

  /** What goes wrong here is left to the whole round, which follows. */
  async #programEndpointsFirst(tally: RoundTally): Promise<void> {
    const endpoints = this.#newEndpoints;
    if (endpoints.size === 0) return;
    for (const family of this.#families) family.completeDeferredWork();
    if (!this.#families.some(({ isMuchDue }) => isMuchDue)) return;
    const rounds = this.#families.map((family) => family.urgentRound(endpoints)).filter((round) => round !== undefined);
    if (rounds.length < this.#families.length || !rounds.some(({ leavesMuch }) => leavesMuch)) return;
    const done = await Promise.all(rounds.map((round) => round.apply(tally)));
    if (done.includes(false)) return;
    const failed = new Set(this.#errors().map(({ object }) => object));
    const programmed = new Set([...endpoints].filter((key) => !failed.has(key)));
    tally.endpointsFirst = programmed.size;
    this.#onEndpointsFirst?.(programmed);
  }

  #pass(message: felix.IToDataplane): void {
    this.#whenIdle(() => {
      this.#problems.note(message);
      this.#noteEndpoint(message);
      this.#onEffective?.(message);
      for (const family of this.#families) family.onUpdate(message);
    });
  }

  #noteEndpoint(message: felix.IToDataplane): void {
    const about = stateKey(message);
    if (!about || !['workload_endpoint', 'host_endpoint'].includes(kindOf(about.key))) return;
    if (about.change === 'remove') this.#newEndpoints.delete(about.key);
    else this.#newEndpoints.add(about.key);
  }

  /** A table that is being written must not change under the writer's hands. */
  #whenIdle(work: () => void): void {
    if (this.#round || this.#waiting.length > 0) this.#waiting.push(work);
    else work();
  }

  #errors(): ObjectError[] {
    const errors = new Map<string, ObjectError>();
    for (const family of this.#families) {
      for (const error of family.errors()) if (!errors.has(error.object)) errors.set(error.object, error);
    }
    for (const [object, reason] of this.#problems.current()) {
      if (!errors.has(object)) errors.set(object, { object, reason, failedClosed: true });
    }
    return [...errors.values()];
  }
}
