// Turns a lab's links, which are as Calico makes them, into those of other CNI plugins.
import { hostInterfaceName, isIpv6, macAddress } from '../../../services/cli/src/lab/names.ts';
import type { Cluster } from './cluster.ts';
import type { TestPod } from './test-pods.ts';

/** As ptp, kindnet, and those of AWS and Google: a link and a route for each pod, of any name. */
export async function makePointToPoint(cluster: Cluster, pods: readonly TestPod[], prefix: string): Promise<void> {
  for (const [index, pod] of pods.entries()) {
    const link = `${prefix}${index}`;
    const mac = macAddress(`${pod.namespace}.${pod.name}`);
    await batch(cluster, pod.node, [
      ...rename(pod, link),
      ...pod.addresses.flatMap((address) => [
        `neigh replace ${address} lladdr ${mac} dev ${link} nud permanent`,
        `route replace ${address} dev ${link}`,
      ]),
    ]);
  }
}

/** As flannel and the reference plugin `bridge`: all pods of a node are ports of one bridge, in one subnet. */
export async function makeBridged(cluster: Cluster, pods: readonly TestPod[], bridge: string): Promise<void> {
  for (const { name } of cluster.nodes) {
    const own = pods.filter(({ node }) => node === name);
    const gateways = [...new Set(own.flatMap(({ addresses }) => addresses.map(gatewayOf)))];
    await batch(cluster, name, [
      `link add ${bridge} address ${macAddress(bridge)} type bridge`,
      `link set ${bridge} up`,
      ...gateways.map((gateway) => `addr add ${inSubnet(gateway)} dev ${bridge}`),
      ...own.flatMap((pod, index) => [...rename(pod, `veth${index}`), `link set veth${index} master ${bridge}`]),
    ]);
  }
  for (const pod of pods) {
    await batch(cluster, pod, [
      'route flush dev eth0',
      'addr flush dev eth0 scope global',
      ...pod.addresses.flatMap((address) => [
        `addr add ${inSubnet(address)} dev eth0`,
        `route replace default via ${gatewayOf(address)} dev eth0`,
      ]),
    ]);
  }
}

function rename({ namespace, name }: TestPod, link: string): readonly string[] {
  const before = hostInterfaceName(namespace, name);
  return [`link set ${before} down`, `link set ${before} name ${link}`, `link set ${link} up`];
}

const gatewayOf = (address: string) => address.replace(/[^.:]+$/, isIpv6(address) ? 'fe' : '254');

const inSubnet = (address: string) => `${address}/${isIpv6(address) ? '112 nodad' : '24'}`;

async function batch(cluster: Cluster, on: TestPod | string, lines: readonly string[]): Promise<void> {
  await cluster.lab.call('run', { on, command: ['ip', '-batch', '-'], input: `${lines.join('\n')}\n` });
}
