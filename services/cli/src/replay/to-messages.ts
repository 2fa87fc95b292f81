// A recording as messages on standard output, as `manul compute` prints those of one node.
import { toJson } from '@manul/proto';
import type { OutputStep } from './output-steps.ts';

export async function replayToMessages(
  steps: AsyncIterable<OutputStep>,
  write: (text: string) => void,
): Promise<number> {
  let count = 0;
  write('[');
  try {
    for await (const { updates } of steps) {
      const messages = updates.flatMap(({ message }) => (message ? [toJson(message)] : []));
      write(`${count === 0 ? '' : ','}\n${JSON.stringify(messages)}`);
      count++;
    }
  } finally {
    write('\n]\n');
  }
  return count;
}
