// Manifests with mistakes: each is named, by object and field, in the status and in the log; it allows nothing that was
// not meant, and everything else stays enforced.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Guards } from './cluster/guards.ts';
import { ManifestCluster } from './cluster/manifest-cluster.ts';
import { requireLab } from './cluster/requirements.ts';
import { app, fromApp, namespaceObject, podObject, policyObject, testPod } from './cluster/test-pods.ts';

const web = testPod('prod/web', 'node-1', '10.65.1.1');
const client = testPod('prod/client', 'node-1', '10.65.1.2');
const other = testPod('prod/other', 'node-2', '10.65.2.1');
const target = testPod('prod/target', 'node-2', '10.65.2.2');
const pods = [web, client, other, target];

const ingressTo = (name: string, ...ingress: readonly object[]) =>
  policyObject(`prod/${name}`, { podSelector: app(name), ingress });
const badOperator = { matchExpressions: [{ key: 'app', operator: 'Sounds', values: ['target'] }] };

describe.runIf(requireLab())('a directory with mistakes', () => {
  const cluster = new ManifestCluster();
  let guards: Guards;

  beforeAll(async () => {
    cluster.write('cluster', namespaceObject('prod'), ingressTo('web', { from: fromApp('client') }));
    await cluster.startWith(pods);
    await cluster.expect('prod/client > prod/web:80', 'prod/other x prod/web:80');
    guards = await Guards.start(cluster, [
      { mode: 'closed', from: 'prod/other', to: 'prod/web' },
      { mode: 'open', from: 'prod/client', to: 'prod/web' },
      { mode: 'connection', from: 'prod/client', to: 'prod/web' },
    ]);
  });

  beforeEach(() => cluster.expect('prod/client > prod/target:80', 'prod/other > prod/target:80'));

  afterEach(async () => {
    cluster.remove('bad');
    await cluster.until('mistakes outlive their object', ({ objectErrors, sourceProblems }) => {
      return objectErrors.length === 0 && sourceProblems.length === 0;
    });
    await guards.check();
  });

  afterAll(() => cluster.stop());

  /** Settles once this field of this object is named, in the status and in the log. */
  async function named(object: string, field: string, reason: RegExp): Promise<void> {
    const { objectErrors } = await cluster.until(`${object} ${field} is not named`, (status) =>
      status.objectErrors.some((error) => error.object === object && error.field === field),
    );
    const found = objectErrors.find((error) => error.object === object && error.field === field);
    expect(found?.reason).toMatch(reason);
    expect(found?.effect).not.toBe('');
    await cluster.untilLogged('calc-graph', (line) => line.includes(object) && line.includes(JSON.stringify(field)));
  }

  /** Settles once this file is named, in the status and in the log. */
  async function fileNamed(reason: RegExp): Promise<void> {
    await cluster.until('the file is not named', ({ sourceProblems }) =>
      sourceProblems.some((problem) => problem.subject === 'bad.yaml' && reason.test(problem.reason)),
    );
    await cluster.untilLogged('calc-graph', (line) => line.includes('bad.yaml'));
  }

  test('a new file that is not YAML', async () => {
    cluster.writeText('bad', 'apiVersion: v1\nkind: [Pod\nmetadata: {name: x\n');
    await fileNamed(/line \d+, column \d+/);
    await cluster.expectNow('prod/client > prod/target:80', 'prod/other x prod/web:80');
  });

  test('a good file that is edited into one that is not YAML: its objects stay', async () => {
    cluster.write('bad', ingressTo('target', { from: fromApp('client') }));
    await cluster.expect('prod/client > prod/target:80', 'prod/other x prod/target:80');
    cluster.writeText('bad', 'apiVersion: v1\nkind: "Pod\n');
    await fileNamed(/objects stay as they last were good/);
    await cluster.expectNow('prod/client > prod/target:80', 'prod/other x prod/target:80');
  });

  test('one broken document among good ones', async () => {
    const good = JSON.stringify(ingressTo('target', { from: fromApp('client') }));
    cluster.writeText('bad', `kind: NetworkPolicy\nmetadata: 7\n---\n${good}\n`);
    await fileNamed(/line 1, column 1/);
    await cluster.expect('prod/client > prod/target:80', 'prod/other x prod/target:80');
  });

  test('a kind that nobody knows', async () => {
    const widget = { apiVersion: 'example.org/v1', kind: 'Widget', metadata: { namespace: 'prod', name: 'w' } };
    cluster.write('bad', widget, ingressTo('target', { from: fromApp('client') }));
    await named('Widget prod/w', 'kind', /Widget/);
    await cluster.expect('prod/client > prod/target:80', 'prod/other x prod/target:80');
  });

  test.each([
    ['an invalid CIDR', { cidr: '10.65.2.300/32' }, 'cidr', /10\.65\.2\.300/],
    ['a prefix that is too long', { cidr: '10.65.2.1/33' }, 'cidr', /33/],
    ['an exception that is outside', { cidr: '10.65.2.0/24', except: ['10.66.0.0/16'] }, 'except[0]', /10\.66\.0\.0/],
  ])('%s', async (_, ipBlock, field, reason) => {
    cluster.write('bad', ingressTo('target', { from: [{ ipBlock }, ...fromApp('client')] }));
    await named('NetworkPolicy prod/target', `spec.ingress[0].from[0].ipBlock.${field}`, reason);
    await cluster.expect('prod/client > prod/target:80', 'prod/other x prod/target:80');
  });

  test.each([
    ['port 0', { port: 0 }, 'port', /0/],
    ['port 70000', { port: 70_000 }, 'port', /70000/],
    ['an endPort below the port', { port: 90, endPort: 80 }, 'endPort', /90 to 80/],
    ['an endPort of a named port', { port: 'http', endPort: 80 }, 'endPort', /named/],
  ])('%s', async (_, port, field, reason) => {
    cluster.write('bad', ingressTo('target', { ports: [port, { port: 81 }] }));
    await named('NetworkPolicy prod/target', `spec.ingress[0].ports[0].${field}`, reason);
    await cluster.expect(
      'prod/client > prod/target:81',
      'prod/client x prod/target:80',
      'prod/client x prod/target:90',
    );
  });

  test('a rule whose only port is wrong allows nothing, not everything', async () => {
    cluster.write(
      'bad',
      ingressTo('target', { ports: [{ port: 70_000 }] }, { ports: [{ port: 0 }], from: fromApp('client') }),
    );
    await named('NetworkPolicy prod/target', 'spec.ingress[0].ports[0].port', /70000/);
    await cluster.expect('prod/client x prod/target:80', 'prod/other x prod/target:80');
  });

  test('a bad operator in the selector of a peer', async () => {
    cluster.write('bad', ingressTo('target', { from: [{ podSelector: badOperator }, ...fromApp('client')] }));
    const field = 'spec.ingress[0].from[0].podSelector.matchExpressions[0].operator';
    await named('NetworkPolicy prod/target', field, /Sounds/);
    await cluster.expect('prod/client > prod/target:80', 'prod/other x prod/target:80');
  });

  test('a bad operator in the selector of a new policy', async () => {
    cluster.write('bad', policyObject('prod/target', { podSelector: badOperator }));
    await named('NetworkPolicy prod/target', 'spec.podSelector.matchExpressions[0].operator', /Sounds/);
  });

  test('a policy is edited into one with a bad operator: what it closed stays closed', async () => {
    cluster.write('bad', ingressTo('target', { from: fromApp('client') }));
    await cluster.expect('prod/client > prod/target:80', 'prod/other x prod/target:80');
    const watch = await Guards.start(cluster, [{ mode: 'closed', from: 'prod/other', to: 'prod/target' }]);
    cluster.write(
      'bad',
      policyObject('prod/target', { podSelector: badOperator, ingress: [{ from: fromApp('client') }] }),
    );
    await named('NetworkPolicy prod/target', 'spec.podSelector.matchExpressions[0].operator', /Sounds/);
    await cluster.enforced();
    await cluster.expectNow('prod/other x prod/target:80');
    await watch.finish();
  });

  test('an object of 5 MB is taken as it is; one that is larger than a file may be is named, and what was known stays', async () => {
    const policy = ingressTo('target', { from: fromApp('client') });
    const withNote = (bytes: number, from: string) => ({
      ...ingressTo('target', { from: fromApp(from) }),
      metadata: { ...policy.metadata, annotations: { note: 'x'.repeat(bytes) } },
    });
    cluster.write('bad', withNote(5_000_000, 'client'));
    await cluster.expect('prod/client > prod/target:80', 'prod/other x prod/target:80');
    cluster.write('bad', withNote(6_000_000, 'other'));
    await fileNamed(/larger|bytes|MiB/);
    await cluster.expectNow('prod/client > prod/target:80', 'prod/other x prod/target:80');
  });

  test('a pod whose address is written as IPv6 is the pod with that IPv4 address', async () => {
    const pod = testPod('prod/mapped', 'node-1', '10.65.1.7', { labels: { app: 'special' } });
    await cluster.setPods([...pods, pod]);
    const mapped = podObject({ ...pod, addresses: ['::ffff:10.65.1.7'] });
    cluster.write('bad', mapped, ingressTo('target', { from: fromApp('special') }), ingressTo('mapped'), {
      ...policyObject('prod/special', { podSelector: app('special'), policyTypes: ['Ingress'] }),
    });
    await cluster.expect(
      'prod/mapped > prod/target:80',
      'prod/client x prod/target:80',
      'prod/client x prod/mapped:80',
    );
    await cluster.setPods(pods);
  });

  test('a CIDR that is written as IPv6 is the IPv4 one', async () => {
    const from = [{ ipBlock: { cidr: '::ffff:10.65.1.2/128' } }];
    cluster.write('bad', ingressTo('target', { from }));
    await cluster.expect('prod/client > prod/target:80', 'prod/other x prod/target:80');
  });

  test('a pod with an address that is none', async () => {
    const pod = testPod('prod/odd', 'node-1', '10.65.1.300');
    cluster.write('bad', podObject(pod), ingressTo('target', { from: fromApp('client') }));
    await named('Pod prod/odd', 'status.podIPs[0].ip', /10\.65\.1\.300/);
    await cluster.expect('prod/client > prod/target:80', 'prod/other x prod/target:80');
  });

  test('a pod without address is nothing yet; it is policed once it has one', async () => {
    const pod = testPod('prod/late', 'node-2', '10.65.2.7');
    const rule = ingressTo('late', { from: fromApp('client') });
    cluster.write(
      'bad',
      podObject({ ...pod, addresses: [] }, 'Pending'),
      rule,
      ingressTo('target', { from: fromApp('late') }),
    );
    await cluster.expect('prod/client x prod/target:80');
    await cluster.setPods([...pods, pod]);
    cluster.write('bad', podObject(pod), rule, ingressTo('target', { from: fromApp('late') }));
    await cluster.expect('prod/late > prod/target:80', 'prod/client > prod/late:80', 'prod/other x prod/late:80');
    await cluster.setPods(pods);
  });

  test('two pods with one address: the one that stays keeps its rights, and gets none of the other', async () => {
    const twin = testPod('prod/twin', 'node-1', '10.65.1.8', { labels: { app: 'guest' } });
    const ghost = testPod('prod/ghost', 'node-2', '10.65.1.8', { labels: { app: 'ghost' } });
    await cluster.setPods([...pods, twin]);
    const policies = [ingressTo('target', { from: fromApp('guest') }), ingressTo('other', { from: fromApp('ghost') })];
    cluster.write('bad', podObject(twin), podObject(ghost), ...policies);
    await cluster.expect('prod/twin > prod/target:80', 'prod/client x prod/target:80');
    cluster.write('bad', podObject(twin), ...policies);
    await cluster.expect('prod/twin > prod/target:80', 'prod/twin x prod/other:80');
    cluster.write('bad', podObject(ghost), ...policies);
    await cluster.expect('prod/twin x prod/target:80');
    await cluster.setPods(pods);
  });

  test('a pod that has failed has no rights to the address that another pod has now', async () => {
    const done = testPod('prod/done', 'node-1', '10.65.1.9', { labels: { app: 'client' } });
    const next = testPod('prod/next', 'node-1', '10.65.1.9', { labels: { app: 'next' } });
    await cluster.setPods([...pods, next]);
    cluster.write('bad', podObject(done, 'Failed'), podObject(next), ingressTo('target', { from: fromApp('next') }));
    await cluster.expect('prod/next > prod/target:80', 'prod/next x prod/web:80', 'prod/client > prod/next:80');
    await cluster.setPods(pods);
  });

  test('a pod on the host network is its node', async () => {
    const agent = testPod('prod/agent', 'node-2', '172.18.0.3', { labels: { app: 'client' }, hostNetwork: true });
    await cluster.setPods([...pods, agent]);
    cluster.write('bad', podObject(agent), policyObject('prod/target', { podSelector: app('client') }));
    await cluster.expect('prod/other x prod/client:80', 'prod/agent x prod/web:80', 'prod/client > prod/agent:8080');
    await cluster.setPods(pods);
  });

  test('all the while the rest was enforced', () => guards.finish());
});
