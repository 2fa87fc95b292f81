// Who is where, from the cluster's objects.
import type { ClusterNode, WorkloadEndpoint } from '@manul/model';
import type { ClusterModel } from './cluster-model.ts';
import type { Directory, NodeInfo, PodInfo } from './ends.ts';

const maxSimilar = 3;

export class ModelDirectory implements Directory {
  readonly #model: ClusterModel;

  constructor(model: ClusterModel) {
    this.#model = model;
  }

  pod(name: string): PodInfo | undefined {
    const endpoint = this.#model.get('workloadEndpoint', name);
    return endpoint && podInfo(endpoint);
  }

  podByAddress(address: string): PodInfo | undefined {
    const wanted = [`${address}/32`, `${address}/128`];
    for (const [, endpoint] of this.#model.entries('workloadEndpoint')) {
      const nets = address.includes(':') ? endpoint.ipv6Nets : endpoint.ipv4Nets;
      if (nets.some((net) => wanted.includes(net))) return podInfo(endpoint);
    }
    return undefined;
  }

  node(name: string): NodeInfo | undefined {
    const node = this.#model.get('node', name);
    return node && nodeInfo(node);
  }

  nodeByAddress(address: string): NodeInfo | undefined {
    for (const [, node] of this.#model.entries('node')) {
      const info = nodeInfo(node);
      if (info.addresses.includes(address)) return info;
    }
    return undefined;
  }

  similar(name: string): readonly string[] {
    const [namespace, pod = name] = name.includes('/') ? name.split('/') : [undefined, name];
    const near: string[] = [];
    for (const [key] of this.#model.entries('workloadEndpoint')) {
      const [inNamespace, podName = ''] = key.split('/');
      const sameName = podName === pod || (namespace === inNamespace && podName.startsWith(pod));
      if (sameName && near.push(key) === maxSimilar) break;
    }
    return near;
  }
}

export function podInfo(endpoint: WorkloadEndpoint): PodInfo {
  const { workloadId, node, ipv4Nets, ipv6Nets, labels, controller } = endpoint;
  const [namespace = '', name = ''] = workloadId.split('/');
  const addresses = [...ipv4Nets, ...ipv6Nets].map(withoutLength);
  return { namespace, name, node, addresses, labels, controller };
}

function nodeInfo({ name, ipv4, ipv6, addresses }: ClusterNode): NodeInfo {
  const own = [ipv4, ipv6].flatMap((address) => (address === undefined ? [] : [withoutLength(address)]));
  return { name, addresses: [...new Set([...own, ...addresses.map(withoutLength)])] };
}

function withoutLength(net: string): string {
  const slash = net.indexOf('/');
  return slash < 0 ? net : net.slice(0, slash);
}
