import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { buildApiServer } from './build.ts';
import { type Answer, HttpApi } from './http-api.ts';
import { freePort, type Process, startProcess } from './processes.ts';
import { findProgram } from './programs.ts';

export interface ApiServerOptions {
  /** False: watches are served from etcd, so that any older one is answered 410 right after a compaction. */
  readonly watchCache?: boolean;
  /** Where etcd's data, certificates and kubeconfig are kept; without it a new directory that goes with the server. */
  readonly dataDir?: string;
  /** More of the server's flags; see server/README.md. */
  readonly flags?: readonly string[];
}

/** A refusal: this user's (`admin`, `reader`, `*`) requests of this verb for this resource are answered 403. */
export interface Denial {
  readonly user?: string;
  readonly verb?: string;
  readonly resource?: string;
}

export interface ApiServer {
  readonly kubeconfigPath: string;
  readonly url: string;
  /** Runs kubectl and gives what it prints. Throws where there is none; see `findProgram`. */
  kubectl(...args: string[]): Promise<string>;
  /** Creates an object or makes it what this says, its status too: server-side apply. */
  apply(object: ManifestObject): Promise<void>;
  remove(object: ManifestObject): Promise<void>;
  request(method: string, path: string, body?: unknown, contentType?: string): Promise<Answer>;
  /** Forgets all history before now. */
  compact(): Promise<void>;
  /** Replaces the refusals; none by default. */
  deny(...denials: readonly Denial[]): Promise<void>;
  /** Ends the server, by default as a crash would, and leaves etcd and its data. */
  halt(signal?: NodeJS.Signals): Promise<void>;
  /** Starts it anew, after ending it where it still runs, on the same port and data. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export interface ManifestObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly [field: string]: unknown;
}

/** How long a start may take: the first one ever builds the server. */
export const startTimeoutMs = 20 * 60_000;

/** Starts a real API server on a real etcd, on free ports of the loopback. See `missingPrograms` for what it needs. */
export async function startApiServer(options: ApiServerOptions = {}): Promise<ApiServer> {
  const program = await buildApiServer();
  const folder = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'manul-apiserver-')));
  const server = new RunningServer(program, folder, options);
  try {
    await server.start();
  } catch (error) {
    await server.stop();
    throw error;
  }
  return server;
}

class RunningServer implements ApiServer {
  readonly #program: string;
  readonly #folder: string;
  readonly #options: ApiServerOptions;
  readonly #denyFile: string;
  #etcd: Process | undefined;
  #etcdUrl = '';
  #port = 0;
  #process: Process | undefined;
  #api: HttpApi | undefined;

  constructor(program: string, folder: string, options: ApiServerOptions) {
    this.#program = program;
    this.#folder = folder;
    this.#options = options;
    this.#denyFile = join(folder, 'deny');
  }

  get kubeconfigPath(): string {
    return join(this.#folder, 'kubeconfig');
  }

  get url(): string {
    return `https://127.0.0.1:${this.#port}`;
  }

  async start(): Promise<void> {
    await this.deny();
    const [client, peer, port] = [await freePort(), await freePort(), await freePort()];
    this.#port = port;
    this.#etcdUrl = `http://127.0.0.1:${client}`;
    this.#etcd = startEtcd(join(this.#folder, 'etcd'), this.#etcdUrl, `http://127.0.0.1:${peer}`);
    // A server that starts gives up on an etcd that takes its time.
    while (!(await isHealthy(this.#etcdUrl))) {
      if (this.#etcd.hasExited()) throw new Error(`etcd has ended:\n${this.#etcd.log()}`);
      await setTimeout(50);
    }
    await this.restart();
  }

  async restart(): Promise<void> {
    await this.halt();
    this.#process = startProcess(this.#program, [
      ...['-etcd', this.#etcdUrl, '-port', `${this.#port}`, '-data-dir', this.#folder],
      ...['-kubeconfig', this.kubeconfigPath, '-deny-file', this.#denyFile, '-compaction-interval', '0'],
      ...(this.#options.watchCache === false ? ['-watch-cache=false'] : []),
      ...(this.#options.flags ?? []),
    ]);
    await this.#waitUntilReady(this.#process);
  }

  async halt(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    await this.#process?.end(signal);
    this.#process = undefined;
    this.#api?.close();
    this.#api = undefined;
  }

  async stop(): Promise<void> {
    await this.halt();
    await this.#etcd?.end('SIGKILL');
    if (this.#options.dataDir === undefined) await rm(this.#folder, { recursive: true, force: true });
  }

  async kubectl(...args: string[]): Promise<string> {
    const kubectl = findProgram('kubectl');
    if (!kubectl) throw new Error('kubectl is not in PATH (Debian: apt-get install kubernetes-client)');
    // What kubectl remembers of a server goes by its port, which was another server's before.
    const own = ['--kubeconfig', this.kubeconfigPath, '--cache-dir', join(this.#folder, 'kubectl')];
    for (;;) {
      try {
        const { stdout } = await promisify(execFile)(kubectl, [...own, ...args], { maxBuffer: 256 * 1024 * 1024 });
        return stdout;
      } catch (error) {
        if (!isOutOfTime(String(error))) throw error;
      }
    }
  }

  async apply(object: ManifestObject): Promise<void> {
    const { path, hasStatus } = await this.#find(object);
    const patch = (target: string) =>
      this.request('PATCH', `${target}?fieldManager=test&force=true`, object, 'application/apply-patch+yaml');
    ok(await patch(path));
    if (hasStatus && object['status'] !== undefined) ok(await patch(`${path}/status`));
  }

  async remove(object: ManifestObject): Promise<void> {
    const answer = await this.request('DELETE', (await this.#find(object)).path);
    // It may be the second time that this was asked.
    if (answer.status !== 404) ok(answer);
  }

  async request(method: string, path: string, body?: unknown, contentType?: string): Promise<Answer> {
    for (;;) {
      if (!this.#api) throw new Error('the API server does not run');
      const answer = await this.#api.request(method, path, body, contentType);
      if (answer.status !== 500 || !isOutOfTime(answer.body)) return answer;
    }
  }

  async compact(): Promise<void> {
    ok(await this.request('POST', '/test/compact'));
  }

  async deny(...denials: readonly Denial[]): Promise<void> {
    const lines = denials.map(({ user = '*', verb = '*', resource = '*' }) => `${user} ${verb} ${resource}\n`);
    await writeFile(this.#denyFile, lines.join(''));
  }

  async #waitUntilReady(process: Process): Promise<void> {
    while (!process.hasExited()) {
      const api = await readApi(this.kubeconfigPath, this.url).catch(() => undefined);
      const answer = await api?.request('GET', '/readyz').catch(() => undefined);
      if (api && answer?.status === 200) {
        this.#api = api;
        return;
      }
      api?.close();
      await setTimeout(100);
    }
    throw new Error(`the API server has ended:\n${process.log()}`);
  }

  /** Asks the server how the object's kind is called in URLs. */
  async #find({ apiVersion, kind, metadata }: ManifestObject): Promise<{ path: string; hasStatus: boolean }> {
    const base = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
    const { resources } = JSON.parse(ok(await this.request('GET', base)).body) as {
      resources: { name: string; kind: string; namespaced: boolean }[];
    };
    const resource = resources.find(({ name, kind: served }) => served === kind && !name.includes('/'));
    if (!resource) throw new Error(`${apiVersion} has no kind ${kind}`);
    const namespace = resource.namespaced ? `namespaces/${metadata.namespace ?? 'default'}/` : '';
    return {
      path: `${base}/${namespace}${resource.name}/${metadata.name}`,
      hasStatus: resources.some(({ name }) => name === `${resource.name}/status`),
    };
  }
}

function startEtcd(folder: string, clientUrl: string, peerUrl: string): Process {
  return startProcess(findProgram('etcd') ?? 'etcd', [
    ...['--data-dir', folder, '--listen-client-urls', clientUrl, '--advertise-client-urls', clientUrl],
    ...['--listen-peer-urls', peerUrl, '--initial-advertise-peer-urls', peerUrl],
    ...['--initial-cluster', `default=${peerUrl}`, '--logger', 'zap', '--log-level', 'error'],
    ...['--quota-backend-bytes', `${4 * 1024 ** 3}`],
  ]);
}

/** A machine that stood still for seconds: etcd refuses what it had begun, or has done it, and works on. */
const isOutOfTime = (message: string) => message.includes('etcdserver: request timed out');

async function isHealthy(etcdUrl: string): Promise<boolean> {
  const answer = await fetch(`${etcdUrl}/health`).catch(() => undefined);
  return answer !== undefined && (await answer.text()).includes('true');
}

/** The server writes the kubeconfig as JSON when it starts. */
async function readApi(kubeconfigPath: string, url: string): Promise<HttpApi> {
  const config = JSON.parse(await readFile(kubeconfigPath, 'utf8')) as {
    clusters: [{ cluster: { 'certificate-authority-data': string } }];
    users: [{ user: { token: string } }];
  };
  const ca = Buffer.from(config.clusters[0].cluster['certificate-authority-data'], 'base64').toString('utf8');
  return new HttpApi(url, ca, config.users[0].user.token);
}

function ok(answer: Answer): Answer {
  if (answer.status >= 300) throw new Error(`the API server answered ${answer.status}: ${answer.body.slice(0, 500)}`);
  return answer;
}
