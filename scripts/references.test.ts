import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { felixParameterUse } from '../packages/rules/src/felix-config.ts';
import { configurationReference, felixParameters } from './configuration-reference.ts';
import { metricsOf, metricsReference } from './metrics-reference.ts';

const root = join(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

// Out of date? node scripts/generate-configuration-reference.ts
test.each([
  ['docs/configuration.md', configurationReference],
  ['docs/metrics.md', metricsReference],
])('%s says what the code says', (file, generate) => {
  expect(read(file)).toBe(generate());
});

test("Felix's parameters are those that the driver uses", () => {
  const used = [...read('packages/rules/src/felix-config.ts').matchAll(/^ {2}([A-Z]\w+):/gm)].map(([, name]) => name);
  expect(Object.keys(felixParameters)).toEqual(used);
  for (const name of used) expect(felixParameterUse(name!)).toBe('used');
});

test('metrics have their type, labels and help', () => {
  expect(metricsOf('calc-graph')).toContainEqual({
    name: 'manul_calc_work_total',
    type: 'counter',
    help: 'Units of work done by flushes.',
    labels: ['kind'],
  });
  expect(metricsOf('dataplane-driver').length).toBeGreaterThan(10);
});
