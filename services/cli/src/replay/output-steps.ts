// A recording as steps of one node or of all, whatever its level: inputs go through the graph.

import { manul } from '@manul/proto';
import { changeOf, type Entry, type Header, readSteps } from '@manul/recording';
import { OtherNodeError } from './other-node-error.ts';
import { OutputGraph, type OutputGraphOptions } from './output-graph.ts';

/** One flush of one node. */
export interface OutputStep {
  readonly node: string;
  /** Microseconds since the Unix epoch. */
  readonly time: number;
  readonly epoch: number;
  readonly revision: number;
  readonly updates: readonly manul.v1.IUpdate[];
}

export interface Recorded extends AsyncIterable<Entry> {
  readonly header: Header;
}

/**
 * `only` leaves out other nodes. Of inputs, each flush is a step of every node known by then, and of the node in `only`
 * from the first; throws OtherNodeError at the end where that one never was in the cluster.
 */
export async function* outputSteps(
  recording: Recorded,
  options: OutputGraphOptions,
  only?: string,
): AsyncGenerator<OutputStep> {
  if (recording.header.level === manul.v1.RecordingHeader.Level.OUTPUTS) yield* recordedOutputs(recording, only);
  else yield* computedOutputs(recording, options, only);
}

async function* recordedOutputs(recording: Recorded, only?: string): AsyncGenerator<OutputStep> {
  const own = recording.header.node ?? '';
  for await (const { node, time, epoch, revision, entries } of readSteps(recording)) {
    const name = node === '' ? own : node;
    if (only !== undefined && name !== only) continue;
    const updates = entries.flatMap(({ output, origin }) =>
      output ? [{ message: output, origin: origin ?? null }] : [],
    );
    yield { node: name, time, epoch, revision, updates };
  }
}

async function* computedOutputs(
  recording: Recorded,
  options: OutputGraphOptions,
  only?: string,
): AsyncGenerator<OutputStep> {
  const graph = new OutputGraph(options);
  let isKnown = only === undefined;
  for await (const { time, epoch, entries } of readSteps(recording)) {
    const changes = entries.flatMap(({ input }) => (input ? [changeOf(input)] : []));
    const { revision, nodes } = graph.step(changes);
    const found = nodes.find(({ node }) => node === only);
    isKnown ||= found !== undefined;
    const wanted = only === undefined ? nodes : [found ?? { node: only, updates: [] }];
    for (const { node, updates } of wanted) yield { node, time, epoch, revision, updates };
  }
  if (!isKnown) throw new OtherNodeError(`the cluster has no node ${only}`);
}
