// The lab's network: nodes and pods as network namespaces.
//
//   sandbox          bridge `underlay` (172.18.0.1), and hosts outside the cluster, connected as pods are to nodes
//     node-1           eth0 on the underlay; routes to each pod, its own by interface, others by their node
//       cali…            the host's end of a pod's link, named and addressed as Calico does it
//         pod              eth0 with a /32 (and /128), everything goes to 169.254.1.1
//
// Neighbours are written down rather than asked for: address resolution takes time, and its loss would look like a
// dropped packet.
import { CommandError, runCommand } from './command.ts';
import { hostInterfaceName, isIpv6, macAddress } from './names.ts';

export interface LabNode {
  readonly name: string;
  readonly addresses: readonly string[];
}

export interface LabPod {
  readonly namespace: string;
  readonly name: string;
  readonly node: string;
  readonly addresses: readonly string[];
}

/** The router between the nodes and the world: the sandbox itself. "Pods" on it are hosts outside the cluster. */
export const outside: LabNode = { name: 'outside', addresses: ['172.18.0.1', 'fd00:172:18::1'] };

/** Where the host's end of every pod's link is, for the pod: Calico's choice. */
const HOST_MAC = 'ee:ee:ee:ee:ee:ee';
const GATEWAYS = { 4: '169.254.1.1', 6: 'fe80::ecee:eeff:feee:eeee' } as const;

const nodeSysctls = [
  'ipv4/ip_forward=1',
  'ipv6/conf/all/disable_ipv6=0',
  'ipv6/conf/default/disable_ipv6=0',
  'ipv6/conf/default/accept_dad=0',
  'ipv6/conf/all/forwarding=1',
];
const podSysctls = ['ipv6/conf/all/disable_ipv6=0', 'ipv6/conf/default/disable_ipv6=0'];

/** The name of a pod's network namespace: that of its link's other end, which is unique and short. */
export const podNetns = (pod: LabPod): string => hostInterfaceName(pod.namespace, pod.name);

/** A command in a network namespace. */
export const inNetns = (netns: string, command: readonly string[]): readonly string[] => [
  'nsenter',
  `--net=/run/netns/${netns}`,
  '--',
  ...command,
];

export class Network {
  readonly #nodes: readonly LabNode[];

  private constructor(nodes: readonly LabNode[]) {
    this.#nodes = nodes;
  }

  /** Makes the underlay and the nodes. */
  static async create(nodes: readonly LabNode[]): Promise<Network> {
    await configure(undefined, nodeSysctls, [
      'link add underlay type bridge',
      ...outside.addresses.map((address) => `addr add ${withLength(address)} dev underlay`),
      'link set underlay up',
      ...nodes.flatMap(({ name }, index) => [
        `netns add ${name}`,
        `link add port${index} type veth peer name eth0 address ${macAddress(name)} netns ${name}`,
        `link set port${index} master underlay up`,
      ]),
    ]);
    await Promise.all(nodes.map((node) => configure(node.name, nodeSysctls, nodeLines(node, nodes))));
    return new Network(nodes);
  }

  async addPods(pods: readonly LabPod[]): Promise<void> {
    if (pods.length === 0) return;
    const names = pods.map((pod) => `netns add ${podNetns(pod)}`);
    await configure(undefined, [], names);
    await this.#configureHosts((host) =>
      pods.flatMap((pod) => (pod.node === host.name ? ownPodLines(pod) : this.#routes('add', pod))),
    );
    await inBatches(pods, 8, (pod) => configure(podNetns(pod), podSysctls, podLines(pod)));
  }

  /** Processes in the pods' namespaces must have ended. */
  async removePods(pods: readonly LabPod[]): Promise<void> {
    if (pods.length === 0) return;
    await this.#configureHosts((host) =>
      pods.flatMap((pod) => (pod.node === host.name ? [`link del ${podNetns(pod)}`] : this.#routes('del', pod))),
    );
    const names = pods.map((pod) => `netns del ${podNetns(pod)}`);
    await configure(undefined, [], names);
  }

  /** Takes nodes and underlay away; processes in them must have ended. */
  async close(): Promise<void> {
    const lines = this.#nodes.flatMap(({ name }, index) => [`link del port${index}`, `netns del ${name}`]);
    await configure(undefined, [], [...lines, 'link del underlay']);
  }

  async #configureHosts(lines: (host: LabNode) => readonly string[]): Promise<void> {
    const hosts = [outside, ...this.#nodes];
    await Promise.all(hosts.map((host) => configure(host === outside ? undefined : host.name, [], lines(host))));
  }

  /** A pod's routes on hosts other than its own. */
  #routes(verb: 'add' | 'del', pod: LabPod): readonly string[] {
    const host = [outside, ...this.#nodes].find(({ name }) => name === pod.node);
    if (!host) throw new Error(`pod ${pod.namespace}/${pod.name}: there is no node ${pod.node}`);
    return pod.addresses.flatMap((address) => {
      const gateway = sameFamily(host.addresses, address);
      return gateway === undefined ? [] : [`route ${verb} ${address} via ${gateway}`];
    });
  }
}

const sameFamily = (addresses: readonly string[], address: string): string | undefined =>
  addresses.find((candidate) => isIpv6(candidate) === isIpv6(address));

/** An address of the underlay, as `ip addr add` takes it. */
const withLength = (address: string): string => `${address}/${isIpv6(address) ? '64 nodad' : '16'}`;

function nodeLines(node: LabNode, nodes: readonly LabNode[]): readonly string[] {
  return [
    'link set lo up',
    'link set eth0 up',
    ...node.addresses.map((address) => `addr add ${withLength(address)} dev eth0`),
    ...node.addresses.map((address) => `route replace default via ${sameFamily(outside.addresses, address)}`),
    ...nodes
      .filter((other) => other !== node)
      .flatMap(({ name, addresses }) =>
        addresses.map((address) => `neigh replace ${address} lladdr ${macAddress(name)} dev eth0 nud permanent`),
      ),
  ];
}

function ownPodLines(pod: LabPod): readonly string[] {
  const link = podNetns(pod);
  const mac = macAddress(`${pod.namespace}.${pod.name}`);
  return [
    `link add ${link} address ${HOST_MAC} type veth peer name eth0 address ${mac} netns ${link}`,
    `link set ${link} up`,
    ...pod.addresses.flatMap((address) => [
      `neigh replace ${address} lladdr ${mac} dev ${link} nud permanent`,
      `route add ${address} dev ${link}`,
    ]),
  ];
}

function podLines(pod: LabPod): readonly string[] {
  return [
    'link set lo up',
    'link set eth0 up',
    ...pod.addresses.flatMap((address) => {
      const gateway = GATEWAYS[isIpv6(address) ? 6 : 4];
      return [
        `addr add ${address}/${isIpv6(address) ? '128 nodad' : '32'} dev eth0`,
        `neigh replace ${gateway} lladdr ${HOST_MAC} dev eth0 nud permanent`,
        `route add ${gateway} dev eth0`,
        `route add default via ${gateway} dev eth0`,
      ];
    }),
  ];
}

/** Sysctls that the kernel does not have (IPv6 turned off) are left out. */
async function configure(
  netns: string | undefined,
  sysctls: readonly string[],
  lines: readonly string[],
): Promise<void> {
  const settings = sysctls.map((setting) => {
    const [path, value] = setting.split('=');
    return `[ ! -e /proc/sys/net/${path} ] || echo ${value} > /proc/sys/net/${path}`;
  });
  const script = ['set -e', ...settings, 'exec ip -batch -'].join('\n');
  const command = ['sh', '-c', script];
  try {
    await runCommand(netns === undefined ? command : inNetns(netns, command), `${lines.join('\n')}\n`);
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    // `ip` says `Command failed -:5`.
    const line = lines[Number(/^Command failed -:(\d+)/m.exec(error.stderr)?.[1] ?? 0) - 1];
    throw new Error(`${netns ?? 'underlay'}: ip ${line ?? '-batch'}: ${error.stderr.trim()}`, { cause: error });
  }
}

async function inBatches<T>(items: readonly T[], size: number, work: (item: T) => Promise<void>): Promise<void> {
  for (let start = 0; start < items.length; start += size) {
    await Promise.all(items.slice(start, start + size).map(work));
  }
}
