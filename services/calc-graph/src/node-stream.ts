// One driver's stream: hello, then resume by digest, by inventory or by snapshot, then batches as the node takes them.
// What a slow node has not taken stays in its sequencer, where it coalesces: a stream holds two batches at most.
import { status as grpcStatus, type ServerDuplexStream } from '@grpc/grpc-js';
import type { NodeSequencer, ResumeStart } from '@manul/calc';
import { encodeFrame, encodeGoodbyeFrame, encodeWelcomeFrame, manul, nodeSyncVersion } from '@manul/proto';
import type { BatchWriter } from './batch.ts';
import { digestFromBytes } from './digest-bytes.ts';
import { checkHello } from './hello.ts';
import { InventoryReader } from './inventory-reader.ts';
import { RateLimit } from './rate-limit.ts';

export type SyncCall = ServerDuplexStream<Buffer, Buffer>;

/** What a stream needs of the server around it. */
export interface StreamHost {
  readonly epoch: number;
  /** The graph's newest revision. */
  readonly revision: () => number;
  readonly batches: BatchWriter;
  readonly serverName: string;
  readonly serverVersion: string;
  /** The hello is in order. The host replaces older streams of the node and calls `begin` when the graph is in sync. */
  readonly onHello: (stream: NodeStream, hello: manul.v1.Hello) => void;
  readonly subscribe: (node: string, start: ResumeStart) => NodeSequencer;
  /** What the node's work on a revision belongs below where that is traced; else empty. */
  readonly traceParent: (stream: NodeStream, revision: number) => string;
  readonly onSent: (stream: NodeStream, sent: Sent) => void;
  readonly onReceipt: (stream: NodeStream, receipt: manul.v1.IReceipt) => void;
  /** The peer has taken its first position, and with it everything that there was. */
  readonly onCaughtUp: (stream: NodeStream) => void;
  readonly onStatus: (stream: NodeStream, status: NonNullable<manul.v1.IFromNode['status']>) => void;
  /** Once, whoever ended it. */
  readonly onEnd: (stream: NodeStream, reason: string) => void;
  /** Why the peer may not open the node's stream; undefined where it may. */
  readonly authorize: (call: SyncCall, node: string) => string | undefined | Promise<string | undefined>;
}

export interface Sent {
  readonly bytes: number;
  readonly updates: number;
  readonly phase: manul.v1.Phase;
  /** Present where the batch ends a flush. */
  readonly position: { readonly revision: number; readonly digest: bigint } | undefined;
}

const { Phase } = manul.v1;
const maxBatchBytes = 256 * 1024;
const maxInFlight = 2;
/** Of messages from a driver: after a reconnect one for each endpoint, and then what rounds cause. */
const [messageBurst, messagesPerSecond] = [5_000, 500];

type State = 'hello' | 'waiting' | 'inventory' | 'streaming' | 'ended';

export class NodeStream {
  readonly peer: string;
  readonly openedAt = performance.now();
  /** When the peer last took something, or had taken everything. */
  progressAt = performance.now();
  readonly #call: SyncCall;
  readonly #host: StreamHost;
  #state: State = 'hello';
  #node = '';
  #hello: manul.v1.Hello | undefined;
  #inventory: InventoryReader | undefined;
  #sequencer: NodeSequencer | undefined;
  #phase: manul.v1.Phase = Phase.UPDATE;
  /** The node is owed a position although nothing may be pending for it. */
  #owesPosition = false;
  #inFlight = 0;
  #caughtUp = false;
  readonly #rate = new RateLimit(messageBurst, messagesPerSecond, performance.now());
  /** It is being found out whether the peer may have the stream. */
  #isAuthorizing = false;

  constructor(call: SyncCall, host: StreamHost) {
    this.#call = call;
    this.#host = host;
    this.peer = call.getPeer();
    call.on('data', (bytes: Buffer) => this.#receive(bytes));
    call.on('end', () => this.end('the driver ended the stream'));
    call.on('cancelled', () => this.#ended('the connection was lost'));
    call.on('error', (error: Error) => this.#ended(error.message));
  }

  get node(): string {
    return this.#node;
  }

  /** Listens beside the node's driver. */
  get isObserver(): boolean {
    return this.#hello?.observer ?? false;
  }

  get state(): State {
    return this.#state;
  }

  /** Whether the peer lacks something of what its node needs. */
  get hasPending(): boolean {
    return this.#sequencer?.hasPending ?? false;
  }

  /** Whether the peer has taken everything once, and is sent what changes since. */
  get hasCaughtUp(): boolean {
    return this.#caughtUp;
  }

  /** Whether something waits for the peer to take what was written before. */
  get isBlocked(): boolean {
    return this.#inFlight > 0;
  }

  /** The graph is in sync: finds out what the node lacks. */
  begin(): void {
    if (this.#state !== 'waiting' || !this.#hello) return;
    this.progressAt = performance.now();
    const { position, digest } = this.#hello;
    if (!position || digest.length !== 8 || this.isObserver) {
      this.#start(this.#subscribe(), Phase.SNAPSHOT);
      return;
    }
    const sequencer = this.#subscribe();
    if (sequencer.resume(digestFromBytes(digest))) {
      this.#start(sequencer, Phase.UPDATE);
      return;
    }
    sequencer.close();
    this.#state = 'inventory';
    this.#inventory = new InventoryReader();
    this.#write(encodeFrame({ inventory_wanted: true }));
  }

  /** Sends what is pending, as far as the peer takes it. */
  pump(): void {
    const sequencer = this.#sequencer;
    if (this.#state !== 'streaming' || !sequencer) return;
    while (this.#inFlight < maxInFlight && (sequencer.hasPending || this.#owesPosition)) this.#sendBatch(sequencer);
  }

  /** Ends the stream in order. The driver comes back after `retryAfter` milliseconds at the earliest. */
  end(reason: string, retryAfter = 0): void {
    if (this.#state === 'ended') return;
    this.#call.write(encodeGoodbyeFrame({ reason, retry_after_milliseconds: retryAfter }));
    this.#call.end();
    this.#ended(reason);
  }

  /** Ends the stream with a gRPC status. */
  fail(code: grpcStatus, details: string): void {
    if (this.#state === 'ended') return;
    this.#ended(details);
    this.#call.emit('error', { code, details });
  }

  #sendBatch(sequencer: NodeSequencer): void {
    const { frames, updates, revision } = sequencer.hasPending
      ? sequencer.take(maxBatchBytes)
      : { frames: [], updates: 0, revision: this.#host.revision() };
    const phase = this.#phase;
    const end = revision === undefined ? undefined : { epoch: this.#host.epoch, revision, digest: sequencer.digest() };
    if (end) {
      this.#phase = Phase.UPDATE;
      this.#owesPosition = false;
    }
    const parent = end && updates > 0 && phase === Phase.UPDATE ? this.#host.traceParent(this, end.revision) : '';
    const traced = parent === '' ? frames : [...frames, encodeFrame({ trace_parent: parent })];
    const batch = this.#host.batches.join(traced, phase, end);
    this.#host.onSent(this, { bytes: batch.length, updates, phase, position: end });
    this.#write(batch, end && (() => this.#onPositionTaken()));
  }

  #onPositionTaken(): void {
    if (this.#caughtUp) return;
    this.#caughtUp = true;
    this.#host.onCaughtUp(this);
  }

  #subscribe(inventory?: ReadonlyMap<bigint, bigint>): NodeSequencer {
    return this.#host.subscribe(this.#node, { inventory, fields: new Set(this.#hello?.kinds) });
  }

  #start(sequencer: NodeSequencer, phase: manul.v1.Phase): void {
    this.#sequencer = sequencer;
    this.#phase = phase;
    this.#owesPosition = true;
    this.#state = 'streaming';
    this.pump();
  }

  #write(frame: Buffer, onTaken?: () => void): void {
    this.#inFlight++;
    this.#call.write(frame, () => {
      this.#inFlight--;
      this.progressAt = performance.now();
      onTaken?.();
      this.pump();
    });
  }

  #receive(bytes: Buffer): void {
    if (this.#state === 'ended') return;
    if (!this.#rate.take(performance.now())) {
      this.fail(grpcStatus.RESOURCE_EXHAUSTED, `more than ${messagesPerSecond} messages a second`);
      return;
    }
    let message: manul.v1.FromNode;
    try {
      message = manul.v1.FromNode.decode(bytes);
    } catch (error) {
      this.fail(grpcStatus.INVALID_ARGUMENT, `malformed message: ${error instanceof Error ? error.message : error}`);
      return;
    }
    const fault = this.#dispatch(message);
    if (fault !== undefined) this.fail(grpcStatus.INVALID_ARGUMENT, fault);
  }

  /** Gives what is wrong with the message, or undefined. */
  #dispatch(message: manul.v1.FromNode): string | undefined {
    if (message.hello) return this.#onHello(message.hello as manul.v1.Hello);
    if (this.#state === 'hello') return 'the first message must be a hello';
    if (message.inventory) return this.#onInventory(message.inventory);
    if (message.receipt) this.#host.onReceipt(this, message.receipt);
    if (message.status) this.#host.onStatus(this, message.status);
    // A payload that this version does not know is for a newer server.
    return undefined;
  }

  #onHello(hello: manul.v1.Hello): string | undefined {
    if (this.#state !== 'hello' || this.#isAuthorizing) return 'a second hello';
    const fault = checkHello(hello);
    if (fault !== undefined) return fault;
    const refusal = this.#host.authorize(this.#call, hello.node);
    if (!(refusal instanceof Promise)) {
      this.#welcome(hello, refusal);
      return undefined;
    }
    this.#isAuthorizing = true;
    void refusal
      .catch(() => 'who is asking could not be found out')
      .then((reason) => {
        this.#isAuthorizing = false;
        if (this.#state === 'hello') this.#welcome(hello, reason);
      });
    return undefined;
  }

  /** `refusal`: why the peer may not have the stream. */
  #welcome(hello: manul.v1.Hello, refusal: string | undefined): void {
    if (refusal !== undefined) {
      this.fail(grpcStatus.PERMISSION_DENIED, refusal);
      return;
    }
    this.#node = hello.node;
    this.#hello = hello;
    this.#state = 'waiting';
    const { serverName: server, serverVersion: server_version } = this.#host;
    const protocol_version = Math.min(hello.protocol_version, nodeSyncVersion);
    this.#write(encodeWelcomeFrame({ server, server_version, protocol_version }));
    this.#host.onHello(this, hello);
  }

  #onInventory(inventory: manul.v1.IInventory): string | undefined {
    if (this.#state !== 'inventory' || !this.#inventory) return 'an inventory that nobody asked for';
    const fault = this.#inventory.add(inventory.entries ?? new Uint8Array());
    if (fault !== undefined) return fault;
    if (!inventory.complete) return undefined;
    const { entries } = this.#inventory;
    this.#inventory = undefined;
    this.#start(this.#subscribe(entries), Phase.RESUME);
    return undefined;
  }

  #ended(reason: string): void {
    if (this.#state === 'ended') return;
    this.#state = 'ended';
    this.#sequencer?.close();
    this.#sequencer = undefined;
    this.#inventory = undefined;
    this.#host.onEnd(this, reason);
  }
}
