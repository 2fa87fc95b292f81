// Runs pods on the nodes of a lab as a kubelet does: volumes and environment from what the API server holds, the image's
// entry point with the pod's arguments, in a file system and with the user and capabilities that the pod asks for.
import { chmodSync, chownSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ApiServer } from '../../apiserver/src/index.ts';
import type { LabClient } from '../cluster/lab-client.ts';
import { type Container, type KeyPath, type Pod, portOf, type Volume } from './workloads.ts';

const repository = fileURLToPath(new URL('../../..', import.meta.url));
const script = fileURLToPath(new URL('run-container.sh', import.meta.url));
const isRoot = process.getuid?.() === 0;
const serviceAccountFolder = '/var/run/secrets/kubernetes.io/serviceaccount';

interface Data {
  readonly data?: Readonly<Record<string, string>>;
}

interface Service {
  readonly metadata: { readonly name: string };
  readonly spec: { readonly clusterIP: string; readonly ports: readonly { readonly port: number }[] };
}

export interface KubeletOptions {
  readonly lab: LabClient;
  readonly server: ApiServer;
  readonly namespace: string;
  readonly directory: string;
  /** Where pods find the API server. */
  readonly api: { readonly host: string; readonly port: number };
  /** The token that a pod of this service account gets: the API server's own, or one for an audience. */
  readonly token: (account: string, node: string, audience?: string) => string;
}

export class Kubelet {
  readonly #options: KubeletOptions;
  readonly #images: ReadonlyMap<string, readonly string[]> = entryPoints();

  constructor(options: KubeletOptions) {
    this.#options = options;
  }

  /** What of a node's disk pods of that node see at this path. */
  hostPath(node: string, path: string): string {
    return join(this.#options.directory, 'nodes', node, path);
  }

  logFile(pod: string): string {
    return join(this.#options.directory, `${pod}.log`);
  }

  /** Settles once its containers run; those that come first have ended then. */
  async start(pod: Pod): Promise<void> {
    const { lab } = this.#options;
    for (const container of pod.spec.initContainers ?? []) await this.#runToEnd(pod, container);
    for (const container of pod.spec.containers) {
      const command = await this.#command(pod, container);
      await lab.call('startService', { name: pod.name, on: pod.node, command, logFile: this.logFile(pod.name) });
    }
  }

  async stop(pod: Pod, signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    await this.#options.lab.call('stopService', { name: pod.name, signal });
  }

  /** A job's pod: gives what it printed, or rejects with what it complained of. */
  async run(pod: Pod): Promise<string> {
    const outputs: string[] = [];
    for (const container of pod.spec.containers) outputs.push(await this.#runToEnd(pod, container));
    return outputs.join('');
  }

  /** Whether the readiness probe is answered; a pod without one is ready when it runs. */
  async isReady({ node, spec }: Pod): Promise<boolean> {
    const probes = spec.containers.flatMap(({ readinessProbe }) => readinessProbe?.httpGet ?? []);
    const answers = await Promise.all(probes.map(({ path, port }) => this.get(node, portOf(spec, port), path)));
    return answers.every((answer) => answer?.startsWith('HTTP/1.1 200'));
  }

  /** What a node's own HTTP server answers; undefined where none does. */
  async get(node: string, port: number, path: string): Promise<string | undefined> {
    const command = ['perl', '-MIO::Socket::INET', '-e', httpGet, String(port), path];
    return this.#options.lab.call('run', { on: node, command }).catch(() => undefined);
  }

  /** Brings what the API server holds into a running pod's volumes, as kubelets do every minute. */
  async refresh(pod: Pod): Promise<void> {
    for (const volume of pod.spec.volumes ?? []) if (!volume.hostPath) await this.#fill(pod, volume);
  }

  async #runToEnd(pod: Pod, container: Container): Promise<string> {
    const command = await this.#command(pod, container);
    return this.#options.lab.call('run', { on: pod.node, command });
  }

  async #command(pod: Pod, container: Container): Promise<readonly string[]> {
    const folder = join(this.#options.directory, 'pods', pod.name);
    rmSync(join(folder, container.name), { recursive: true, force: true });
    const root = join(folder, container.name, 'root');
    mkdirSync(root, { recursive: true });
    const mounts = join(folder, container.name, 'mounts');
    writeFileSync(mounts, (await this.#mounts(pod, container)).map((line) => `${line}\n`).join(''));
    const environment = Object.entries(await this.#environment(pod, container)).map(
      ([name, value]) => `${name}=${value}`,
    );
    const { command = this.#images.get(imageName(container.image)) ?? [], args = [] } = container;
    const expand = (text: string) => expandVariables(text, environment);
    return [
      ...['unshare', '--mount', '--', 'sh', script, root, repository, mounts],
      ...['setpriv', ...privileges(pod, container), 'env', '-i', ...environment],
      ...[...command, ...args].map(expand),
    ];
  }

  async #mounts(pod: Pod, { volumeMounts = [] }: Container): Promise<readonly string[]> {
    const lines: string[] = [];
    for (const { name, mountPath, subPath, readOnly } of volumeMounts) {
      const volume = pod.spec.volumes?.find((each) => each.name === name) ?? { name };
      const source = await this.#fill(pod, volume);
      lines.push(`${subPath === undefined ? source : join(source, subPath)} ${mountPath} ${readOnly ? 'ro' : 'rw'}`);
    }
    if (pod.spec.automountServiceAccountToken) {
      lines.push(`${await this.#fillServiceAccount(pod)} ${serviceAccountFolder} ro`);
    }
    return lines;
  }

  /** Gives the folder, or file, that holds the volume. */
  async #fill(pod: Pod, { name, configMap, secret, projected, hostPath }: Volume): Promise<string> {
    if (hostPath) {
      const path = this.hostPath(pod.node, hostPath.path);
      mkdirSync(hostPath.type === 'FileOrCreate' ? dirname(path) : path, { recursive: true });
      if (hostPath.type === 'FileOrCreate') writeFileSync(path, '', { flag: 'a' });
      return path;
    }
    const folder = this.#volumeFolder(pod, name);
    if (configMap) await this.#write(pod, folder, await this.#data('configmap', configMap.name), configMap.items);
    if (secret) {
      const data = await this.#data('secret', secret.secretName);
      await this.#write(pod, folder, data, secret.items, secret.defaultMode);
    }
    for (const { serviceAccountToken } of projected?.sources ?? []) {
      if (!serviceAccountToken) continue;
      const token = this.#options.token(pod.spec.serviceAccountName, pod.node, serviceAccountToken.audience);
      await this.#write(pod, folder, new Map([[serviceAccountToken.path, token]]), undefined, projected?.defaultMode);
    }
    return folder;
  }

  async #fillServiceAccount(pod: Pod): Promise<string> {
    const folder = this.#volumeFolder(pod, 'service-account');
    const config = JSON.parse(readFileSync(this.#options.server.kubeconfigPath, 'utf8'));
    const ca = Buffer.from(config.clusters[0].cluster['certificate-authority-data'], 'base64').toString();
    const token = this.#options.token(pod.spec.serviceAccountName, pod.node);
    await this.#write(
      pod,
      folder,
      new Map(Object.entries({ 'ca.crt': ca, token, namespace: this.#options.namespace })),
    );
    return folder;
  }

  #volumeFolder(pod: Pod, name: string): string {
    const folder = join(this.#options.directory, 'pods', pod.name, 'volumes', name);
    mkdirSync(folder, { recursive: true });
    this.#own(pod, folder, 0o2775);
    return folder;
  }

  async #write(
    pod: Pod,
    folder: string,
    data: ReadonlyMap<string, string>,
    items: readonly KeyPath[] = [...data.keys()].map((key) => ({ key, path: key })),
    mode = 0o644,
  ): Promise<void> {
    for (const { key, path } of items) {
      const content = data.get(key);
      if (content === undefined) throw new Error(`${pod.name}: there is no key ${key}`);
      const file = join(folder, path);
      rmSync(file, { force: true });
      writeFileSync(file, content);
      this.#own(pod, file, mode);
    }
  }

  /** Of the group that the pod asks for, where we may. */
  #own({ spec: { securityContext: { fsGroup } = {} } }: Pod, path: string, mode: number): void {
    if (isRoot && fsGroup !== undefined) chownSync(path, 0, fsGroup);
    chmodSync(path, mode);
  }

  async #data(kind: 'configmap' | 'secret', name: string): Promise<ReadonlyMap<string, string>> {
    const { namespace, server } = this.#options;
    const { data = {} } = JSON.parse(await server.kubectl('-n', namespace, 'get', kind, name, '-o', 'json')) as Data;
    const decode = (value: string) => (kind === 'secret' ? Buffer.from(value, 'base64').toString('utf8') : value);
    return new Map(Object.entries(data).map(([key, value]) => [key, decode(value)]));
  }

  async #environment(pod: Pod, { env = [] }: Container): Promise<Readonly<Record<string, string>>> {
    const { api } = this.#options;
    const all: Record<string, string> = {
      PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
      KUBERNETES_SERVICE_HOST: api.host,
      KUBERNETES_SERVICE_PORT: String(api.port),
      ...(pod.spec.enableServiceLinks === false ? {} : await this.#serviceLinks()),
    };
    for (const { name, value, valueFrom } of env) {
      const { fieldRef, secretKeyRef } = valueFrom ?? {};
      if (fieldRef && fieldRef.fieldPath !== 'spec.nodeName')
        throw new Error(`field ${fieldRef.fieldPath} is not known`);
      const given = secretKeyRef
        ? ((await this.#data('secret', secretKeyRef.name)).get(secretKeyRef.key) ?? '')
        : fieldRef
          ? pod.node
          : (value ?? '');
      all[name] = expandVariables(
        given,
        Object.entries(all).map(([key, text]) => `${key}=${text}`),
      );
    }
    return all;
  }

  async #serviceLinks(): Promise<Record<string, string>> {
    const { namespace, server } = this.#options;
    const { items } = JSON.parse(await server.kubectl('-n', namespace, 'get', 'services', '-o', 'json'));
    return Object.fromEntries(
      (items as readonly Service[]).flatMap(({ metadata, spec }) => {
        const prefix = metadata.name.toUpperCase().replaceAll('-', '_');
        return [
          [`${prefix}_SERVICE_HOST`, spec.clusterIP],
          [`${prefix}_SERVICE_PORT`, String(spec.ports[0]?.port)],
        ];
      }),
    );
  }
}

const httpGet = `
  my ($port, $path) = @ARGV;
  my $socket = IO::Socket::INET->new(PeerAddr => "127.0.0.1:$port", Timeout => 5) or exit 1;
  print $socket "GET $path HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n";
  print while <$socket>;`;

/** \`$(NAME)\`, as Kubernetes expands it. */
function expandVariables(text: string, environment: readonly string[]): string {
  const values = new Map(environment.map((line) => line.split(/=(.*)/s) as [string, string]));
  return text.replaceAll(/\$\(([A-Z0-9_]+)\)/g, (whole, name: string) => values.get(name) ?? whole);
}

/** The user, where this machine's root may become it, and no capabilities but those that are asked for. */
function privileges({ spec }: Pod, { securityContext = {} }: Container): readonly string[] {
  const user = securityContext.runAsUser ?? spec.securityContext?.runAsUser ?? 0;
  const group = spec.securityContext?.fsGroup ?? user;
  const added = (securityContext.capabilities?.add ?? []).map((name) => `,+${name.toLowerCase()}`).join('');
  const identity = isRoot ? [`--reuid=${user}`, `--regid=${group}`, '--clear-groups'] : [];
  return [...identity, '--no-new-privs', '--inh-caps=-all', `--bounding-set=-all${added}`];
}

const imageName = (image: string) => /([^/:@]+)(?::[^/]*|@.*)?$/.exec(image)?.[1] ?? image;

/** What each of our images runs, by its target in the Dockerfile. */
function entryPoints(): ReadonlyMap<string, readonly string[]> {
  const dockerfile = readFileSync(join(repository, 'deploy', 'images', 'Dockerfile'), 'utf8');
  const stages = dockerfile.split(/^FROM .* AS /m).slice(1);
  return new Map(
    stages.flatMap((stage) => {
      const entryPoint = /^ENTRYPOINT (\[.*\])$/m.exec(stage)?.[1];
      return entryPoint === undefined
        ? []
        : [[stage.split('\n')[0] ?? '', JSON.parse(entryPoint) as string[]] as const];
    }),
  );
}
