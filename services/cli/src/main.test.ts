import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..', '..');
const manul = join(root, 'services', 'cli', 'bin', 'manul');
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
  ['', 0],
  ['\n\n', 2],
  ['\nq\n\n', 1],
])('a replay by steps that reads %j gives %i', (input, steps) => {
  const args = ['replay', recording, '--node', 'node-a', '--to', 'messages', '--speed', 'step'];
  const { status, stdout } = spawnSync(manul, args, { encoding: 'utf8', input });
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toHaveLength(steps);
});
