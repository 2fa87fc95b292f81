// A server in a test's hands: it shows what drivers say and says what the test wants said.
import { Server, ServerCredentials, type ServerDuplexStream } from '@grpc/grpc-js';
import { encodeFrame, manul, nodeSyncService } from '@manul/proto';

export class ScriptedStream {
  readonly said: manul.v1.FromNode[] = [];
  ended = false;
  readonly #call: ServerDuplexStream<Buffer, Buffer>;

  constructor(call: ServerDuplexStream<Buffer, Buffer>) {
    this.#call = call;
    call.on('data', (bytes: Buffer) => this.said.push(manul.v1.FromNode.decode(bytes)));
    call.on('cancelled', () => (this.ended = true));
    call.on('end', () => (this.ended = true));
    call.on('error', () => {});
  }

  get hello(): manul.v1.IHello | undefined {
    return this.said[0]?.hello ?? undefined;
  }

  get receipts(): manul.v1.IReceipt[] {
    return this.said.flatMap(({ receipt }) => receipt ?? []);
  }

  get statuses(): NonNullable<manul.v1.IFromNode['status']>[] {
    return this.said.flatMap(({ status }) => status ?? []);
  }

  send(part: manul.v1.IToNode): void {
    this.sendBytes(encodeFrame(part));
  }

  sendBytes(bytes: Buffer): void {
    this.#call.write(bytes);
  }

  end(): void {
    this.#call.end();
  }
}

export class ScriptedServer {
  readonly streams: ScriptedStream[] = [];
  readonly address: string;
  readonly #server = new Server();

  constructor(address: string) {
    this.address = address;
    this.#server.addService(nodeSyncService, {
      sync: (call: ServerDuplexStream<Buffer, Buffer>) => {
        const stream = new ScriptedStream(call);
        this.streams.push(stream);
        stream.send({ welcome: { server: 'scripted', protocol_version: 1 } });
      },
    });
  }

  get newest(): ScriptedStream | undefined {
    return this.streams.at(-1);
  }

  start(): Promise<void> {
    return new Promise((resolve, reject) => {
      const insecure = ServerCredentials.createInsecure();
      this.#server.bindAsync(this.address, insecure, (error) => (error ? reject(error) : resolve()));
    });
  }

  stop(): void {
    this.#server.forceShutdown();
  }
}
