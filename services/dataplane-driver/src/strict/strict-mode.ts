// Cuts connections that policy no longer allows. Kernels accept what belongs to a connection that was accepted once;
// here the connections of the table are judged again whenever policy has changed, by what the driver was sent.
//
// A cut connection must not come back from its other end: a reply of its server, taken for a new connection of the
// server's, would let the client's packets pass as replies. For TCP the kernel is told to take nothing in the middle of
// a connection for its beginning; of other protocols the table is watched for a while.
import { readFileSync, writeFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { type EvaluatorSettings, NodeState, nodeVerdict, type Place, placeOf } from '@manul/evaluator';
import type { CommandRunner } from '@manul/iptables';
import type { Logger } from '@manul/observability';
import type { felix } from '@manul/proto';
import { cutFlows, type Flow, listFlows } from './conntrack.ts';

export interface StrictModeOptions {
  readonly node: string;
  readonly settings: Partial<EvaluatorSettings>;
  readonly run: CommandRunner;
  readonly onCut: (connections: number) => void;
  readonly log: Logger;
  /** See refuseMidstream. */
  readonly refuse?: () => string | undefined;
  /** The node's own addresses. */
  readonly ownAddresses?: () => ReadonlySet<string>;
}

const watchMilliseconds = 60_000;
const watchIntervalMilliseconds = 1_000;
/** Of a processor that judging may take, however many connections there are and changes come. */
const greatestShare = 0.2;

export class StrictMode {
  readonly #options: StrictModeOptions;
  readonly #before: NodeState;
  readonly #now: NodeState;
  /** What the kernel does not have yet. */
  #coming: felix.IToDataplane[] = [];
  /** What it has, and the next judgement is to go by. */
  #pending: felix.IToDataplane[] = [];
  /** What the last one went by, where it did not come to its end. */
  #unjudged: felix.IToDataplane[] = [];
  #hasBefore = false;
  #running: Promise<void> | undefined;
  #wanted = false;
  /** Reversed keys of what was cut, and until when they are watched for. */
  readonly #watched = new Map<string, number>();
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;
  #trouble = '';
  #warning: string | undefined;

  constructor(options: StrictModeOptions) {
    this.#options = options;
    this.#before = new NodeState(options);
    this.#now = new NodeState(options);
  }

  /** What keeps it from doing all that it promises; undefined where nothing does. */
  get warning(): string | undefined {
    return this.#warning;
  }

  /** A message that managers are given; it counts from the next round on. */
  onUpdate(message: felix.IToDataplane): void {
    this.#coming.push(message);
  }

  /** What was told before is in the kernel. */
  afterRound(): void {
    if (this.#coming.length === 0) return;
    this.#pending.push(...this.#coming);
    this.#coming = [];
    this.#request();
  }

  /** Settles when what runs has ended. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  #request(): void {
    this.#wanted = true;
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
    });
  }

  async #run(): Promise<void> {
    while (this.#wanted && !this.#stopped) {
      this.#wanted = false;
      const start = performance.now();
      await this.#judge();
      const pause = (performance.now() - start) * (1 / greatestShare - 1);
      await new Promise<void>((resolve) => setTimeout(resolve, pause).unref());
    }
  }

  async #judge(): Promise<void> {
    for (const message of this.#pending) this.#now.apply(message);
    this.#unjudged.push(...this.#pending);
    this.#pending = [];
    this.#checkMidstream();
    try {
      // What was there when this process started was not judged by it: nothing is known to have changed.
      if (this.#hasBefore) await this.#cut();
    } catch (error) {
      this.#report(error);
      this.#requestLater();
      return;
    }
    this.#trouble = '';
    for (const message of this.#unjudged) this.#before.apply(message);
    this.#unjudged = [];
    this.#hasBefore = true;
  }

  async #cut(): Promise<void> {
    const own = (this.#options.ownAddresses ?? ownAddresses)();
    this.#forgetWatched();
    const cut = (await listFlows(this.#options.run)).filter((flow) => this.#isToBeCut(flow, own));
    if (cut.length > 0) {
      await cutFlows(this.#options.run, cut);
      this.#options.onCut(cut.length);
      this.#options.log.info({ connections: cut.length }, 'cut connections that policy no longer allows');
      const until = performance.now() + watchMilliseconds;
      for (const flow of cut) this.#watched.set(keyOf(reversed(flow)), until);
    }
    if (this.#watched.size > 0) this.#requestLater();
  }

  #requestLater(): void {
    if (this.#stopped) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#request(), watchIntervalMilliseconds);
    this.#timer.unref();
  }

  #isToBeCut(flow: Flow, own: ReadonlySet<string>): boolean {
    if (this.#watched.has(keyOf(flow))) return !isAllowed(this.#now, reversed(flow), own);
    return !isAllowed(this.#now, flow, own) && isAllowed(this.#before, flow, own);
  }

  #forgetWatched(): void {
    const now = performance.now();
    for (const [key, until] of this.#watched) if (until < now) this.#watched.delete(key);
  }

  /** Again each time: the setting is there only once the kernel tracks connections, and others may change it. */
  #checkMidstream(): void {
    const warning = (this.#options.refuse ?? refuseMidstream)();
    if (warning !== undefined && warning !== this.#warning) {
      this.#options.log.warn({ reason: warning }, 'a cut TCP connection may revive from its other end');
    }
    this.#warning = warning;
  }

  #report(error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    if (reason !== this.#trouble) this.#options.log.error({ reason }, 'connections cannot be judged; none was cut');
    this.#trouble = reason;
  }
}

const looseSetting = 'net.netfilter.nf_conntrack_tcp_loose';

/**
 * Nothing that is in the middle of a TCP connection begins one. Gives why that could not be told to the kernel: in a
 * container /proc/sys is read-only unless it is privileged.
 */
export function refuseMidstream(path = `/proc/sys/${looseSetting.replaceAll('.', '/')}`): string | undefined {
  try {
    if (readFileSync(path, 'utf8').trim() !== '0') writeFileSync(path, '0');
    return undefined;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return `${looseSetting} is to be 0, and cannot be set here; set it on the node (${reason})`;
  }
}

function isAllowed(state: NodeState, flow: Flow, own: ReadonlySet<string>): boolean {
  const from = place(state, flow.source, own);
  const to = place(state, flow.destination, own);
  if (from.at === 'node' && to.at === 'node') return true;
  const { sourcePort, destinationPort, icmp, ...rest } = flow;
  const ports = {
    ...(sourcePort !== undefined && { sourcePort }),
    ...(destinationPort !== undefined && { destinationPort }),
  };
  try {
    return nodeVerdict(state, from, to, { ...rest, ...ports, ...(icmp && { icmp }) }).allowed;
  } catch {
    // What cannot be asked about cannot have changed.
    return true;
  }
}

function place(state: NodeState, address: string, own: ReadonlySet<string>): Place {
  const found = placeOf(state, address);
  return found.at === 'interface' && own.has(address) ? { at: 'node' } : found;
}

function ownAddresses(): ReadonlySet<string> {
  return new Set(Object.values(networkInterfaces()).flatMap((list) => (list ?? []).map(({ address }) => address)));
}

function reversed(flow: Flow): Flow {
  const { source, destination, sourcePort, destinationPort } = flow;
  return {
    ...flow,
    source: destination,
    destination: source,
    sourcePort: destinationPort,
    destinationPort: sourcePort,
  };
}

function keyOf({ protocol, source, destination, sourcePort, destinationPort }: Flow): string {
  return [protocol, source, sourcePort, destination, destinationPort].join(' ');
}
