// A few seconds for each target; `node test/fuzz/src/main.ts` looks for as long as it is let.
import { expect, test } from 'vitest';
import { fuzz } from './src/run.ts';
import { targets } from './src/targets.ts';

const seed = Number(process.env['MANUL_SEED'] ?? Date.now() % 1_000_000);

test.each(Object.entries(targets))(`%s, MANUL_SEED=${seed}`, async (_name, target) => {
  const finding = await fuzz(target, { inputs: 2_000, seed });
  expect(finding && { reason: finding.reason, input: finding.input.toString('base64') }).toBeUndefined();
});
