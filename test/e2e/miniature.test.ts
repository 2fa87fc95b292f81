// Manul's life in a cluster in miniature, from the chart's own configuration: install, policy, upgrade, failures, removal;
// packets tell throughout whether anything opened or closed that should not.
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { missing } from '../deploy/src/environment.ts';
import { Guards } from './cluster/guards.ts';
import { missingCommand, requireApiServer, requireLab } from './cluster/requirements.ts';
import { app, fromApp, namespaceObject, policyObject, testPod } from './cluster/test-pods.ts';
import { MiniatureCluster, NAMESPACE } from './miniature/miniature-cluster.ts';

const web = testPod('prod/web', 'node-1', ['10.65.1.1', 'fd00:65::1:1']);
const client = testPod('prod/client', 'node-2', ['10.65.2.1', 'fd00:65::2:1']);
const other = testPod('prod/other', 'node-3', ['10.65.3.1', 'fd00:65::3:1']);
const database = testPod('prod/database', 'node-3', ['10.65.3.2', 'fd00:65::3:2']);
const pods = [web, client, other, database];

const allowTo = (name: string, ...from: readonly string[]) =>
  policyObject(`prod/${name}`, { podSelector: app(name), ingress: [{ from: from.flatMap(fromApp) }] });

const highAvailability = fileURLToPath(new URL('../../deploy/kustomize/values/ha-redis.yaml', import.meta.url));
const mutualTls = ['identity.mode=nodeCertificate'];

const isUsable =
  requireLab(
    missingCommand('redis-server', 'redis-server'),
    missingCommand('setpriv', 'util-linux'),
    missingCommand('openssl', 'openssl'),
  ) &&
  (await requireApiServer()) &&
  missing('helm').length === 0;

describe.runIf(isUsable)('a cluster in miniature', () => {
  const cluster = new MiniatureCluster();
  let guards: Guards | undefined;
  let before: readonly string[];

  beforeAll(async () => {
    await cluster.startWith([namespaceObject('prod')], pods);
    await cluster.issueNodeCertificates();
    await cluster.server.apply({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'manul-redis', namespace: NAMESPACE },
      data: { password: Buffer.from('a secret of this test').toString('base64') },
    });
    before = await cluster.proxy.others();
  });

  afterEach(() => guards?.check());

  afterAll(() => cluster.stop());

  test('is installed from the chart, highly available and with mutual TLS; without a policy all is open', async () => {
    await cluster.expect('prod/other > prod/web:80');
    await cluster.upgrade([highAvailability], mutualTls);
    expect(['redis', 'calc-graph', 'fan-out', 'driver'].map((name) => cluster.podsOf(name).length)).toEqual([
      1, 2, 2, 3,
    ]);
    expect(await cluster.proxy.ours()).not.toEqual([]);
    expect(await cluster.proxy.others()).toEqual(before);
    await cluster.expectNow('prod/client > prod/web:80', 'prod/other > prod/web:80', 'prod/web > prod/database:80');
  });

  test('enforces policies', async () => {
    await cluster.server.apply(allowTo('web', 'client'));
    await cluster.server.apply(allowTo('database', 'web'));
    await cluster.expect('prod/client > prod/web:80', 'prod/other x prod/web:80', 'prod/client x prod/database:80');
    guards = await Guards.start(cluster, [
      { mode: 'closed', from: 'prod/other', to: 'prod/web' },
      { mode: 'closed', from: 'prod/client', to: 'prod/database', version: 6 },
      { mode: 'open', from: 'prod/client', to: 'prod/web', version: 6 },
      { mode: 'connection', from: 'prod/client', to: 'prod/web' },
      { mode: 'connection', from: 'prod/web', to: 'prod/database' },
    ]);
  });

  /** A policy comes and goes: who computes, who serves and who programs have found each other. */
  async function followsChanges(): Promise<void> {
    await cluster.server.apply(allowTo('other', 'client'));
    await cluster.expect('prod/client > prod/other:80', 'prod/web x prod/other:80', 'prod/other x prod/web:80');
    await cluster.server.remove(allowTo('other'));
    await cluster.expect('prod/web > prod/other:80');
  }

  test('its certificates are renewed: streams stay, and new ones find the new certificate', async () => {
    await cluster.server.kubectl('-n', NAMESPACE, 'delete', 'secret', 'manul-server-tls');
    expect(await cluster.renewCertificates()).toContain('issued');
    await cluster.restart('driver');
    await followsChanges();
  });

  test('is upgraded, one pod after the other, to drivers that show tokens', async () => {
    const revisions = () => ['driver', 'fan-out'].map((name) => cluster.podsOf(name).map(({ revision }) => revision));
    const old = revisions();
    await cluster.upgrade([highAvailability], []);
    expect(revisions()).not.toEqual(old);
    await followsChanges();
  });

  test.each(['driver', 'fan-out', 'calc-graph', 'redis'])(
    'its %s pods are restarted, one after the other',
    async (name) => {
      await cluster.restart(name);
      await followsChanges();
    },
  );

  test('its leader is killed, and the other takes over', async () => {
    const [first, second] = cluster.podsOf('calc-graph');
    const leader = (await cluster.leads(first!)) ? first! : second!;
    await cluster.kill(leader);
    await followsChanges();
    await cluster.startPod(leader);
  });

  test('a fan-out server is killed, and its nodes go to the other', async () => {
    const [server] = cluster.podsOf('fan-out');
    await cluster.kill(server!);
    await followsChanges();
    await cluster.startPod(server!);
  });

  test('Redis is killed: what is enforced stays, and what changes meanwhile comes when it is back', async () => {
    const [redis] = cluster.podsOf('redis');
    await cluster.kill(redis!);
    await cluster.server.apply(allowTo('other', 'client'));
    await cluster.expectNow('prod/client > prod/web:80', 'prod/other x prod/web:80', 'prod/client x prod/database:80');
    await cluster.startPod(redis!);
    await cluster.expect('prod/client > prod/other:80', 'prod/web x prod/other:80');
    await cluster.server.remove(allowTo('other'));
    await cluster.expect('prod/web > prod/other:80');
  });

  test('all the while no packet had a wrong verdict, and rules of others were left alone', async () => {
    const ending = guards!;
    guards = undefined;
    await ending.finish();
    expect(await cluster.proxy.others()).toEqual(before);
  });

  test('is removed: every node is open again, and its kernel as it was', async () => {
    await cluster.upgrade([highAvailability], ['driver.remove=true']);
    await cluster.expect('prod/other > prod/web:80', 'prod/client > prod/database:80');
    await cluster.uninstall();
    expect(await cluster.proxy.ours()).toEqual([]);
    expect(await cluster.proxy.others()).toEqual(before);
    await cluster.expectNow('prod/other > prod/web:80', 'prod/client > prod/database:80');
  });
});
