import { once } from 'node:events';
import { Agent, request } from 'node:https';
import { text } from 'node:stream/consumers';

export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** Requests to one API server over kept connections. */
export class HttpApi {
  readonly #agent: Agent;
  readonly #url: string;
  readonly #token: string;

  constructor(url: string, ca: string, token: string) {
    // Well before the server would close it (90 s), which could cross a request on its way.
    this.#agent = new Agent({ ca, keepAlive: true, maxSockets: 32, timeout: 30_000 });
    this.#url = url;
    this.#token = token;
  }

  async request(method: string, path: string, body?: unknown, contentType = 'application/json'): Promise<Answer> {
    const payload = body === undefined ? undefined : JSON.stringify(body);
    const headers = {
      authorization: `Bearer ${this.#token}`,
      ...(payload === undefined ? {} : { 'content-type': contentType, 'content-length': Buffer.byteLength(payload) }),
    };
    const sent = request(new URL(path, this.#url), { method, headers, agent: this.#agent });
    sent.end(payload);
    const [response] = await once(sent, 'response');
    return { status: response.statusCode, body: await text(response) };
  }

  close(): void {
    this.#agent.destroy();
  }
}
