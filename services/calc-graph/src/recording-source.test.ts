import { fileURLToPath } from 'node:url';
import type { ObjectChange } from '@manul/model';
import { expect, test } from 'vitest';
import { recordingSource } from './recording-source.ts';

const path = (name: string) => fileURLToPath(new URL(`../../../test/recordings/${name}`, import.meta.url));

test('tells the first flush, then that it is in sync, then what came later; stops at once', async () => {
  const source = await recordingSource(path('isolation/cluster.jsonl'));
  const told: string[] = [];
  await new Promise<void>((resolve) => {
    source.start({
      changes: (changes: readonly ObjectChange[]) => told.push(`${changes.length} changes`),
      inSync: () => {
        told.push('in sync');
        resolve();
      },
      problem: ({ reason }) => told.push(reason),
    });
  });
  await source.stop();
  expect(told).toHaveLength(2);
  expect(told[0]).toMatch(/^\d+ changes$/);
});

test('refuses what is no recording of inputs', async () => {
  await expect(recordingSource(path('isolation/node-a.rec'))).rejects.toThrow(/--source: .*outputs, not of inputs/);
  await expect(recordingSource(path('README.md'))).rejects.toThrow(/--source: .*not a recording/);
});
