// Keeps one stream to one of the servers open: says hello, answers what the server asks, hands batches on, and comes
// back, with jitter, whenever the stream is lost. Losing it changes nothing in the kernel.
import {
  type ChannelCredentials,
  Client,
  type ClientDuplexStream,
  Metadata,
  type StatusObject,
  status,
} from '@grpc/grpc-js';
import type { Logger } from '@manul/observability';
import { manul, nodeSyncService } from '@manul/proto';
import { BackOff } from './back-off.ts';
import type { Upstream } from './upstream.ts';

export interface SyncClientOptions {
  /** `unix:/path` or `host:port`. */
  readonly servers: readonly string[];
  /** As they are for each connection: certificates are rotated. */
  readonly credentials: ChannelCredentials | (() => ChannelCredentials);
  /** What goes before the stream, for each connection; throws where it cannot be had now. */
  readonly metadata?: (() => Metadata) | undefined;
  readonly serverName?: string | undefined;
  readonly keepaliveMilliseconds: number;
  readonly maxReconnectMilliseconds: () => number;
  readonly handler: SyncHandler;
  readonly log: Logger;
}

/** What the stream is about. Calls come one after another and do not throw. */
export interface SyncHandler {
  /** What the driver holds now. */
  hello(): manul.v1.IHello;
  /** The driver's inventory, in chunks of whole entries. */
  inventory(): Iterable<Uint8Array>;
  /** A batch; its bytes on the wire are told for accounting. */
  batch(batch: manul.v1.ToNode, bytes: number): void;
  connected(server: string, welcome: manul.v1.IWelcome): void;
  disconnected(reason: string): void;
}

type Call = ClientDuplexStream<Buffer, Buffer>;

/** Connecting and being welcomed takes no longer, or another server is tried. */
const welcomeMilliseconds = 15_000;
const flowControlWindow = 4 * 1024 * 1024;
/** One update is never split, and a set of a million members is one update. */
const maxReceiveBytes = 512 * 1024 * 1024;

export class SyncClient implements Upstream {
  readonly #options: SyncClientOptions;
  readonly #servers: string[];
  readonly #backOff: BackOff;
  #client: Client | undefined;
  #call: Call | undefined;
  #welcomed = false;
  #server = '';
  #retryTimer: NodeJS.Timeout | undefined;
  #welcomeTimer: NodeJS.Timeout | undefined;
  #retryAfter = 0;
  #endReason: string | undefined;
  /** Failures since the last welcome. */
  readonly #reported = new Set<string>();
  #stopped = false;
  #paused = false;

  constructor(options: SyncClientOptions) {
    this.#options = options;
    // Each driver begins elsewhere, so that many of them spread over the servers.
    this.#servers = shuffle(options.servers);
    this.#backOff = new BackOff(100, options.maxReconnectMilliseconds);
  }

  /** The server has welcomed this driver, and the stream is open. */
  get isConnected(): boolean {
    return this.#welcomed;
  }

  start(): void {
    this.#connect();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#retryTimer);
    clearTimeout(this.#welcomeTimer);
    this.#call?.end();
    this.#call?.cancel();
    this.#close();
  }

  /** Says what is in the kernel; lost where there is no stream, since the next hello says it too. */
  sendReceipt(receipt: manul.v1.IReceipt): void {
    if (this.#welcomed) this.#send({ receipt });
  }

  sendStatus(message: NonNullable<manul.v1.IFromNode['status']>): void {
    if (this.#welcomed) this.#send({ status: message });
  }

  /** Stops taking from the stream; the server then coalesces. */
  pause(): void {
    this.#paused = true;
    this.#call?.pause();
  }

  resume(): void {
    if (!this.#paused) return;
    this.#paused = false;
    this.#call?.resume();
  }

  /** Ends the stream and comes back with a new hello. */
  reconnect(reason: string): void {
    this.#endReason = reason;
    this.#call?.cancel();
  }

  #connect(): void {
    const { credentials, keepaliveMilliseconds, serverName } = this.#options;
    this.#server = this.#servers[0]!;
    let metadata: Metadata;
    let current: ChannelCredentials;
    try {
      metadata = this.#options.metadata?.() ?? new Metadata();
      current = typeof credentials === 'function' ? credentials() : credentials;
    } catch (error) {
      this.#tryLater(error instanceof Error ? error.message : String(error));
      return;
    }
    this.#client = new Client(this.#server, current, {
      'grpc.keepalive_time_ms': keepaliveMilliseconds,
      'grpc.keepalive_timeout_ms': keepaliveMilliseconds / 2,
      'grpc.enable_retries': 0,
      'grpc.use_local_subchannel_pool': 1,
      'grpc.max_receive_message_length': maxReceiveBytes,
      'grpc-node.flow_control_window': flowControlWindow,
      ...(serverName && { 'grpc.ssl_target_name_override': serverName, 'grpc.default_authority': serverName }),
    });
    const { path, requestSerialize, responseDeserialize } = nodeSyncService.sync;
    const call: Call = this.#client.makeBidiStreamRequest(path, requestSerialize, responseDeserialize, metadata);
    this.#call = call;
    call.on('data', (bytes: Buffer) => this.#receive(call, bytes));
    // The error event repeats the status, which comes in any case.
    call.on('error', () => {});
    call.on('status', (end: StatusObject) => this.#ended(call, end));
    if (this.#paused) call.pause();
    this.#welcomeTimer = setTimeout(() => this.reconnect('the server did not answer'), welcomeMilliseconds);
    this.#send({ hello: this.#options.handler.hello() });
  }

  #receive(call: Call, bytes: Buffer): void {
    if (call !== this.#call) return;
    let batch: manul.v1.ToNode;
    try {
      batch = manul.v1.ToNode.decode(bytes);
    } catch (error) {
      this.reconnect(`malformed batch: ${error instanceof Error ? error.message : String(error)}`);
      return;
    }
    if (batch.welcome) this.#onWelcome(batch.welcome);
    if (batch.goodbye) {
      this.#endReason = batch.goodbye.reason || 'the server said goodbye';
      this.#retryAfter = batch.goodbye.retry_after_milliseconds ?? 0;
    }
    if (batch.inventory_wanted) this.#sendInventory();
    if (batch.updates.length > 0 || batch.forget.length > 0 || batch.position) {
      if (batch.position) this.#backOff.reset();
      this.#options.handler.batch(batch, bytes.length);
    }
  }

  #onWelcome(welcome: manul.v1.IWelcome): void {
    clearTimeout(this.#welcomeTimer);
    this.#welcomed = true;
    this.#reported.clear();
    this.#options.handler.connected(this.#server, welcome);
  }

  #sendInventory(): void {
    for (const entries of this.#options.handler.inventory()) this.#send({ inventory: { entries, complete: false } });
    this.#send({ inventory: { complete: true } });
  }

  #send(message: manul.v1.IFromNode): void {
    this.#call?.write(Buffer.from(manul.v1.FromNode.encode(message).finish()));
  }

  #ended(call: Call, end: StatusObject): void {
    if (call !== this.#call) return;
    clearTimeout(this.#welcomeTimer);
    const reason = this.#endReason ?? (end.code === status.OK ? 'the server ended the stream' : describe(end));
    const wasWelcomed = this.#welcomed;
    this.#close();
    if (wasWelcomed) this.#options.handler.disconnected(reason);
    if (this.#stopped) return;
    this.#tryLater(reason);
  }

  #tryLater(reason: string): void {
    // Another server next time.
    this.#servers.push(this.#servers.shift()!);
    const wait = Math.max(this.#backOff.next(), this.#retryAfter);
    this.#retryAfter = 0;
    this.#report({ server: this.#server, reason, retryInMilliseconds: Math.round(wait) });
    this.#retryTimer = setTimeout(() => this.#connect(), wait);
  }

  /** A server that stays away is news once, not each time it is looked for. */
  #report(failure: { readonly server: string; readonly reason: string; readonly retryInMilliseconds: number }): void {
    const text = `${failure.server} ${failure.reason}`;
    const isNews = !this.#reported.has(text);
    this.#reported.add(text);
    this.#options.log[isNews ? 'warn' : 'debug'](failure, 'no stream');
  }

  #close(): void {
    this.#call = undefined;
    this.#welcomed = false;
    this.#endReason = undefined;
    this.#client?.close();
    this.#client = undefined;
  }
}

function describe({ code, details }: StatusObject): string {
  return `${status[code]}: ${details}`;
}

function shuffle<T>(items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, order: Math.random() }))
    .sort((a, b) => a.order - b.order)
    .map(({ item }) => item);
}

/** A digest as it travels: 8 bytes, little-endian. */
export function digestBytes(digest: bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(digest);
  return bytes;
}
