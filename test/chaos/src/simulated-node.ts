// A node's driver with a kernel that only remembers: the driver's own account and managers under a stream that comes back
// when it is cut off, speaks older and newer versions, and acknowledges late, twice, or what is long past.
import { type ChannelCredentials, Client, type ClientDuplexStream } from '@grpc/grpc-js';
import { DataplaneDriver } from '@manul/dataplane';
import { manul, nodeSyncService } from '@manul/proto';
import { defaultRulesConfig } from '@manul/rules';
import { Inbox } from '../../../services/dataplane-driver/src/inbox.ts';
import { type MessageSink, NodeState } from '../../../services/dataplane-driver/src/node-state.ts';
import type { Random } from './random.ts';
import { RecordingBackend } from './recording-backend.ts';
import { type DriverVersion, withUnknownField } from './versions.ts';

type Call = ClientDuplexStream<Buffer, Buffer>;

const silenceMilliseconds = 2_000;

/** What drivers of this version ask for: see manul.v1.Hello. */
export const driverKinds: readonly number[] = [2, 5, 7, 9, 11, 14];

export interface SimulatedNodeOptions {
  readonly name: string;
  readonly addresses: readonly string[];
  readonly random: Random;
  /** As they are now: certificates are rotated. */
  readonly credentials: () => ChannelCredentials;
}

export class SimulatedNode {
  readonly name: string;
  /** All that it was told, but for where that ends. */
  updates = 0;
  /** Updates that told of what was held already. */
  redundant = 0;
  /** What ought not to have come, or not so. */
  readonly disorders: string[] = [];
  version: DriverVersion = 'current';
  readonly #options: SimulatedNodeOptions;
  readonly #inbox = new Inbox();
  #backend = new RecordingBackend();
  #dataplane = new DataplaneDriver({ backend: this.#backend, config: defaultRulesConfig });
  #state = new NodeState(this.#counting(), undefined);
  #inSnapshot = false;
  #call: Call | undefined;
  #client: Client | undefined;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;
  #attempt: number;

  constructor(options: SimulatedNodeOptions) {
    this.name = options.name;
    this.#options = options;
    this.#attempt = options.random(options.addresses.length);
  }

  get digest(): bigint {
    return this.#state.digest;
  }

  /** What its kernel would have now. */
  async rendered(): Promise<readonly string[]> {
    await this.#dataplane.apply();
    return this.#backend.rendered();
  }

  connect(): void {
    if (this.#stopped) return;
    const { addresses, credentials } = this.#options;
    const client = new Client(addresses[this.#attempt++ % addresses.length]!, credentials(), {
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
    // The half of a flush that was cut off comes again.
    this.#inbox.clear();
    call.on('data', (bytes: Buffer) => {
      if (call === this.#call) this.#receive(bytes);
    });
    call.on('error', () => {});
    call.on('status', () => {
      client.close();
      if (call === this.#call) this.#again();
    });
    this.#send(call, { hello: this.#hello() });
  }

  /** The process is killed, perhaps for one of another version: what it held is gone, unless it was kept on disk. */
  restart(keeps: boolean, version: DriverVersion): void {
    const messages = keeps ? [...this.#state.messages()] : [];
    const { position } = this.#state;
    this.version = version;
    this.#backend = new RecordingBackend();
    this.#dataplane = new DataplaneDriver({ backend: this.#backend, config: defaultRulesConfig });
    this.#state = new NodeState(this.#counting(), undefined);
    if (keeps && position) this.#state.restore({ node: this.name, kernel: undefined, position, messages });
    const before = this.#call;
    // What still comes on that stream was for the process that is gone.
    this.#again();
    before?.cancel();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#call?.cancel();
    this.#client?.close();
  }

  #hello(): manul.v1.IHello {
    const { position, digest } = this.#state;
    const hello = { node: this.name, protocol_version: 1, driver_version: 'simulated' };
    const held = position && { position, digest: bytes8(digest) };
    if (this.version === 'older') return { ...hello, ...held };
    const protocol_version = this.version === 'newer' ? 2 : 1;
    return { ...hello, ...held, protocol_version, kinds: [...driverKinds], instance: 'simulated' };
  }

  /** The managers, with a count of what was told without need. A snapshot says what is there, whatever was held. */
  #counting(): MessageSink {
    const sink = this.#dataplane;
    return {
      state: sink.state,
      beginSnapshot: () => sink.beginSnapshot(),
      endSnapshot: () => sink.endSnapshot(),
      forget: (hashes) => sink.forget(hashes),
      onUpdate: (message) => {
        const before = sink.state.digest;
        sink.onUpdate(message);
        if (message.in_sync) return;
        this.updates++;
        if (!this.#inSnapshot && sink.state.digest === before) this.redundant++;
      },
    };
  }

  #again(): void {
    this.#call = undefined;
    clearTimeout(this.#timer);
    if (!this.#stopped) this.#timer = setTimeout(() => this.connect(), 50 + this.#options.random(200));
  }

  #receive(bytes: Buffer): void {
    const batch: manul.v1.ToNode = manul.v1.ToNode.decode(bytes);
    if (batch.inventory_wanted) this.#sendInventory();
    if (batch.updates.length > 0 || batch.forget.length > 0 || batch.position) this.#inbox.add(batch, bytes.length);
    for (const flush of this.#inbox.take()) {
      const { position: before } = this.#state;
      this.#inSnapshot = flush.phase === manul.v1.Phase.SNAPSHOT;
      const { matches } = this.#state.apply(flush);
      if (!matches) this.disorders.push(`another digest at ${JSON.stringify(flush.position)}`);
      this.#acknowledge(before);
    }
  }

  #acknowledge(before: manul.v1.IPosition | undefined): void {
    const call = this.#call;
    const { position, digest } = this.#state;
    const receipt = { receipt: { position: position ?? null, digest: bytes8(digest) } };
    const acknowledge = () => call && call === this.#call && this.#send(call, receipt);
    switch (this.#options.random(4)) {
      case 0:
        setTimeout(acknowledge, this.#options.random(300));
        return;
      case 1:
        acknowledge();
        acknowledge();
        return;
      case 2:
        acknowledge();
        if (before && call) this.#send(call, { receipt: { position: before, digest: bytes8(0n) } });
        return;
      default:
        acknowledge();
    }
  }

  #sendInventory(): void {
    const call = this.#call;
    if (!call) return;
    for (const entries of this.#state.inventory()) this.#send(call, { inventory: { entries, complete: false } });
    this.#send(call, { inventory: { complete: true } });
  }

  #send(call: Call, message: manul.v1.IFromNode): void {
    const bytes = Buffer.from(manul.v1.FromNode.encode(message).finish());
    call.write(this.version === 'newer' ? withUnknownField(bytes) : bytes);
  }
}

function bytes8(value: bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(value);
  return bytes;
}
