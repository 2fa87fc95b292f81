import type { OutputStep } from './output-steps.ts';

/** The recording has steps of several nodes, and nobody said which one is meant. */
export class OtherNodeError extends Error {
  override readonly name = 'OtherNodeError';
}

/** The same steps. Throws OtherNodeError where a second node's comes, and where there is none of the node asked for. */
export async function* oneNode(
  steps: AsyncIterable<OutputStep>,
  asked: string | undefined,
): AsyncGenerator<OutputStep> {
  let first: string | undefined;
  for await (const step of steps) {
    if (first !== undefined && step.node !== first) {
      throw new OtherNodeError(`the recording has several nodes (${first}, ${step.node}, …): choose one with --node`);
    }
    first = step.node;
    yield step;
  }
  if (first === undefined && asked !== undefined)
    throw new OtherNodeError(`the recording has nothing of node ${asked}`);
}
