// A node's driver without a kernel: it keeps account of what it holds, comes back when it is cut off, and acknowledges
// late, twice, or what is long past.
import { Client, type ClientDuplexStream, credentials } from '@grpc/grpc-js';
import { type felix, HeldObjects, manul, nodeSyncService, objectKey } from '@manul/proto';

type Call = ClientDuplexStream<Buffer, Buffer>;
export type Random = (below: number) => number;

const silenceMilliseconds = 2_000;

export class SimulatedNode {
  readonly name: string;
  held = new HeldObjects();
  /** Updates that told of what was held already. */
  redundant = 0;
  updates = 0;
  disorders: string[] = [];
  readonly #addresses: readonly string[];
  readonly #random: Random;
  #position: manul.v1.IPosition | undefined;
  #snapshot: Set<string> | undefined;
  #call: Call | undefined;
  #client: Client | undefined;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;
  #attempt = 0;

  constructor(name: string, addresses: readonly string[], random: Random) {
    this.name = name;
    this.#addresses = addresses;
    this.#random = random;
    this.#attempt = random(addresses.length);
  }

  connect(): void {
    if (this.#stopped) return;
    const address = this.#addresses[this.#attempt++ % this.#addresses.length]!;
    const client = new Client(address, credentials.createInsecure(), {
      'grpc.use_local_subchannel_pool': 1,
      'grpc.enable_retries': 0,
      'grpc.keepalive_time_ms': silenceMilliseconds,
      'grpc.keepalive_timeout_ms': silenceMilliseconds / 2,
      'grpc.initial_reconnect_backoff_ms': 100,
    });
    const { path, requestSerialize, responseDeserialize } = nodeSyncService.sync;
    const call: Call = client.makeBidiStreamRequest(path, requestSerialize, responseDeserialize);
    this.#client = client;
    this.#call = call;
    // A batch that was cut off tells nothing of what is to be swept.
    this.#snapshot = undefined;
    call.on('data', (bytes: Buffer) => {
      if (call === this.#call) this.#receive(manul.v1.ToNode.decode(bytes));
    });
    call.on('error', () => {});
    call.on('status', () => {
      client.close();
      if (call === this.#call) this.#again();
    });
    const held = this.#position && { position: this.#position, digest: bytes8(this.held.digest) };
    this.#send(call, { hello: { node: this.name, protocol_version: 1, driver_version: 'simulated', ...held } });
  }

  /** The process is killed: what it held is gone, unless it kept it on disk. */
  restart(keeps: boolean): void {
    if (!keeps) {
      this.held = new HeldObjects();
      this.#position = undefined;
    }
    this.cut();
  }

  cut(): void {
    this.#call?.cancel();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#call?.cancel();
    this.#client?.close();
  }

  #again(): void {
    this.#call = undefined;
    clearTimeout(this.#timer);
    if (!this.#stopped) this.#timer = setTimeout(() => this.connect(), 50 + this.#random(200));
  }

  #receive(batch: manul.v1.ToNode): void {
    if (batch.inventory_wanted) this.#sendInventory();
    if (batch.phase === manul.v1.Phase.SNAPSHOT) this.#snapshot ??= new Set();
    for (const { message } of batch.updates) this.#apply(message ?? {});
    const forgotten = new Set(batch.forget.map((bytes) => Buffer.from(bytes).readBigUInt64LE()));
    for (const { key, keyHash } of [...this.held.values()]) if (forgotten.has(keyHash)) this.held.forget(key);
    if (batch.position) this.#reached(batch);
  }

  #apply(message: felix.IToDataplane): void {
    const about = objectKey(message);
    if (!about) return;
    const before = this.held.digest;
    this.held.apply(message);
    this.updates++;
    this.#snapshot?.add(about.key);
    // A snapshot says what is there, whatever was held.
    if (!this.#snapshot && this.held.digest === before) this.redundant++;
  }

  #reached({ position, digest }: manul.v1.ToNode): void {
    for (const { key } of this.#snapshot ? [...this.held.values()] : []) {
      if (!this.#snapshot?.has(key)) this.held.forget(key);
    }
    this.#snapshot = undefined;
    const ours = bytes8(this.held.digest);
    if (digest.length === 8 && !ours.equals(digest)) this.disorders.push(`digest at ${JSON.stringify(position)}`);
    const old = this.#position;
    this.#position = position ?? undefined;
    const call = this.#call;
    const receipt = { receipt: { position: position ?? null, digest: ours } };
    const acknowledge = () => call && call === this.#call && this.#send(call, receipt);
    switch (this.#random(4)) {
      case 0:
        setTimeout(acknowledge, this.#random(300));
        return;
      case 1:
        acknowledge();
        acknowledge();
        return;
      case 2:
        acknowledge();
        if (old && call) this.#send(call, { receipt: { position: old, digest: bytes8(0n) } });
        return;
      default:
        acknowledge();
    }
  }

  #sendInventory(): void {
    const entries = [...this.held.values()].flatMap(({ keyHash, content }) => [bytes8(keyHash), bytes8(content)]);
    if (this.#call) this.#send(this.#call, { inventory: { entries: Buffer.concat(entries), complete: true } });
  }

  #send(call: Call, message: manul.v1.IFromNode): void {
    call.write(Buffer.from(manul.v1.FromNode.encode(message).finish()));
  }
}

function bytes8(value: bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(value);
  return bytes;
}
