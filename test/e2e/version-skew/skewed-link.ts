// A line between drivers and servers of which one is of another version: it lets pass what both know. Towards an older
// peer that is everything but what was added since; from a newer one there is more than anybody here has heard of.
import { Client, credentials, Server, ServerCredentials, type ServerDuplexStream } from '@grpc/grpc-js';
import { manul, nodeSyncService } from '@manul/proto';

/** `none`: both are of today. */
export type Skew = 'none' | 'older' | 'newer';

/** What NodeSync did not have at first, field by field. */
const added = { hello: ['observer', 'kinds'], batch: ['trace_parent'] } as const;
/** Field 1000, of a kind that is skipped by its length. */
const unknownField = Buffer.from([0xc2, 0x3e, 3, 0x6e, 0x65, 0x77]);

export class SkewedLink {
  skew: Skew = 'none';
  /** Fields that were taken out or put in. */
  changed = 0;
  readonly #upstream: string;
  readonly #server = new Server();

  constructor(upstream: string) {
    this.#upstream = upstream;
    this.#server.addService(nodeSyncService, { sync: (call: ServerDuplexStream<Buffer, Buffer>) => this.#join(call) });
  }

  async listen(address: string): Promise<void> {
    await new Promise<void>((resolve, reject) =>
      this.#server.bindAsync(address, ServerCredentials.createInsecure(), (error) =>
        error ? reject(error) : resolve(),
      ),
    );
  }

  close(): void {
    this.#server.forceShutdown();
  }

  #join(driver: ServerDuplexStream<Buffer, Buffer>): void {
    const client = new Client(this.#upstream, credentials.createInsecure(), { 'grpc.use_local_subchannel_pool': 1 });
    const { path, requestSerialize, responseDeserialize } = nodeSyncService.sync;
    const server = client.makeBidiStreamRequest(path, requestSerialize, responseDeserialize);
    driver.on('data', (bytes: Buffer) => {
      server.write(this.#fromNode(bytes));
      // A payload of its own, which nobody here can have a use for.
      if (this.skew === 'newer') server.write(unknownField);
    });
    server.on('data', (bytes: Buffer) => driver.write(this.#toNode(bytes)));
    const end = () => {
      driver.end();
      server.cancel();
      client.close();
    };
    for (const stream of [driver, server]) stream.on('error', end).on('end', end);
    driver.on('cancelled', end);
  }

  #fromNode(bytes: Buffer): Buffer {
    const message = manul.v1.FromNode.decode(bytes);
    if (this.skew === 'none' || !message.hello) return this.#extended(bytes);
    const hello = { ...manul.v1.Hello.toObject(manul.v1.Hello.fromObject(message.hello)) };
    if (this.skew === 'older') for (const field of added.hello) this.#drop(hello, field);
    return this.#extended(Buffer.from(manul.v1.FromNode.encode({ hello }).finish()));
  }

  #toNode(bytes: Buffer): Buffer {
    if (this.skew !== 'older') return this.#extended(bytes);
    const batch = { ...manul.v1.ToNode.decode(bytes) };
    for (const field of added.batch) this.#drop(batch, field);
    return Buffer.from(manul.v1.ToNode.encode(batch).finish());
  }

  #drop<T extends object>(message: T, field: string): void {
    if (Reflect.has(message, field)) this.changed++;
    Reflect.deleteProperty(message, field);
  }

  #extended(bytes: Buffer): Buffer {
    if (this.skew !== 'newer') return bytes;
    this.changed++;
    return Buffer.concat([bytes, unknownField]);
  }
}
