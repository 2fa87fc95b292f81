// What a node is to hold, as explanations need it: read from the graph's own messages to that node.
import type { CalculationGraph } from '@manul/calc';
import { NodeState } from '@manul/evaluator';
import { manul } from '@manul/proto';
import type { NodeView } from './explain.ts';
import { RuleSources } from './rule-source.ts';

const maxBatchBytes = 1024 * 1024;

/** Updates in felix.ToDataplane that say something about policy; a cluster's namespaces and accounts do not. */
const fields: ReadonlySet<number> = new Set([
  2, // ipset_update
  5, // active_profile_update
  7, // active_policy_update
  9, // host_endpoint_update
  11, // workload_endpoint_update
  14, // host_metadata_update
]);

export function nodeView(graph: CalculationGraph, node: string): NodeView {
  const state = new NodeState({ node });
  const sources = new RuleSources();
  const sequencer = graph.subscribe(node, { fields });
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
