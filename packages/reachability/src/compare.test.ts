// What-if by classes against two truth tables computed from scratch, pair by pair and port by port.
import type { ApiObject, ModelUpdate } from '@manul/model';
import { describe, expect, test } from 'vitest';
import { commonVersions, isAllowed, type Party, partyOf } from './ask-pair.ts';
import { ClusterModel } from './cluster-model.ts';
import type { ClusterView } from './cluster-view.ts';
import { compare, type PairChange } from './compare.ts';
import { portText } from './port-classes.ts';
import { randomChange, randomCluster, randomOf, updatesOf } from './random-cluster.ts';
import { touchedBy } from './touched.ts';
import { WholeCluster } from './whole-cluster.ts';

const seed = Number(process.env['MANUL_SEED'] ?? Date.now() % 1e9);
const rounds = Number(process.env['MANUL_WHAT_IF_ROUNDS'] ?? 60);
const timeout = 120_000 + rounds * 4_000;
const ports = [
  ...[1, 78, 79, 80, 81, 90, 91, 8080].map((first) => ({ protocol: 'tcp', number: 6, first, last: first })),
  ...[1, 80].map((first) => ({ protocol: 'udp', number: 17, first, last: first })),
  { protocol: 'sctp', number: 132, first: 80, last: 80 },
  { protocol: 'icmp', number: 1 },
];

function clusterOf(model: ClusterModel): WholeCluster {
  const cluster = new WholeCluster();
  cluster.update(model.updates());
  cluster.settle();
  return cluster;
}

/** Over each IP version that both have. */
function truthTable(view: ClusterView): Map<string, boolean> {
  const table = new Map<string, boolean>();
  for (const [from, to] of pairsOf(view)) {
    for (const version of commonVersions(from, to)) {
      for (const port of ports) {
        const key = `${from.endpoint!.key} ${to.endpoint!.key} IPv${version} ${portText(port)}`;
        table.set(key, isAllowed(view, from, to, port, version));
      }
    }
  }
  return table;
}

function* pairsOf(view: ClusterView): Generator<readonly [Party, Party]> {
  for (const from of view.workloads()) {
    for (const to of view.workloads()) if (from.key !== to.key) yield [partyOf(from), partyOf(to)];
  }
}

function cellsOf({ from, to, ports: ranges, ipVersion, allowed }: PairChange, view: ClusterView) {
  const party = (key: string) => partyOf(view.workload(key)!);
  return from.flatMap((source) =>
    to.flatMap((destination) => {
      if (source === destination) return [];
      const versions = commonVersions(party(source), party(destination));
      // A family is named only where there is another one.
      if (ipVersion !== undefined) expect(versions).toEqual([4, 6]);
      const asked = ports.filter((port) => ranges.some((range) => holds(range, port)));
      return (ipVersion === undefined ? versions : [ipVersion]).flatMap((version) =>
        asked.map((port) => [`${source} ${destination} IPv${version} ${portText(port)}`, !allowed] as const),
      );
    }),
  );
}

/** Between pods, held to what two truth tables say. */
function changesOf(model: ClusterModel, updates: readonly ModelUpdate[], about?: string): PairChange[] {
  const cluster = clusterOf(model);
  const before = truthTable(cluster.view);
  const hypothesis = cluster.suppose(updates, model.inverse(updates));
  const { changes, incomplete } = compare(hypothesis.before, hypothesis.after, touchedBy(hypothesis));
  model.update(updates);
  const after = truthTable(clusterOf(model).view);

  const expected = [...before].filter(([key, allowed]) => after.has(key) && after.get(key) !== allowed);
  const actual = changes.flatMap((change) => cellsOf(change, cluster.view));
  expect(incomplete).toBe(false);
  expect(actual.toSorted(), about).toEqual(expected.toSorted());
  // The cluster that the question was asked of is as it was.
  expect(truthTable(cluster.view)).toEqual(before);
  return changes.filter(({ external }) => external === undefined);
}

test(`what changes is the difference of two truth tables (MANUL_SEED=${seed})`, { timeout }, () => {
  let [found, ofOneVersion] = [0, 0];
  for (let round = 0; round < rounds; round++) {
    const random = randomOf(seed + round);
    const objects = randomCluster(random);
    const model = new ClusterModel();
    model.update(updatesOf(objects));
    const { applied, deleted } = randomChange(random, objects);
    const updates = updatesOf(applied, deleted);
    const changes = changesOf(model, updates, `round ${round} of seed ${seed}`);
    found += changes.length;
    ofOneVersion += changes.filter(({ ipVersion }) => ipVersion !== undefined).length;
  }
  expect(found).toBeGreaterThan(rounds);
  expect(ofOneVersion).toBeGreaterThan(0);
});

function holds(
  range: { number: number; first?: number; last?: number },
  port: { number: number; first?: number },
): boolean {
  if (range.number !== port.number) return false;
  return range.first === undefined || (range.first <= port.first! && port.first! <= range.last!);
}

describe('pods of two IP versions', () => {
  const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'a' } };
  const pod = (n: number): ApiObject => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: `p${n}`, namespace: 'a', labels: n === 3 ? { third: 'yes' } : {} },
    spec: { nodeName: 'node-1', containers: [] },
    status: { phase: 'Running', podIPs: [{ ip: `10.0.0.${n}` }, { ip: `fd00::${n}` }] },
  });
  const allowing = (...cidrs: readonly string[]): ApiObject => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'blocks', namespace: 'a' },
    spec: {
      podSelector: {},
      policyTypes: ['Ingress'],
      ingress: cidrs.length > 0 ? [{ from: cidrs.map((cidr) => ({ ipBlock: { cidr } })) }] : [],
    },
  });

  test.each([
    ['an IPv6 block goes', ['10.0.0.0/8', 'fd00::/8'], ['10.0.0.0/8'], [[6, false]]],
    ['an IPv4 block comes', ['fd00::/8'], ['10.0.0.0/8', 'fd00::/8'], [[4, true]]],
    ['both come', [], ['10.0.0.0/8', 'fd00::/8'], [[undefined, true]]],
    [
      'one for the other',
      ['10.0.0.0/8'],
      ['fd00::/8'],
      [
        [4, false],
        [6, true],
      ],
    ],
    ['one that decides nothing', ['10.0.0.0/8'], ['10.0.0.0/8', 'fd01::/16'], []],
  ] as const)('%s', (_, then, now, expected) => {
    const model = new ClusterModel();
    model.update(updatesOf([namespace, pod(1), pod(2), allowing(...then)]));
    const updates = updatesOf([allowing(...now)]);
    const changes = changesOf(model, updates);
    expect(changes.map(({ ipVersion, allowed }) => [ipVersion, allowed])).toEqual(expected);
    for (const { pairs } of changes) expect(pairs).toBe(2);
  });

  // One set holds one pod over IPv4 and another over IPv6: they are in it, and yet not alike.
  const ofEach = {
    apiVersion: 'projectcalico.org/v3',
    kind: 'GlobalNetworkSet',
    metadata: { name: 'of-each', labels: { set: 'of-each' } },
    spec: { nets: ['10.0.0.1/32', 'fd00::2/128'] },
  };
  const calico = (name: string, spec: Readonly<Record<string, unknown>>): ApiObject => ({
    apiVersion: 'projectcalico.org/v3',
    kind: 'GlobalNetworkPolicy',
    metadata: { name: `default.${name}` },
    spec: { tier: 'default', ...spec },
  });
  const inSet = { selector: "set == 'of-each'" };
  const pods = [namespace, pod(1), pod(2), pod(3), ofEach];

  test('a set that tells peers apart by version', () => {
    const model = new ClusterModel();
    model.update(updatesOf(pods));
    const policy = calico('from', {
      selector: "third == 'yes'",
      types: ['Ingress'],
      ingress: [{ action: 'Allow', source: inSet }],
    });
    const changes = changesOf(model, updatesOf([policy]));
    expect(changes.map(({ from, ipVersion }) => [from, ipVersion]).toSorted()).toEqual([
      [['k8s|a/p1|eth0'], 6],
      [['k8s|a/p2|eth0'], 4],
    ]);
  });

  test("a set that tells ends apart by version, in peers' policy", () => {
    const model = new ClusterModel();
    const peers = calico('to', {
      selector: "third == 'yes'",
      types: ['Egress'],
      egress: [{ action: 'Allow', destination: inSet }],
    });
    model.update(updatesOf([...pods, peers, allowing()]));
    const changes = changesOf(model, updatesOf([allowing('10.0.0.3/32', 'fd00::3/128')]));
    expect(changes.map(({ to, ipVersion }) => [to, ipVersion]).toSorted()).toEqual([
      [['k8s|a/p1|eth0'], 4],
      [['k8s|a/p2|eth0'], 6],
    ]);
  });
});
