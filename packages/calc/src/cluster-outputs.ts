// What every node is told of as it is: namespaces, service accounts, nodes and services.
import type { ClusterNode, Namespace, Origin, Service, ServiceAccount } from '@manul/model';
import { felix, messageContent } from '@manul/proto';
import type { Broadcast } from './broadcast.ts';
import { encodeMessage, encodeMessageFrame, messageOfFrame } from './encode.ts';
import type { Nodes } from './nodes.ts';
import { Output, type Placement, type Rendering, updateField } from './output.ts';
import { removalMessage } from './removal-message.ts';
import { Retired } from './retired.ts';
import { frameBytes, isFrameOf, noFrame, storedFrame } from './stored-frame.ts';
import type { WorkCounters } from './work.ts';

interface Update {
  readonly key: string;
  readonly message: felix.IToDataplane;
}

class ClusterOutput extends Output {
  readonly kind = 'cluster';
  readonly key: string;
  alive = false;
  readonly field: number;
  #frame = noFrame;
  readonly #broadcast: Broadcast;

  constructor(key: string, broadcast: Broadcast) {
    super();
    this.key = key;
    this.field = updateField(key);
    this.#broadcast = broadcast;
  }

  /** False where the message is the one that was set before. */
  setMessage(message: felix.IToDataplane, origin: Origin | undefined): boolean {
    const encoded = encodeMessage(message);
    const changed = !isFrameOf(this.#frame, encoded);
    this.#frame = storedFrame(encoded, origin);
    return changed;
  }

  get placement(): Placement {
    return this.alive ? 'everywhere' : undefined;
  }

  neededBy(): boolean {
    return this.alive;
  }

  render(): Rendering {
    const frame = frameBytes(this.#frame);
    if (this.pending > 1) this.#frame = frame;
    this.content ??= messageContent(messageOfFrame(frame));
    return { frame, content: this.content };
  }

  renderRemoval(): Buffer {
    return encodeMessageFrame(removalMessage(felix.ToDataplane.decode(messageOfFrame(frameBytes(this.#frame)))));
  }

  override settled(): void {
    super.settled();
    this.releaseIfGone();
  }

  /** Until every node has heard that it is gone it may come back, to the same place. */
  releaseIfGone(): void {
    if (!this.alive && this.pending === 0) this.#broadcast.release(this);
  }
}

export class ClusterOutputs {
  readonly #nodes: Nodes;
  readonly #broadcast: Broadcast;
  readonly #work: WorkCounters;
  readonly #outputs = new Map<string, ClusterOutput>();
  readonly #retired = new Retired<ClusterOutput>();

  constructor(nodes: Nodes, broadcast: Broadcast, work: WorkCounters) {
    this.#nodes = nodes;
    this.#broadcast = broadcast;
    this.#work = work;
  }

  update({ key, message }: Update, exists: boolean, origin: Origin | undefined): void {
    const known = this.#outputs.get(key);
    if (!exists) {
      if (known) this.#remove(known);
      return;
    }
    const output = known ?? this.#retired.revive(key) ?? new ClusterOutput(key, this.#broadcast);
    this.#outputs.set(key, output);
    output.alive = true;
    if (!output.setMessage(message, origin) && known) {
      this.#broadcast.changed(output);
      return;
    }
    this.#broadcast.add(output);
    this.#work.outputsChanged++;
    for (const node of this.#nodes.subscribed) node.touch(output, known && output.content);
    output.content = undefined;
  }

  sizes(): Record<string, number> {
    return {
      clusterOutputs: this.#outputs.size,
      broadcast: this.#broadcast.size,
      retiredClusterOutputs: this.#retired.size,
    };
  }

  #remove(output: ClusterOutput): void {
    this.#outputs.delete(output.key);
    output.alive = false;
    this.#work.outputsChanged++;
    for (const node of this.#nodes.subscribed) node.touch(output, output.content);
    output.content = undefined;
    this.#broadcast.changed(output);
    this.#retired.retire(output);
    output.releaseIfGone();
  }
}

export function namespaceUpdate(name: string, value: Namespace | undefined): Update {
  const id = { name };
  return {
    key: `namespace ${name}`,
    message: { namespace_update: { id, labels: value?.labels ?? {} } },
  };
}

export function serviceAccountUpdate(key: string, value: ServiceAccount | undefined): Update {
  const [namespace = '', name = ''] = key.split('/');
  const id = { namespace, name };
  return {
    key: `service_account ${namespace}|${name}`,
    message: { service_account_update: { id, labels: value?.labels ?? {} } },
  };
}

export function hostMetadataUpdate(hostname: string, value: ClusterNode | undefined): Update {
  return {
    key: `host_metadata ${hostname}`,
    message: {
      host_metadata_update: {
        hostname,
        ipv4_addr: value?.ipv4 ?? '',
        ipv6_addr: value?.ipv6 ?? '',
        asnumber: value?.asNumber ?? '',
        labels: value?.labels ?? {},
      },
    },
  };
}

export function serviceUpdate(key: string, value: Service | undefined): Update {
  const [namespace = '', name = ''] = key.split('/');
  return {
    key: `service ${namespace}|${name}`,
    message: {
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
  };
}
