// Felix, as far as its driver sees it: starts the driver as its child with two more pipes, speaks its framing, and
// listens to what comes back.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { encodeFelixFrame, FelixFrameReader, felix } from '@manul/proto';
import type { Namespace } from './namespace.ts';

const manul = fileURLToPath(new URL('../../../node_modules/.bin/manul', import.meta.url));

export class FelixStandIn {
  /** What the driver has said. */
  readonly heard: felix.FromDataplane[] = [];
  readonly #child: ChildProcess;
  #sequence = 0;
  #errors = '';

  /** As Felix does, without arguments; Felix's environment is the driver's. */
  constructor(namespace: Namespace, environment: Readonly<Record<string, string>> = {}) {
    const [command = '', ...enter] = namespace.enter;
    this.#child = spawn(command, [...enter, manul, 'driver'], {
      stdio: ['ignore', 'inherit', 'pipe', 'pipe', 'pipe'],
      env: { ...process.env, XTABLES_LOCKFILE: namespace.lockFile, MANUL_FELIX_PIPES: 'true', ...environment },
    });
    const reader = new FelixFrameReader();
    (this.#child.stdio[4] as Readable).on('data', (piece: Buffer) => {
      for (const envelope of reader.push(piece)) this.heard.push(felix.FromDataplane.decode(envelope));
    });
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#errors += text;
    });
    this.#toDriver.on('error', () => {});
  }

  /** What the driver has logged. */
  get errors(): string {
    return this.#errors;
  }

  say(...messages: felix.IToDataplane[]): void {
    for (const message of messages) this.sayNumbered(this.#sequence++, message);
  }

  sayNumbered(number: number, message: felix.IToDataplane): void {
    this.write(encodeFelixFrame(felix.ToDataplane.encode({ ...message, sequence_number: number }).finish()));
  }

  write(bytes: Uint8Array): void {
    this.#toDriver.write(bytes);
  }

  /** Closes the pipe to the driver, as Felix's end does. Gives the driver's exit code. */
  async close(): Promise<number | null> {
    this.#toDriver.end();
    return this.exited();
  }

  async exited(): Promise<number | null> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) await once(this.#child, 'exit');
    return this.#child.exitCode;
  }

  get #toDriver(): Writable {
    return this.#child.stdio[3] as Writable;
  }
}
