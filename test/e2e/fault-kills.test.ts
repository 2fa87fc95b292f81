// The driver is killed again and again, at any moment, while policies change: nothing opens, nothing breaks, and what
// the kernel has in the end is what a driver makes that starts with an empty one. MANUL_KILLS and MANUL_SEED set how
// often and when.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Guards } from './cluster/guards.ts';
import { ManifestCluster } from './cluster/manifest-cluster.ts';
import { requireLab } from './cluster/requirements.ts';
import { app, fromApp, namespaceObject, policyObject, testPod } from './cluster/test-pods.ts';

const kills = Number(process.env['MANUL_KILLS'] ?? 25);
const seed = Number(process.env['MANUL_SEED'] ?? Math.trunc(Math.random() * 2 ** 31));
/** Longer than a driver takes to start, read the kernel and write. */
const longestLifeMs = 2_500;

const web = testPod('prod/web', 'node-1', ['10.65.1.1', 'fd00:65::1:1']);
const client = testPod('prod/client', 'node-1', ['10.65.1.2', 'fd00:65::1:2']);
const spare = testPod('prod/spare', 'node-1', ['10.65.1.3', 'fd00:65::1:3']);
const other = testPod('prod/other', 'node-2', ['10.65.2.1', 'fd00:65::2:1']);
const database = testPod('prod/database', 'node-2', ['10.65.2.2', 'fd00:65::2:2']);
const pods = [web, client, spare, other, database];

/** Mulberry32. */
function randomNumbers(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}

const allowTo = (name: string, to: string, from: readonly string[], port?: number) =>
  policyObject(`prod/${name}`, {
    podSelector: app(to),
    ingress: [{ from: from.flatMap(fromApp), ...(port !== undefined && { ports: [{ protocol: 'TCP', port }] }) }],
  });

/** Whatever they are, `client` may reach `web`, `web` may reach `database`, and nobody else may. */
function churn(random: () => number): object[] {
  const some = <T>(items: readonly T[]) => items.filter(() => random() < 0.5);
  const port = 8_000 + Math.floor(random() * 1_000);
  return [
    allowTo('web', 'web', ['client', ...some(['nobody', 'nothing'])]),
    allowTo('database', 'database', ['web', ...some(['nobody'])]),
    ...some([
      allowTo('web-more', 'web', ['client', 'spare'], port),
      allowTo('spare', 'spare', some(['client', 'web', 'other']), port),
      allowTo('other', 'other', ['web'], port),
      ...Array.from({ length: 40 }, (_, i) => allowTo(`many-${i}`, 'spare', ['client'], port + i)),
    ]),
  ];
}

describe.runIf(requireLab())(`a driver that is killed ${kills} times (MANUL_SEED=${seed})`, () => {
  const random = randomNumbers(seed);
  const cluster = new ManifestCluster();
  let guards: Guards;

  beforeAll(async () => {
    cluster.driverFlags = ['--refresh-seconds', '2'];
    cluster.write('namespaces', namespaceObject('prod'));
    cluster.write('policies', ...churn(random));
    await cluster.startWith(pods);
    await cluster.expect('prod/client > prod/web:80', 'prod/other x prod/web:80', 'prod/spare x prod/database:80');
    guards = await Guards.start(cluster, [
      { mode: 'closed', from: 'prod/other', to: 'prod/web' },
      { mode: 'closed', from: 'prod/spare', to: 'prod/web', version: 6 },
      { mode: 'open', from: 'prod/client', to: 'prod/web' },
      { mode: 'connection', from: 'prod/client', to: 'prod/web', version: 6 },
      { mode: 'connection', from: 'prod/web', to: 'prod/database' },
    ]);
  });

  afterAll(() => cluster.stop());

  test(
    'lets nothing through that is denied, and breaks nothing that is allowed',
    async () => {
      for (let kill = 0; kill < kills; kill++) {
        const end = performance.now() + random() * longestLifeMs;
        while (performance.now() < end) {
          cluster.write('policies', ...churn(random));
          await sleep(Math.max(0, Math.min(150, end - performance.now())));
        }
        await cluster.lab.call('killDriver', 'node-1');
        await guards.check();
        if (random() < 0.1) rmSync(join(cluster.directory, 'node-1'), { recursive: true, force: true });
        await cluster.startDriver('node-1');
      }
      // Until this shows, calc-graph may not have read the edits before it, nor have noticed that the driver is another.
      cluster.write('last', allowTo('last', 'web', ['spare'], 9_999));
      await cluster.expect('prod/spare > prod/web:9999');
      await cluster.enforced();
      await cluster.expectNow('prod/client > prod/web:80', 'prod/other x prod/web:80', 'prod/spare x prod/database:80');
      await guards.finish();
    },
    kills * 60_000 + 600_000,
  );

  test('leaves a kernel equal to that of a fresh start', async () => {
    const lived = await programmed();
    await cluster.killDriver('node-1');
    await cluster.lab.call('emptyKernel', 'node-1');
    rmSync(join(cluster.directory, 'node-1'), { recursive: true, force: true });
    await cluster.startDriver('node-1');
    await cluster.enforced();
    expect(lived).toEqual(await programmed());
    expect(lived.length).toBeGreaterThan(100);
  });

  /** Sorted: the order of chains and of sets in the kernel is that of their creation, and says nothing. */
  async function programmed(): Promise<readonly string[]> {
    const outputs = await cluster.lab.call('kernel', 'node-1');
    const lines = outputs.flatMap((output) => output.split('\n'));
    const plain = lines.map((line) => line.replaceAll(/\[\d+:\d+\] ?| initval \S+| hashsize \d+/g, ''));
    return plain.filter((line) => line !== '' && !line.startsWith('#')).sort();
  }
});
