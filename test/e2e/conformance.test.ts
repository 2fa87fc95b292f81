import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { labTest, manul } from './manul.ts';

const corpus = fileURLToPath(new URL('fixtures/corpus', import.meta.url));

interface Report {
  readonly passed: number;
  readonly failed: number;
  readonly cases: readonly { readonly case: string; readonly wrong: readonly unknown[] }[];
}

labTest.each([1, 2, 3])('our own corpus on %i nodes: every packet goes as its truth table says', async (nodes) => {
  const { stdout, stderr, code } = await manul(
    ...['conformance', '--corpus', corpus, '--nodes', String(nodes), '--output', 'json'],
  );
  expect(stderr).toBe('');
  const report = JSON.parse(stdout) as Report;
  expect(report.cases.flatMap(({ wrong }) => wrong)).toEqual([]);
  expect(report).toMatchObject({ failed: 0 });
  expect(report.passed).toBeGreaterThan(800);
  expect(code).toBe(0);
});

test('our own corpus by the evaluator', async () => {
  const { stdout, code } = await manul('conformance', '--corpus', corpus, '--dataplane', 'evaluator');
  expect(stdout).toMatch(/^\d+ passed, 0 failed\n$/);
  expect(code).toBe(0);
});

test('wrong arguments are named, and nothing is begun', async () => {
  const unknown = await manul('conformance', '--corpus', corpus, '--case', 'nope');
  expect(unknown).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('no case nope') });
  const nodes = await manul('conformance', '--corpus', corpus, '--nodes', '4');
  expect(nodes).toMatchObject({ code: 2, stdout: '' });
});
