// Services that die and come back: nothing opens, nothing breaks, and what the kernel has already is not written again.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { Guards } from './cluster/guards.ts';
import { expectUntouched, kernelState } from './cluster/kernel-state.ts';
import { ManifestCluster } from './cluster/manifest-cluster.ts';
import { requireLab } from './cluster/requirements.ts';
import { app, fromApp, namespaceObject, policyObject, testPod } from './cluster/test-pods.ts';

const web = testPod('prod/web', 'node-1', ['10.65.1.1', 'fd00:65::1:1']);
const client = testPod('prod/client', 'node-1', ['10.65.1.2', 'fd00:65::1:2']);
const other = testPod('prod/other', 'node-2', ['10.65.2.1', 'fd00:65::2:1']);
const database = testPod('prod/database', 'node-2', ['10.65.2.2', 'fd00:65::2:2']);
const pods = [web, client, other, database];

const allowTo = (name: string, ...from: readonly string[]) =>
  policyObject(`prod/${name}`, { podSelector: app(name), ingress: [{ from: from.flatMap(fromApp) }] });

describe.runIf(requireLab())('with real services and kernels', () => {
  const cluster = new ManifestCluster();
  let guards: Guards;

  beforeAll(async () => {
    cluster.write('cluster', namespaceObject('prod'), allowTo('web', 'client'), allowTo('database', 'web'));
    await cluster.startWith(pods);
    await cluster.expect('prod/client > prod/web:80', 'prod/other x prod/web:80', 'prod/other x prod/database:80');
    guards = await Guards.start(cluster, [
      { mode: 'closed', from: 'prod/other', to: 'prod/web' },
      { mode: 'closed', from: 'prod/other', to: 'prod/web', version: 6 },
      { mode: 'closed', from: 'prod/client', to: 'prod/database' },
      { mode: 'open', from: 'prod/client', to: 'prod/web' },
      { mode: 'open', from: 'prod/web', to: 'prod/database', version: 6 },
      { mode: 'connection', from: 'prod/web', to: 'prod/database' },
    ]);
  });

  afterEach(() => guards?.check());

  afterAll(() => cluster.stop());

  test('calc-graph is killed and started again', async () => {
    const before = await kernelState(cluster);
    await cluster.killGraph();
    await cluster.expectNow('prod/client > prod/web:80', 'prod/other x prod/web:80');
    cluster.startGraph();
    await cluster.enforced();
    await expectUntouched(cluster, before);
  });

  test('calc-graph is killed, and the state is another when it starts again', async () => {
    await cluster.killGraph();
    cluster.write('more', allowTo('other', 'client'));
    cluster.startGraph();
    await cluster.expect('prod/client > prod/other:80', 'prod/web x prod/other:80', 'prod/other x prod/web:80');
    cluster.remove('more');
    await cluster.expect('prod/web > prod/other:80');
    await cluster.enforced();
  });

  test('drivers are killed and started again', async () => {
    const before = await kernelState(cluster);
    const instances = (await cluster.enforced()).nodes.map(({ instance }) => instance);
    for (const { name } of cluster.nodes) await cluster.killDriver(name);
    await cluster.expectNow('prod/client > prod/web:80', 'prod/other x prod/web:80', 'prod/client x prod/database:80');
    for (const { name } of cluster.nodes) await cluster.startDriver(name);
    await cluster.until('drivers do not come back', ({ nodes }) =>
      nodes.every(({ instance, upToDate }) => upToDate && !instances.includes(instance)),
    );
    await expectUntouched(cluster, before);
  });

  test('a driver is killed, and the state is another when it starts again', async () => {
    await cluster.killDriver('node-2');
    cluster.write('more', allowTo('other', 'client'));
    await cluster.until('the edit is not seen', ({ nodes }) =>
      nodes.some(({ node, connected, upToDate }) => node === 'node-2' && !(connected && upToDate)),
    );
    await cluster.startDriver('node-2');
    await cluster.expect('prod/client > prod/other:80', 'prod/web x prod/other:80');
    cluster.remove('more');
    await cluster.expect('prod/web > prod/other:80');
    await cluster.enforced();
  });

  test('a driver starts without a server: it has its last-good state, says so, and writes nothing', async () => {
    const before = await kernelState(cluster);
    for (const { name } of cluster.nodes) await cluster.untilKept(name);
    await cluster.killGraph();
    for (const { name } of cluster.nodes) {
      await cluster.killDriver(name);
      await cluster.startDriver(name);
      await cluster.untilLastGood(name);
    }
    await cluster.expectNow('prod/client > prod/web:80', 'prod/other x prod/web:80', 'prod/client x prod/database:80');
    await expectUntouched(cluster, before);
    cluster.startGraph();
    await cluster.enforced();
    await cluster.until('drivers still say last-good', ({ nodes }) => nodes.every((node) => !node.fromLastGood));
    await expectUntouched(cluster, before);
  });

  test('all the while nothing opened, nothing closed, and the connection carried every line', () => guards.finish());

  test('a node that has lost its kernel state is closed again from its last-good state, without a server', async () => {
    await cluster.untilKept('node-2');
    await cluster.killGraph();
    await cluster.killDriver('node-2');
    const closed = await Guards.start(cluster, [{ mode: 'closed', from: 'prod/client', to: 'prod/database' }]);
    await cluster.lab.call('emptyKernel', 'node-2');
    await cluster.expect('prod/client > prod/database:80');
    // That guards see what opens, and what closes, is seen here: it is all that the other tests rest on.
    await closed.untilMoreSent();
    await expect(closed.finish()).rejects.toThrow('to deeply equal');
    const open = await Guards.start(cluster, [{ mode: 'open', from: 'prod/client', to: 'prod/database' }]);
    await cluster.startDriver('node-2');
    await cluster.expect('prod/client x prod/database:80', 'prod/web > prod/database:80');
    await open.untilMoreSent();
    await expect(open.finish()).rejects.toThrow('to deeply equal');
    cluster.startGraph();
    await cluster.enforced();
    await cluster.expectNow('prod/client x prod/database:80', 'prod/web > prod/database:80');
  });
});
