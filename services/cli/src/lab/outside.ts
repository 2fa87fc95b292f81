// A host outside the cluster: neither pod nor node, on the nodes' network, with a route to each pod by its node.
import { runCommand } from './command.ts';
import { isIpv6, macAddress } from './names.ts';
import { inNetns, type LabNode, type LabPod } from './network.ts';

const enableIpv6 = 'for f in /proc/sys/net/ipv6/conf/*/disable_ipv6; do [ ! -e "$f" ] || echo 0 > "$f"; done';

export class Outside {
  /** Its network namespace. */
  readonly name: string;
  readonly addresses: readonly string[];
  readonly #nodes: readonly LabNode[];

  private constructor(name: string, addresses: readonly string[], nodes: readonly LabNode[]) {
    this.name = name;
    this.addresses = addresses;
    this.#nodes = nodes;
  }

  /** Joins the network of these nodes; the addresses must be on it and nobody's. */
  static async create(name: string, addresses: readonly string[], nodes: readonly LabNode[]): Promise<Outside> {
    await runBatch(undefined, [
      `netns add ${name}`,
      `link add ${name} type veth peer name eth0 address ${macAddress(name)} netns ${name}`,
      `link set ${name} master underlay up`,
    ]);
    await runCommand(inNetns(name, ['sh', '-c', enableIpv6]));
    await runBatch(name, [
      'link set lo up',
      'link set eth0 up',
      ...addresses.map((address) => `addr add ${address}/${isIpv6(address) ? '64 nodad' : '16'} dev eth0`),
      ...nodes.flatMap((node) => neighbours(node.name, node.addresses)),
    ]);
    for (const node of nodes) await runBatch(node.name, neighbours(name, addresses));
    return new Outside(name, addresses, nodes);
  }

  /** Learns the way to these pods, instead of any that it knew. */
  async routeTo(pods: readonly LabPod[]): Promise<void> {
    const lines = pods.flatMap(({ node, addresses }) => {
      const gateways = this.#nodes.find(({ name }) => name === node)?.addresses ?? [];
      return addresses.flatMap((address) => {
        const gateway = gateways.find((candidate) => isIpv6(candidate) === isIpv6(address));
        return gateway === undefined ? [] : [`route replace ${address} via ${gateway}`];
      });
    });
    await runBatch(this.name, lines);
  }
}

function neighbours(name: string, addresses: readonly string[]): readonly string[] {
  return addresses.map((address) => `neigh replace ${address} lladdr ${macAddress(name)} dev eth0 nud permanent`);
}

async function runBatch(netns: string | undefined, lines: readonly string[]): Promise<void> {
  const command = ['ip', '-batch', '-'];
  await runCommand(netns === undefined ? command : inNetns(netns, command), `${lines.join('\n')}\n`);
}
