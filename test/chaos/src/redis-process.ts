// A Redis of a test's own: real, on loopback, killed and started again as the test likes.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync } from 'node:fs';
import { createConnection, createServer } from 'node:net';

/** Skips with a message where there is no redis-server; in CI it is there, or the tests fail. */
export function hasRedis(what: string): boolean {
  const found = spawnSync('redis-server', ['--version']).status === 0;
  if (!found && process.env['CI'] === undefined) console.warn(`skipped: ${what} need redis-server`);
  return found || process.env['CI'] !== undefined;
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

export class RedisProcess {
  readonly port: number;
  readonly #directory: string;
  #child: ChildProcess | undefined;

  constructor(port: number, directory: string) {
    this.port = port;
    this.#directory = `${directory}/redis`;
  }

  /** `keeps`: what was written survives a kill, but for the last second of it, as with Redis' usual settings. */
  async start(keeps = true): Promise<void> {
    if (!keeps) rmSync(this.#directory, { recursive: true, force: true });
    mkdirSync(this.#directory, { recursive: true });
    const settings = [
      '--port',
      `${this.port}`,
      '--bind',
      '127.0.0.1',
      '--save',
      '',
      '--appendonly',
      keeps ? 'yes' : 'no',
    ];
    this.#child = spawn('redis-server', [...settings, '--dir', this.#directory, '--loglevel', 'warning'], {
      stdio: 'ignore',
    });
    while (!(await this.#answers())) await new Promise((resolve) => setTimeout(resolve, 20));
  }

  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (!child || child.exitCode !== null) return;
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  }

  async #answers(): Promise<boolean> {
    const socket = createConnection(this.port, '127.0.0.1');
    try {
      await once(socket, 'connect');
      socket.write('PING\r\n');
      const [answer] = (await once(socket, 'data')) as [Buffer];
      return answer.toString().startsWith('+PONG');
    } catch {
      return false;
    } finally {
      socket.destroy();
    }
  }
}
