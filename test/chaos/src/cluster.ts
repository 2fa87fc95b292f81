// A cluster in a real API server that changes at random, and what its nodes are to hold: read anew and computed from
// scratch each time.
import { createCalculationGraph, type InspectableGraph } from '@manul/calc';
import { type ApiObject, builtInUpdates, convert, defaultOptions } from '@manul/model';
import { type felix, manul } from '@manul/proto';
import { clusterAccess, kubernetesSource } from '@manul/source-kubernetes';
import type { ApiServer, ManifestObject } from '../../apiserver/src/index.ts';
import { allowOnly, namespace, pod } from '../../e2e/objects.ts';
import type { Random } from './random.ts';

const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
/** Of a pod on each node that stays, so that every node has this policy. */
const everywhere = 'everywhere';

export interface RandomClusterOptions {
  readonly server: ApiServer;
  readonly random: Random;
  readonly nodes: readonly ManifestObject[];
  /** There from the beginning. */
  readonly objects: readonly ManifestObject[];
  /** Now and then some of these are applied, whichever they are. */
  readonly churn: () => readonly ManifestObject[];
}

/** What one node is to hold. */
export interface Wanted {
  readonly digest: bigint;
  /** In dependency order, in_sync last. */
  readonly messages: readonly felix.IToDataplane[];
}

export class RandomCluster {
  readonly #options: RandomClusterOptions;
  readonly #present = new Map<string, ManifestObject>();
  #marks = 0;

  private constructor(options: RandomClusterOptions) {
    this.#options = options;
  }

  static async fill(options: RandomClusterOptions): Promise<RandomCluster> {
    const cluster = new RandomCluster(options);
    const { server, nodes, objects } = options;
    for (const node of nodes) {
      // Server-side apply takes no second address of a type.
      await server.request('POST', '/api/v1/nodes', node);
      await server.request('PUT', `/api/v1/nodes/${node.metadata.name}/status`, node);
    }
    const anchors = nodes.map(({ metadata: { name } }, i) =>
      manifest(pod(`${everywhere}-${name}`, name, `10.0.1.${1 + i}`, { labels: { app: everywhere } })),
    );
    for (const object of [manifest(namespace('prod')), ...anchors, ...objects]) await server.apply(object);
    for (let i = 0; i < 12; i++) await cluster.#mutate();
    await cluster.change();
    return cluster;
  }

  /**
   * A few objects come, go or change, and the last of each kind is one that every node hears of: who holds what is wanted
   * then has heard of all that was changed before, also of what came to nothing.
   */
  async change(): Promise<void> {
    const { server, random, churn, nodes } = this.#options;
    for (let left = 1 + random(4); left > 0; left--) await this.#mutate();
    for (const object of churn()) await server.apply(object);
    await this.tellAll();
    await this.#remove('Pod mark');
    const address = `10.1.${this.#marks >> 8}.${this.#marks & 255}`;
    await this.#put(manifest(pod('mark', nodes[0]!.metadata.name, address)));
  }

  /** Every node is to hear of one policy, once. */
  async tellAll(): Promise<void> {
    await this.#put(manifest(allowOnly(everywhere, 'mark', ++this.#marks)));
  }

  /** By node. */
  async wanted(): Promise<(node: string, kinds?: readonly number[]) => Wanted> {
    const graph = createCalculationGraph();
    graph.update(builtInUpdates());
    for (const object of await this.#read()) {
      graph.update(convert(object, { ...defaultOptions, nodePeers: true }).updates);
    }
    graph.setInSync();
    graph.flush();
    return (node, kinds = []) => wantedOf(graph, node, kinds);
  }

  /** Everything in the API server, by a reader that has never read it before. */
  async #read(): Promise<Iterable<ApiObject>> {
    const source = kubernetesSource(await clusterAccess({ kubeconfig: this.#options.server.kubeconfigPath }));
    const objects = new Map<string, ApiObject>();
    await new Promise<void>((resolve) => {
      source.start({
        changes(changes) {
          for (const { object } of changes) {
            const { kind, metadata } = object;
            objects.set(`${kind} ${metadata.namespace} ${metadata.name}`, object);
          }
        },
        inSync: resolve,
        problem() {},
      });
    });
    await source.stop();
    return objects.values();
  }

  async #mutate(): Promise<void> {
    const { random, nodes } = this.#options;
    const name = names[random(names.length)]!;
    const other = names[random(names.length)]!;
    const kind = random(6);
    if (kind <= 2) {
      const on = nodes[random(nodes.length)]!.metadata.name;
      const labels = { app: name, tier: other };
      // A pod that moves is another one.
      await this.#remove(`Pod ${name}`);
      await this.#put(manifest(pod(name, on, `10.0.0.${1 + names.indexOf(name)}`, { labels })));
    } else if (kind === 3) await this.#remove(`Pod ${name}`);
    else if (kind === 4) await this.#put(manifest(allowOnly(name, other, 1 + random(65535))));
    else await this.#remove(`NetworkPolicy ${name}`);
  }

  async #put(object: ManifestObject): Promise<void> {
    await this.#options.server.apply(object);
    this.#present.set(`${object.kind} ${object.metadata.name}`, object);
  }

  async #remove(key: string): Promise<void> {
    const object = this.#present.get(key);
    if (object) await this.#options.server.remove(object);
    this.#present.delete(key);
  }
}

function wantedOf(graph: InspectableGraph, node: string, kinds: readonly number[]): Wanted {
  const sequencer = graph.subscribe(node, { fields: new Set(kinds) });
  try {
    const digest = sequencer.targetDigest();
    const messages: felix.IToDataplane[] = [];
    while (sequencer.hasPending) {
      for (const frame of sequencer.take(Number.MAX_SAFE_INTEGER).frames) {
        for (const { message } of manul.v1.ToNode.decode(frame).updates) messages.push(message ?? {});
      }
    }
    return { digest, messages: [...messages, { in_sync: {} }] };
  } finally {
    sequencer.close();
  }
}

/** Objects of tests have all that a manifest has. */
function manifest({ apiVersion, kind, metadata, ...rest }: ApiObject): ManifestObject {
  return { ...rest, apiVersion, kind, metadata } as ManifestObject;
}
