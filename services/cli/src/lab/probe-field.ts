// Probers of a lab's pods and nodes, made and ended as pods come and go.
import { type LabNode, type LabPod, Network, podNetns } from './network.ts';
import { Prober, SourcePorts } from './prober.ts';

/** A pod of a lab; with `hostNetwork` it lives in its node's namespace. */
export interface ProbedPod extends LabPod {
  readonly hostNetwork?: boolean;
}

/** Pods and nodes as network namespaces, each with its prober. */
export class ProbeField {
  readonly #network: Network;
  readonly #nodeProbers: ReadonlyMap<string, Prober>;
  readonly #pods = new Map<string, { readonly pod: ProbedPod; readonly prober: Prober }>();

  /** By address: a pod may come back, or another one may get its address. */
  readonly #sourcePorts = new Map<string, SourcePorts>();

  private constructor(network: Network, nodeProbers: ReadonlyMap<string, Prober>) {
    this.#network = network;
    this.#nodeProbers = nodeProbers;
  }

  static async create(nodes: readonly LabNode[]): Promise<ProbeField> {
    const network = await Network.create(nodes);
    return new ProbeField(network, new Map(nodes.map(({ name }) => [name, new Prober(name, name, new SourcePorts())])));
  }

  /** Makes these pods, and no others, exist. Those that stay as they are keep their namespaces and probers. */
  async setPods(pods: readonly ProbedPod[]): Promise<void> {
    const wanted = new Map(pods.filter(({ hostNetwork }) => !hostNetwork).map((pod) => [identity(pod), pod]));
    const gone = [...this.#pods].filter(([key]) => !wanted.has(key));
    await Promise.all(gone.map(([, { prober }]) => prober.stop()));
    await this.#network.removePods(gone.map(([, { pod }]) => pod));
    for (const [key] of gone) this.#pods.delete(key);
    const added = [...wanted].filter(([key]) => !this.#pods.has(key));
    await this.#network.addPods(added.map(([, pod]) => pod));
    for (const [key, pod] of added) this.#pods.set(key, { pod, prober: this.#startProber(pod) });
  }

  /** Who probes for a pod, and answers for it. */
  proberOf(pod: ProbedPod): Prober {
    const prober = pod.hostNetwork ? this.#nodeProbers.get(pod.node) : this.#pods.get(identity(pod))?.prober;
    if (!prober) throw new Error(`pod ${pod.namespace}/${pod.name} on ${pod.node} is not in the lab`);
    return prober;
  }

  nodeProber(node: string): Prober | undefined {
    return this.#nodeProbers.get(node);
  }

  #startProber(pod: ProbedPod): Prober {
    const address = pod.addresses[0] ?? '';
    const sourcePorts = this.#sourcePorts.get(address) ?? new SourcePorts();
    this.#sourcePorts.set(address, sourcePorts);
    return new Prober(podNetns(pod), `${pod.namespace}/${pod.name}`, sourcePorts);
  }

  /** Ends probers and takes the network down. */
  async close(): Promise<void> {
    await this.setPods([]);
    await Promise.all([...this.#nodeProbers.values()].map((prober) => prober.stop()));
    await this.#network.close();
  }
}

const identity = ({ namespace, name, node, addresses }: LabPod): string =>
  [namespace, name, node, ...addresses].join(' ');
