// Serves NodeSync: one stream for each node, the newest wins.
import { status as grpcStatus, Server } from '@grpc/grpc-js';
import type { CalculationGraph, FlushSummary } from '@manul/calc';
import type { Address } from '@manul/config';
import type { Logger } from '@manul/observability';
import { type manul, nodeSyncService } from '@manul/proto';
import { Admission } from './admission.ts';
import { BatchWriter } from './batch.ts';
import { bindServer } from './bind-server.ts';
import type { ChangeTraces } from './change-traces.ts';
import { refuseOtherNodes, type ServerIdentity } from './credentials.ts';
import { digestFromBytes } from './digest-bytes.ts';
import { ImplementationDelays } from './implementation-delays.ts';
import type { SyncMetrics } from './metrics.ts';
import { NodeStream, type StreamHost, type SyncCall } from './node-stream.ts';
import type { Receipts } from './receipts.ts';
import { SilentStreams } from './silent-streams.ts';

interface StreamLimits {
  /** A node that takes nothing for so long while something waits for it is shed. */
  readonly slowNodeMilliseconds: number;
  /** Nodes that get their first batches at the same time; each may have two batches in memory. */
  readonly admittedNodes: number;
  /** Of one peer, before they have said hello. */
  readonly silentStreams: number;
}

export interface SyncServerOptions {
  /** What streams are taken from. */
  readonly graph: Pick<CalculationGraph, 'subscribe'>;
  readonly receipts: Receipts;
  readonly epoch: number;
  readonly name: string;
  readonly version: string;
  readonly identity: ServerIdentity;
  readonly keepaliveMilliseconds: number;
  /** As they are now. */
  readonly limits: () => StreamLimits;
  readonly log: Logger;
  readonly metrics: SyncMetrics;
  /** Undefined where nothing is traced. */
  readonly traces?: ChangeTraces | undefined;
}

/** A peer that says nothing at all is not kept for long. */
const helloMilliseconds = 10_000;
const sweepMilliseconds = 1_000;
/** When all drivers have to go elsewhere they come one by one, so far apart. */
const spreadMilliseconds = 2;
const maxSpreadMilliseconds = 10_000;
/** The largest message from a driver is a chunk of its inventory. */
const maxReceiveBytes = 4 * 1024 * 1024;

/** Beside one node's driver. */
const maxObservers = 16;

export class SyncServer {
  readonly #options: SyncServerOptions;
  readonly #server: Server;
  readonly #sweep: NodeJS.Timeout;
  /** By node: the stream that counts. */
  readonly #streams = new Map<string, NodeStream>();
  /** By node: who listens beside its driver. */
  readonly #observers = new Map<string, Set<NodeStream>>();
  /** Every open stream, those without a hello too. */
  readonly #open = new Set<NodeStream>();
  readonly #silent = new SilentStreams();
  readonly #delays: ImplementationDelays;
  readonly #admission: Admission<NodeStream>;
  #revision = 0;
  #inSync = false;

  constructor(options: SyncServerOptions) {
    this.#options = options;
    this.#admission = new Admission(
      () => options.limits().admittedNodes,
      (stream) => this.#begin(stream),
    );
    this.#delays = new ImplementationDelays((seconds) => options.metrics.implemented(seconds));
    this.#server = new Server({
      'grpc.keepalive_time_ms': options.keepaliveMilliseconds,
      'grpc.keepalive_timeout_ms': options.keepaliveMilliseconds / 2,
      'grpc.max_receive_message_length': maxReceiveBytes,
      'grpc.max_send_message_length': -1,
      'grpc.max_concurrent_streams': 16,
      // Counts of each stream and message that nobody reads.
      'grpc.enable_channelz': 0,
    });
    const host = this.#host();
    this.#server.addService(nodeSyncService, {
      sync: (call: SyncCall) => {
        this.#admitNew(new NodeStream(call, host));
      },
    });
    // After a look at what came meanwhile: where it is this process that was held up, nodes are not to blame.
    this.#sweep = setInterval(() => setImmediate(() => this.#shed()), sweepMilliseconds);
    this.#sweep.unref();
  }

  /** Nodes with a stream. */
  get size(): number {
    return this.#streams.size;
  }

  /** Gives the address with the port that was chosen where 0 was asked for. */
  listen(address: Address): Promise<string> {
    return bindServer(this.#server, address, this.#options.identity.credentials);
  }

  /**
   * After each flush: sends what it made pending. The first one, in sync, lets the waiting streams begin. `observedAt`:
   * when the oldest of the flushed changes came, in milliseconds since the Unix epoch.
   */
  flushed({ revision, pendingNodes }: FlushSummary, observedAt?: number): void {
    this.#revision = revision;
    for (const node of pendingNodes) {
      const stream = this.#streams.get(node);
      // It may be an observer alone that something is pending for: that the driver will never acknowledge.
      if (stream?.hasPending) {
        this.#options.receipts.wanted(node, revision);
        if (observedAt !== undefined && stream.hasCaughtUp) this.#delays.wanted(node, observedAt);
      }
      stream?.pump();
      for (const observer of this.#observers.get(node) ?? []) observer.pump();
    }
    if (this.#inSync) return;
    this.#inSync = true;
    for (const stream of [...this.#open]) if (stream.node !== '') this.#admission.ask(stream);
  }

  /** Says goodbye to every driver, so that they come back, spread out, to whoever serves then. */
  async stop(): Promise<void> {
    clearInterval(this.#sweep);
    const spread = Math.min(this.#open.size * spreadMilliseconds, maxSpreadMilliseconds);
    for (const stream of [...this.#open]) stream.end('the server is shutting down', Math.random() * spread);
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => {
        this.#server.forceShutdown();
        resolve();
      }, 1_000);
      this.#server.tryShutdown(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  #host(): StreamHost {
    const { graph, receipts, epoch, name, version, identity, metrics, log, traces } = this.#options;
    return {
      epoch,
      revision: () => this.#revision,
      batches: new BatchWriter(),
      serverName: name,
      serverVersion: version,
      authorize: (call, node) =>
        identity.tokens?.refusal(call.metadata, node) ??
        (identity.mutualTls ? refuseOtherNodes(call, node) : undefined),
      subscribe: (node, start) => graph.subscribe(node, start),
      onHello: (stream, hello) => {
        this.#silent.delete(stream);
        this.#accept(stream, hello);
      },
      traceParent: (stream, revision) => (stream.isObserver ? '' : (traces?.sending(stream.node, revision) ?? '')),
      onSent: (stream, sent) => {
        metrics.sent(sent);
        if (!sent.position || stream.isObserver) return;
        receipts.sent(stream.node, sent.position.revision, sent.position.digest);
        this.#delays.sent(stream.node, sent.position.revision);
      },
      onReceipt: (stream, receipt) => this.#onReceipt(stream, receipt),
      onCaughtUp: (stream) => this.#admission.release(stream),
      onStatus: (_stream, status) => metrics.status(status),
      onEnd: (stream, reason) => {
        this.#open.delete(stream);
        this.#silent.delete(stream);
        this.#admission.release(stream);
        log.info({ node: stream.node, peer: stream.peer, reason }, 'stream ended');
        this.#remove(stream);
      },
    };
  }

  /** Streams that say nothing cost little, but one peer must not be able to have any number of them. */
  #admitNew(stream: NodeStream): void {
    this.#open.add(stream);
    if (this.#silent.add(stream) <= this.#options.limits().silentStreams) return;
    stream.fail(grpcStatus.RESOURCE_EXHAUSTED, 'too many streams of this peer say nothing');
  }

  #accept(stream: NodeStream, hello: manul.v1.Hello): void {
    const { log, receipts } = this.#options;
    const { node, instance, driver_version: driverVersion, backends, position, digest, observer } = hello;
    const held = digest.length === 8 ? digestFromBytes(digest).toString(16) : undefined;
    const about = { node, peer: stream.peer, instance, driverVersion, backends, position, digest: held, observer };
    log.info(about, 'stream opened');
    if (observer) {
      if ((this.#observers.get(node)?.size ?? 0) >= maxObservers) {
        stream.fail(grpcStatus.RESOURCE_EXHAUSTED, `${maxObservers} observers listen to ${node} already`);
        return;
      }
      this.#observers.set(node, (this.#observers.get(node) ?? new Set()).add(stream));
    } else {
      const older = this.#streams.get(node);
      this.#streams.set(node, stream);
      this.#delays.forget(node);
      older?.end(`a newer stream of ${node} took this one's place`, 5_000);
      receipts.connected(node, { instance, driverVersion, backends, peer: stream.peer }, this.#revision);
    }
    if (this.#inSync) this.#admission.ask(stream);
  }

  #remove(stream: NodeStream): void {
    const observers = this.#observers.get(stream.node);
    if (observers?.delete(stream) && observers.size === 0) this.#observers.delete(stream.node);
    if (this.#streams.get(stream.node) !== stream) return;
    this.#streams.delete(stream.node);
    this.#options.receipts.disconnected(stream.node);
    this.#delays.forget(stream.node);
    this.#options.traces?.lost(stream.node);
  }

  #begin(stream: NodeStream): void {
    if (!stream.isObserver) this.#options.receipts.wanted(stream.node, this.#revision);
    stream.begin();
  }

  #onReceipt(stream: NodeStream, receipt: manul.v1.IReceipt): void {
    const { receipts, metrics, log, epoch } = this.#options;
    if (this.#streams.get(stream.node) !== stream) return;
    const { drifted } = receipts.received(stream.node, receipt);
    const { position } = receipt;
    if (Number(position?.epoch) === epoch) {
      this.#delays.acknowledged(stream.node, Number(position?.revision));
      this.#options.traces?.acknowledged(stream.node, Number(position?.revision));
    }
    metrics.receipt(receipt);
    if (drifted)
      log.warn({ node: stream.node, position: receipt.position }, 'the driver holds another state than sent');
  }

  #shed(): void {
    const { metrics, log } = this.#options;
    const { slowNodeMilliseconds } = this.#options.limits();
    const now = performance.now();
    // Nobody waits for a node that takes nothing.
    for (const stream of [...this.#admission.admitted]) {
      if (now - stream.progressAt > sweepMilliseconds) this.#admission.release(stream);
    }
    for (const stream of [...this.#open]) {
      if (stream.state === 'hello' && now - stream.openedAt > helloMilliseconds) {
        stream.fail(grpcStatus.DEADLINE_EXCEEDED, 'no hello');
      } else if (stream.isBlocked && now - stream.progressAt > slowNodeMilliseconds) {
        metrics.shed();
        log.warn({ node: stream.node, peer: stream.peer }, 'node takes nothing; its stream is ended');
        stream.fail(grpcStatus.RESOURCE_EXHAUSTED, `nothing was taken for ${slowNodeMilliseconds} ms`);
      }
    }
  }
}
