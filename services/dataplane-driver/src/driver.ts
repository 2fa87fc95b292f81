// One node's driver, put together: batches from the stream (or the state on disk) into the managers, rounds into the
// kernel, receipts back.
import { randomUUID } from 'node:crypto';
import type { Logger, Traces } from '@manul/observability';
import type { manul } from '@manul/proto';
import type { StreamRecorder } from '@manul/recording';
import { ApplyLoop, type ApplyLoopOptions, type FinishedRound, type Kernel } from './apply-loop.ts';
import { ApplyTraces } from './apply-traces.ts';
import { EndpointStatuses } from './endpoint-status.ts';
import type { EndpointStatusFiles } from './endpoint-status-files.ts';
import { Inbox, type ReceivedFlush } from './inbox.ts';
import { findLastGood, LastGoodError, type LastGoodPaths, type LastGoodState } from './last-good.ts';
import type { DriverMetrics } from './metrics.ts';
import { type MessageSink, NodeState, type Position } from './node-state.ts';
import { digestBytes, type SyncHandler } from './sync-client.ts';
import type { Upstream } from './upstream.ts';

type StatusFiles = Pick<EndpointStatusFiles, 'keep' | 'add'>;

export interface DriverOptions {
  readonly node: string;
  readonly version: string;
  readonly sink: MessageSink;
  /** Writes down what comes in. */
  readonly recorder: StreamRecorder | undefined;
  readonly kernel: Kernel;
  /** What CNI plugins wait for; undefined where none is to. */
  readonly statusFiles: StatusFiles | undefined;
  /** False where someone else tells how endpoints are. */
  readonly tellsStatuses?: boolean;
  readonly backends: readonly string[];
  readonly times: ApplyLoopOptions['times'];
  /** Of the kernel that is programmed; see kernelIdentity. */
  readonly kernelIdentity: string | undefined;
  /** Before a round that may change what is enforced. */
  readonly onChanging: () => void;
  /** After a round that leaves the kernel as a server wants it. */
  readonly onGood: () => void;
  readonly onRound: () => void;
  readonly log: Logger;
  readonly metrics: DriverMetrics;
  /** Undefined where nothing is traced. */
  readonly traces?: Traces | undefined;
}

type RoundError = FinishedRound['errors'][number];

/** While more than this waits for a round to end, nothing is taken from the stream. */
const maxWaitingBytes = 32 * 1024 * 1024;

/**
 * Updates that managers, and those who explain a node's verdicts, have a use for: IP sets, profiles, policies, endpoints
 * of hosts and workloads, and nodes. Field numbers in felix.ToDataplane.
 */
const usedKinds: readonly number[] = [2, 5, 7, 9, 11, 14];

export class Driver implements SyncHandler {
  readonly #options: DriverOptions;
  readonly #instance = randomUUID();
  readonly #inbox = new Inbox();
  readonly #state: NodeState;
  readonly #statuses = new EndpointStatuses();
  readonly #loop: ApplyLoop;
  readonly #traces: ApplyTraces;
  #client: Upstream | undefined;
  /** What a server has confirmed since this process started. */
  #heardFromServer = false;
  #hasState = false;
  /** Says nothing of what it holds in the next hello, so that everything is sent again. */
  #wantsSnapshot = false;
  #inKernel: Position | undefined;
  #errors: readonly RoundError[] = [];
  #driftUnreported = 0;
  /** Why the kernel is not up to date, as last reported. */
  #trouble = '';
  #statusFilesTrouble = '';
  #waiters: { readonly position: Position; readonly done: () => void }[] = [];

  constructor(options: DriverOptions) {
    this.#options = options;
    this.#state = new NodeState(options.sink, options.recorder);
    this.#traces = new ApplyTraces(options.traces, options.node);
    this.#loop = new ApplyLoop({
      kernel: options.kernel,
      collect: () => this.#collect(),
      onRound: (round) => this.#onRound(round),
      times: options.times,
    });
  }

  get isConnected(): boolean {
    return this.#client?.isConnected ?? false;
  }

  /** Newest position whose state is in the kernel, of whatever epoch. */
  get inKernel(): Position | undefined {
    return this.#inKernel;
  }

  /** Why the kernel is not up to date; empty where it is. */
  get trouble(): string {
    return this.#trouble;
  }

  get errors(): readonly RoundError[] {
    return this.#errors;
  }

  /** Enforces what it found on disk, and has not heard from a server since it started. */
  get fromLastGood(): boolean {
    return this.#hasState && !this.#heardFromServer;
  }

  /** What to keep for a start without a server. */
  lastGood(): LastGoodState {
    const { node, kernelIdentity: kernel } = this.#options;
    const position = this.#state.position ?? { epoch: 0, revision: 0 };
    return { node, kernel, position, messages: [...this.#state.messages()] };
  }

  /** Begins with what the file has, where it can be used. */
  async restore(paths: LastGoodPaths): Promise<void> {
    const { log, node, kernelIdentity } = this.#options;
    let state: LastGoodState | undefined;
    try {
      state = await findLastGood(paths, node, kernelIdentity);
    } catch (error) {
      if (!(error instanceof LastGoodError)) throw error;
      log.error({ error }, 'last-good state cannot be used; the kernel stays as it is until a server answers');
      return;
    }
    if (!state) return;
    log.warn({ position: state.position, messages: state.messages.length }, 'enforcing the last-good state');
    this.#state.restore(state);
    for (const message of state.messages) this.#statuses.onUpdate(message);
    this.#hasState = true;
    this.#loop.request();
  }

  /** The client that was made with this driver as its handler. */
  attach(client: Upstream): void {
    this.#client = client;
  }

  /** Something beside the stream changed, such as the host's interfaces. */
  refresh(): void {
    if (this.#hasState) this.#loop.request();
  }

  /** Settles when that position, or a later one of its epoch, is in the kernel. */
  waitForPosition(position: Position): Promise<void> {
    if (this.#inKernel && reaches(this.#inKernel, position)) return Promise.resolve();
    return new Promise((done) => this.#waiters.push({ position, done }));
  }

  /** A round brought these endpoints, by key, into the kernel before the rest, which a new pod need not wait for. */
  endpointsFirst(keys: ReadonlySet<string>): void {
    if (this.#options.tellsStatuses === false) return;
    this.#writeStatusFiles((files) => files.add(this.#statuses.workloads(keys)));
    if (!this.#client?.isConnected) return;
    for (const change of this.#statuses.changesOf(keys)) this.#client.sendStatus(change);
  }

  stop(): Promise<void> {
    return this.#loop.stop();
  }

  hello(): manul.v1.IHello {
    const { node, version, backends } = this.#options;
    const hello = {
      node,
      driver_version: version,
      protocol_version: 1,
      backends: [...backends],
      instance: this.#instance,
      kinds: [...usedKinds],
    };
    if (this.#wantsSnapshot || !this.#state.position) return hello;
    return { ...hello, position: this.#state.position, digest: digestBytes(this.#state.digest) };
  }

  inventory(): Iterable<Uint8Array> {
    return this.#state.inventory();
  }

  batch(batch: manul.v1.ToNode, bytes: number): void {
    this.#options.metrics.received(batch.updates.length, bytes);
    this.#inbox.add(batch, bytes);
    if (batch.position) this.#traces.received(batch.trace_parent, Number(batch.position.revision ?? 0));
    if (this.#inbox.bytes > maxWaitingBytes && this.#inbox.isReady) this.#client?.pause();
    if (this.#inbox.isReady) this.#loop.request();
  }

  connected(server: string, welcome: manul.v1.IWelcome): void {
    this.#statuses.forgetTold();
    this.#options.log.info({ server, welcome }, 'stream open');
    if (!this.fromLastGood || !this.#inKernel) return;
    this.#sendReceipt(this.#inKernel, { errors: this.#errors, milliseconds: 0 });
  }

  disconnected(): void {
    // The next hello says what the managers were told, so what they were not told will be sent again.
    this.#inbox.clear();
    this.#traces.disconnected();
    this.#options.metrics.disconnected();
  }

  #collect(): void {
    const flushes = this.#inbox.take();
    this.#traces.collected();
    if (flushes.some(({ updates, forget }) => updates.length + forget.length > 0)) this.#options.onChanging();
    for (const flush of flushes) this.#take(flush);
    this.#client?.resume();
  }

  #take(flush: ReceivedFlush): void {
    const { log, metrics } = this.#options;
    const { wasSnapshot, matches } = this.#state.apply(flush);
    for (const { message } of flush.updates) if (message) this.#statuses.onUpdate(message);
    if (wasSnapshot || flush.forget.length > 0) this.#statuses.retain(new Set(this.#state.keys()));
    this.#hasState = true;
    if (wasSnapshot) this.#wantsSnapshot = false;
    if (!this.#heardFromServer) log.info({ position: flush.position }, 'in sync');
    this.#heardFromServer = true;
    if (matches) return;
    metrics.digestMismatch();
    const mismatch = { position: flush.position, wasSnapshot };
    // After a snapshot there is nothing better to be had: asking again would only turn in circles.
    if (wasSnapshot) {
      log.error(mismatch, "what was sent does not add up to the sender's digest; enforced as it is");
      return;
    }
    log.error(mismatch, "the state differs from the sender's; asking for all of it");
    this.#wantsSnapshot = true;
    this.#client?.reconnect('the digests differ');
  }

  #onRound(round: FinishedRound): void {
    const { metrics, log } = this.#options;
    metrics.round(round);
    this.#traces.finished(round);
    this.#driftUnreported += round.driftHealed;
    if (round.driftHealed > 0) log.warn({ healed: round.driftHealed }, 'put right what others changed in the kernel');
    this.#reportErrors(round.errors);
    if (round.retry.length > 0) {
      this.#reportTrouble(round);
    } else {
      if (this.#trouble !== '') log.info({}, 'the kernel is up to date again');
      this.#trouble = '';
      this.#inKernel = this.#state.position;
      this.#sendReceipt(this.#inKernel, round);
      this.#sendStatuses(round);
      if (this.#heardFromServer) {
        metrics.upToDate();
        this.#options.onGood();
      }
      this.#settle();
    }
    this.#options.onRound();
  }

  /** The server shall know why this node lags. Once for each reason, however often it is tried. */
  #reportTrouble({ retry, errors, milliseconds }: FinishedRound): void {
    const reason = retry.join('; ');
    if (reason === this.#trouble) return;
    this.#trouble = reason;
    this.#options.log.error({ reasons: retry }, 'the kernel is not up to date; trying again');
    const kernel = { object: 'kernel', reason, failedClosed: false };
    this.#sendReceipt(this.#inKernel, { errors: [...errors, kernel], milliseconds });
  }

  #reportErrors(errors: readonly RoundError[]): void {
    const known = new Set(this.#errors.map(({ object, reason }) => `${object}\n${reason}`));
    for (const error of errors) {
      if (known.has(`${error.object}\n${error.reason}`)) continue;
      this.#options.log.error({ ...error }, 'object is not enforced');
    }
    this.#errors = errors;
  }

  /** `position`: what is in the kernel; undefined where nothing is yet. */
  #sendReceipt(position: Position | undefined, round: Pick<FinishedRound, 'errors' | 'milliseconds'>): void {
    if (!this.#client?.isConnected) return;
    const isCurrent = position !== undefined && position === this.#state.position;
    this.#client.sendReceipt({
      ...(position && { position }),
      ...(isCurrent && { digest: digestBytes(this.#state.digest) }),
      errors: round.errors.map(({ object, reason, failedClosed }) => ({ object, reason, failed_closed: failedClosed })),
      round_microseconds: Math.round(round.milliseconds * 1000),
      drift_healed: this.#driftUnreported,
      from_last_good: this.fromLastGood,
    });
    this.#driftUnreported = 0;
  }

  #sendStatuses({ errors }: FinishedRound): void {
    if (this.#options.tellsStatuses === false) return;
    const failed = new Set(errors.map(({ object }) => object));
    this.#writeStatusFiles((files) => files.keep(this.#statuses.programmed(failed)));
    if (!this.#client?.isConnected) return;
    for (const change of this.#statuses.changes(failed)) this.#client.sendStatus(change);
  }

  #writeStatusFiles(write: (files: StatusFiles) => void): void {
    try {
      if (this.#options.statusFiles) write(this.#options.statusFiles);
      this.#statusFilesTrouble = '';
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (reason !== this.#statusFilesTrouble) {
        this.#options.log.error({ reason }, 'endpoint status files cannot be written; pods may be slow to start');
      }
      this.#statusFilesTrouble = reason;
    }
  }

  #settle(): void {
    const now = this.#inKernel;
    if (!now) return;
    const reached = this.#waiters.filter(({ position }) => reaches(now, position));
    this.#waiters = this.#waiters.filter((waiter) => !reached.includes(waiter));
    for (const { done } of reached) done();
  }
}

function reaches(now: Position, wanted: Position): boolean {
  return now.epoch === wanted.epoch ? now.revision >= wanted.revision : now.epoch > wanted.epoch;
}
