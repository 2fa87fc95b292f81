// An external dataplane driver that was written for Felix, as the kernel of one of our drivers: started as Felix starts
// it, told what Felix would tell it, and started again, from the beginning, whenever it ends.
import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { DesiredState, notYet, type RoundReport } from '@manul/dataplane';
import type { Logger } from '@manul/observability';
import { encodeFelixFrame, FelixFrameReader, felix } from '@manul/proto';
import type { Kernel } from '../apply-loop.ts';
import type { MessageSink } from '../node-state.ts';

export interface ChildDriverOptions {
  readonly executable: string;
  /** What Felix's ConfigUpdate says, by Felix's names. */
  readonly parameters: Readonly<Record<string, string>>;
  /** What the driver reports, as it came. */
  readonly onReport: (report: felix.FromDataplane) => void;
  /** It has ended; the next round starts it again. */
  readonly onEnd: () => void;
  /** One that ends within so long of its start has taken nothing, and is not started again sooner. */
  readonly restartMilliseconds?: number;
  readonly log: Logger;
}

/** Of Felix's sources, the one that its environment is. */
const environmentSource = 5;
const stopMilliseconds = 5_000;

interface Running {
  readonly process: ChildProcess;
  readonly input: Writable;
  readonly ended: PromiseWithResolvers<void>;
  sequence: number;
}

export class ChildDriver implements Kernel, MessageSink {
  readonly state = new DesiredState();
  readonly #options: ChildDriverOptions;
  #queue: felix.IToDataplane[] = [];
  #running: Running | undefined;
  #startedAt = Number.NEGATIVE_INFINITY;
  #lastEnd = '';
  #stopped = false;
  /** Endpoints that the driver says it could not program. */
  readonly #inError = new Set<string>();

  constructor(options: ChildDriverOptions) {
    this.#options = options;
  }

  onUpdate(message: felix.IToDataplane): void {
    this.#queue.push(...this.state.accept(message));
  }

  beginSnapshot(): void {
    this.state.beginSnapshot();
  }

  endSnapshot(): void {
    this.#queue.push(...this.state.endSnapshot());
  }

  forget(keyHashes: ReadonlySet<bigint>): void {
    this.#queue.push(...this.state.forget(keyHashes));
  }

  /** The driver looks after its kernel itself. */
  async verify(): Promise<void> {}

  retryRefused(): void {}

  /** Settles when the driver has taken what is new, or all there is where it was started for it. */
  async apply(): Promise<RoundReport> {
    const { inSync, digest } = this.state;
    const errors = [...this.#inError].map((object) => ({ object, reason: 'the driver says so', failedClosed: true }));
    const report = { ...notYet(digest), inSync, errors };
    if (!inSync || this.#stopped) return { ...report, retry: [] };
    const queue = this.#queue;
    this.#queue = [];
    const isNew = this.#running === undefined;
    const { restartMilliseconds = 1_000 } = this.#options;
    if (isNew && performance.now() - this.#startedAt < restartMilliseconds) {
      return { ...report, retry: [this.#lastEnd] };
    }
    const running = this.#running ?? this.#start();
    const written = await this.#send(running, isNew ? this.#everything() : queue);
    // What one that ends at once has taken from its pipe, nobody knows.
    if (isNew) await this.#ended(running, restartMilliseconds);
    return this.#running === running ? { ...report, written, retry: [] } : { ...report, retry: [this.#lastEnd] };
  }

  /** Closes the pipes, as Felix's end would. */
  async stop(): Promise<void> {
    this.#stopped = true;
    const running = this.#running;
    if (!running) return;
    running.input.end();
    await this.#ended(running, stopMilliseconds);
    running.process.kill('SIGKILL');
    await running.ended.promise;
  }

  *#everything(): Generator<felix.IToDataplane> {
    const config = { ...this.#options.parameters };
    const source_to_raw_config = { [environmentSource]: { source: 'environment variable', config } };
    yield { config_update: { config, source_to_raw_config } };
    yield* this.state.messages();
  }

  async #send(running: Running, messages: Iterable<felix.IToDataplane>): Promise<number> {
    let count = 0;
    for (const message of messages) {
      if (this.#running !== running) break;
      const envelope = felix.ToDataplane.encode({ ...message, sequence_number: running.sequence++ }).finish();
      count++;
      // While the driver takes nothing, nothing is taken from the server either.
      if (!running.input.write(encodeFelixFrame(envelope))) await writable(running.input);
    }
    return count;
  }

  #start(): Running {
    const { executable, log } = this.#options;
    const child = spawn(executable, [], { stdio: ['ignore', 'inherit', 'inherit', 'pipe', 'pipe'] });
    const input = child.stdio[3] as Writable;
    const running: Running = { process: child, input, ended: Promise.withResolvers(), sequence: 0 };
    this.#running = running;
    this.#startedAt = performance.now();
    this.#inError.clear();
    // Its end tells.
    running.input.on('error', () => {});
    this.#listen(child, child.stdio[4] as Readable);
    const end = (reason: string) => {
      this.#noteEnd(running, reason);
      running.ended.resolve();
    };
    child.once('error', (error) => end(error.message));
    child.once('exit', (code, signal) => end(`${executable} ended with ${signal ?? `code ${code}`}`));
    child.once('spawn', () => log.info({ executable, pid: child.pid }, 'driver started'));
    return running;
  }

  /** Settles with its end, at the latest after so long. */
  async #ended(running: Running, milliseconds: number): Promise<void> {
    const waited = new AbortController();
    const long = setTimeout(milliseconds, undefined, { signal: waited.signal }).catch(() => undefined);
    await Promise.race([running.ended.promise, long]);
    waited.abort();
  }

  #listen(child: ChildProcess, output: Readable): void {
    const reader = new FelixFrameReader();
    output.on('error', () => {});
    output.on('data', (piece: Buffer) => {
      try {
        for (const envelope of reader.push(piece)) this.#hear(felix.FromDataplane.decode(envelope));
      } catch (error) {
        this.#options.log.error({ error }, 'what the driver reports cannot be read; it is started again');
        output.destroy();
        child.kill();
      }
    });
  }

  #hear(report: felix.FromDataplane): void {
    const { workload_endpoint_status_update: workload, host_endpoint_status_update: host } = report;
    if (workload?.id) {
      const { orchestrator_id, workload_id, endpoint_id } = workload.id;
      this.#note(`workload_endpoint ${orchestrator_id}|${workload_id}|${endpoint_id}`, workload.status?.status);
    }
    if (host?.id) this.#note(`host_endpoint ${host.id.endpoint_id}`, host.status?.status);
    this.#options.onReport(report);
  }

  #note(object: string, status: string | null | undefined): void {
    if (status === 'error') this.#inError.add(object);
    else this.#inError.delete(object);
  }

  #noteEnd(running: Running, reason: string): void {
    if (this.#running !== running) return;
    this.#running = undefined;
    this.#queue = [];
    this.#lastEnd = reason;
    if (this.#stopped) return;
    this.#options.log.error({ reason }, 'driver ended; starting it again');
    this.#options.onEnd();
  }
}

async function writable(stream: Writable): Promise<void> {
  if (stream.destroyed) return;
  await new Promise<void>((resolve) => {
    const done = () => {
      for (const event of ['drain', 'close', 'error']) stream.off(event, done);
      resolve();
    };
    for (const event of ['drain', 'close', 'error']) stream.on(event, done);
  });
}
