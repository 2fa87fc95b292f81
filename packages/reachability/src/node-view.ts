// What a node is to hold, as explanations need it: read from the graph's own messages to that node.
import type { CalculationGraph } from '@manul/calc';
import { NodeState } from '@manul/evaluator';
import { manul } from '@manul/proto';
import type { NodeView } from './explain.ts';
import { RuleSources } from './rule-source.ts';

const maxBatchBytes = 1024 * 1024;

export function nodeView(graph: CalculationGraph, node: string): NodeView {
  const state = new NodeState({ node });
  const sources = new RuleSources();
  const sequencer = graph.subscribe(node);
  try {
    while (sequencer.hasPending) {
      for (const frame of sequencer.take(maxBatchBytes).frames) {
        const batch: manul.v1.ToNode = manul.v1.ToNode.decode(frame);
        for (const update of batch.updates) {
          if (update.message) state.apply(update.message);
          sources.apply(update);
        }
      }
    }
  } finally {
    sequencer.close();
  }
  return { state, sources };
}
