// Random histories: what nodes hold depends on where a history ends, not on how it got there; the order of messages is
// safe at every prefix; nothing is left when everything is gone.
import type { ModelUpdate } from '@manul/model';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCalculationGraph, type InspectableGraph } from './calc-graph.ts';
import { changeArbitrary, finalState, nodeNames } from './testing/cluster-arbitrary.ts';
import { removalOf } from './testing/model-values.ts';
import { NodeDriver } from './testing/node-driver.ts';

const seed = process.env['MANUL_SEED'];
const parameters = { numRuns: Number(process.env['MANUL_RUNS'] ?? 200), ...(seed && { seed: Number(seed) }) };

type History = readonly (readonly ModelUpdate[])[];

const history = fc.array(fc.array(changeArbitrary, { maxLength: 12 }), { minLength: 1, maxLength: 8 });
const takeSizes = fc.infiniteStream(fc.constantFrom(0, 0, 1, 200, 1_000, 100_000));

function start(options: { suppressOverlaps: boolean }): InspectableGraph {
  const graph = createCalculationGraph(options);
  graph.setInSync();
  return graph;
}

function fromScratch(updates: readonly ModelUpdate[], options: { suppressOverlaps: boolean }) {
  const graph = start(options);
  graph.update(updates);
  graph.flush();
  return new Map(
    nodeNames.map((name) => {
      const driver = new NodeDriver(graph.subscribe(name));
      driver.drain();
      return [name, driver.state.snapshot()];
    }),
  );
}

/** Drivers take some of what is pending after each step, of random sizes; `0` is a driver that sleeps. */
function replay(steps: History, graph: InspectableGraph, sizes: Iterator<number>): NodeDriver[] {
  const drivers = nodeNames.map((name) => new NodeDriver(graph.subscribe(name)));
  for (const step of steps) {
    graph.update(step);
    graph.flush();
    for (const driver of drivers) {
      const size = sizes.next().value as number;
      if (size === 0) continue;
      driver.take(size);
      expect(driver.sequencer.digest(), 'digest of what was taken').toBe(driver.held.digest);
    }
  }
  return drivers;
}

test('every history that ends alike gives every node the same state', () => {
  fc.assert(
    fc.property(history, takeSizes, fc.boolean(), (steps, sizes, suppressOverlaps) => {
      const graph = start({ suppressOverlaps });
      const drivers = replay(steps, graph, sizes[Symbol.iterator]());
      const expected = fromScratch(finalState(steps.flat()), { suppressOverlaps });
      for (const driver of drivers) {
        const target = driver.sequencer.targetDigest();
        driver.drain(500);
        expect(driver.state.problems).toEqual([]);
        expect(driver.state.snapshot()).toEqual(expected.get(driver.sequencer.node));
        expect(driver.held.digest, 'target digest').toBe(target);
        expect(driver.sequencer.digest()).toBe(target);
      }
    }),
    parameters,
  );
});

test('a graph that is filled bit by bit comes to the same', () => {
  fc.assert(
    fc.property(history, fc.integer({ min: 1, max: 9 }), (steps, batchSize) => {
      const graph = createCalculationGraph({ batchSize });
      const drivers = nodeNames.map((name) => new NodeDriver(graph.subscribe(name)));
      for (const step of steps) graph.update(step);
      expect(drivers.some(({ sequencer }) => sequencer.hasPending)).toBe(false);
      graph.setInSync();
      graph.flush();
      const expected = fromScratch(finalState(steps.flat()), { suppressOverlaps: false });
      for (const driver of drivers) {
        driver.drain(500);
        expect(driver.state.snapshot()).toEqual(expected.get(driver.sequencer.node));
      }
    }),
    parameters,
  );
});

test('a driver that comes back is sent what differs, and forgets what is gone', () => {
  fc.assert(
    fc.property(history, history, takeSizes, (before, after, sizes) => {
      const drivers = replay(before, start({ suppressOverlaps: false }), sizes[Symbol.iterator]());
      // Another graph, which knows nothing of the first: a new leader. It changes on before the driver has taken anything.
      const graph = start({ suppressOverlaps: false });
      graph.update(finalState(before.flat()));
      graph.flush();
      for (const driver of drivers) {
        driver.reconnect(graph.subscribe(driver.sequencer.node, { inventory: driver.inventory() }));
        driver.sequencer.digest();
      }
      graph.update(after.flat());
      graph.flush();
      const expected = fromScratch(finalState([...before, ...after].flat()), { suppressOverlaps: false });
      for (const driver of drivers) {
        driver.drain(500);
        expect(driver.state.problems).toEqual([]);
        expect(driver.state.snapshot()).toEqual(expected.get(driver.sequencer.node));
        expect(driver.sequencer.digest()).toBe(driver.held.digest);
      }
    }),
    parameters,
  );
});

test('a driver that holds everything is sent nothing', () => {
  fc.assert(
    fc.property(history, (steps) => {
      const updates = steps.flat();
      const graph = start({ suppressOverlaps: false });
      graph.update(updates);
      graph.flush();
      for (const name of nodeNames) {
        const driver = new NodeDriver(graph.subscribe(name));
        driver.drain();
        const again = start({ suppressOverlaps: false });
        again.update(finalState(updates).reverse());
        again.flush();
        driver.reconnect(again.subscribe(name, { inventory: driver.inventory() }));
        const taken = driver.received.length;
        driver.drain();
        expect(driver.received.slice(taken)).toEqual(['in_sync']);
        const byDigest = again.subscribe(name);
        expect(byDigest.resume(driver.held.digest ^ 1n)).toBe(false);
        expect(byDigest.hasPending).toBe(true);
        expect(byDigest.resume(driver.held.digest)).toBe(true);
        expect(byDigest.hasPending).toBe(false);
        expect(byDigest.digest()).toBe(driver.held.digest);
      }
    }),
    { ...parameters, numRuns: Math.ceil(parameters.numRuns / 3) },
  );
});

test('updates that repeat what is known send nothing and leave the revision', () => {
  fc.assert(
    fc.property(history, (steps) => {
      const graph = start({ suppressOverlaps: false });
      const drivers = nodeNames.map((name) => new NodeDriver(graph.subscribe(name)));
      graph.update(steps.flat());
      const { revision } = graph.flush();
      for (const driver of drivers) driver.drain();
      graph.update(finalState(steps.flat()));
      for (const driver of drivers) {
        graph.flush();
        const taken = driver.received.length;
        driver.drain();
        expect(driver.received.slice(taken)).toEqual([]);
      }
      expect(graph.flush().revision).toBe(revision);
    }),
    parameters,
  );
});

test('every index is empty when everything is deleted', () => {
  fc.assert(
    fc.property(history, takeSizes, fc.boolean(), (steps, sizes, suppressOverlaps) => {
      const graph = start({ suppressOverlaps });
      const drivers = replay(steps, graph, sizes[Symbol.iterator]());
      graph.update(finalState(steps.flat()).map(removalOf));
      graph.flush();
      for (const driver of drivers) {
        driver.drain();
        expect(driver.state.problems).toEqual([]);
        expect(driver.state.snapshot()).toEqual({ inSync: 'true' });
        expect(driver.sequencer.digest()).toBe(0n);
        driver.sequencer.close();
      }
      graph.flush();
      expect(Object.entries(graph.sizes()).filter(([, size]) => size !== 0)).toEqual([]);
    }),
    parameters,
  );
});
