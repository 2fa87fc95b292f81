// Some inputs for each target; MANUL_FUZZ_INPUTS says how many, as for a night.
import { spawnSync } from 'node:child_process';
import { afterAll, expect, test } from 'vitest';
import { fuzz } from './src/run.ts';
import { removeScratch, targets } from './src/targets.ts';

const seed = Number(process.env['MANUL_SEED'] ?? Date.now() % 1_000_000);
const inputs = Number(process.env['MANUL_FUZZ_INPUTS'] ?? 2_000);
const timeout = 600_000 + inputs * 100;

afterAll(removeScratch);

test.each(Object.entries(targets))(`%s, ${inputs} inputs, MANUL_SEED=${seed}`, { timeout }, async (_name, target) => {
  const finding = await fuzz(target, { inputs, seed });
  expect(finding && { reason: finding.reason, input: finding.input.toString('base64') }).toBeUndefined();
});

test('an input that takes for ever is told of', () => {
  const watchdog = new URL('src/watchdog.ts', import.meta.url);
  const script = `import { Watchdog } from '${watchdog}'; (await Watchdog.start('seed 7', 2_000)).next(); for (;;);`;
  const { stderr, signal } = spawnSync(process.execPath, ['--input-type=module', '--eval', script]);
  expect({ signal, stderr: stderr.toString() }).toEqual({
    signal: 'SIGKILL',
    stderr: 'seed 7: input 1 takes for ever\n',
  });
});
