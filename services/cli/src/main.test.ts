import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..', '..');
const manul = join(root, 'services', 'cli', 'bin', 'manul');
const corpus = join(root, 'test', 'e2e', 'fixtures', 'corpus');
const recording = join(root, 'test', 'recordings', 'tiers', 'cluster.jsonl');

test.each([
  ['compute', '--manifests', join(root, 'deploy', 'demo')],
  ['replay', recording, '--node', 'node-a', '--to', 'messages'],
  ['replay', recording, '--node', 'node-a', '--to', 'chains'],
])('a reader of %s that stops early leaves nothing to complain about', (...args) => {
  const script = 'set -o pipefail; "$0" "$@" | head -c 1';
  const { status, stderr } = spawnSync('bash', ['-c', script, manul, ...args], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});

test.each([
  [['--help'], /^Usage: manul COMMAND/],
  [['-h'], /^Usage: manul COMMAND/],
  [['help', 'render'], /^Usage: manul render/],
])('%j tells how to use it', (args, text) => {
  const { status, stdout } = spawnSync(manul, args, { encoding: 'utf8' });
  expect(status).toBe(0);
  expect(stdout).toMatch(text);
});

test.each([
  [[], /^Usage: manul COMMAND/],
  [['frob'], /^manul: unknown command frob/],
  [['help', 'frob'], /^manul: unknown command frob/],
  [['conformance', '--corpus', corpus, '--results', '/no/such/file'], /^manul conformance: --results: ENOENT/],
  [
    ['conformance', '--corpus', corpus, '--dataplane', 'evaluator', '--results', root],
    /^manul conformance: --results: E/,
  ],
])('%j is wrong usage, and nothing is on standard output', (args, text) => {
  const { status, stdout, stderr } = spawnSync(manul, args, { encoding: 'utf8' });
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toMatch(text);
});

test('manifests without a node are answered with nothing, and it is said why', () => {
  const args = ['compute', '--manifests', join(root, 'deploy', 'demo', 'policies')];
  const { status, stdout, stderr } = spawnSync(manul, args, { encoding: 'utf8' });
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toEqual({});
  expect(stderr).toMatch(/no Node/);
});

test.each([
  ['', 0],
  ['\n\n', 2],
  ['\nq\n\n', 1],
])('a replay by steps that reads %j gives %i', (input, steps) => {
  const args = ['replay', recording, '--node', 'node-a', '--to', 'messages', '--speed', 'step'];
  const { status, stdout } = spawnSync(manul, args, { encoding: 'utf8', input });
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toHaveLength(steps);
});
