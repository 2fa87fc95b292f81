// Felix's side of the driver's life: it starts the driver as its child, writes to one pipe and reads from the other.
// There is no way to ask for anything again. Where what comes cannot be right, the driver ends; Felix then ends too, both
// are started anew, and everything is sent from the beginning. The kernel stays as it is meanwhile.
import type { Readable, Writable } from 'node:stream';
import type { Logger } from '@manul/observability';
import { encodeFelixFrame, FelixFrameError, FelixFrameReader, felix, manul } from '@manul/proto';
import type { SyncHandler } from '../sync-client.ts';
import type { Upstream } from '../upstream.ts';

export interface FelixPipesOptions {
  readonly input: Readable;
  readonly output: Writable;
  readonly log: Logger;
}

export interface FelixPipesEnd {
  /** Undefined where Felix closed its pipe in order. */
  readonly error: Error | undefined;
}

/** While so much waits for Felix to read it, signs of life are not added. */
const maxWaitingBytes = 1024 * 1024;

export class FelixPipes implements Upstream {
  readonly ended: Promise<FelixPipesEnd>;
  readonly #options: FelixPipesOptions;
  readonly #messages: AsyncGenerator<Received>;
  readonly #startedAt = Date.now();
  readonly #epoch = Date.now();
  #rest: Received = { messages: [], bytes: 0 };
  #handler: SyncHandler | undefined;
  #onConfig: (config: felix.IConfigUpdate) => void = () => {};
  #revision = 0;
  #inSync = false;
  #sequence = 0;
  #heartbeat: NodeJS.Timeout | undefined;
  #resumed: { readonly promise: Promise<void>; readonly resolve: () => void } | undefined;
  #end: (end: FelixPipesEnd) => void = () => {};
  #isOver = false;

  constructor(options: FelixPipesOptions) {
    this.#options = options;
    this.#messages = receive(options.input, options.log);
    this.ended = new Promise((resolve) => {
      this.#end = resolve;
    });
    options.output.on('error', (error: Error) => this.#finish(new Error(`Felix reads no more: ${error.message}`)));
  }

  get isConnected(): boolean {
    return !this.#isOver;
  }

  /** Felix's settings, which come before all else. Rejects where something else does. */
  async config(): Promise<felix.IConfigUpdate> {
    const { value, done } = await this.#messages.next();
    if (done) throw new FelixFrameError('Felix closed its pipe before it said anything');
    const [first, ...messages] = value.messages;
    if (!first?.config_update) throw new FelixFrameError('the first message is no ConfigUpdate');
    this.#rest = { messages, bytes: value.bytes };
    return first.config_update;
  }

  /** `onConfig` hears of settings that come later. */
  attach(handler: SyncHandler, onConfig: (config: felix.IConfigUpdate) => void): void {
    this.#handler = handler;
    this.#onConfig = onConfig;
  }

  start(): void {
    this.#handler?.connected('felix', {});
    void this.#run().then(
      () => this.#finish(undefined),
      (error: Error) => this.#finish(error),
    );
  }

  stop(): void {
    this.#finish(undefined);
    this.#options.input.destroy();
    this.#options.output.destroy();
  }

  /** Felix wants to hear regularly that its driver lives. */
  beat(seconds: number): void {
    clearInterval(this.#heartbeat);
    if (seconds <= 0) return;
    const beat = () => {
      if (this.#options.output.writableLength > maxWaitingBytes) return;
      const uptime = (Date.now() - this.#startedAt) / 1000;
      this.sendStatus({ process_status_update: { iso_timestamp: new Date().toISOString(), uptime } });
    };
    beat();
    this.#heartbeat = setInterval(beat, seconds * 1000);
  }

  /** Felix knows no receipts. */
  sendReceipt(): void {}

  sendStatus(message: felix.IFromDataplane): void {
    if (this.#isOver) return;
    const envelope = felix.FromDataplane.encode({ ...message, sequence_number: this.#sequence++ }).finish();
    this.#options.output.write(encodeFelixFrame(envelope));
  }

  pause(): void {
    this.#resumed ??= Promise.withResolvers<void>();
  }

  resume(): void {
    this.#resumed?.resolve();
    this.#resumed = undefined;
  }

  reconnect(reason: string): void {
    this.#finish(new Error(reason));
  }

  async #run(): Promise<void> {
    this.#take(this.#rest);
    for await (const received of this.#messages) {
      if (this.#isOver) return;
      this.#take(received);
      await this.#resumed?.promise;
    }
  }

  /** What came in one piece is applied in one round; what came before Felix was in sync, with its in-sync. */
  #take({ messages, bytes }: Received): void {
    if (messages.length === 0) return;
    for (const { config_update: config } of messages) if (config) this.#onConfig(config);
    this.#inSync ||= messages.some(({ in_sync: inSync }) => inSync);
    const updates = messages.map((message) => ({ message }));
    const position = this.#inSync ? { epoch: this.#epoch, revision: ++this.#revision } : undefined;
    this.#handler?.batch(manul.v1.ToNode.fromObject({ updates, ...(position && { position }) }), bytes);
  }

  #finish(error: Error | undefined): void {
    if (this.#isOver) return;
    this.#isOver = true;
    clearInterval(this.#heartbeat);
    this.resume();
    this.#handler?.disconnected(error?.message ?? 'Felix closed its pipe');
    this.#end({ error });
  }
}

interface Received {
  readonly messages: readonly felix.ToDataplane[];
  /** As they came. */
  readonly bytes: number;
}

/** What each piece of the pipe completes. Throws FelixFrameError where messages are missing or cannot be read. */
async function* receive(input: Readable, log: Logger): AsyncGenerator<Received> {
  const reader = new FelixFrameReader();
  let due = 0;
  for await (const piece of input as AsyncIterable<Buffer>) {
    const messages: felix.ToDataplane[] = [];
    for (const envelope of reader.push(piece)) {
      const message = decode(envelope, due);
      const sequence = Number(message.sequence_number);
      if (sequence !== due) throw new FelixFrameError(`message ${sequence} came where ${due} was due`);
      due++;
      if (message.payload) messages.push(message);
      else log.warn({ sequence }, 'Felix sent a message of a kind that this version does not know; it is left out');
    }
    if (messages.length > 0) yield { messages, bytes: piece.length };
  }
  if (reader.isMidFrame) throw new FelixFrameError('the pipe was closed in the middle of a message');
}

function decode(envelope: Buffer, number: number): felix.ToDataplane {
  try {
    return felix.ToDataplane.decode(envelope);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new FelixFrameError(`message ${number} cannot be decoded: ${reason}`, { cause: error });
  }
}
