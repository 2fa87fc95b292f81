// Reads kubeconfig files: https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { parse } from 'yaml';
import type { ClusterAccess, Credentials, TlsMaterial } from './access.ts';
import { pluginCredentials } from './credential-plugin.ts';

/** A kubeconfig that cannot be used; the message names file or entry, and field. */
export class KubeconfigError extends Error {
  override readonly name = 'KubeconfigError';
}

type Fields = Readonly<Record<string, unknown>>;

export interface Kubeconfig {
  readonly clusters: ReadonlyMap<string, Entry>;
  readonly users: ReadonlyMap<string, Entry>;
  readonly contexts: ReadonlyMap<string, Entry>;
  readonly currentContext: string | undefined;
}

interface Entry {
  readonly name: string;
  readonly fields: Fields;
  /** Where the entry's relative paths start. */
  readonly folder: string;
}

/** Reads and merges files as kubectl does: of entries with the same name, the first counts. */
export async function readKubeconfig(files: readonly string[]): Promise<Kubeconfig> {
  const merged = { clusters: new Map(), users: new Map(), contexts: new Map() };
  let currentContext: string | undefined;
  for (const file of files) {
    const document = await parseFile(file);
    currentContext ??= text(document['current-context']);
    for (const [list, inner] of [
      ['clusters', 'cluster'],
      ['users', 'user'],
      ['contexts', 'context'],
    ] as const) {
      for (const item of Array.isArray(document[list]) ? document[list] : []) {
        const name = text(fields(item)['name']);
        if (name === undefined) throw new KubeconfigError(`${file}: an entry of ${list} has no name`);
        if (!merged[list].has(name)) {
          merged[list].set(name, { name, fields: fields(fields(item)[inner]), folder: dirname(resolve(file)) });
        }
      }
    }
  }
  return { ...merged, currentContext };
}

/** Access to the cluster of a context: the named one, or the file's current one. */
export function kubeconfigAccess(config: Kubeconfig, contextName?: string): ClusterAccess {
  const name = contextName ?? config.currentContext;
  if (!name) throw new KubeconfigError('the kubeconfig has no current-context; name one');
  const context = find(config.contexts, 'context', name);
  const cluster = find(config.clusters, 'cluster', text(context.fields['cluster']) ?? '');
  const userName = text(context.fields['user']);
  const user = userName ? find(config.users, 'user', userName) : undefined;
  const server = serverOf(cluster);
  const proxyUrl = text(cluster.fields['proxy-url']);
  const plugin = user && usesPlugin(user) ? pluginCredentials(user.name, user.fields) : undefined;
  return {
    server,
    ...(proxyUrl === undefined ? {} : { proxyUrl }),
    async credentials() {
      const tls = await clusterTls(cluster);
      const own = user ? await userCredentials(user) : { headers: {}, tls: {} };
      const fromPlugin = await plugin?.get();
      return {
        headers: { ...own.headers, ...fromPlugin?.headers },
        tls: { ...tls, ...own.tls, ...fromPlugin?.tls },
      };
    },
    refused: () => plugin?.forget(),
  };
}

function serverOf(cluster: Entry): URL {
  const server = text(cluster.fields['server']) ?? '';
  if (!URL.canParse(server) || !/^https?:/.test(server)) {
    throw new KubeconfigError(`cluster ${cluster.name}: server: ${JSON.stringify(server)} is no http or https URL`);
  }
  return new URL(server.endsWith('/') ? server : `${server}/`);
}

async function clusterTls(cluster: Entry): Promise<TlsMaterial> {
  const ca = await material(cluster, 'certificate-authority');
  const servername = text(cluster.fields['tls-server-name']);
  return {
    ...(ca === undefined ? {} : { ca }),
    ...(servername === undefined ? {} : { servername }),
    ...(cluster.fields['insecure-skip-tls-verify'] === true ? { rejectUnauthorized: false } : {}),
  };
}

async function userCredentials(user: Entry): Promise<Credentials> {
  const [cert, key] = [await material(user, 'client-certificate'), await material(user, 'client-key')];
  const tokenFile = text(user.fields['tokenFile']);
  const token = tokenFile ? (await readEntryFile(user, 'tokenFile', tokenFile)).trim() : text(user.fields['token']);
  const username = text(user.fields['username']);
  const headers: Record<string, string> = {};
  if (token) headers['authorization'] = `Bearer ${token}`;
  else if (username) {
    const pair = `${username}:${text(user.fields['password']) ?? ''}`;
    headers['authorization'] = `Basic ${Buffer.from(pair).toString('base64')}`;
  }
  const impersonated = text(user.fields['as']);
  if (impersonated) headers['impersonate-user'] = impersonated;
  return { headers, tls: { ...(cert === undefined ? {} : { cert }), ...(key === undefined ? {} : { key }) } };
}

/** PEM given in place (`<field>-data`, base64) or as a file; the data wins, as in client-go. */
async function material(entry: Entry, field: string): Promise<string | undefined> {
  const data = text(entry.fields[`${field}-data`]);
  if (data) return Buffer.from(data, 'base64').toString('utf8');
  const file = text(entry.fields[field]);
  return file ? readEntryFile(entry, field, file) : undefined;
}

async function readEntryFile(entry: Entry, field: string, file: string): Promise<string> {
  try {
    return await readFile(resolve(entry.folder, file), 'utf8');
  } catch (cause) {
    throw new KubeconfigError(`${entry.name}: ${field}: cannot read ${file}: ${(cause as Error).message}`, { cause });
  }
}

async function parseFile(file: string): Promise<Fields> {
  try {
    return fields(parse(await readFile(file, 'utf8'), { logLevel: 'error' }));
  } catch (cause) {
    throw new KubeconfigError(`cannot read the kubeconfig ${file}: ${(cause as Error).message}`, { cause });
  }
}

const usesPlugin = (user: Entry) => user.fields['exec'] !== undefined || user.fields['auth-provider'] !== undefined;

function find(entries: ReadonlyMap<string, Entry>, what: string, name: string): Entry {
  const entry = entries.get(name);
  if (!entry) throw new KubeconfigError(`the kubeconfig has no ${what} ${JSON.stringify(name)}`);
  return entry;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}
