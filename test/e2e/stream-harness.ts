// A node as the server sees it, without a kernel: it keeps account of what it holds and says everything that the
// protocol lets a driver say, or whatever a test wants said. And a source that a test feeds by hand.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type ChannelCredentials,
  Client,
  type ClientDuplexStream,
  credentials,
  Metadata,
  type StatusObject,
} from '@grpc/grpc-js';
import type { ApiObject, ObjectChange, Source, SourceEvents } from '@manul/model';
import { createLogger } from '@manul/observability';
import { addModulo64, digestTerm, type felix, HeldObjects, manul, nodeSyncService, objectKey } from '@manul/proto';
import { type CalcGraphHandle, type CalcGraphSettings, runCalcGraph } from '@manul/service-calc-graph';

export const quiet = createLogger({ service: 'test', level: 'silent' });

/** A source in a test's hands. */
export class HandFedSource implements Source {
  #events: SourceEvents | undefined;
  readonly #initial: readonly ApiObject[];

  constructor(initial: readonly ApiObject[] = []) {
    this.#initial = initial;
  }

  start(events: SourceEvents): void {
    this.#events = events;
    if (this.#initial.length > 0) this.apply(...this.#initial);
  }

  inSync(): void {
    this.#events?.inSync();
  }

  apply(...objects: ApiObject[]): void {
    this.#change(objects.map((object) => ({ op: 'apply', object })));
  }

  delete(...objects: ApiObject[]): void {
    this.#change(objects.map((object) => ({ op: 'delete', object })));
  }

  async stop(): Promise<void> {
    this.#events = undefined;
  }

  #change(changes: ObjectChange[]): void {
    this.#events?.changes(changes);
  }
}

export interface TestServer {
  readonly handle: CalcGraphHandle;
  readonly source: HandFedSource;
}

/** Sockets and state of one test. */
export function temporaryDirectory(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'manul-e2e-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** A server in this process whose source is in sync with these objects. */
export async function startServer(
  listen: string,
  objects: readonly ApiObject[],
  settings: Partial<CalcGraphSettings> = {},
): Promise<TestServer> {
  const source = new HandFedSource(objects);
  const handle = await runCalcGraph({ source: 'directory:none', listen, ...settings }, { source, log: quiet });
  source.inSync();
  return { handle, source };
}

type Call = ClientDuplexStream<Buffer, Buffer>;

export interface RawNodeOptions {
  /** Take nothing until told to. */
  readonly stuck?: boolean;
  /** Do not answer what the server asks. */
  readonly mute?: boolean;
  /** Acknowledge nothing by itself. */
  readonly reticent?: boolean;
  /** None unless given. */
  readonly credentials?: ChannelCredentials;
  /** What goes before the stream. */
  readonly metadata?: Metadata;
}

/** A driver's side of the stream, in a test's hands. What it holds survives from one stream to the next. */
export class RawNode {
  readonly name: string;
  readonly held = new HeldObjects();
  /** Everything received on the newest stream. */
  batches: manul.v1.ToNode[] = [];
  position: manul.v1.IPosition | undefined;
  status: StatusObject | undefined;
  #client: Client | undefined;
  #call: Call | undefined;
  #changed: (() => void)[] = [];
  #options: RawNodeOptions = {};

  constructor(name: string) {
    this.name = name;
  }

  /** Opens a stream and says hello with what is held. */
  connect(address: string, options: RawNodeOptions = {}, hello: manul.v1.IHello = {}): void {
    this.open(address, options);
    const held = this.position && { position: this.position, digest: bytes8(this.held.digest) };
    this.send({ hello: { node: this.name, protocol_version: 1, driver_version: 'test', ...held, ...hello } });
  }

  /** Opens a stream and says nothing. */
  open(address: string, options: RawNodeOptions = {}): void {
    this.batches = [];
    this.status = undefined;
    this.#options = options;
    this.#client = new Client(address, options.credentials ?? credentials.createInsecure(), {
      'grpc.use_local_subchannel_pool': 1,
      'grpc.enable_retries': 0,
    });
    const { path, requestSerialize, responseDeserialize } = nodeSyncService.sync;
    const call: Call = this.#client.makeBidiStreamRequest(
      path,
      requestSerialize,
      responseDeserialize,
      options.metadata ?? new Metadata(),
    );
    this.#call = call;
    call.on('data', (bytes: Buffer) => {
      if (call === this.#call) this.#receive(manul.v1.ToNode.decode(bytes));
    });
    call.on('error', () => {});
    call.on('status', (status) => {
      if (call === this.#call) this.status = status;
      this.#notify();
    });
    if (options.stuck) call.pause();
  }

  send(message: manul.v1.IFromNode): void {
    this.sendBytes(Buffer.from(manul.v1.FromNode.encode(message).finish()));
  }

  sendBytes(bytes: Buffer): void {
    this.#call?.write(bytes);
  }

  /** That the newest position is in the kernel. */
  acknowledge(more: manul.v1.IReceipt = {}): void {
    this.send({ receipt: { position: this.position ?? null, digest: bytes8(this.held.digest), ...more } });
  }

  /** Goes on taking. */
  resume(): void {
    this.#call?.resume();
  }

  disconnect(): void {
    this.#call?.cancel();
    this.#client?.close();
    this.#call = undefined;
  }

  /** Updates received on the newest stream. */
  get updates(): readonly felix.IToDataplane[] {
    return this.batches.flatMap(({ updates }) => updates.map(({ message }) => message ?? {}));
  }

  /** Keys of the objects that the newest stream was about. */
  get updatedKeys(): readonly string[] {
    return this.updates.map((message) => objectKey(message)?.key ?? Object.keys(message)[0] ?? '');
  }

  /** Settles as soon as the condition holds. */
  async until(condition: () => boolean, what: string): Promise<void> {
    const deadline = performance.now() + 300_000;
    while (!condition()) {
      const left = deadline - performance.now();
      if (left <= 0) throw new Error(`${this.name}: ${what} did not happen; status ${JSON.stringify(this.status)}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left);
        this.#changed.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  }

  /** Until the newest stream has brought a position of the server's newest revision. */
  upTo(server: CalcGraphHandle): Promise<void> {
    const reached = () => this.batches.some(({ position }) => Number(position?.revision ?? -1) >= server.revision());
    return this.until(reached, `revision ${server.revision()}`);
  }

  /** Until the newest stream has brought an object whose key ends so, and the position that it belongs to. */
  received(key: string): Promise<void> {
    const has = ({ updates }: manul.v1.ToNode) =>
      updates.some(({ message }) => objectKey(message ?? {})?.key.endsWith(key));
    return this.until(() => {
      const index = this.batches.findIndex(has);
      return index >= 0 && this.batches.slice(index).some(({ position }) => position);
    }, key);
  }

  ended(): Promise<void> {
    return this.until(() => this.status !== undefined, 'the end of the stream');
  }

  #receive(batch: manul.v1.ToNode): void {
    this.batches.push(batch);
    for (const { message } of batch.updates) this.held.apply(message ?? {});
    if (!this.#options.mute) this.#answer(batch);
    this.#notify();
  }

  #answer(batch: manul.v1.ToNode): void {
    if (batch.inventory_wanted) {
      const entries = [...this.held.values()].flatMap(({ keyHash, content }) => [bytes8(keyHash), bytes8(content)]);
      this.send({ inventory: { entries: Buffer.concat(entries), complete: true } });
    }
    if (batch.position) {
      this.position = batch.position;
      if (!this.#options.reticent) this.acknowledge();
    }
  }

  #notify(): void {
    const changed = this.#changed;
    this.#changed = [];
    for (const call of changed) call();
  }
}

/** The digest of what is held, summed up anew. */
export function sumOf(held: HeldObjects): bigint {
  let sum = 0n;
  for (const { keyHash, content } of held.values()) sum = addModulo64(sum, digestTerm(keyHash, content));
  return sum;
}

export function bytes8(value: bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(value);
  return bytes;
}
