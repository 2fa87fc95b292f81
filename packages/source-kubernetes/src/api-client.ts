import * as http from 'node:http';
import * as https from 'node:https';
import { map, Observable, throwError, timeout, toArray } from 'rxjs';
import type { ClusterAccess, Credentials } from './access.ts';
import { ApiError } from './api-error.ts';

export interface ApiClientOptions {
  /** How long the server may take to begin its answer, and in a list to go on with it. */
  readonly responseTimeoutMs: number;
}

export type Query = Readonly<Record<string, string | number | undefined>>;

/**
 * GET requests to the API server over HTTP/1.1: a connection for each watch, so that one that breaks takes no other
 * with it. Answers come as they are: they are not compressed, which would cost more than it saves within a cluster.
 */
export class ApiClient {
  readonly #access: ClusterAccess;
  readonly #options: ApiClientOptions;
  readonly #open = new Set<http.ClientRequest>();
  #agent: http.Agent | undefined;
  #agentTls = '';

  constructor(access: ClusterAccess, options: ApiClientOptions) {
    this.#access = access;
    this.#options = options;
  }

  /** The whole answer, parsed. Unsubscribing ends the request. */
  get(path: string, query: Query = {}): Observable<unknown> {
    return this.stream(path, query).pipe(
      timeout({ each: this.#options.responseTimeoutMs, with: () => throwError(() => this.#silence()) }),
      toArray(),
      map((chunks) => JSON.parse(Buffer.concat(chunks).toString('utf8'))),
    );
  }

  /**
   * The answer's bytes as they come, completing where the answer ends. Errors with an `ApiError` for any status but
   * 200, and with what the socket says when the answer is cut. `opened` is called when status 200 has arrived.
   */
  stream(path: string, query: Query = {}, opened?: () => void): Observable<Buffer> {
    const url = new URL(path.replace(/^\//, ''), this.#access.server);
    for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, `${value}`);
    return new Observable((subscriber) => {
      let request: http.ClientRequest | undefined;
      const send = (credentials: Credentials) => {
        if (subscriber.closed) return;
        request = this.#request(url, credentials);
        request.on('response', (response) => {
          if (response.statusCode === 200) {
            // From here on it is for the reader to say how long silence may last.
            request?.setTimeout(0);
            opened?.();
            response.on('data', (chunk: Buffer) => subscriber.next(chunk));
            response.on('end', () => subscriber.complete());
          } else {
            refusal(response, (error) => {
              if (error.status === 401) this.#access.refused();
              subscriber.error(error);
            });
          }
          response.on('error', (error) => subscriber.error(error));
        });
        request.on('error', (error: NodeJS.ErrnoException) => {
          // A pooled connection that the server closed as we took it: the request was not looked at.
          if (request?.reusedSocket && error.code === 'ECONNRESET' && !subscriber.closed) send(credentials);
          else subscriber.error(error);
        });
      };
      this.#access
        .credentials()
        .then(send)
        .catch((error: unknown) => subscriber.error(error));
      return () => request?.destroy();
    });
  }

  /** Settles when every connection is closed. Requests must have been unsubscribed from. */
  async close(): Promise<void> {
    await Promise.all([...this.#open].map((request) => new Promise((resolve) => request.once('close', resolve))));
    this.#agent?.destroy();
  }

  #request(url: URL, credentials: Credentials): http.ClientRequest {
    const secure = url.protocol === 'https:';
    const request = (secure ? https : http).request(url, {
      agent: this.#agentFor(credentials, secure),
      headers: { accept: 'application/json', 'user-agent': 'manul', ...credentials.headers },
    });
    this.#open.add(request);
    request.on('close', () => this.#open.delete(request));
    // A peer that vanished without a word is found within minutes even where nothing is to be sent.
    request.setSocketKeepAlive(true, 30_000);
    request.setTimeout(this.#options.responseTimeoutMs, () => request.destroy(this.#silence()));
    request.end();
    return request;
  }

  #silence(): Error {
    return new Error(`the API server said nothing for ${this.#options.responseTimeoutMs} ms`);
  }

  /** One pool of connections for as long as the certificates stay the same. */
  #agentFor({ tls }: Credentials, secure: boolean): http.Agent {
    const fingerprint = JSON.stringify(tls);
    if (this.#agent && fingerprint === this.#agentTls) return this.#agent;
    const { proxyUrl } = this.#access;
    const proxy = proxyUrl === undefined ? {} : { proxyEnv: { HTTP_PROXY: proxyUrl, HTTPS_PROXY: proxyUrl } };
    const previous = this.#agent;
    this.#agent = secure
      ? new https.Agent({ keepAlive: true, ...proxy, ...tls })
      : new http.Agent({ keepAlive: true, ...proxy });
    this.#agentTls = fingerprint;
    // Running watches keep their sockets; only idle ones go.
    for (const sockets of Object.values(previous?.freeSockets ?? {}))
      for (const socket of sockets ?? []) socket.destroy();
    return this.#agent;
  }
}

const maxRefusalBytes = 64 * 1024;

function refusal(response: http.IncomingMessage, done: (error: ApiError) => void): void {
  const chunks: Buffer[] = [];
  let length = 0;
  response.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length <= maxRefusalBytes) chunks.push(chunk);
  });
  response.on('end', () => {
    const text = Buffer.concat(chunks).toString('utf8');
    const seconds = Number(response.headers['retry-after'] ?? 0) || 0;
    done(ApiError.fromStatus(response.statusCode ?? 0, parsed(text), seconds * 1000));
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
