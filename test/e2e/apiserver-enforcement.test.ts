// From a real API server to real packets: whatever happens to the server or the way to it, enforcement follows, and in
// between nothing opens and nothing that was established breaks.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startTimeoutMs } from '../apiserver/src/index.ts';
import { ApiCluster } from './cluster/api-cluster.ts';
import { Guards } from './cluster/guards.ts';
import { requireApiServer } from './cluster/requirements.ts';
import { app, fromApp, namespaceObject, podObject, policyObject, testPod } from './cluster/test-pods.ts';

const web = testPod('prod/web', 'node-1', '10.65.1.1');
const client = testPod('prod/client', 'node-1', '10.65.1.2');
const other = testPod('prod/other', 'node-2', '10.65.2.1');
const database = testPod('prod/database', 'node-2', '10.65.2.2');
const visitor = testPod('tools/visitor', 'node-2', '10.65.2.3');
const spare = testPod('prod/spare', 'node-1', '10.65.1.3');
const pods = [web, spare, client, other, database, visitor];

const allowTo = (name: string, ...from: readonly string[]) =>
  policyObject(`prod/${name}`, { podSelector: app(name), ingress: [{ from: from.flatMap(fromApp) }] });

/** Lets namespaces with this label reach `database`. */
const allowTeam = (team: string) =>
  policyObject('prod/team', {
    podSelector: app('database'),
    ingress: [{ from: [{ namespaceSelector: { matchLabels: { team } } }] }],
  });

describe.runIf(await requireApiServer())('with a real API server', () => {
  const cluster = new ApiCluster();
  let guards: Guards;

  beforeAll(async () => {
    const objects = [
      namespaceObject('prod'),
      namespaceObject('tools'),
      allowTo('web', 'client'),
      allowTo('database', 'web'),
    ];
    await cluster.startWith(objects, pods);
    await cluster.expect('prod/client > prod/web:80', 'prod/other x prod/web:80', 'tools/visitor x prod/database:80');
    guards = await Guards.start(cluster, [
      { mode: 'closed', from: 'prod/other', to: 'prod/web' },
      { mode: 'closed', from: 'tools/visitor', to: 'prod/web' },
      { mode: 'open', from: 'prod/client', to: 'prod/web' },
      { mode: 'connection', from: 'prod/web', to: 'prod/database' },
    ]);
  }, startTimeoutMs);

  afterEach(() => guards?.check());

  afterAll(() => cluster.stop());

  test('a policy applied, edited and deleted with kubectl', async () => {
    const all = ['prod/client', 'prod/web', 'tools/visitor'];
    await cluster.expect(...all.map((from) => `${from} > prod/other:80`));
    await cluster.kubectlApply(allowTo('other', 'client'));
    await cluster.expect('prod/client > prod/other:80', 'prod/web x prod/other:80', 'tools/visitor x prod/other:80');
    await cluster.kubectlApply(allowTo('other', 'web'));
    await cluster.expect('prod/client x prod/other:80', 'prod/web > prod/other:80', 'tools/visitor x prod/other:80');
    await cluster.server.kubectl('-n', 'prod', 'delete', 'networkpolicy', 'other');
    await cluster.expect(...all.map((from) => `${from} > prod/other:80`));
  });

  test('a pod and a namespace are relabelled', async () => {
    await cluster.expectNow('prod/client x prod/database:80', 'tools/visitor x prod/database:80');
    await cluster.kubectlApply(allowTeam('blue'));
    await cluster.server.kubectl('label', 'namespace', 'tools', 'team=blue');
    await cluster.expect('tools/visitor > prod/database:80', 'prod/client x prod/database:80');
    await cluster.server.kubectl('label', 'namespace', 'tools', '--overwrite', 'team=red');
    await cluster.expect('tools/visitor x prod/database:80');
    await cluster.expectNow('prod/spare x prod/database:80', 'prod/spare x prod/web:80');
    await cluster.server.kubectl('-n', 'prod', 'label', 'pod', 'spare', '--overwrite', 'app=web');
    await cluster.expect('prod/spare > prod/database:80', 'prod/spare x prod/web:80', 'prod/other x prod/spare:80');
    await cluster.server.kubectl('-n', 'prod', 'label', 'pod', 'spare', 'app-');
    await cluster.expect('prod/spare x prod/database:80', 'prod/other > prod/spare:80');
    await cluster.server.kubectl('-n', 'prod', 'delete', 'networkpolicy', 'team');
  });

  test("a deleted pod's address is another pod's: it has the rights of the new one", async () => {
    const heir = testPod('prod/heir', 'node-2', '10.65.2.9', { labels: { app: 'stranger' } });
    const testator = testPod('prod/testator', 'node-1', '10.65.2.9', { labels: { app: 'client' } });
    await cluster.addPod(testator, pods);
    await cluster.expect('prod/testator > prod/web:80');
    await cluster.server.remove(podObject(testator));
    await cluster.addPod(heir, pods);
    await cluster.expect('prod/heir x prod/web:80', 'prod/heir > prod/other:80', 'prod/other > prod/heir:80');
    await cluster.server.remove(podObject(heir));
    await cluster.setPods(pods);
  });

  test('a pod that has succeeded keeps no rights to the address that another pod has now', async () => {
    const job = testPod('prod/job', 'node-1', '10.65.1.9', { labels: { app: 'client' } });
    const next = testPod('prod/next', 'node-1', '10.65.1.9', { labels: { app: 'stranger' } });
    await cluster.addPod(job, pods);
    await cluster.expect('prod/job > prod/web:80');
    await cluster.server.apply(podObject(job, 'Succeeded'));
    await cluster.addPod(next, pods);
    await cluster.expect('prod/next x prod/web:80', 'prod/next > prod/other:80', 'prod/client > prod/next:80');
    await cluster.server.remove(podObject(job));
    await cluster.server.kubectl('-n', 'prod', 'delete', 'pod', 'next', '--grace-period=0', '--force');
    await cluster.setPods(pods);
  });

  test('a pod on the host network is its node: no policy selects it, no selector means its address', async () => {
    const agent = testPod('prod/agent', 'node-2', '172.18.0.3', { labels: { app: 'client' }, hostNetwork: true });
    await cluster.addPod(agent, pods);
    await cluster.kubectlApply(policyObject('prod/agent', { podSelector: app('client'), policyTypes: ['Ingress'] }));
    await cluster.expect('prod/other x prod/client:80', 'prod/agent x prod/web:80', 'prod/client > prod/agent:8080');
    await cluster.server.kubectl('-n', 'prod', 'delete', 'networkpolicy', 'agent');
    await cluster.expect('prod/other > prod/client:80');
    await cluster.server.remove(podObject(agent));
    await cluster.setPods(pods);
  });

  test('watches break, again and again', async () => {
    for (const from of ['client', 'web', 'client']) {
      cluster.link.cut();
      await cluster.kubectlApply(allowTo('other', from));
      const [open, closed] = from === 'client' ? ['client', 'web'] : ['web', 'client'];
      await cluster.expect(`prod/${open} > prod/other:80`, `prod/${closed} x prod/other:80`);
      await guards.check();
    }
  });

  test('the way to the API server is gone for a while: what changed meanwhile is enforced after', async () => {
    await away(() => cluster.kubectlApply(allowTo('other', 'web')));
    await cluster.expect('prod/web > prod/other:80', 'prod/client x prod/other:80');
  });

  test('history is compacted away meanwhile (410): everything is listed anew, and only differences take effect', async () => {
    await away(async () => {
      await cluster.kubectlApply(
        allowTo('other', 'client'),
        policyObject('prod/extra', { podSelector: app('client') }),
      );
      await cluster.server.kubectl('-n', 'prod', 'label', 'pod', 'database', 'touched=yes');
      await cluster.server.kubectl('-n', 'prod', 'delete', 'networkpolicy', 'extra');
      await cluster.server.compact();
    });
    await cluster.expect('prod/client > prod/other:80', 'prod/web x prod/other:80', 'prod/other > prod/client:80');
    const relisted = cluster.log('calc-graph');
    expect(relisted).not.toMatch(/unexpected error/);
  });

  test('the API server crashes and is started again on the same data', async () => {
    await cluster.server.halt();
    await cluster.until('the loss is not noticed', ({ sourceProblems }) => sourceProblems.length > 0);
    await cluster.expectNow('prod/client > prod/other:80', 'prod/web x prod/other:80', 'prod/other x prod/web:80');
    await cluster.server.restart();
    await cluster.kubectlApply(allowTo('other', 'web'));
    await cluster.expect('prod/web > prod/other:80', 'prod/client x prod/other:80');
    await cluster.until('problems stay', ({ sourceProblems }) => sourceProblems.length === 0);
  });

  test('calc-graph is forbidden to read policies for a while (403): those it knows stay', async () => {
    await cluster.server.deny({ user: 'reader', resource: 'networkpolicies' });
    cluster.link.cut();
    const { sourceProblems } = await cluster.until('403 is not told', (status) =>
      status.sourceProblems.some(({ reason }) => /ClusterRole/.test(reason)),
    );
    const refused = sourceProblems.filter(({ reason }) => /ClusterRole/.test(reason));
    expect(refused.map(({ subject }) => subject)).toEqual(['networkpolicies.networking.k8s.io']);
    await cluster.kubectlApply(allowTo('other', 'client'));
    await cluster.expectNow('prod/web > prod/other:80', 'prod/client x prod/other:80', 'prod/other x prod/web:80');
    await cluster.server.deny();
    await cluster.expect('prod/client > prod/other:80', 'prod/web x prod/other:80');
    await cluster.until('problems stay', (status) => status.sourceProblems.length === 0);
  });

  test('all the while nothing opened, nothing closed, and the connection carried every line', () => guards.finish());

  /** Does something while calc-graph cannot reach the API server, and knows it. */
  async function away(work: () => Promise<unknown>): Promise<void> {
    cluster.link.down();
    await cluster.until('the loss is not noticed', ({ sourceProblems }) => sourceProblems.length > 0);
    await work();
    await cluster.expectNow('prod/client > prod/web:80', 'prod/other x prod/web:80');
    cluster.link.up();
  }
});
