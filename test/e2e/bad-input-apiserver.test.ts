// Mistakes that a real API server lets pass, or does not: it refuses some, and then nothing changes; the rest is named by
// object and field, or has its right meaning.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type ManifestObject, startTimeoutMs } from '../apiserver/src/index.ts';
import { ApiCluster } from './cluster/api-cluster.ts';
import { Guards } from './cluster/guards.ts';
import { requireApiServer } from './cluster/requirements.ts';
import { app, fromApp, namespaceObject, podObject, policyObject, type TestPod, testPod } from './cluster/test-pods.ts';

const web = testPod('prod/web', 'node-1', '10.65.1.1');
const client = testPod('prod/client', 'node-1', '10.65.1.2');
const other = testPod('prod/other', 'node-2', '10.65.2.1');
const target = testPod('prod/target', 'node-2', '10.65.2.2');
const pods = [web, client, other, target];

const ingressTo = (name: string, ...ingress: readonly object[]) =>
  policyObject(`prod/${name}`, { podSelector: app(name), ingress });
const toTarget = (...ingress: readonly object[]) => ingressTo('target', ...ingress);
const withLongNote = { name: 'target', namespace: 'prod', annotations: { note: 'x'.repeat(5_000_000) } };
const badOperator = { matchExpressions: [{ key: 'app', operator: 'Sounds', values: ['target'] }] };

describe.runIf(await requireApiServer())('with a real API server', () => {
  const cluster = new ApiCluster();
  let guards: Guards;
  let extraPods: readonly TestPod[] = [];

  beforeAll(async () => {
    await cluster.startWith([namespaceObject('prod'), ingressTo('web', { from: fromApp('client') })], pods);
    await cluster.expect('prod/client > prod/web:80', 'prod/other x prod/web:80');
    guards = await Guards.start(cluster, [
      { mode: 'closed', from: 'prod/other', to: 'prod/web' },
      { mode: 'open', from: 'prod/client', to: 'prod/web' },
      { mode: 'connection', from: 'prod/client', to: 'prod/web' },
    ]);
  }, startTimeoutMs);

  beforeEach(() => cluster.expect('prod/client > prod/target:80', 'prod/other > prod/target:80'));

  afterEach(async () => {
    await cluster.server.kubectl('-n', 'prod', 'delete', 'networkpolicy', 'target', '--ignore-not-found');
    for (const pod of extraPods) await cluster.server.remove(podObject(pod));
    extraPods = [];
    await cluster.setPods(pods);
    await cluster.until('mistakes outlive their object', ({ objectErrors }) => objectErrors.length === 0);
    await guards.check();
  });

  afterAll(() => cluster.stop());

  /** Tells the server of more pods, each with its object; the lab makes those that are `real`. */
  async function addPods(objects: readonly ManifestObject[], described: readonly TestPod[], real = described) {
    await cluster.setPods([...pods, ...real]);
    for (const object of objects) await cluster.server.apply(object);
    extraPods = described;
  }

  test.each<[string, ManifestObject, RegExp]>([
    ['an invalid CIDR', toTarget({ from: [{ ipBlock: { cidr: '10.65.2.300/32' } }] }), /ingress\[0\].*cidr/],
    ['an endPort below the port', toTarget({ ports: [{ port: 90, endPort: 80 }] }), /endPort/],
    ['a bad operator', policyObject('prod/target', { podSelector: badOperator }), /operator/],
    ['an unknown kind', { apiVersion: 'example.org/v1', kind: 'Widget', metadata: { name: 'w' } }, /Widget/],
    ['5 MB', { ...toTarget(), metadata: withLongNote }, /large|long/],
  ])('the server refuses %s, and nothing changes', async (_, object, reason) => {
    const { revision } = await cluster.enforced();
    await expect(cluster.kubectlApply(object)).rejects.toThrow(reason);
    expect((await cluster.enforced()).revision).toBe(revision);
    await cluster.expectNow('prod/client > prod/web:80', 'prod/other x prod/web:80', 'prod/client > prod/target:80');
  });

  test('the server, or kubectl, refuses what is not YAML, and nothing changes', async () => {
    const file = join(cluster.directory, 'broken.yaml');
    writeFileSync(file, 'apiVersion: v1\nkind: [Pod\n');
    await expect(cluster.server.kubectl('apply', '-f', file)).rejects.toThrow(/yaml/i);
    await cluster.expectNow('prod/other x prod/web:80', 'prod/client > prod/target:80');
  });

  test.each([0, 70_000])('port %i, which the server lets pass, is named and allows nothing', async (port) => {
    await cluster.kubectlApply(toTarget({ ports: [{ port }, { port: 81 }] }));
    const { objectErrors } = await cluster.until('not named', (status) => status.objectErrors.length > 0);
    const error = { object: 'NetworkPolicy prod/target', field: 'spec.ingress[0].ports[0].port' };
    expect(objectErrors).toMatchObject([{ ...error, reason: expect.stringContaining(String(port)) }]);
    await cluster.expect('prod/client > prod/target:81', 'prod/client x prod/target:80', 'prod/other > prod/target:81');
  });

  test('a CIDR that is written as IPv6 is the IPv4 one', async () => {
    await cluster.server.apply(toTarget({ from: [{ ipBlock: { cidr: '::ffff:10.65.1.2/128' } }] }));
    await cluster.expect('prod/client > prod/target:80', 'prod/other x prod/target:80');
  });

  test('a pod with an address that is none is named, and the others go on', async () => {
    const odd = testPod('prod/odd', 'node-1', '10.65.1.300');
    await addPods([podObject(odd)], [odd], []);
    const { objectErrors } = await cluster.until('not named', (status) => status.objectErrors.length > 0);
    expect(objectErrors).toMatchObject([
      { object: 'Pod prod/odd', field: 'status.podIPs[0].ip', reason: expect.stringContaining('10.65.1.300') },
    ]);
    const logged = '"object":"Pod prod/odd","field":"status.podIPs[0].ip"';
    await cluster.untilLogged('calc-graph', (line) => line.includes(logged));
    await cluster.kubectlApply(toTarget({ from: fromApp('client') }));
    await cluster.expect('prod/client > prod/target:80', 'prod/other x prod/target:80');
  });

  test('a pod whose address is written as IPv6 is the pod with that IPv4 address', async () => {
    const pod = testPod('prod/mapped', 'node-1', '10.65.1.7');
    await addPods([podObject({ ...pod, addresses: ['::ffff:10.65.1.7'] })], [pod]);
    await cluster.kubectlApply(toTarget({ from: fromApp('mapped') }));
    await cluster.expect('prod/mapped > prod/target:80', 'prod/client x prod/target:80', 'prod/other > prod/mapped:80');
  });

  test('a pod without address is nothing yet; it is policed once it has one', async () => {
    const pod = testPod('prod/late', 'node-2', '10.65.2.7');
    await addPods([podObject({ ...pod, addresses: [] }, 'Pending')], [pod]);
    await cluster.kubectlApply(toTarget({ from: fromApp('late') }));
    await cluster.expect('prod/client x prod/target:80', 'prod/late x prod/target:80');
    await cluster.server.apply(podObject(pod));
    await cluster.expect('prod/late > prod/target:80', 'prod/client x prod/target:80', 'prod/client > prod/late:80');
  });

  test('two pods with one address: the one that stays keeps its rights, and gets none of the other', async () => {
    const twin = testPod('prod/twin', 'node-1', '10.65.1.8');
    const ghost = testPod('prod/ghost', 'node-2', '10.65.1.8');
    await addPods([podObject(ghost), podObject(twin)], [twin], [twin]);
    await cluster.kubectlApply(
      toTarget({ from: fromApp('twin'), ports: [{ port: 80 }] }, { from: fromApp('ghost'), ports: [{ port: 81 }] }),
    );
    await cluster.expect('prod/twin > prod/target:80', 'prod/client x prod/target:80');
    await cluster.server.remove(podObject(ghost));
    await cluster.expect('prod/twin > prod/target:80', 'prod/twin x prod/target:81');
  });

  test.each(['Succeeded', 'Failed'])('a pod that has %s has no rights to the address of another', async (phase) => {
    const done = testPod('prod/done', 'node-1', '10.65.1.9', { labels: { app: 'client' } });
    const next = testPod('prod/next', 'node-1', '10.65.1.9');
    await addPods([podObject(done, phase), podObject(next)], [done, next], [next]);
    await cluster.kubectlApply(toTarget({ from: fromApp('next') }));
    await cluster.expect('prod/next > prod/target:80', 'prod/next x prod/web:80', 'prod/client > prod/next:80');
  });

  test('a pod on the host network is its node', async () => {
    const agent = testPod('prod/agent', 'node-2', '172.18.0.3', { labels: { app: 'client' }, hostNetwork: true });
    await addPods([podObject(agent)], [agent]);
    await cluster.kubectlApply(policyObject('prod/target', { podSelector: app('client') }));
    await cluster.expect('prod/other x prod/client:80', 'prod/agent x prod/web:80', 'prod/client > prod/agent:8080');
  });

  test('all the while the rest was enforced', () => guards.finish());
});
