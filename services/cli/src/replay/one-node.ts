import { OtherNodeError } from './other-node-error.ts';
import type { OutputStep } from './output-steps.ts';

/**
 * The same steps. Throws OtherNodeError where a second node's comes, and where there is none of the node asked for. Looks
 * one step ahead at first, so that where two nodes begin together nothing of either is given out.
 */
export async function* oneNode(
  steps: AsyncIterable<OutputStep>,
  asked: string | undefined,
): AsyncGenerator<OutputStep> {
  let first: OutputStep | undefined;
  let isHeld = true;
  for await (const step of steps) {
    if (first && step.node !== first.node) {
      const nodes = `${first.node}, ${step.node}, …`;
      throw new OtherNodeError(`the recording has several nodes (${nodes}): choose one with --node`);
    }
    if (first && isHeld) yield first;
    if (first) {
      isHeld = false;
      yield step;
    }
    first ??= step;
  }
  if (first && isHeld) yield first;
  if (!first && asked !== undefined) throw new OtherNodeError(`the recording has nothing of node ${asked}`);
}
