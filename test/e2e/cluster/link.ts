// The line between calc-graph and its API server, in a test's hands: it can be cut, and stay cut.
import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

export class Link {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #isDown = false;

  private constructor(server: Server) {
    this.#server = server;
  }

  /** Listens on a free port of the loopback for what is meant for `port` there. */
  static async open(port: number): Promise<Link> {
    const server = createServer();
    const link = new Link(server);
    server.on('connection', (client) => link.#join(client, port));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return link;
  }

  get port(): number {
    const address = this.#server.address();
    return typeof address === 'object' && address ? address.port : 0;
  }

  /** Resets what is connected. Who connects again is let through. */
  cut(): void {
    for (const socket of this.#sockets) socket.resetAndDestroy();
  }

  /** Cuts, and refuses connections from now on. */
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

  #join(client: Socket, port: number): void {
    client.on('error', () => {});
    if (this.#isDown) {
      client.resetAndDestroy();
      return;
    }
    for (const socket of [client, pipeTo(client, port)]) {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    }
  }
}

/** Connects a client to a port of the loopback, both ways; where one end goes, the other goes too. */
export function pipeTo(client: Socket, port: number): Socket {
  const upstream = connect(port, '127.0.0.1');
  for (const [from, to] of [
    [client, upstream],
    [upstream, client],
  ] as const) {
    from.pipe(to);
    from.on('error', () => to.destroy());
    from.on('close', () => to.destroy());
  }
  return upstream;
}
