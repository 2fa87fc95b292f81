// A TCP proxy that can be told to misbehave: to hold everything back without a word, to cut, to refuse, to be slow.
import { once } from 'node:events';
import { createConnection, createServer, type Server, type Socket } from 'node:net';

export class FaultProxy {
  #target: number;
  readonly #server: Server;
  readonly #pairs = new Set<readonly [Socket, Socket]>();
  #isDown = false;
  #stalled = false;
  #delay = 0;

  /** `target`: a port of the loopback. */
  constructor(target: number) {
    this.#target = target;
    this.#server = createServer((near) => this.#accept(near));
  }

  /** On a free port of the loopback, which it gives, or on a socket in the file system. */
  async listen(path?: string): Promise<number> {
    if (path === undefined) this.#server.listen(0, '127.0.0.1');
    else this.#server.listen(path);
    await once(this.#server, 'listening');
    const address = this.#server.address();
    return typeof address === 'object' && address ? address.port : 0;
  }

  /** Nothing passes, and nobody is told. */
  stall(): void {
    this.#stalled = true;
    for (const [near, far] of this.#pairs) {
      near.pause();
      far.pause();
    }
  }

  resume(): void {
    this.#stalled = false;
    for (const [near, far] of this.#pairs) {
      near.resume();
      far.resume();
    }
  }

  /** Whatever passes takes so much longer. */
  delay(milliseconds: number): void {
    this.#delay = milliseconds;
  }

  /** From now on it leads elsewhere. */
  redirect(target: number): void {
    this.#target = target;
    this.cut();
  }

  /** Resets what is connected. Who connects again is let through. */
  cut(): void {
    for (const pair of this.#pairs) for (const socket of pair) reset(socket);
  }

  /** Cuts, and refuses who connects from now on. */
  down(): void {
    this.#isDown = true;
    this.cut();
  }

  up(): void {
    this.#isDown = false;
  }

  async close(): Promise<void> {
    this.cut();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #accept(near: Socket): void {
    if (this.#isDown) {
      reset(near.on('error', () => {}));
      return;
    }
    const far = createConnection(this.#target, '127.0.0.1');
    const pair = [near, far] as const;
    this.#pairs.add(pair);
    const end = () => {
      this.#pairs.delete(pair);
      near.destroy();
      far.destroy();
    };
    for (const [from, to] of [pair, [far, near] as const]) {
      from.setNoDelay(true);
      from.on('data', this.#pipeInto(to));
      from.on('error', end);
      from.on('close', end);
      if (this.#stalled) from.pause();
    }
  }

  /** Bytes leave in the order in which they came, however the delay changes meanwhile: TCP does not mix them up. */
  #pipeInto(to: Socket): (bytes: Buffer) => void {
    const waiting: { readonly bytes: Buffer; readonly due: number }[] = [];
    let timer: NodeJS.Timeout | undefined;
    const drain = () => {
      timer = undefined;
      for (let next = waiting[0]; next; next = waiting[0]) {
        const left = next.due - performance.now();
        if (left > 0) {
          timer = setTimeout(drain, left);
          return;
        }
        waiting.shift();
        if (!to.destroyed) to.write(next.bytes);
      }
    };
    return (bytes) => {
      waiting.push({ bytes, due: performance.now() + this.#delay });
      if (!timer) drain();
    };
  }
}

/** Only where there is a connection of TCP can it be reset. */
function reset(socket: Socket): void {
  if (socket.remoteFamily === undefined) socket.destroy();
  else socket.resetAndDestroy();
}
