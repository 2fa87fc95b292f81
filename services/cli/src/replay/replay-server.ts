// Serves a recording over NodeSync, to real drivers. Each gets a snapshot of what has been replayed so far, and then
// every step as a batch of its own.
import { Server, ServerCredentials, type ServerDuplexStream, status } from '@grpc/grpc-js';
import {
  concatenateFrames,
  encodePhaseFrame,
  encodePositionFrame,
  encodeUpdateFrame,
  encodeWelcomeFrame,
  HeldObjects,
  manul,
  nodeSyncService,
  nodeSyncVersion,
} from '@manul/proto';
import { OutputState } from '@manul/recording';
import type { OutputStep } from './output-steps.ts';

type Call = ServerDuplexStream<Buffer, Buffer>;
type Position = Readonly<{ epoch: number; revision: number }>;

/** What a driver said is in its kernel. */
export interface ReplayReceipt {
  readonly node: string;
  readonly receipt: manul.v1.IReceipt;
}

const maxBatchBytes = 256 * 1024;

export class ReplayServer {
  readonly #server = new Server();
  readonly #nodes = new Map<string, ReplayedNode>();
  readonly #onReceipt: (receipt: ReplayReceipt) => void;
  #connected: (() => void)[] = [];

  constructor(onReceipt: (receipt: ReplayReceipt) => void) {
    this.#onReceipt = onReceipt;
    this.#server.addService(nodeSyncService, { sync: (call: Call) => this.#accept(call) });
  }

  /** `unix:/path` or `host:port`; gives the address with the port that was chosen where 0 was asked for. */
  async listen(address: string): Promise<string> {
    const port = await new Promise<number>((resolve, reject) => {
      this.#server.bindAsync(address, ServerCredentials.createInsecure(), (error, bound) =>
        error ? reject(error) : resolve(bound),
      );
    });
    return address.startsWith('unix:') ? address : address.replace(/:\d+$/, `:${port}`);
  }

  /** Settles when the node's driver has a stream. */
  async connected(node: string): Promise<void> {
    while (!this.#node(node).isConnected) await new Promise<void>((resolve) => this.#connected.push(resolve));
  }

  send(step: OutputStep): void {
    this.#node(step.node).send(step);
  }

  stop(): void {
    this.#server.forceShutdown();
  }

  #node(name: string): ReplayedNode {
    const node = this.#nodes.get(name) ?? new ReplayedNode();
    this.#nodes.set(name, node);
    return node;
  }

  #accept(call: Call): void {
    let name: string | undefined;
    call.on('error', () => {});
    call.on('end', () => call.end());
    call.on('data', (bytes: Buffer) => {
      let message: manul.v1.FromNode;
      try {
        message = manul.v1.FromNode.decode(bytes);
      } catch {
        call.emit('error', { code: status.INVALID_ARGUMENT, details: 'malformed message' });
        return;
      }
      if (message.hello && name === undefined) {
        name = message.hello.node ?? '';
        this.#node(name).connect(call);
        for (const resolve of this.#connected.splice(0)) resolve();
      }
      if (message.receipt && name !== undefined) this.#onReceipt({ node: name, receipt: message.receipt });
    });
  }
}

class ReplayedNode {
  readonly #state = new OutputState();
  readonly #held = new HeldObjects();
  #position: Position | undefined;
  #call: Call | undefined;

  get isConnected(): boolean {
    return this.#call !== undefined;
  }

  connect(call: Call): void {
    this.#call?.end();
    this.#call = call;
    call.on('close', () => {
      if (this.#call === call) this.#call = undefined;
    });
    call.write(encodeWelcomeFrame({ server: 'manul replay', protocol_version: nodeSyncVersion }));
    if (!this.#position) return;
    const frames = Array.from(this.#state.outputs(), ({ message, origin }) =>
      encodeUpdateFrame({ message, origin: origin ?? null }),
    );
    this.#write(frames, manul.v1.Phase.SNAPSHOT, this.#position);
  }

  send({ updates, epoch, revision }: OutputStep): void {
    // What a driver holds from elsewhere goes with the first step.
    const phase = this.#position ? manul.v1.Phase.UPDATE : manul.v1.Phase.SNAPSHOT;
    this.#position = { epoch, revision };
    for (const { message, origin } of updates) {
      if (!message) continue;
      this.#state.apply(message, origin);
      this.#held.apply(message);
    }
    this.#write(updates.map(encodeUpdateFrame), phase, this.#position);
  }

  #write(frames: readonly Buffer[], phase: manul.v1.Phase, position: Position): void {
    const phaseFrame = phase === manul.v1.Phase.UPDATE ? [] : [encodePhaseFrame(phase)];
    let batch: Buffer[] = [];
    let bytes = 0;
    for (const frame of frames) {
      batch.push(frame);
      bytes += frame.length;
      if (bytes < maxBatchBytes) continue;
      this.#call?.write(concatenateFrames([...batch, ...phaseFrame]));
      batch = [];
      bytes = 0;
    }
    this.#call?.write(concatenateFrames([...batch, ...phaseFrame, encodePositionFrame(position, this.#digest())]));
  }

  #digest(): Buffer {
    const bytes = Buffer.alloc(8);
    bytes.writeBigUInt64LE(this.#held.digest);
    return bytes;
  }
}
