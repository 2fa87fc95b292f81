import type { ModelUpdate } from '@manul/model';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createCalculationGraph } from './calc-graph.ts';
import { updateFields } from './output.ts';
import { NodeDriver } from './testing/node-driver.ts';

const seed = process.env['MANUL_SEED'];
const parameters = { numRuns: 60, ...(seed && { seed: Number(seed) }) };

/** Several chunks' worth. */
const names = Array.from({ length: 700 }, (_, n) => `namespace-${n}`);

function namespace(name: string, label: string | undefined): ModelUpdate {
  return { kind: 'namespace', key: name, value: label === undefined ? undefined : { name, labels: { label } } };
}

function serviceAccount(namespaceName: string, name: string): ModelUpdate {
  const value = { namespace: namespaceName, name, labels: {} };
  return { kind: 'serviceAccount', key: `${namespaceName}/${name}`, value };
}

function filledGraph() {
  const graph = createCalculationGraph();
  graph.update([...names.map((name) => namespace(name, 'first')), serviceAccount('default', 'account')]);
  graph.setInSync();
  graph.flush();
  return graph;
}

describe('a snapshot', () => {
  test('is put together once for all nodes', () => {
    const graph = filledGraph();
    const [a, b] = ['a', 'b'].map((node) => graph.subscribe(node).take(Number.POSITIVE_INFINITY));
    expect(a!.updates).toBe(names.length + 2);
    expect(a!.frames.length).toBeLessThan(10);
    expect(b!.frames[0]).toBe(a!.frames[0]);
  });

  test('may change while it is taken, and ends as the state is then', () => {
    const step = fc.array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.constantFrom(undefined, 'first', 'second')), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(fc.array(fc.tuple(step, fc.integer({ min: 0, max: 2 }))), (steps) => {
        const graph = filledGraph();
        const driver = new NodeDriver(graph.subscribe('a'));
        for (const [changes, takes] of steps) {
          // All over the chunks.
          graph.update(changes.map(([n, label]) => namespace(names[n * 17]!, label)));
          graph.flush();
          for (let i = 0; i < takes && driver.sequencer.hasPending; i++) driver.take(1);
          expect(driver.sequencer.digest()).toBe(driver.held.digest);
        }
        const target = driver.sequencer.targetDigest();
        driver.drain(1);
        expect(driver.held.digest).toBe(target);
        const fresh = new NodeDriver(graph.subscribe('b'));
        fresh.drain();
        expect(driver.held.digest).toBe(fresh.held.digest);
        expect(driver.sequencer.digest()).toBe(driver.held.digest);
        const resumed = new NodeDriver(graph.subscribe('c'));
        expect(resumed.sequencer.resume(driver.held.digest)).toBe(true);
        resumed.sequencer.close();
        graph.update(names.map((name) => namespace(name, undefined)));
        graph.flush();
        driver.drain();
        fresh.drain();
        // The service account.
        expect(driver.held.size).toBe(1);
        expect(graph.sizes()).toMatchObject({ broadcast: 1, clusterOutputs: 1, retiredClusterOutputs: 0 });
      }),
      parameters,
    );
  });
});

test('a node is sent the kinds that it wants, and its digest is over those', () => {
  const graph = filledGraph();
  const fields = new Set([updateFields.service_account]);
  const driver = new NodeDriver(graph.subscribe('a', { fields }));
  driver.drain();
  expect(driver.received).toEqual(['service_account_update', 'in_sync']);
  expect(driver.sequencer.digest()).toBe(driver.held.digest);
  graph.update([namespace('namespace-1', 'second')]);
  expect(graph.flush().pendingNodes).toEqual([]);
  expect(graph.subscribe('a', { fields }).resume(driver.held.digest)).toBe(true);
  const inventory = new Map([...driver.inventory(), [17n, 4n]]);
  const resumed = graph.subscribe('a', { fields, inventory });
  expect(resumed.take(Number.POSITIVE_INFINITY).updates).toBe(2);
});
