// node test/fuzz/src/main.ts [--inputs N] [--seed N] [TARGET…]
// MANUL_FUZZ_INPUTS and MANUL_SEED where the flags are not given. Ends with 1 where something was found.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { fuzz } from './run.ts';
import { removeScratch, targets } from './targets.ts';

process.on('exit', removeScratch);

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    inputs: { type: 'string', default: process.env['MANUL_FUZZ_INPUTS'] ?? '1000000' },
    seed: { type: 'string' },
  },
});
const names = positionals.length > 0 ? positionals : Object.keys(targets);
const seed = Number(values.seed ?? process.env['MANUL_SEED'] ?? Date.now() % 1_000_000);

for (const name of names) {
  const target = Object.hasOwn(targets, name) ? targets[name] : undefined;
  if (!target) {
    process.stderr.write(`there is no target ${name}; there are ${Object.keys(targets).join(', ')}\n`);
    process.exit(2);
  }
  const start = performance.now();
  const inputs = Number(values.inputs);
  const finding = await fuzz(target, { inputs, seed });
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  if (!finding) {
    process.stdout.write(`${name}: ${inputs} inputs in ${seconds} s, seed ${seed}: nothing found\n`);
    continue;
  }
  const path = `fuzz-${name}.bin`;
  writeFileSync(path, finding.input);
  process.stdout.write(`${name}: seed ${seed}: ${finding.reason}\nThe input is in ${path}\n`);
  process.exitCode = 1;
}
