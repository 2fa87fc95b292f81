// A cluster whose state is in a directory of manifests.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { nodeObject } from '../../../services/cli/src/conformance/cluster-state.ts';
import { replaceFile, toManifest } from '../../../services/cli/src/lab/manifests.ts';
import { Cluster } from './cluster.ts';
import { podObject, type TestPod } from './test-pods.ts';

export class ManifestCluster extends Cluster {
  get #manifests(): string {
    return join(this.directory, 'manifests');
  }

  /** Starts everything with these pods and what has been written before; settles once that is enforced. */
  async startWith(pods: readonly TestPod[]): Promise<void> {
    this.write('nodes', ...this.nodes.map(nodeObject));
    this.write('pods', ...pods.map((pod) => podObject(pod)));
    await this.start(`directory:${this.#manifests}`, pods);
    await this.enforced();
  }

  /** Replaces a file of manifests by these objects. */
  write(name: string, ...objects: readonly object[]): void {
    this.writeText(name, toManifest(objects));
  }

  writeText(name: string, text: string): void {
    mkdirSync(this.#manifests, { recursive: true });
    replaceFile(this.#file(name), text);
  }

  /** Removes a file, where it is. */
  remove(name: string): void {
    rmSync(this.#file(name), { force: true });
  }

  #file(name: string): string {
    return join(this.#manifests, `${name}.yaml`);
  }
}
