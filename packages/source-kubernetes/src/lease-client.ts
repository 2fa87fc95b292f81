import * as http from 'node:http';
import * as https from 'node:https';
import type { ClusterAccess } from './access.ts';
import { ApiError } from './api-error.ts';

/** A coordination.k8s.io/v1 Lease, as far as leader election uses it. */
export interface Lease {
  readonly metadata?: { readonly name?: string; readonly namespace?: string; readonly resourceVersion?: string };
  readonly spec?: {
    readonly holderIdentity?: string;
    readonly leaseDurationSeconds?: number;
    readonly acquireTime?: string;
    readonly renewTime?: string;
    readonly leaseTransitions?: number;
  };
}

/** One Lease by name. */
export interface LeaseClient {
  /** Undefined where there is none yet. */
  read(): Promise<Lease | undefined>;
  /** Undefined where somebody else was faster. */
  create(lease: Lease): Promise<Lease | undefined>;
  /** As `create`; decided by the resourceVersion that was read. */
  update(lease: Lease): Promise<Lease | undefined>;
}

const timeoutMilliseconds = 3_000;
const [notFound, conflict] = [404, 409];

/** Requests reject with ApiError for what the server refuses otherwise. */
export function leaseClient(access: ClusterAccess, namespace: string, name: string): LeaseClient {
  const collection = `apis/coordination.k8s.io/v1/namespaces/${encodeURIComponent(namespace)}/leases`;
  const object = `${collection}/${encodeURIComponent(name)}`;
  const send = async (method: string, path: string, tolerated: number, body?: Lease) => {
    const whole = body && {
      apiVersion: 'coordination.k8s.io/v1',
      kind: 'Lease',
      ...body,
      metadata: { ...body.metadata, name, namespace },
    };
    const { status, answer } = await request(access, method, path, whole);
    if (status === tolerated) return undefined;
    if (status === 401) access.refused();
    if (status < 200 || status > 299) throw ApiError.fromStatus(status, answer, 0);
    return answer as Lease;
  };
  return {
    read: () => send('GET', object, notFound),
    create: (lease) => send('POST', collection, conflict, lease),
    update: (lease) => send('PUT', object, conflict, lease),
  };
}

interface Answer {
  readonly status: number;
  readonly answer: unknown;
}

/** One request, whole. Rejects where there is no answer. */
export async function request(
  access: ClusterAccess,
  method: string,
  path: string,
  body?: object,
  contentType = 'application/json',
): Promise<Answer> {
  const { headers, tls } = await access.credentials();
  const url = new URL(path, access.server);
  const payload = body === undefined ? undefined : JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const options = {
      method,
      headers: { accept: 'application/json', 'content-type': contentType, 'user-agent': 'manul', ...headers },
      // A connection for each request: one that has silently died costs a reign no renewal.
      agent: false as const,
      ...tls,
    };
    const sent = (url.protocol === 'https:' ? https : http).request(url, options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, answer: parse(Buffer.concat(chunks).toString('utf8')) });
      });
    });
    sent.setTimeout(timeoutMilliseconds, () => sent.destroy(new Error('the API server does not answer')));
    sent.on('error', reject);
    sent.end(payload);
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
