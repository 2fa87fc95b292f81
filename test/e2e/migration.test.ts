// A node changes hands between Felix and Manul, and back: watched by packets, nothing opens and nothing breaks.

import type { MigrationReport } from '@manul/service-dataplane-driver';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Guards } from './cluster/guards.ts';
import { kernelState } from './cluster/kernel-state.ts';
import { ManifestCluster } from './cluster/manifest-cluster.ts';
import { requireLab } from './cluster/requirements.ts';
import { serviceCommand } from './cluster/service-command.ts';
import { app, fromApp, namespaceObject, policyObject, testPod } from './cluster/test-pods.ts';

const pods = [
  testPod('prod/web', 'node-1', ['10.65.1.1', 'fd00:65::1:1']),
  testPod('prod/client', 'node-1', ['10.65.1.2', 'fd00:65::1:2']),
  testPod('prod/other', 'node-2', ['10.65.2.1', 'fd00:65::2:1']),
  testPod('prod/database', 'node-2', ['10.65.2.2', 'fd00:65::2:2']),
];

const allowTo = (name: string, ...from: readonly string[]) =>
  policyObject(`prod/${name}`, { podSelector: app(name), ingress: [{ from: from.flatMap(fromApp) }] });

/**
 * All rules of ours with other hashes, in one transaction for each IP version: what another release of Felix would have
 * left, which shapes the same rules and hashes them otherwise.
 */
const rehash = ['iptables', 'ip6tables'].map(
  (command) =>
    `${command}-save | sed -E 's/"?cali:[A-Za-z0-9_-]{4}/&FELIX/; s/(cali:.{4}FELIX.{7}).{5}/\\1/' | ${command}-restore`,
);

describe.runIf(requireLab())('a node changes hands', () => {
  const cluster = new ManifestCluster();
  let guards: Guards;
  const node = 'node-2';

  beforeAll(async () => {
    cluster.driverFlags = ['--workload-interfaces', 'calico'];
    cluster.write('cluster', namespaceObject('prod'), allowTo('web', 'client'), allowTo('database', 'web'));
    await cluster.startWith(pods);
    await cluster.expect('prod/client > prod/web:80', 'prod/client x prod/database:80');
    guards = await Guards.start(cluster, [
      { mode: 'closed', from: 'prod/client', to: 'prod/database' },
      { mode: 'closed', from: 'prod/client', to: 'prod/database', version: 6 },
      { mode: 'open', from: 'prod/web', to: 'prod/database' },
      { mode: 'open', from: 'prod/web', to: 'prod/database', version: 6 },
      { mode: 'connection', from: 'prod/web', to: 'prod/database' },
    ]);
  });
  afterAll(() => cluster.stop());

  const check = async (): Promise<MigrationReport> => {
    const command = serviceCommand(['migrate', '--check', '--node', node, '--output', 'json', ...server()]);
    // Exit code 3 says that something would be written.
    return JSON.parse(
      await cluster.lab.call('run', { on: node, command: ['sh', '-c', '"$@" || [ $? = 3 ]', 'sh', ...command] }),
    );
  };
  const server = () => ['--server', `unix:${cluster.directory}/sync.sock`];
  const hashes = async () =>
    new Set([...(await kernelState(cluster)).text.matchAll(/cali:([\w-]{16})/g)].map(([, hash]) => hash));

  test('what a driver programmed would be taken over unchanged', async () => {
    const { tables, ipSets, errors } = await check();
    expect(errors).toEqual([]);
    expect(ipSets).toMatchObject({ changed: [], added: [], removed: [] });
    for (const table of tables) expect(table).toMatchObject({ rewritten: [], added: [], removed: [], hooks: [] });
  });

  test('from Felix: every rule is rewritten in place', async () => {
    await cluster.killDriver(node);
    const before = await hashes();
    for (const command of rehash) await cluster.lab.call('run', { on: node, command: ['sh', '-ec', command] });
    const left = await hashes();
    expect([...before].filter((hash) => !left.has(hash)).length).toBeGreaterThan(20);
    const { tables } = await check();
    expect(tables.flatMap(({ rewritten }) => rewritten).length).toBeGreaterThan(10);
    for (const table of tables) expect(table).toMatchObject({ added: [], removed: [] });
    await cluster.startDriver(node);
    await cluster.enforced();
    expect(await hashes()).toEqual(before);
    await guards.check();
  });

  test('and back: the kernel stays as it is for whoever comes', async () => {
    await cluster.killDriver(node);
    for (const command of rehash) await cluster.lab.call('run', { on: node, command: ['sh', '-ec', command] });
    await cluster.expectNow('prod/client x prod/database:80', 'prod/web > prod/database:80');
    await guards.finish();
  });
});
