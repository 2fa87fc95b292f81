// Serves the web page and its calls over HTTP(S). Browsers cannot speak plain gRPC.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { type Address, isLocal, listenOptions } from '@manul/config';
import { type Logger, removeStaleSocket } from '@manul/observability';
import { type Assets, loadAssets } from '@manul/web';
import { refuseAdministrator } from '../admin/access.ts';
import { AdminError } from '../admin/error.ts';
import { answerCall, type PageSubject } from './calls.ts';
import { refuseRequest, securityHeaders } from './guard.ts';
import { followCertificates, type PageTls } from './tls.ts';

export interface PageServerOptions {
  readonly subject: PageSubject;
  /** Undefined: without TLS, for this machine alone. */
  readonly tls: PageTls | undefined;
  /** With TLS, whose certificates may ask. */
  readonly administrators: () => readonly string[];
  readonly log: Logger;
}

const statuses = { invalid: 400, 'not-found': 404, unavailable: 503, busy: 429, cancelled: 499 } as const;
const maxBodyBytes = 16 * 1024 * 1024;
const apiPrefix = '/api/';

export class PageServer {
  readonly #options: PageServerOptions;
  readonly #server: Server;
  readonly #certificates: NodeJS.Timeout | undefined;
  #assets: Promise<Assets> | undefined;
  #isLocal = true;

  constructor(options: PageServerOptions) {
    this.#options = options;
    const serve = (request: IncomingMessage, response: ServerResponse) => {
      this.#serve(request, response).catch((error: unknown) => this.#fail(response, error));
    };
    if (options.tls) {
      const checked = { requestCert: true, rejectUnauthorized: true, minVersion: 'TLSv1.2' } as const;
      const server = createTlsServer({ ...options.tls.load(), ...checked }, serve);
      this.#certificates = followCertificates(server, options.tls, options.log);
      this.#server = server;
    } else {
      this.#server = createServer(serve);
    }
    this.#server.headersTimeout = 10_000;
    this.#server.requestTimeout = 60_000;
  }

  /** Gives the page's URL, or `unix:/path`, with the port that was chosen where 0 was asked for. */
  async listen(address: Address): Promise<string> {
    if (address.kind === 'unix') await removeStaleSocket(address.path);
    this.#isLocal = isLocal(address);
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', (cause) => reject(new Error('the page cannot be served', { cause })));
      this.#server.listen(listenOptions(address), () => {
        this.#server.removeAllListeners('error');
        resolve();
      });
    });
    if (address.kind === 'unix') return `unix:${address.path}`;
    const { port } = this.#server.address() as AddressInfo;
    const host = address.host.includes(':') ? `[${address.host}]` : address.host || 'localhost';
    return `${this.#options.tls ? 'https' : 'http'}://${host}:${port}/`;
  }

  async stop(): Promise<void> {
    clearInterval(this.#certificates);
    if (!this.#server.listening) return;
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { tls, administrators, log } = this.#options;
    const refusal =
      refuseRequest(request, this.#isLocal && !tls) ??
      (tls && refuseAdministrator((request.socket as TLSSocket).getPeerCertificate(), administrators()));
    if (refusal) {
      log.warn({ peer: request.socket.remoteAddress, refusal }, 'page request refused');
      return sendJson(response, 403, { error: refusal });
    }
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (url.pathname.startsWith(apiPrefix)) return this.#answer(request, response, url);
    if (request.method === 'POST') return sendJson(response, 405, { error: 'only GET is served here' });
    await this.#sendAsset(request, response, url.pathname);
  }

  async #answer(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    if (request.method !== 'POST') return sendJson(response, 405, { error: 'calls are made by POST' });
    const at = url.searchParams.get('at');
    if (at !== null && !/^\d{1,15}$/.test(at)) throw new AdminError('invalid', `at: ${at} is no moment`);
    const body = parseBody(await readBody(request));
    const hangUp = new AbortController();
    response.on('close', () => hangUp.abort());
    const call = { name: url.pathname.slice(apiPrefix.length), body, at: at === null ? undefined : Number(at) };
    sendJson(response, 200, await answerCall(this.#options.subject, call, hangUp.signal));
  }

  /** Paths without a dot are views of the page, which finds its way by them. */
  async #sendAsset(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    this.#assets ??= loadAssets();
    const assets = await this.#assets.catch((error: unknown) => {
      this.#assets = undefined;
      throw error;
    });
    const asset = assets.get(path.startsWith('/assets/') ? path : '/');
    if (!asset) return sendJson(response, 404, { error: 'not found' });
    const headers = { ...securityHeaders, 'cache-control': 'no-cache', etag: asset.tag };
    if (request.headers['if-none-match'] === asset.tag) {
      response.writeHead(304, headers).end();
      return;
    }
    response.writeHead(200, { ...headers, 'content-type': asset.type, 'content-length': asset.body.length });
    response.end(request.method === 'HEAD' ? undefined : asset.body);
  }

  #fail(response: ServerResponse, error: unknown): void {
    if (response.headersSent) {
      response.destroy();
      return;
    }
    if (error instanceof AdminError) {
      sendJson(response, statuses[error.code], { error: error.message });
      return;
    }
    this.#options.log.error({ error }, 'a page request failed');
    sendJson(response, 500, { error: 'The server could not answer; its log says why.' });
  }
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  const body = Buffer.from(JSON.stringify(value));
  const type = { 'content-type': 'application/json', 'content-length': body.length, 'cache-control': 'no-store' };
  // Whatever of the request is not read yet will not be.
  if (!response.req.complete) response.shouldKeepAlive = false;
  response.writeHead(status, { ...securityHeaders, ...type });
  response.end(body);
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > maxBodyBytes) throw new AdminError('invalid', `the request is larger than ${maxBodyBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function parseBody(body: Buffer): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  } catch (error) {
    throw new AdminError('invalid', 'the request is not JSON', { cause: error });
  }
  throw new AdminError('invalid', 'the request is no JSON object');
}
