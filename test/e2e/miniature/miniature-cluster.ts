// A cluster in miniature: a real API server, three nodes with pods, and Manul installed from what the chart renders. Each
// of Manul's pods runs on its node's network as its kubelet would run it, and services are reached by cluster IP.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderChart } from '../../../scripts/helm.ts';
import { type Manifest, parseManifests } from '../../../scripts/manifests.ts';
import { labNodes, nodeObject } from '../../../services/cli/src/conformance/cluster-state.ts';
import { outside } from '../../../services/cli/src/lab/network.ts';
import { type ApiServer, type ManifestObject, startApiServer } from '../../apiserver/src/index.ts';
import { FaultProxy } from '../../chaos/src/fault-proxy.ts';
import { Authority } from '../certificates.ts';
import { Cluster, eventually } from '../cluster/cluster.ts';
import { podObject, type TestPod } from '../cluster/test-pods.ts';
import { KubeProxy, type ServicePort } from './kube-proxy.ts';
import { Kubelet } from './kubelet.ts';
import { type Pod, podsOf, portOf, type Workload } from './workloads.ts';

export const NAMESPACE = 'manul-system';
const api = { host: '10.96.0.1', port: 443 };
/** Where the lab's router hands connections to the API server. */
const apiBehind = { address: outside.addresses[0] ?? '', port: 6443 };
const accounts = ['calc-graph', 'fan-out', 'certificates'];

interface Service extends ManifestObject {
  readonly spec: {
    readonly clusterIP: string;
    readonly selector: Readonly<Record<string, string>>;
    readonly ports: readonly { readonly port: number; readonly targetPort: number | string }[];
  };
}

export class MiniatureCluster extends Cluster {
  override readonly nodes = labNodes(3);
  #server: ApiServer | undefined;
  #kubelet: Kubelet | undefined;
  #proxy: KubeProxy | undefined;
  #apiBehind: FaultProxy | undefined;
  #running: readonly Pod[] = [];
  #installed: readonly Manifest[] = [];
  readonly #jobsDone = new Set<string>();

  get server(): ApiServer {
    if (!this.#server) throw new Error('the API server is not started');
    return this.#server;
  }

  get kubelet(): Kubelet {
    if (!this.#kubelet) throw new Error('the nodes are not started');
    return this.#kubelet;
  }

  get proxy(): KubeProxy {
    if (!this.#proxy) throw new Error('the nodes are not started');
    return this.#proxy;
  }

  /** The cluster before Manul comes. */
  async startWith(objects: readonly ManifestObject[], pods: readonly TestPod[]): Promise<void> {
    const bound = this.nodes.map(({ name }) => `${boundToken(name)}=${NAMESPACE}/manul-driver@${name}#manul`);
    const tokens = accounts.map((name) => `${name}-token=${NAMESPACE}/manul-${name}`);
    const flags = [
      '-addresses',
      api.host,
      '-tokens',
      ['admin-token=admin:system:masters', ...tokens, ...bound].join(','),
    ];
    this.#server = await startApiServer({ flags });
    const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } };
    for (const object of [namespace, ...objects, ...pods.map((pod) => podObject(pod))]) await this.server.apply(object);
    for (const node of this.nodes.map(nodeObject) as readonly ManifestObject[]) {
      // Not by server-side apply, which takes no second address of a type.
      await this.server.request('POST', '/api/v1/nodes', node);
      await this.server.request('PUT', `/api/v1/nodes/${node.metadata.name}/status`, node);
    }
    await this.startLab(pods);
    await this.#connectApi();
    const token = (account: string, node: string, audience?: string) =>
      audience === undefined ? `${account.replace('manul-', '')}-token` : boundToken(node);
    const { lab, directory } = this;
    this.#kubelet = new Kubelet({ lab, server: this.server, namespace: NAMESPACE, directory, api, token });
    this.#proxy = new KubeProxy(
      lab,
      this.nodes.map(({ name }) => name),
    );
    await this.proxy.install();
    await this.#syncServices();
  }

  override async stop(): Promise<void> {
    await super.stop();
    await this.#apiBehind?.close();
    await this.#server?.stop();
  }

  /** `helm upgrade --install`: applies what the chart renders, and rolls what differs, a pod of each workload at a time. */
  async upgrade(values: readonly string[], set: readonly string[]): Promise<void> {
    const rendered = parseManifests(renderChart({ values, set }));
    const file = join(this.directory, 'rendered.json');
    writeFileSync(file, JSON.stringify({ apiVersion: 'v1', kind: 'List', items: rendered }));
    await this.server.kubectl('apply', '-f', file);
    this.#installed = rendered;
    await this.#runJobs(rendered);
    await this.#rollOut();
  }

  /** `helm uninstall`. */
  async uninstall(): Promise<void> {
    for (const pod of this.#running) await this.kubelet.stop(pod);
    this.#running = [];
    const file = join(this.directory, 'rendered.json');
    writeFileSync(file, JSON.stringify({ apiVersion: 'v1', kind: 'List', items: this.#installed }));
    await this.server.kubectl('delete', '--wait=false', '-f', file);
    await this.#syncServices();
  }

  /** Runs a pod of the certificates' CronJob now, and brings what it wrote into the pods' volumes. */
  async renewCertificates(): Promise<string> {
    const cron = this.#installed.find(({ kind }) => kind === 'CronJob') as unknown as {
      spec: { jobTemplate: { spec: Workload['spec'] } };
    };
    const said = await this.kubelet.run(this.#jobPod('renew', cron.spec.jobTemplate.spec));
    for (const pod of this.#running) await this.kubelet.refresh(pod);
    return said;
  }

  /** Pods of ours by what makes them: `calc-graph`, `fan-out`, `driver`, `redis`. */
  podsOf(component: string): readonly Pod[] {
    return this.#running.filter(({ labels }) => labels['app.kubernetes.io/component'] === component);
  }

  /** Whether this calc-graph is the one that writes the log. */
  async leads({ node, spec }: Pod): Promise<boolean> {
    const metrics = await this.kubelet.get(node, portOf(spec, 'http'), '/metrics');
    return /^manul_calc_leading 1$/m.test(metrics ?? '');
  }

  /** Ends it as a crash would. Services stop leading to it, and it stays away until it is started again. */
  async kill(pod: Pod): Promise<void> {
    await this.kubelet.stop(pod, 'SIGKILL');
    this.#running = this.#running.filter((each) => each !== pod);
    await this.#syncServices();
  }

  /** Starts a pod where none of that name runs; settles when it is ready. */
  async startPod(pod: Pod): Promise<void> {
    await this.kubelet.start(pod);
    this.#running = [...this.#running, pod];
    await this.#ready(pod);
    await this.#syncServices();
  }

  /** As a rollout does it with every pod of a component, the template being the same. */
  async restart(component: string): Promise<void> {
    for (const pod of this.podsOf(component)) await this.#replace(pod, pod);
  }

  /** An authority for the certificates that kubelets have, as kubeadm leaves it. */
  async issueNodeCertificates(): Promise<void> {
    const authority = new Authority(this.directory, 'kubernetes');
    for (const { name } of this.nodes) {
      const { cert, key } = authority.issue(`system:node:${name}`);
      const folder = this.kubelet.hostPath(name, '/var/lib/kubelet/pki');
      mkdirSync(folder, { recursive: true });
      const both = readFileSync(cert, 'utf8') + readFileSync(key, 'utf8');
      writeFileSync(join(folder, 'kubelet-client-current.pem'), both, { mode: 0o600 });
    }
    await this.server.apply({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'kube-root-ca.crt', namespace: NAMESPACE },
      data: { 'ca.crt': readFileSync(authority.cert, 'utf8') },
    });
  }

  /** The API server at its cluster IP. */
  async #connectApi(): Promise<void> {
    const socket = join(this.directory, 'api.sock');
    this.#apiBehind = new FaultProxy(Number(new URL(this.server.url).port));
    await this.#apiBehind.listen(socket);
    await this.lab.call('forward', { ...apiBehind, socket });
  }

  async #runJobs(objects: readonly Manifest[]): Promise<void> {
    for (const job of objects.filter(({ kind }) => kind === 'Job') as unknown as readonly Workload[]) {
      if (this.#jobsDone.has(job.metadata.name)) continue;
      await this.kubelet.run(this.#jobPod(job.metadata.name, job.spec));
      this.#jobsDone.add(job.metadata.name);
    }
  }

  #jobPod(name: string, { template }: Workload['spec']): Pod {
    const node = this.nodes[0]?.name ?? '';
    return { name, node, labels: {}, spec: template.spec, revision: '' };
  }

  async #rollOut(): Promise<void> {
    const answer = await this.server.kubectl('-n', NAMESPACE, 'get', 'deploy,ds,sts,hpa', '-o', 'json');
    const workloads = (JSON.parse(answer) as { readonly items: readonly Workload[] }).items;
    // Redis first, then who writes to it: others wait for them as long as it takes, but tests need not.
    const order = (object: Workload) => ['StatefulSet', 'Deployment', 'DaemonSet'].indexOf(object.kind);
    const sorted = workloads.toSorted((a, b) => order(a) - order(b));
    const wanted = podsOf(
      sorted,
      this.nodes.map(({ name }) => name),
    );
    for (const pod of this.#running.filter(({ name }) => !wanted.some((each) => each.name === name))) {
      await this.kubelet.stop(pod);
      this.#running = this.#running.filter((each) => each !== pod);
    }
    for (const pod of wanted) {
      const old = this.#running.find(({ name }) => name === pod.name);
      if (!old) await this.startPod(pod);
      else if (old.revision !== pod.revision) await this.#replace(old, pod);
    }
  }

  async #replace(old: Pod, pod: Pod): Promise<void> {
    await this.kubelet.stop(old);
    this.#running = this.#running.filter((each) => each !== old);
    await this.#syncServices();
    await this.startPod(pod);
  }

  #ready(pod: Pod): Promise<true> {
    return eventually(
      async () => {
        await this.lab.call('assertRunning');
        return (await this.kubelet.isReady(pod)) || undefined;
      },
      () =>
        `${pod.name} on ${pod.node} is not ready\n${readFileSync(this.kubelet.logFile(pod.name), 'utf8').slice(-3_000)}`,
    );
  }

  async #syncServices(): Promise<void> {
    const answer = await this.server.kubectl('-n', NAMESPACE, 'get', 'services', '-o', 'json');
    const services = (JSON.parse(answer) as { readonly items: readonly Service[] }).items;
    const kubernetes = {
      name: 'default/kubernetes',
      clusterIp: api.host,
      port: api.port,
      endpoints: [`${apiBehind.address}:${apiBehind.port}`],
    };
    await this.proxy.sync([kubernetes, ...services.flatMap((service) => this.#ports(service))]);
  }

  #ports({ metadata, spec }: Service): readonly ServicePort[] {
    const selected = this.#running.filter(({ labels }) =>
      Object.entries(spec.selector).every(([key, value]) => labels[key] === value),
    );
    return spec.ports.map(({ port, targetPort }) => ({
      name: `${NAMESPACE}/${metadata.name}:${port}`,
      clusterIp: spec.clusterIP,
      port,
      endpoints: selected.map((pod) => `${this.address(pod.node)}:${portOf(pod.spec, targetPort)}`),
    }));
  }
}

const boundToken = (node: string) => `driver-token-of-${node}`;
