// One prober process in one network namespace: see prober.pl.
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { inNetns } from './network.ts';

export type ProbeProtocol = 'tcp' | 'udp' | 'sctp';

export interface Target {
  readonly protocol: ProbeProtocol;
  readonly address: string;
  readonly port: number;
}

/** Who a peer is that has accepted a connection and not said a word. */
export const NOBODY = '-';

/** What came back: the peer's word (`by`: who it says it is), a refusal (reset, ICMP error), or nothing. */
export type ProbeOutcome =
  | { readonly kind: 'open'; readonly by: string }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'silent' };

/**
 * Source ports of one address, in turn. Whoever has the address goes on where the one before stopped: a conntrack entry
 * of an earlier probe would let a later one from the same port pass as established.
 */
export class SourcePorts {
  #last = FIRST_SOURCE_PORT;

  next(): number {
    this.#last = this.#last >= LAST_SOURCE_PORT ? FIRST_SOURCE_PORT : this.#last + 1;
    return this.#last;
  }
}

const FIRST_SOURCE_PORT = 10_000;
const LAST_SOURCE_PORT = 60_000;

const script = fileURLToPath(new URL('prober.pl', import.meta.url));

export class Prober {
  readonly name: string;
  readonly #child: ChildProcessByStdio<Writable, Readable, null>;
  readonly #waiting = new Map<string, (outcome: ProbeOutcome) => void>();
  readonly #listening = new Map<string, PromiseWithResolvers<void>>();
  readonly #ended: Promise<void>;
  readonly #sourcePorts: SourcePorts;
  #nextId = 0;

  /** Starts a prober in a network namespace; `name` is what it answers to those who reach it. */
  constructor(netns: string, name: string, sourcePorts: SourcePorts) {
    this.name = name;
    this.#sourcePorts = sourcePorts;
    const [file = '', ...args] = inNetns(netns, ['perl', script]);
    this.#child = spawn(file, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    this.#child.stdin.on('error', () => {});
    createInterface({ input: this.#child.stdout }).on('line', (line) => this.#take(line));
    this.#ended = new Promise((resolve) => {
      const end = (reason: string) => {
        this.#fail(reason);
        resolve();
      };
      this.#child.once('error', (error) => end(error.message));
      this.#child.once('close', (code, signal) => end(`the prober ended with ${signal ?? code}`));
    });
    this.#send(`name ${name}`);
  }

  /** Answers on a port from now on; asking again does nothing. Rejects where the port is taken. */
  listen(protocol: ProbeProtocol, port: number): Promise<void> {
    const key = `${protocol} ${port}`;
    let listening = this.#listening.get(key);
    if (!listening) {
      listening = Promise.withResolvers();
      this.#listening.set(key, listening);
      this.#send(`listen ${key}`);
    }
    return listening.promise;
  }

  /** A new connection, or exchange, from a source port not used before. Silence takes `milliseconds` to establish. */
  probe(target: Target, milliseconds: number): Promise<ProbeOutcome> {
    const id = String(this.#nextId++);
    const outcome = new Promise<ProbeOutcome>((resolve) => this.#waiting.set(id, resolve));
    const { protocol, address, port } = target;
    this.#send(`probe ${id} ${protocol} ${this.#freePort(protocol)} ${address} ${port} ${milliseconds}`);
    return outcome;
  }

  /** Settles when the process has ended. */
  stop(): Promise<void> {
    this.#child.stdin.end();
    return this.#ended;
  }

  #freePort(protocol: ProbeProtocol): number {
    let port = this.#sourcePorts.next();
    while (this.#listening.has(`${protocol} ${port}`)) port = this.#sourcePorts.next();
    return port;
  }

  #send(line: string): void {
    this.#child.stdin.write(`${line}\n`);
  }

  #take(line: string): void {
    const [kind, first = '', second = '', ...rest] = line.split(' ');
    const detail = rest.join(' ');
    if (kind === 'listening') this.#listening.get(`${first} ${second}`)?.resolve();
    if (kind === 'failed') {
      this.#listening
        .get(`${first} ${second}`)
        ?.reject(new Error(`${this.name} cannot listen on ${second}: ${detail}`));
    }
    if (kind !== 'result') return;
    const resolve = this.#waiting.get(first);
    this.#waiting.delete(first);
    resolve?.(toOutcome(second, detail));
  }

  #fail(reason: string): void {
    for (const resolve of this.#waiting.values()) resolve({ kind: 'refused', reason });
    this.#waiting.clear();
    for (const listening of this.#listening.values()) listening.reject(new Error(`${this.name}: ${reason}`));
  }
}

function toOutcome(kind: string, detail: string): ProbeOutcome {
  if (kind === 'open') return { kind, by: detail };
  if (kind === 'refused') return { kind, reason: detail };
  return { kind: 'silent' };
}
