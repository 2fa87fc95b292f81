import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { compareWithKernel } from './explain-agrees.ts';
import { labTest, manul } from './manul.ts';

const corpus = fileURLToPath(new URL('fixtures/corpus', import.meta.url));

interface Report {
  readonly passed: number;
  readonly failed: number;
  readonly cases: readonly { readonly case: string; readonly wrong: readonly unknown[] }[];
}

/** Files of results of the corpus in MANUL_CORPUS, by a run with 2 nodes; separated by commas. */
const given = process.env['MANUL_KERNEL_RESULTS']?.split(',');

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'manul-test-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

labTest.each([1, 2, 3])('our own corpus on %i nodes: packets and explain go as its truth table says', async (nodes) => {
  const results = join(folder, 'results.jsonl');
  const { stdout, stderr, code } = await manul(
    ...['conformance', '--corpus', corpus, '--nodes', String(nodes), '--output', 'json', '--results', results],
  );
  expect(stderr).toBe('');
  const report = JSON.parse(stdout) as Report;
  expect(report.cases.flatMap(({ wrong }) => wrong)).toEqual([]);
  expect(report).toMatchObject({ failed: 0 });
  expect(report.passed).toBeGreaterThan(800);
  expect(code).toBe(0);
  const agreement = await compareWithKernel(corpus, [results], nodes);
  expect(agreement).toMatchObject({ faults: [] });
  expect(agreement.probes).toBe(report.passed);
  expect(agreement.changed).toBeGreaterThan(50);
  expect(agreement.isolated).toBeGreaterThan(50);
});

test.runIf(given)(
  'explain says what the kernel did with the probes of another corpus',
  { timeout: 3_600_000 },
  async () => {
    const agreement = await compareWithKernel(process.env['MANUL_CORPUS'] ?? '', given ?? [], 2);
    process.stdout.write(`${JSON.stringify({ ...agreement, faults: agreement.faults.length })}\n`);
    expect(agreement.faults).toEqual([]);
  },
);

test('our own corpus by the evaluator', async () => {
  const { stdout, code } = await manul('conformance', '--corpus', corpus, '--dataplane', 'evaluator');
  expect(stdout).toMatch(/^\d+ passed, 0 failed\n$/);
  expect(code).toBe(0);
});

labTest('nodes with legacy iptables', async () => {
  const { stdout, code } = await manul(
    ...['conformance', '--corpus', corpus, '--dataplane', 'iptables-legacy', '--case', '010,020,060'],
  );
  expect(stdout).toMatch(/^\d+ passed, 0 failed\n$/);
  expect(code).toBe(0);
});

labTest('a truth table that is not true fails, probe by probe', async () => {
  const truth = JSON.parse(readFileSync(join(corpus, '002-default-deny.json'), 'utf8'));
  const isLie = ({ from, to, port, protocol }: Record<string, unknown>) =>
    from === 'y/a' && (to === 'x/a' || to === 'y/b') && port === 80 && protocol === 'SCTP';
  for (const row of truth.steps[0].expected) {
    if (isLie(row)) row.combined = row.combined === 'allow' ? 'deny' : 'allow';
  }
  writeFileSync(join(folder, '001-lies.json'), JSON.stringify(truth));
  const { stdout, code } = await manul('conformance', '--corpus', folder);
  expect(stdout.split('\n').toSorted()).toEqual([
    '',
    '001-lies step 1: y/a (10.65.2.2 on node-1) -> x/a (10.65.1.2 on node-1) SCTP 80: expected allow, no answer',
    '001-lies step 1: y/a (10.65.2.2 on node-1) -> y/b (10.65.2.3 on node-2) SCTP 80: expected deny, answered by y/b',
    '70 passed, 2 failed',
  ]);
  expect(code).toBe(1);
});

test('wrong arguments are named, and nothing is begun', async () => {
  const unknown = await manul('conformance', '--corpus', corpus, '--case', 'nope');
  expect(unknown).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('no case nope') });
  const nodes = await manul('conformance', '--corpus', corpus, '--nodes', '4');
  expect(nodes).toMatchObject({ code: 2, stdout: '' });
});
