// An HTTP server that answers as a test says, for what a real API server cannot be made to do at will.
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { ClusterAccess } from './access.ts';

/** Answers one request, or leaves it hanging. */
export type Handler = (url: URL, response: ServerResponse, request: IncomingMessage) => void;

export class FakeApiServer {
  readonly #server: Server;
  /** Path and query of every request so far. */
  readonly requests: string[] = [];
  handler: Handler = (_, response) => answer(response, 404, {});

  constructor(server: Server) {
    this.#server = server;
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      this.requests.push(request.url ?? '');
      this.handler(new URL(request.url ?? '', this.url), response, request);
    });
  }

  static async start(): Promise<FakeApiServer> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new FakeApiServer(server);
  }

  get url(): string {
    const address = this.#server.address();
    return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/`;
  }

  get access(): ClusterAccess {
    const credentials = async () => ({ headers: { authorization: 'Bearer token' }, tls: {} });
    return { server: new URL(this.url), credentials, refused() {} };
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}

export function answer(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

/** An object as it stands in lists and watch events. */
export function configMap(name: string, resourceVersion: number | string, more: object = {}): object {
  return { metadata: { name, namespace: 'default', resourceVersion: `${resourceVersion}` }, ...more };
}

export function list(resourceVersion: number, items: readonly object[], continueToken = ''): object {
  return {
    kind: 'List',
    apiVersion: 'v1',
    metadata: { resourceVersion: `${resourceVersion}`, continue: continueToken },
    items,
  };
}

export function watchEvent(type: string, object: object): string {
  return `${JSON.stringify({ type, object })}\n`;
}

export function status(code: number, reason: string, message = reason, details: object = {}): object {
  return { kind: 'Status', apiVersion: 'v1', status: 'Failure', code, reason, message, details };
}
