// A recording as chains on standard output, in the format of `manul render`.
import type { RenderConfig } from '../render/render-steps.ts';
import { Renderer } from '../render/render-steps.ts';
import type { OutputStep } from './output-steps.ts';

/** Writes an array with one entry for each step, as soon as each is rendered. */
export async function replayToChains(
  steps: AsyncIterable<OutputStep>,
  config: RenderConfig,
  write: (text: string) => void,
): Promise<number> {
  const renderer = new Renderer(config);
  let count = 0;
  write('[');
  try {
    for await (const { updates } of steps) {
      const rendered = renderer.step(updates.flatMap(({ message }) => (message ? [message] : [])));
      write(`${count === 0 ? '' : ','}\n${JSON.stringify(rendered)}`);
      count++;
    }
  } finally {
    // What was rendered before the recording's damage is whole JSON.
    write('\n]\n');
  }
  return count;
}
