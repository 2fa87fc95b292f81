// Cluster state in steps, as entries of a recording: the objects themselves, or what the graph makes of them.
import type { ObjectChange } from '@manul/model';
import { type Entry, inputOf, originOf } from '@manul/recording';
import { OtherNodeError } from './other-node-error.ts';
import { OutputGraph, type OutputGraphOptions } from './output-graph.ts';

const secondMicroseconds = 1_000_000;
/** Steps come from no clock: they are a second apart, and there is one reign. */
const epoch = 1;

export function* inputEntries(steps: readonly (readonly ObjectChange[])[], startedAt: number): Generator<Entry> {
  for (const [index, changes] of steps.entries()) {
    const place = { time: startedAt + index * secondMicroseconds, epoch, revision: index + 1 };
    for (const change of changes) yield { ...place, origin: originOf(change.object), input: inputOf(change) };
    yield { ...place, flush: {} };
  }
}

/** Of one node, which is then not named; or of all. Throws at the end where the one node never was in the cluster. */
export function* outputEntries(
  steps: readonly (readonly ObjectChange[])[],
  startedAt: number,
  options: OutputGraphOptions,
  only?: string,
): Generator<Entry> {
  const graph = new OutputGraph(options);
  let isKnown = only === undefined;
  for (const [index, changes] of steps.entries()) {
    const { revision, nodes } = graph.step(changes);
    const place = { time: startedAt + index * secondMicroseconds, epoch, revision };
    const wanted = only === undefined ? nodes : nodes.filter(({ node }) => node === only);
    isKnown ||= wanted.length > 0;
    for (const { node, updates } of wanted) {
      const named = only === undefined ? { ...place, node } : place;
      for (const { message, origin } of updates) {
        if (message) yield { ...named, ...(origin && { origin }), output: message };
      }
      yield { ...named, flush: {} };
    }
    // From the first step on, although the node may not be known yet.
    if (only !== undefined && wanted.length === 0) yield { ...place, flush: {} };
  }
  if (!isKnown) throw new OtherNodeError(`the cluster has no node ${only}`);
}
