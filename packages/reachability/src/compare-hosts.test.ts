// What-if for nodes' own policy against what the evaluator says on each node, told its own messages, before and after.
import { createCalculationGraph } from '@manul/calc';
import { type Direction, type NodeState, nodeVerdict, type WorkloadEndpoint } from '@manul/evaluator';
import { builtInUpdates, type HostEndpoint } from '@manul/model';
import { expect, test } from 'vitest';
import { ClusterModel } from './cluster-model.ts';
import { compareHosts, type HostChange } from './compare-hosts.ts';
import { externalAddresses } from './ends.ts';
import { HostReport } from './host-report.ts';
import { nodeView } from './node-view.ts';
import { portText } from './port-classes.ts';
import { randomHostChange, randomHostCluster, randomOf, updatesOf } from './random-cluster.ts';
import { touchedBy } from './touched.ts';
import { WholeCluster } from './whole-cluster.ts';

const seed = Number(process.env['MANUL_SEED'] ?? Date.now() % 1e9);
const rounds = Number(process.env['MANUL_WHAT_IF_ROUNDS'] ?? 40);
const timeout = 120_000 + rounds * 4_000;
const ports = [
  ...[1, 22, 79, 80, 81, 90, 91].map((first) => ({ protocol: 'tcp', number: 6, first, last: first })),
  ...[53, 68, 80].map((first) => ({ protocol: 'udp', number: 17, first, last: first })),
];
type Port = (typeof ports)[number];

interface Cell {
  readonly traffic: 'node' | 'forwarded';
  readonly direction: Direction;
  readonly host: string;
  readonly peer: string;
  readonly version: 4 | 6;
  readonly port: Port;
}

const keyOf = ({ traffic, direction, host, peer, version, port }: Cell) =>
  [traffic, direction, host, peer, `IPv${version}`, portText(port)].join(' ');

const versionOf = (address: string) => (address.includes(':') ? 6 : 4);

/** Each node's verdicts about its own traffic with pods elsewhere and with somebody outside. */
function truthTable(model: ClusterModel): Map<string, boolean> {
  const graph = createCalculationGraph();
  graph.update([...builtInUpdates(), ...model.updates()]);
  graph.setInSync();
  graph.flush();
  const pods = [...model.entries('workloadEndpoint')];
  const table = new Map<string, boolean>();
  for (const [host, value] of model.entries('hostEndpoint')) {
    const { state } = nodeView(graph, value.node);
    const peers = pods
      .filter(([, { node }]) => node !== value.node)
      .flatMap(([name, { ipv4Nets, ipv6Nets }]) =>
        [...ipv4Nets, ...ipv6Nets].map((net) => [name, net.split('/')[0]!] as const),
      );
    for (const [peer, address] of [...peers, ...externalAddresses.map((each) => ['', each] as const)]) {
      const version = versionOf(address);
      for (const direction of ['ingress', 'egress'] as const) {
        for (const port of ports) {
          const ask = (traffic: Cell['traffic']) =>
            table.set(
              keyOf({ traffic, direction, host, peer, version, port }),
              isAllowed(state, value, { traffic, direction, port, address }),
            );
          ask('node');
          // What is forwarded also passes the other interface, if that has policy too.
          if (value.interfaceName !== '*') ask('forwarded');
        }
      }
    }
  }
  return table;
}

function isAllowed(
  state: NodeState,
  { node, interfaceName }: HostEndpoint,
  question: { traffic: Cell['traffic']; direction: Direction; port: Port; address: string },
): boolean {
  const { traffic, direction, port, address } = question;
  const [inNode, beyond] =
    versionOf(address) === 4 ? (['172.16.0.', '198.51.100.1'] as const) : (['fd01::', '2001:db8::198'] as const);
  const own = traffic === 'node' ? `${inNode}${node.slice('node-'.length)}` : beyond;
  const [source, destination] = direction === 'ingress' ? [address, own] : [own, address];
  const here = { at: 'interface', name: interfaceName === '*' ? 'eth7' : interfaceName } as const;
  const inside = traffic === 'node' ? ({ at: 'node' } as const) : ({ at: 'interface', name: 'eth1' } as const);
  const [from, to] = direction === 'ingress' ? [here, inside] : [inside, here];
  const packet = { source, destination, protocol: port.protocol, destinationPort: port.first };
  return nodeVerdict(state, from, to, packet).allowed;
}

function cellsOf(
  change: HostChange,
  model: ClusterModel,
  podOf: (key: string) => WorkloadEndpoint | undefined,
): Cell[] {
  const { traffic, direction, hosts, peers, external, ipVersion } = change;
  const isAsked = external === undefined || (externalAddresses as readonly string[]).includes(external);
  if (!isAsked) return [];
  const versionsOf = (name: string): readonly (4 | 6)[] => {
    if (external !== undefined) return [versionOf(external)];
    if (ipVersion !== undefined) return [ipVersion];
    const { ipv4Nets = [], ipv6Nets = [] } = model.get('workloadEndpoint', name) ?? {};
    return [...ipv4Nets, ...ipv6Nets].map(versionOf);
  };
  return hosts.flatMap((host) => {
    const { node, interfaceName } = model.get('hostEndpoint', host)!;
    if (traffic === 'forwarded' && interfaceName === '*') return [];
    const names = external === undefined ? peers.map((key) => podOf(key)!.workload) : [''];
    const elsewhere = names.filter((name) => model.get('workloadEndpoint', name)?.node !== node);
    return elsewhere.flatMap((peer) =>
      ports
        .filter(({ number, first }) =>
          change.ports.some((range) => range.number === number && range.first! <= first && first <= range.last!),
        )
        .flatMap((port) => versionsOf(peer).map((version) => ({ traffic, direction, host, peer, version, port }))),
    );
  });
}

test(`what nodes say of their own traffic changes as on each node (MANUL_SEED=${seed})`, { timeout }, () => {
  let found = 0;
  for (let round = 0; round < rounds; round++) {
    const random = randomOf(seed + round);
    const objects = randomHostCluster(random);
    const model = new ClusterModel();
    model.update(updatesOf(objects));
    const { applied, deleted } = randomHostChange(random, objects);
    const updates = updatesOf(applied, deleted);
    const whole = new WholeCluster();
    whole.update(model.updates());
    whole.settle();
    const before = truthTable(model);
    const hypothesis = whole.suppose(updates, model.inverse(updates));
    const places = new HostReport(model, updates, hypothesis);
    const { changes } = compareHosts(hypothesis.before, hypothesis.after, touchedBy(hypothesis), places);
    const interfaces = new Map([...model.entries('hostEndpoint')].map(([name, host]) => [name, host.interfaceName]));
    model.update(updates);
    const after = truthTable(model);
    // An endpoint that becomes another interface's is asked about another way than before.
    const isSame = (key: string) => {
      const host = key.split(' ')[2] ?? '';
      return interfaces.get(host) === model.get('hostEndpoint', host)?.interfaceName;
    };
    const expected = [...before].filter(
      ([key, allowed]) => after.has(key) && after.get(key) !== allowed && isSame(key),
    );
    const actual = changes
      .flatMap((change) =>
        cellsOf(change, model, (key) => whole.view.workload(key)).map(
          (cell) => [keyOf(cell), !change.allowed] as const,
        ),
      )
      .filter(([key]) => isSame(key));
    expect(actual.toSorted(), `round ${round} of seed ${seed}`).toEqual(expected.toSorted());
    found += expected.length;
  }
  expect(found).toBeGreaterThan(rounds);
});
