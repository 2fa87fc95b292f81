// The small HTTP server beside each service: metrics for Prometheus, probes for the kubelet, state as JSON for people
// and tests. Read-only.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Health, HealthState } from './health.ts';
import type { Metrics } from './metrics.ts';
import { removeStaleSocket } from './stale-socket.ts';

export interface HttpServerOptions {
  readonly listen: { readonly path: string } | { readonly host?: string; readonly port: number };
  readonly metrics: Metrics;
  readonly health: Health;
  /** JSON documents by path, for example `/status`; each is made when it is asked for. */
  readonly documents?: Readonly<Record<string, (query: URLSearchParams) => unknown>>;
}

export interface HttpServer {
  /** `unix:/path` or `host:port`, with the port that was chosen where 0 was asked for. */
  readonly address: string;
  close(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

const json = (status: number, value: unknown): Answer => ({
  status,
  type: 'application/json',
  body: `${JSON.stringify(value)}\n`,
});

const probe = (state: HealthState): Answer => json(state.ok ? 200 : 503, state);

/** Rejects where the address cannot be listened on. */
export async function startHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  if ('path' in options.listen) await removeStaleSocket(options.listen.path);
  const server = createServer((request, response) => {
    answer(options, request).then(
      (result) => send(response, result),
      (error: unknown) => send(response, json(500, { error: String(error) })),
    );
  });
  // A client that says nothing must not hold a socket for long.
  server.requestTimeout = 10_000;
  server.headersTimeout = 10_000;
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => reject(new Error('the HTTP server cannot listen', { cause })));
    server.listen(options.listen, () => {
      server.removeAllListeners('error');
      resolve({
        address: addressOf(server.address()),
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            server.closeAllConnections();
          }),
      });
    });
  });
}

async function answer(options: HttpServerOptions, request: IncomingMessage): Promise<Answer> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return json(405, { error: 'only GET is served here' });
  const url = new URL(request.url ?? '/', 'http://localhost');
  switch (url.pathname) {
    case '/metrics':
      return { status: 200, type: options.metrics.contentType, body: await options.metrics.text() };
    case '/livez':
      return probe(options.health.live());
    case '/readyz':
      return probe(options.health.ready());
  }
  const documents = options.documents ?? {};
  const document = Object.hasOwn(documents, url.pathname) ? documents[url.pathname] : undefined;
  if (document) return json(200, await document(url.searchParams));
  return json(404, { error: 'not found', paths: ['/metrics', '/livez', '/readyz', ...Object.keys(documents)] });
}

function send(response: ServerResponse, { status, type, body }: Answer): void {
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body) });
  response.end(response.req.method === 'HEAD' ? undefined : body);
}

function addressOf(address: AddressInfo | string | null): string {
  if (address === null) return '';
  if (typeof address === 'string') return `unix:${address}`;
  return address.family === 'IPv6' ? `[${address.address}]:${address.port}` : `${address.address}:${address.port}`;
}
