// Between real drivers and servers, message by message: acknowledgements are held back, doubled and passed in another
// order, and either side can be made to look like a later version.
import {
  type ChannelCredentials,
  Client,
  type ClientDuplexStream,
  Server,
  ServerCredentials,
  type ServerDuplexStream,
  status,
} from '@grpc/grpc-js';
import { manul, nodeSyncService } from '@manul/proto';
import type { Random } from './random.ts';
import { unknownUpdate, withUnknownField } from './versions.ts';

type Call = ServerDuplexStream<Buffer, Buffer>;
type Upstream = ClientDuplexStream<Buffer, Buffer>;

export interface StreamProxyOptions {
  readonly addresses: readonly string[];
  /** By which servers know the node. */
  readonly credentials: (node: string) => ChannelCredentials;
  readonly random: Random;
}

export class StreamProxy {
  /** Both sides say more than the other knows. */
  newer = false;
  readonly #options: StreamProxyOptions;
  readonly #server = new Server();
  readonly #clients = new Set<Client>();
  #attempt = 0;

  constructor(options: StreamProxyOptions) {
    this.#options = options;
    this.#server.addService(nodeSyncService, { sync: (call: Call) => this.#accept(call) });
  }

  /** `unix:/path`. */
  async listen(address: string): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.bindAsync(address, ServerCredentials.createInsecure(), (error) =>
        error ? reject(error) : resolve(),
      );
    });
  }

  /** All streams, without a word. */
  cut(): void {
    for (const client of this.#clients) client.close();
  }

  close(): void {
    this.cut();
    this.#server.forceShutdown();
  }

  #accept(call: Call): void {
    let upstream: Upstream | undefined;
    let held: Buffer | undefined;
    call.on('error', () => {});
    call.on('cancelled', () => upstream?.cancel());
    call.on('data', (bytes: Buffer) => {
      const message: manul.v1.FromNode = manul.v1.FromNode.decode(bytes);
      upstream ??= this.#open(call, message.hello?.node ?? '');
      const passed = this.newer ? withUnknownField(bytes) : bytes;
      const to = upstream;
      if (!message.receipt) {
        to.write(passed);
        return;
      }
      const kind = this.#options.random(4);
      if (kind === 0 && !held) {
        held = passed;
        return;
      }
      to.write(passed);
      if (kind === 1) to.write(passed);
      if (kind === 2) setTimeout(() => to.write(passed), this.#options.random(300));
      // Behind one that came later.
      if (held) to.write(held);
      held = undefined;
    });
  }

  #open(call: Call, node: string): Upstream {
    const { addresses, credentials } = this.#options;
    const client = new Client(addresses[this.#attempt++ % addresses.length]!, credentials(node), {
      'grpc.use_local_subchannel_pool': 1,
      'grpc.enable_retries': 0,
      'grpc.keepalive_time_ms': 2_000,
      'grpc.keepalive_timeout_ms': 1_000,
    });
    this.#clients.add(client);
    const { path, requestSerialize, responseDeserialize } = nodeSyncService.sync;
    const upstream: Upstream = client.makeBidiStreamRequest(path, requestSerialize, responseDeserialize);
    upstream.on('data', (bytes: Buffer) => {
      call.write(this.newer ? withUnknownField(Buffer.concat([unknownUpdate, bytes])) : bytes);
    });
    upstream.on('error', () => {});
    upstream.on('status', ({ code, details }) => {
      this.#clients.delete(client);
      client.close();
      if (code === status.OK) call.end();
      else call.emit('error', { code, details });
    });
    return upstream;
  }
}
