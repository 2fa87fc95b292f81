// Calls the admin API of a running service.
import { Client, type ClientReadableStream, type ServiceError, status } from '@grpc/grpc-js';
import { adminService, type manul } from '@manul/proto';
import { channelCredentials } from '@manul/service-dataplane-driver';
import type { ClusterQueries } from './cluster-queries.ts';
import { connectionConfig, type TlsOptions } from './server-options.ts';

export interface Connection extends TlsOptions {
  readonly server: string;
  /** The moment that questions are about; without it, now. */
  readonly at?: manul.v1.IMoment | undefined;
}

type StreamName = 'watchStatus' | 'streamNode' | 'streamNodes' | 'streamInputs';
type UnaryName = Exclude<keyof typeof adminService, StreamName>;
type Request<M extends UnaryName> = Parameters<(typeof adminService)[M]['requestSerialize']>[0];
type Response<M extends UnaryName> = ReturnType<(typeof adminService)[M]['responseDeserialize']>;

/** Long enough for a cluster of 100,000 pods to be computed anew. */
const deadlineMilliseconds = 120_000;

export class AdminClient implements ClusterQueries {
  readonly #client: Client;
  readonly #server: string;
  readonly #moment: { readonly at?: manul.v1.IMoment };

  /** Throws ConfigError. */
  constructor({ server, at, ...tls }: Connection) {
    this.#server = server;
    this.#moment = at === undefined ? {} : { at };
    this.#client = new Client(server, channelCredentials(connectionConfig(server, tls)), {
      'grpc.max_receive_message_length': -1,
      ...(tls.tlsServerName !== undefined && { 'grpc.ssl_target_name_override': tls.tlsServerName }),
    });
  }

  /** Rejects with an Error that says what the server said. */
  call<M extends UnaryName>(name: M, request: Request<M>): Promise<Response<M>> {
    const method = adminService[name];
    const deadline = Date.now() + deadlineMilliseconds;
    return new Promise((resolve, reject) => {
      this.#client.makeUnaryRequest<object, object>(
        method.path,
        method.requestSerialize as (message: object) => Buffer,
        method.responseDeserialize,
        request,
        { deadline },
        (error, response) => (error ? reject(this.explained(error)) : resolve(response as Response<M>)),
      );
    });
  }

  watchStatus(request: manul.v1.IStatusRequest): ClientReadableStream<manul.v1.Status> {
    const { path, requestSerialize, responseDeserialize } = adminService.watchStatus;
    return this.#client.makeServerStreamRequest(path, requestSerialize, responseDeserialize, request);
  }

  /** What every node is to hold, and what changes. Its errors are for `explained`. */
  streamNodes(): ClientReadableStream<manul.v1.NodesBatch> {
    const { path, requestSerialize, responseDeserialize } = adminService.streamNodes;
    return this.#client.makeServerStreamRequest(path, requestSerialize, responseDeserialize, { follow: true });
  }

  /** What the graph has been told, and what it is told. Its errors are for `explained`. */
  streamInputs(): ClientReadableStream<manul.v1.InputBatch> {
    const { path, requestSerialize, responseDeserialize } = adminService.streamInputs;
    return this.#client.makeServerStreamRequest(path, requestSerialize, responseDeserialize, { follow: true });
  }

  /** Encoded ToNode. */
  streamNode(request: manul.v1.INodeRequest): ClientReadableStream<Buffer> {
    const { path, requestSerialize, responseDeserialize } = adminService.streamNode;
    return this.#client.makeServerStreamRequest(path, requestSerialize, responseDeserialize, request);
  }

  explain(request: manul.v1.IExplainRequest): Promise<manul.v1.IExplanation> {
    return this.call('explain', { ...request, ...this.#moment });
  }

  whoCan(request: manul.v1.IWhoCanRequest): Promise<manul.v1.IWhoCanResponse> {
    return this.call('whoCan', { ...request, ...this.#moment });
  }

  whatIf(request: manul.v1.IWhatIfRequest): Promise<manul.v1.IWhatIfResponse> {
    return this.call('whatIf', { ...request, ...this.#moment });
  }

  close(): void {
    this.#client.close();
  }

  /** With what the server said, and what can be done about it. */
  explained(error: ServiceError): Error {
    if (error.code === status.UNIMPLEMENTED) {
      return new Error(`${this.#server}: this is no admin API; calc-graph serves it where --admin says`, {
        cause: error,
      });
    }
    if (error.code !== status.UNAVAILABLE) return new Error(error.details, { cause: error });
    // grpc-js ends some of its messages with the heading of a note that it does not have.
    const details = error.details.replace(/\. Resolution note:\s*$/, '');
    return new Error(`${this.#server}: ${details || 'nobody answers'}; is calc-graph run with --admin?`, {
      cause: error,
    });
  }
}
