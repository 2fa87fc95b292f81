// A lab in another process's hands: see lab-host.ts.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { LabAnswer, LabCalls } from './lab-calls.ts';

const host = fileURLToPath(new URL('lab-host.ts', import.meta.url));

export class LabClient {
  readonly #child: ChildProcess;
  readonly #connection: Socket;
  readonly #waiting = new Map<number, PromiseWithResolvers<unknown>>();
  #nextId = 0;

  private constructor(child: ChildProcess, connection: Socket) {
    this.#child = child;
    this.#connection = connection;
    connection.on('error', () => {});
    connection.once('close', () => {
      for (const { reject } of this.#waiting.values()) reject(new Error('the lab has ended'));
    });
    createInterface({ input: connection }).on('line', (line) => this.#take(JSON.parse(line) as LabAnswer));
  }

  /** Starts a lab; its socket is made in `directory`. */
  static async start(directory: string): Promise<LabClient> {
    const socket = `${directory}/lab.sock`;
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', host, socket], {
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    for (;;) {
      // It is there a moment before anybody listens on it.
      const connection = existsSync(socket) && (await connected(socket).catch(() => undefined));
      if (connection) return new LabClient(child, connection);
      if (child.exitCode !== null || child.signalCode !== null) {
        throw new Error(`the lab ended with ${child.signalCode ?? `exit code ${child.exitCode}`}`);
      }
      await sleep(20);
    }
  }

  call<M extends keyof LabCalls>(
    method: M,
    ...[argument]: Parameters<LabCalls[M]>
  ): Promise<Awaited<ReturnType<LabCalls[M]>>> {
    if (this.#connection.destroyed) return Promise.reject(new Error('the lab has ended'));
    const id = this.#nextId++;
    const waiting = Promise.withResolvers<unknown>();
    this.#waiting.set(id, waiting);
    this.#connection.write(`${JSON.stringify({ id, method, argument: argument ?? null })}\n`);
    return waiting.promise as Promise<Awaited<ReturnType<LabCalls[M]>>>;
  }

  /** Ends it with all that is in it. */
  async stop(): Promise<void> {
    const closed = this.#child.exitCode === null ? once(this.#child, 'close') : undefined;
    this.#connection.destroy();
    await closed;
  }

  #take({ id, result, error }: LabAnswer): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error === undefined) waiting?.resolve(result);
    else waiting?.reject(new Error(error));
  }
}

async function connected(socket: string): Promise<Socket> {
  const connection = connect(socket);
  await once(connection, 'connect');
  return connection;
}
