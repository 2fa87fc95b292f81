// Serves the admin API over gRPC, with reflection and health, on an address of its own.
import {
  status as grpcStatus,
  Server,
  type ServerUnaryCall,
  type ServerWritableStream,
  type sendUnaryData,
} from '@grpc/grpc-js';
import type { Address } from '@manul/config';
import type { Logger } from '@manul/observability';
import { adminService, type manul } from '@manul/proto';
import { HealthImplementation } from 'grpc-health-check';
import { bindServer } from '../bind-server.ts';
import type { ServerIdentity } from '../credentials.ts';
import { refuseAdministrator } from './access.ts';
import type { AdminApi, AdminSubject, StreamGraph } from './api.ts';
import { AdminError } from './error.ts';
import { Feed, type FeedSource } from './feed.ts';
import type { InputLog } from './input-log.ts';
import { EveryNode, OneNode } from './node-feed.ts';
import { addReflection } from './reflection.ts';

export interface AdminServerOptions {
  readonly api: AdminApi;
  readonly subject: StreamSubject;
  /** Undefined in a server that knows no inputs. */
  readonly inputs?: InputLog | undefined;
  readonly identity: ServerIdentity;
  /** Common names and organizations of certificates that may call. */
  readonly administrators: () => readonly string[];
  readonly log: Logger;
}

/** What streams are made from. */
interface StreamSubject extends Pick<AdminSubject, 'epoch' | 'inSync'> {
  readonly graph: StreamGraph;
}

/** Another server would have the answer. */
export class ElsewhereError extends Error {
  override readonly name = 'ElsewhereError';
}

type Unary = ServerUnaryCall<object, object>;
type StatusCall = ServerWritableStream<manul.v1.IStatusRequest, manul.v1.IStatus>;
type NodeCall = ServerWritableStream<manul.v1.INodeRequest, Buffer>;
type NodesCall = ServerWritableStream<manul.v1.INodesRequest, Buffer>;
type InputsCall = ServerWritableStream<manul.v1.IInputsRequest, manul.v1.IInputBatch>;
type AnyAnswer = (request: object, signal: AbortSignal) => object | Promise<object>;
type AnyCall = Pick<Unary, 'getAuthContext' | 'getPeer'>;

const serviceName = 'manul.v1.Admin';
const watchMilliseconds = 500;
const codes = {
  invalid: grpcStatus.INVALID_ARGUMENT,
  'not-found': grpcStatus.NOT_FOUND,
  unavailable: grpcStatus.UNAVAILABLE,
  busy: grpcStatus.RESOURCE_EXHAUSTED,
  cancelled: grpcStatus.CANCELLED,
} as const;

export class AdminServer {
  readonly #options: AdminServerOptions;
  readonly #server = new Server({
    'grpc.max_receive_message_length': 64 * 1024 * 1024,
    'grpc.max_send_message_length': -1,
  });
  readonly #health = new HealthImplementation({ '': 'NOT_SERVING', [serviceName]: 'NOT_SERVING' });
  readonly #feeds = new Set<{ pump(): void }>();
  /** Streams whose callers are in no hurry: several flushes in one message cost less. */
  readonly #unhurried = new Set<{ pump(): void }>();
  readonly #watches = new Set<StatusCall>();
  readonly #lastWatched = new WeakMap<StatusCall, string>();
  readonly #timer: NodeJS.Timeout;

  constructor(options: AdminServerOptions) {
    this.#options = options;
    this.#server.addService(adminService, {
      ...this.#unaryHandlers(),
      watchStatus: (call: StatusCall) => this.#guarded(call, () => this.#watch(call)),
      streamNode: (call: NodeCall) => this.#guarded(call, () => this.#streamNode(call)),
      streamNodes: (call: NodesCall) => this.#guarded(call, () => this.#streamNodes(call)),
      streamInputs: (call: InputsCall) => this.#guarded(call, () => this.#streamInputs(call)),
    });
    this.#health.addToServer(this.#server);
    addReflection(this.#server, options.log);
    this.#timer = setInterval(() => {
      this.#tellWatches();
      for (const feed of this.#unhurried) feed.pump();
    }, watchMilliseconds);
    this.#timer.unref();
  }

  /** Gives the address with the port that was chosen where 0 was asked for. */
  listen(address: Address): Promise<string> {
    return bindServer(this.#server, address, this.#options.identity.credentials);
  }

  /** After each flush. */
  flushed(): void {
    this.#health.setStatus('', 'SERVING');
    this.#health.setStatus(serviceName, 'SERVING');
    for (const feed of this.#feeds) feed.pump();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#server.forceShutdown();
  }

  #unaryHandlers(): Record<string, (call: Unary, done: sendUnaryData<object>) => void> {
    const { api } = this.#options;
    const {
      watchStatus: _watch,
      streamNode: _node,
      streamNodes: _nodes,
      streamInputs: _inputs,
      ...unary
    } = adminService;
    const handlers = Object.keys(unary).map((name) => {
      const answer = api[name as keyof AdminApi].bind(api) as AnyAnswer;
      return [name, (call: Unary, done: sendUnaryData<object>) => this.#answer(call, answer, done)] as const;
    });
    return Object.fromEntries(handlers);
  }

  #answer(call: Unary, answer: AnyAnswer, done: sendUnaryData<object>): void {
    const refusal = this.#refusal(call);
    if (refusal) {
      done({ code: grpcStatus.PERMISSION_DENIED, details: refusal });
      return;
    }
    const hangUp = new AbortController();
    call.on('cancelled', () => hangUp.abort());
    Promise.resolve()
      .then(() => answer(call.request, hangUp.signal))
      .then(
        (response) => done(null, response),
        (error: unknown) => done(this.#failure(error)),
      );
  }

  #failure(error: unknown): { code: grpcStatus; details: string } {
    if (error instanceof AdminError) return { code: codes[error.code], details: error.message };
    if (error instanceof ElsewhereError) return { code: grpcStatus.FAILED_PRECONDITION, details: error.message };
    this.#options.log.error({ error }, 'an admin call failed');
    return { code: grpcStatus.INTERNAL, details: error instanceof Error ? error.message : String(error) };
  }

  #refusal(call: AnyCall): string | undefined {
    const { identity, administrators, log } = this.#options;
    if (!identity.mutualTls) return undefined;
    const refusal = refuseAdministrator(call.getAuthContext()?.sslPeerCertificate, administrators());
    if (refusal) log.warn({ peer: call.getPeer(), refusal }, 'admin call refused');
    return refusal;
  }

  #guarded(call: StatusCall | NodeCall | NodesCall | InputsCall, serve: () => void): void {
    const refusal = this.#refusal(call);
    if (refusal) call.emit('error', { code: grpcStatus.PERMISSION_DENIED, details: refusal });
    else serve();
  }

  #watch(call: StatusCall): void {
    this.#watches.add(call);
    const end = () => this.#watches.delete(call);
    call.on('cancelled', end);
    call.on('close', end);
    this.#tell(call);
  }

  #tellWatches(): void {
    for (const call of this.#watches) this.#tell(call);
  }

  /** A caller that takes too slowly is told of the newest status alone. */
  #tell(call: StatusCall): void {
    if (call.writableNeedDrain) return;
    const status = this.#options.api.getStatus(call.request);
    const nodes = status.nodes?.map(({ lag_milliseconds: _, ...node }) => node);
    const { counts, time: _time, ...rest } = status;
    const text = JSON.stringify({ ...rest, nodes, counts: { ...counts, max_lag_milliseconds: 0 } });
    if (this.#lastWatched.get(call) === text) return;
    this.#lastWatched.set(call, text);
    call.write(status);
  }

  #streamNode(call: NodeCall): void {
    const { subject } = this.#options;
    const { node = '' } = call.request;
    if (!subject.inSync()) refuseUntilInSync(call);
    else if (![...subject.graph.nodes()].includes(node ?? '')) {
      call.emit('error', { code: grpcStatus.NOT_FOUND, details: `no node ${node}` });
    } else this.#feed(call, new OneNode(subject.graph, node ?? '', subject.epoch));
  }

  #streamNodes(call: NodesCall): void {
    const { subject } = this.#options;
    if (!subject.inSync()) refuseUntilInSync(call);
    else this.#feed(call, new EveryNode(subject.graph, subject.epoch));
  }

  #streamInputs(call: InputsCall): void {
    const { inputs } = this.#options;
    if (inputs) this.#feed(call, inputs.feed(), this.#unhurried);
    else call.emit('error', this.#failure(new ElsewhereError('this server has no inputs; ask who leads')));
  }

  #feed<T>(
    call: ServerWritableStream<{ follow?: boolean | null }, T>,
    source: FeedSource<T>,
    feeds = this.#feeds,
  ): void {
    const feed = new Feed(call, source, (ended) => feeds.delete(ended));
    feeds.add(feed);
    feed.pump();
  }
}

function refuseUntilInSync(call: NodeCall | NodesCall): void {
  call.emit('error', { code: grpcStatus.UNAVAILABLE, details: 'the first list of the cluster is not complete' });
}
