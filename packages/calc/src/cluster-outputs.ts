// What every node is told of as it is: namespaces, service accounts, nodes and services.
import type { ClusterNode, Namespace, Origin, Service, ServiceAccount } from '@manul/model';
import { type felix, messageContent } from '@manul/proto';
import { encodeMessage, encodeMessageFrame, messageOfFrame } from './encode.ts';
import type { Nodes } from './nodes.ts';
import { Output, type Placement, type Rendering } from './output.ts';
import { Retired } from './retired.ts';
import { StoredFrame } from './stored-frame.ts';
import type { WorkCounters } from './work.ts';

interface Messages {
  readonly key: string;
  readonly update: felix.IToDataplane;
  readonly remove: felix.IToDataplane;
}

class ClusterOutput extends Output {
  readonly kind = 'cluster';
  readonly key: string;
  alive = false;
  readonly #remove: felix.IToDataplane;
  readonly #frame = new StoredFrame();

  constructor({ key, remove }: Messages) {
    super();
    this.key = key;
    this.#remove = remove;
  }

  /** False where that says what was said before. */
  setMessage(message: felix.IToDataplane, origin: Origin | undefined): boolean {
    return this.#frame.set(encodeMessage(message), origin);
  }

  get placement(): Placement {
    return this.alive ? 'everywhere' : undefined;
  }

  neededBy(): boolean {
    return this.alive;
  }

  render(): Rendering {
    const frame = this.#frame.bytes(true);
    this.content ??= messageContent(messageOfFrame(frame));
    return { frame, content: this.content };
  }

  renderRemoval(): Buffer {
    return encodeMessageFrame(this.#remove);
  }
}

export class ClusterOutputs {
  readonly #nodes: Nodes;
  readonly #work: WorkCounters;
  readonly #outputs = new Map<string, ClusterOutput>();
  readonly #retired = new Retired<ClusterOutput>();

  constructor(nodes: Nodes, work: WorkCounters) {
    this.#nodes = nodes;
    this.#work = work;
  }

  values(): Iterable<Output> {
    return this.#outputs.values();
  }

  update(messages: Messages, exists: boolean, origin: Origin | undefined): void {
    const { key } = messages;
    const known = this.#outputs.get(key);
    if (!exists) {
      if (known) this.#remove(known);
      return;
    }
    const output = known ?? this.#retired.revive(key) ?? new ClusterOutput(messages);
    this.#outputs.set(key, output);
    output.alive = true;
    if (!output.setMessage(messages.update, origin) && known) return;
    this.#work.outputsChanged++;
    for (const node of this.#nodes.subscribed) node.touch(output, known && output.content);
    output.content = undefined;
  }

  sizes(): Record<string, number> {
    return { clusterOutputs: this.#outputs.size, retiredClusterOutputs: this.#retired.size };
  }

  #remove(output: ClusterOutput): void {
    this.#outputs.delete(output.key);
    output.alive = false;
    this.#work.outputsChanged++;
    for (const node of this.#nodes.subscribed) node.touch(output, output.content);
    output.content = undefined;
    this.#retired.retire(output);
  }
}

export function namespaceMessages(name: string, value: Namespace | undefined): Messages {
  const id = { name };
  return {
    key: `namespace ${name}`,
    update: { namespace_update: { id, labels: value?.labels ?? {} } },
    remove: { namespace_remove: { id } },
  };
}

export function serviceAccountMessages(key: string, value: ServiceAccount | undefined): Messages {
  const [namespace = '', name = ''] = key.split('/');
  const id = { namespace, name };
  return {
    key: `service_account ${namespace}|${name}`,
    update: { service_account_update: { id, labels: value?.labels ?? {} } },
    remove: { service_account_remove: { id } },
  };
}

export function hostMetadataMessages(hostname: string, value: ClusterNode | undefined): Messages {
  return {
    key: `host_metadata ${hostname}`,
    update: {
      host_metadata_update: {
        hostname,
        ipv4_addr: value?.ipv4 ?? '',
        ipv6_addr: value?.ipv6 ?? '',
        asnumber: value?.asNumber ?? '',
        labels: value?.labels ?? {},
      },
    },
    remove: { host_metadata_remove: { hostname } },
  };
}

export function serviceMessages(key: string, value: Service | undefined): Messages {
  const [namespace = '', name = ''] = key.split('/');
  return {
    key: `service ${namespace}|${name}`,
    update: {
      service_update: {
        name,
        namespace,
        type: value?.type ?? '',
        cluster_ips: [...(value?.clusterIps ?? [])],
        external_ips: [...(value?.externalIps ?? [])],
        loadbalancer_ip: value?.loadBalancerIps[0] ?? '',
        loadbalancer_ingress_ips: [...(value?.loadBalancerIngressIps ?? [])],
        ports: (value?.ports ?? []).map(({ protocol, port, nodePort }) => ({
          Protocol: protocol,
          Port: port,
          NodePort: nodePort,
        })),
      },
    },
    remove: { service_remove: { name, namespace } },
  };
}
