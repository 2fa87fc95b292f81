import { once } from 'node:events';
import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { labTest, manul, startManul } from './manul.ts';

labTest('the tour ends well', async () => {
  const { stdout, stderr, code } = await manul('demo', '--once');
  expect(stderr).toBe('');
  expect(stdout.match(/enforced on 2 nodes \d+ ms after/g)).toHaveLength(6);
  expect(code).toBe(0);
});

labTest('the matrix follows edits, and Ctrl-C leaves nothing behind', async () => {
  const { child, match, output } = await startManul(/manifests in (\S+)/, 'demo');
  const manifests = match[1]!;
  const question = /manul (explain guest\/pc .*admin\.sock)/;
  await shows(output, question);
  const args = question.exec(output())?.[1]?.split(' ') ?? [];
  expect(await manul(...args)).toMatchObject({
    code: 3,
    stdout: expect.stringContaining('Pod guest/pc is isolated by NetworkPolicy guest/stay-out'),
  });
  rmSync(join(manifests, 'policies/10-shop-default-deny.yaml'));
  await shows(output, /revision \d+: nothing changes/);
  const partial = join(manifests, '.web.yaml');
  writeFileSync(partial, JSON.stringify(denyWeb));
  renameSync(partial, join(manifests, 'policies/20-web-for-all.yaml'));
  await shows(output, /revision \d+: 5 closed/);
  child.kill('SIGINT');
  const [code] = await once(child, 'close');
  expect(code).toBe(130);
  expect(existsSync(manifests)).toBe(false);
});

const denyWeb = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { namespace: 'shop', name: 'web-for-all' },
  spec: { podSelector: { matchLabels: { app: 'web' } }, policyTypes: ['Ingress'] },
};

async function shows(output: () => string, pattern: RegExp): Promise<void> {
  for (let waited = 0; !pattern.test(output()); waited += 50) {
    if (waited > 300_000) throw new Error(`${pattern} does not show in\n${output()}`);
    await sleep(50);
  }
}
