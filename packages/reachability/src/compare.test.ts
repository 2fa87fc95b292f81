// What-if by classes against two truth tables computed from scratch, pair by pair and port by port.
import { expect, test } from 'vitest';
import { isAllowed, partyOf } from './ask-pair.ts';
import { ClusterModel } from './cluster-model.ts';
import type { ClusterView } from './cluster-view.ts';
import { compare } from './compare.ts';
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

function truthTable(view: ClusterView): Map<string, boolean> {
  const table = new Map<string, boolean>();
  for (const from of view.workloads()) {
    for (const to of view.workloads()) {
      if (from.key === to.key) continue;
      for (const port of ports) {
        table.set(`${from.key} ${to.key} ${portText(port)}`, isAllowed(view, partyOf(from), partyOf(to), port));
      }
    }
  }
  return table;
}

test(`what changes is the difference of two truth tables (MANUL_SEED=${seed})`, { timeout }, () => {
  let found = 0;
  for (let round = 0; round < rounds; round++) {
    const random = randomOf(seed + round);
    const objects = randomCluster(random);
    const model = new ClusterModel();
    model.update(updatesOf(objects));
    const { applied, deleted } = randomChange(random, objects);
    const updates = updatesOf(applied, deleted);
    const cluster = clusterOf(model);
    const before = truthTable(cluster.view);
    const hypothesis = cluster.suppose(updates, model.inverse(updates));
    const { changes, incomplete } = compare(hypothesis.before, hypothesis.after, touchedBy(hypothesis));
    model.update(updates);
    const after = truthTable(clusterOf(model).view);

    const expected = [...before].filter(([key, allowed]) => after.has(key) && after.get(key) !== allowed);
    const actual = changes.flatMap(({ from, to, ports: ranges, allowed }) =>
      from.flatMap((source) =>
        to.flatMap((destination) =>
          ports
            .filter((port) => source !== destination && ranges.some((range) => holds(range, port)))
            .map((port) => [`${source} ${destination} ${portText(port)}`, !allowed] as const),
        ),
      ),
    );
    expect(incomplete).toBe(false);
    expect(actual.toSorted(), `round ${round} of seed ${seed}`).toEqual(expected.toSorted());
    // The cluster that the question was asked of is as it was.
    expect(truthTable(cluster.view)).toEqual(before);
    found += expected.length;
  }
  expect(found).toBeGreaterThan(rounds);
});

function holds(
  range: { number: number; first?: number; last?: number },
  port: { number: number; first?: number },
): boolean {
  if (range.number !== port.number) return false;
  return range.first === undefined || (range.first <= port.first! && port.first! <= range.last!);
}
