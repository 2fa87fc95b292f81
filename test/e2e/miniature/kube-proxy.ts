// Services of a cluster in miniature: rules in the nat table of each node, as kube-proxy writes them, among rules of others
// that are nobody's business but theirs.
import { createHash } from 'node:crypto';
import type { LabClient } from '../cluster/lab-client.ts';

export interface ServicePort {
  readonly name: string;
  readonly clusterIp: string;
  readonly port: number;
  /** `host:port` of the pods that are ready. */
  readonly endpoints: readonly string[];
}

const chainOf = (name: string) =>
  `KUBE-SVC-${createHash('sha1').update(name).digest('hex').slice(0, 16).toUpperCase()}`;

export class KubeProxy {
  readonly #lab: LabClient;
  readonly #nodes: readonly string[];

  constructor(lab: LabClient, nodes: readonly string[]) {
    this.#lab = lab;
    this.#nodes = nodes;
  }

  /** What stands in the kernels of nodes before Manul comes: kube-proxy's, and an administrator's. */
  async install(): Promise<void> {
    for (const on of this.#nodes) {
      await this.#lab.call('run', { on, command: ['iptables-restore', '--noflush'], input: foreign });
      await this.#lab.call('run', { on, command: ['ip6tables-restore', '--noflush'], input: foreign6 });
      await this.#lab.call('run', { on, command: ['ipset', 'restore'], input: foreignSets });
    }
  }

  /** Makes the nodes' rules lead to these. */
  async sync(services: readonly ServicePort[]): Promise<void> {
    const chains = services.filter(({ endpoints }) => endpoints.length > 0);
    const lines = (node: number) => [
      '*nat',
      ':KUBE-SERVICES - [0:0]',
      ...chains.map(({ name }) => `:${chainOf(name)} - [0:0]`),
      ...chains.map(
        ({ name, clusterIp, port }) =>
          `-A KUBE-SERVICES -d ${clusterIp}/32 -p tcp -m comment --comment ${name} -m tcp --dport ${port} -j ${chainOf(name)}`,
      ),
      // Nodes begin at different ones, so that what is tested does not hang on chance.
      ...chains.map(
        ({ name, endpoints }) =>
          `-A ${chainOf(name)} -p tcp -m tcp -j DNAT --to-destination ${endpoints[node % endpoints.length]}`,
      ),
      'COMMIT\n',
    ];
    const nodes = this.#nodes.map((on, index) =>
      this.#lab.call('run', { on, command: ['iptables-restore', '--noflush'], input: lines(index).join('\n') }),
    );
    await Promise.all(nodes);
  }

  /** Rules, chains and sets of others, but for those that say where pods are: they change with the pods. */
  async others(): Promise<readonly string[]> {
    const kernels = await Promise.all(this.#nodes.map((node) => this.#lab.call('kernel', node)));
    return kernels.flatMap((outputs, index) => {
      const lines = outputs.flatMap((output) => output.split('\n')).map((line) => line.replace(/^\[\d+:\d+\] /, ''));
      const rules = lines.filter((line) => /^(-A|:\S+ -|create|add) /.test(line) || line.startsWith('*'));
      const kept = rules.filter((line) => !/cali|KUBE-SVC|^\*/.test(line));
      return kept.map((line) => `${this.#nodes[index]}: ${line.replace(/ \[\d+:\d+\]$/, '')}`);
    });
  }

  /** Anything of ours that is in the kernel of a node. */
  async ours(): Promise<readonly string[]> {
    const kernels = await Promise.all(this.#nodes.map((node) => this.#lab.call('kernel', node)));
    return kernels.flatMap((outputs) =>
      outputs.flatMap((output) => output.split('\n')).filter((line) => /cali/.test(line)),
    );
  }
}

const foreign = `*nat
:KUBE-SERVICES - [0:0]
-A PREROUTING -m comment --comment "kubernetes service portals" -j KUBE-SERVICES
-A OUTPUT -m comment --comment "kubernetes service portals" -j KUBE-SERVICES
COMMIT
*mangle
:KUBE-KUBELET-CANARY - [0:0]
COMMIT
*filter
:KUBE-FIREWALL - [0:0]
:KUBE-FORWARD - [0:0]
:ADMINISTRATOR - [0:0]
-A INPUT -j KUBE-FIREWALL
-A FORWARD -m comment --comment "kubernetes forwarding rules" -j KUBE-FORWARD
-A OUTPUT -j ADMINISTRATOR
-A KUBE-FIREWALL ! -s 127.0.0.0/8 -d 127.0.0.0/8 -m conntrack ! --ctstate RELATED,ESTABLISHED,DNAT -j DROP
-A KUBE-FORWARD -m conntrack --ctstate INVALID -j DROP
-A ADMINISTRATOR -d 192.0.2.0/24 -p tcp -m tcp --dport 25 -j REJECT --reject-with icmp-port-unreachable
COMMIT
`;
const foreign6 = `*filter
:ADMINISTRATOR - [0:0]
-A OUTPUT -j ADMINISTRATOR
-A ADMINISTRATOR -d 2001:db8::/32 -j DROP
COMMIT
`;
const foreignSets = `create ADMINISTRATORS hash:ip family inet hashsize 1024 maxelem 65536
add ADMINISTRATORS 192.0.2.7
`;
