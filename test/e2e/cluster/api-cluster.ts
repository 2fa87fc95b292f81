// A cluster whose state is in a real API server. calc-graph reads it as a user who may only read, over a line that a
// test can cut; tests write as an administrator, beside that line.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeObject } from '../../../services/cli/src/conformance/cluster-state.ts';
import { type ApiServer, type ManifestObject, startApiServer } from '../../apiserver/src/index.ts';
import { FaultProxy } from '../../chaos/src/fault-proxy.ts';
import { Cluster } from './cluster.ts';
import { podObject, type TestPod } from './test-pods.ts';

export class ApiCluster extends Cluster {
  #server: ApiServer | undefined;
  #link: FaultProxy | undefined;
  #port = 0;

  get server(): ApiServer {
    if (!this.#server) throw new Error('the API server is not started');
    return this.#server;
  }

  /** The line between calc-graph and the API server. */
  get link(): FaultProxy {
    if (!this.#link) throw new Error('the API server is not started');
    return this.#link;
  }

  /** Starts everything with these objects and pods, and settles once their state is enforced. */
  async startWith(objects: readonly ManifestObject[], pods: readonly TestPod[]): Promise<void> {
    // Without its watch cache the server answers 410 right after a compaction.
    this.#server = await startApiServer({ watchCache: false });
    this.#link = new FaultProxy(Number(new URL(this.server.url).port));
    this.#port = await this.#link.listen();
    for (const node of this.nodes) await this.#createNode(nodeObject(node) as ManifestObject);
    for (const object of [...objects, ...pods.map((pod) => podObject(pod))]) await this.server.apply(object);
    await this.start(`kubernetes:${this.#readerKubeconfig()}`, pods);
    await this.enforced();
  }

  override async stop(): Promise<void> {
    await super.stop();
    await this.#link?.close();
    await this.#server?.stop();
  }

  /** `kubectl apply -f` of a file with these objects. */
  async kubectlApply(...objects: readonly ManifestObject[]): Promise<void> {
    const file = join(this.directory, 'applied.json');
    writeFileSync(file, JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }));
    await this.server.kubectl('apply', '-f', file);
  }

  /** Tells the API server of a pod, and makes it in the lab where it has a network of its own. */
  async addPod(pod: TestPod, others: readonly TestPod[]): Promise<void> {
    await this.setPods([...others, pod]);
    await this.server.apply(podObject(pod));
  }

  /** Not by server-side apply, which takes no second address of a type: kubelets do not either. */
  async #createNode(node: ManifestObject): Promise<void> {
    await this.server.request('POST', '/api/v1/nodes', node);
    await this.server.request('PUT', `/api/v1/nodes/${node.metadata.name}/status`, node);
  }

  #readerKubeconfig(): string {
    const config = JSON.parse(readFileSync(this.server.kubeconfigPath, 'utf8'));
    config.clusters[0].cluster.server = `https://127.0.0.1:${this.#port}`;
    config.users[0].user.token = 'reader-token';
    const path = join(this.directory, 'reader.kubeconfig');
    writeFileSync(path, JSON.stringify(config));
    return path;
  }
}
