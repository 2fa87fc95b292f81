// A cluster as manifests that change at random, and what its nodes are to hold, computed from scratch.
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { createCalculationGraph } from '@manul/calc';
import { type ApiObject, builtInUpdates, convert, defaultOptions } from '@manul/model';
import { allowOnly, namespace, node, pod } from '../../e2e/objects.ts';

const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

export class RandomCluster {
  readonly nodes: readonly string[];
  readonly directory: string;
  readonly #objects = new Map<string, ApiObject>();
  readonly #random: (below: number) => number;

  constructor(directory: string, nodes: readonly string[], random: (below: number) => number) {
    this.nodes = nodes;
    this.directory = `${directory}/manifests`;
    this.#random = random;
    mkdirSync(this.directory);
    for (const [i, name] of nodes.entries()) this.#put(node(name, `192.168.0.${i + 1}`));
    this.#put(namespace('prod'));
    for (let i = 0; i < 12; i++) this.#mutate();
    this.#write();
  }

  /** A few objects come, go or change, all at once. */
  change(): void {
    for (let left = 1 + this.#random(4); left > 0; left--) this.#mutate();
    this.#write();
  }

  /** Digests of what each node is to hold. */
  wanted(): Map<string, bigint> {
    const graph = createCalculationGraph();
    graph.update(builtInUpdates());
    for (const object of this.#objects.values()) {
      graph.update(convert(object, { ...defaultOptions, nodePeers: true }).updates);
    }
    graph.setInSync();
    graph.flush();
    return new Map(this.nodes.map((name) => [name, graph.subscribe(name).targetDigest()]));
  }

  #mutate(): void {
    const random = this.#random;
    const name = names[random(names.length)]!;
    const other = names[random(names.length)]!;
    const kind = random(6);
    if (kind <= 2) {
      const address = `10.0.0.${1 + names.indexOf(name)}`;
      this.#put(pod(name, this.nodes[random(this.nodes.length)]!, address, { labels: { app: name, tier: other } }));
    } else if (kind === 3) this.#objects.delete(`Pod ${name}`);
    else if (kind === 4) this.#put(allowOnly(name, other, 1 + random(65535)));
    else this.#objects.delete(`NetworkPolicy ${name}`);
  }

  #put(object: ApiObject): void {
    this.#objects.set(`${object.kind} ${object.metadata.name}`, object);
  }

  #write(): void {
    // JSON is YAML too. Moved into place, so that nobody reads half of it.
    const content = [...this.#objects.values()].map((object) => JSON.stringify(object)).join('\n---\n');
    writeFileSync(`${this.directory}/../cluster.next`, content);
    renameSync(`${this.directory}/../cluster.next`, `${this.directory}/cluster.yaml`);
  }
}
