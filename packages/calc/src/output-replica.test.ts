// A replica that follows the log gives every node what the graph would, through any history, however the log is taken.
import type { ModelUpdate } from '@manul/model';
import { manul } from '@manul/proto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCalculationGraph, createLoggedGraph } from './calc-graph.ts';
import type { LogStep, OutputLog } from './output-log.ts';
import { OutputReplica } from './output-replica.ts';
import { changeArbitrary, finalState, nodeNames } from './testing/cluster-arbitrary.ts';
import { pod, policy, profile, removalOf, rule } from './testing/model-values.ts';
import { NodeDriver } from './testing/node-driver.ts';

const seed = process.env['MANUL_SEED'];
const parameters = { numRuns: Number(process.env['MANUL_RUNS'] ?? 200), ...(seed && { seed: Number(seed) }) };

const history = fc.array(fc.array(changeArbitrary, { maxLength: 12 }), { minLength: 1, maxLength: 8 });
/** How a leader takes from its log after a flush: not at all, what changed, or everything. */
const takings = fc.infiniteStream(fc.constantFrom('take', 'take', 'take', 'skip', 'seed'));
const takeSizes = fc.infiniteStream(fc.constantFrom(0, 0, 1, 200, 1_000, 100_000));

function takeFrom(log: OutputLog, how: string): LogStep | undefined {
  return how === 'seed' ? log.seed() : log.take();
}

/** As it comes from the wire. */
function travel(step: LogStep): LogStep {
  return manul.v1.LogEntry.decode(manul.v1.LogEntry.encode(step).finish());
}

function fromScratch(updates: readonly ModelUpdate[]) {
  const graph = createCalculationGraph();
  graph.setInSync();
  graph.update(updates);
  graph.flush();
  return new Map(
    nodeNames.map((name) => {
      const driver = new NodeDriver(graph.subscribe(name));
      driver.drain();
      return [name, { state: driver.state.snapshot(), digest: driver.held.digest }];
    }),
  );
}

function leader(): ReturnType<typeof createLoggedGraph> {
  const logged = createLoggedGraph();
  logged.graph.setInSync();
  return logged;
}

test('drivers of a replica hold what those of the graph would', () => {
  fc.assert(
    fc.property(history, takings, takeSizes, fc.boolean(), (steps, ways, sizes, deletesAll) => {
      const { graph, log } = leader();
      const replica = new OutputReplica();
      const drivers = nodeNames.map((name) => new NodeDriver(replica.subscribe(name)));
      const how = ways[Symbol.iterator]();
      const size = sizes[Symbol.iterator]();
      let revision = 0;
      const follow = (step: LogStep | undefined) => {
        if (step) replica.apply(travel(step), ++revision);
      };
      const end = deletesAll ? [finalState(steps.flat()).map(removalOf)] : [];
      for (const step of [...steps, ...end]) {
        graph.update(step);
        graph.flush();
        const way = how.next().value as string;
        if (way !== 'skip') follow(takeFrom(log, revision === 0 ? 'seed' : way));
        for (const driver of drivers) {
          const bytes = size.next().value as number;
          if (bytes > 0) driver.take(bytes);
          expect(driver.sequencer.digest(), 'digest of what was taken').toBe(driver.held.digest);
        }
      }
      follow(takeFrom(log, revision === 0 ? 'seed' : 'take'));
      const expected = fromScratch(finalState([...steps, ...end].flat()));
      for (const driver of drivers) {
        driver.drain(500);
        expect(driver.state.problems).toEqual([]);
        expect(driver.state.snapshot()).toEqual(expected.get(driver.sequencer.node)?.state);
        expect(driver.sequencer.digest()).toBe(expected.get(driver.sequencer.node)?.digest);
      }
      expect([...replica.nodes()].sort()).toEqual([...graph.nodes()].sort());
    }),
    parameters,
  );
});

test('who needs a set is known also where every node needed it for a moment that the log did not see', () => {
  const { graph, log } = leader();
  const replica = new OutputReplica();
  const driver = new NodeDriver(replica.subscribe('node-c'));
  const rules = { inboundRules: [rule({ source: { nodeSelector: 'app == "a"' } })] };
  graph.update([profile('kns.ns', rules), pod('ns/p', 'node-a')]);
  graph.flush();
  replica.apply(travel(log.seed()), 1);
  driver.drain();
  const everywhere = policy('everywhere', 'all()', { ...rules, performanceHints: ['AssumeNeededOnEveryNode'] });
  for (const step of [[everywhere], [pod('ns/p', 'node-c')], [removalOf(everywhere)]]) {
    graph.update(step);
    graph.flush();
  }
  replica.apply(travel(log.take()!), 2);
  driver.drain();
  expect(driver.state.problems).toEqual([]);
  expect([...driver.held.values()].map(({ key }) => key.split(' ')[0])).toContain('ipset');
  expect([...log.seed().spans!].map(({ added }) => added?.length)).toEqual([1, 1]);
});

test('a new leader that computes the same sends nothing', () => {
  fc.assert(
    fc.property(history, (steps) => {
      const replica = new OutputReplica();
      const drivers = nodeNames.map((name) => new NodeDriver(replica.subscribe(name)));
      const first = leader();
      first.graph.update(steps.flat());
      first.graph.flush();
      replica.apply(travel(first.log.seed()), 1);
      for (const driver of drivers) driver.drain();
      const second = leader();
      second.graph.update(finalState(steps.flat()).reverse());
      second.graph.flush();
      expect(replica.apply(travel(second.log.seed()), 2).pendingNodes).toEqual([]);
    }),
    parameters,
  );
});
