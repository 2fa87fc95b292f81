// A Redis of a test's own: real, on loopback, killed and started again as the test likes.
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync } from 'node:fs';
import { createConnection } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Process, startProcess } from '../../apiserver/src/index.ts';

/** Skips with a message where there is no redis-server; in CI it is there, or the tests fail. */
export function hasRedis(what: string): boolean {
  const found = spawnSync('redis-server', ['--version']).status === 0;
  if (!found && process.env['CI'] === undefined) console.warn(`skipped: ${what} need redis-server`);
  return found || process.env['CI'] !== undefined;
}

export class RedisProcess {
  readonly port: number;
  readonly #directory: string;
  readonly #settings: readonly string[];
  #process: Process | undefined;

  /** `settings`: more of redis-server's own, `['--requirepass', 'x']`. */
  constructor(port: number, directory: string, settings: readonly string[] = []) {
    this.port = port;
    this.#directory = `${directory}/redis-${port}`;
    this.#settings = settings;
  }

  /** `keeps`: what was written survives a kill, but for the last second of it, as with Redis' usual settings. */
  async start(keeps = true): Promise<void> {
    if (!keeps) rmSync(this.#directory, { recursive: true, force: true });
    mkdirSync(this.#directory, { recursive: true });
    const redis = startProcess('redis-server', [
      ...['--port', `${this.port}`, '--bind', '127.0.0.1', '--dir', this.#directory],
      ...['--save', '', '--appendonly', keeps ? 'yes' : 'no'],
      ...['--logfile', `${this.#directory}/log`, '--loglevel', 'warning', '--repl-diskless-sync-delay', '0'],
      ...this.#settings,
    ]);
    this.#process = redis;
    while (!(await this.#isReady())) {
      if (redis.hasExited()) throw new Error('redis-server has ended');
      await sleep(20);
    }
  }

  async kill(): Promise<void> {
    await this.#process?.end('SIGKILL');
    this.#process = undefined;
  }

  /** The answer to one command, as it is on the wire: `+OK`. Rejects where nobody answers. */
  async ask(command: string): Promise<string> {
    const socket = createConnection(this.port, '127.0.0.1');
    try {
      await once(socket, 'connect');
      socket.write(`${command}\r\n`);
      const closed = once(socket, 'close').then(() => Promise.reject(new Error('Redis has hung up')));
      const [answer] = (await Promise.race([once(socket, 'data'), closed])) as [Buffer];
      return answer.toString();
    } finally {
      socket.destroy();
    }
  }

  /** Follows another one, and is in step with it when this settles. */
  async follow(leader: RedisProcess): Promise<void> {
    await this.ask(`REPLICAOF 127.0.0.1 ${leader.port}`);
    while (!(await this.ask('INFO replication')).includes('master_link_status:up')) await sleep(20);
  }

  /** Over TLS, and without its password, nothing more is heard than that it is there. */
  async #isReady(): Promise<boolean> {
    const answer = await this.ask('PING').catch(() => '');
    return /^(\+PONG|-NOAUTH)/.test(answer);
  }
}
