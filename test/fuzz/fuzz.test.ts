// Some inputs for each target; MANUL_FUZZ_INPUTS says how many, as for a night.
import { expect, test } from 'vitest';
import { fuzz } from './src/run.ts';
import { targets } from './src/targets.ts';

const seed = Number(process.env['MANUL_SEED'] ?? Date.now() % 1_000_000);
const inputs = Number(process.env['MANUL_FUZZ_INPUTS'] ?? 2_000);
const timeout = 120_000 + inputs * 20;

test.each(Object.entries(targets))(`%s, ${inputs} inputs, MANUL_SEED=${seed}`, { timeout }, async (_name, target) => {
  const finding = await fuzz(target, { inputs, seed });
  expect(finding && { reason: finding.reason, input: finding.input.toString('base64') }).toBeUndefined();
});
