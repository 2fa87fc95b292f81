// Policy holds whatever CNI plugin made the pods' links, with packets: where each pod has a link of some name, and where
// all share a bridge.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verdict } from './cluster/cluster.ts';
import { makeBridged, makePointToPoint } from './cluster/cni.ts';
import { Guards } from './cluster/guards.ts';
import { ManifestCluster } from './cluster/manifest-cluster.ts';
import { requireLab } from './cluster/requirements.ts';
import { app, fromApp, namespaceObject, policyObject, testPod } from './cluster/test-pods.ts';

const isUsable = requireLab();

const web = testPod('prod/web', 'node-1', ['10.65.1.1', 'fd00:65::1:1']);
const client = testPod('prod/client', 'node-1', ['10.65.1.2', 'fd00:65::1:2']);
const other = testPod('prod/other', 'node-1', ['10.65.1.3', 'fd00:65::1:3']);
const remote = testPod('prod/remote', 'node-2', ['10.65.2.1', 'fd00:65::2:1']);
const stranger = testPod('prod/stranger', 'node-2', ['10.65.2.2', 'fd00:65::2:2']);
const pods = [web, client, other, remote, stranger];

const allowTo = (name: string, ...from: readonly string[]) =>
  policyObject(`prod/${name}`, { podSelector: app(name), ingress: [{ from: from.flatMap(fromApp) }] });

/** `remote` may send to `web` alone. */
const restrictRemote = policyObject('prod/remote-egress', {
  podSelector: app('remote'),
  policyTypes: ['Egress'],
  egress: [{ to: fromApp('web') }],
});

const expected = [
  'prod/client > prod/web:80',
  'prod/remote > prod/web:80',
  'prod/other x prod/web:80',
  'prod/stranger x prod/web:80',
  'outside x prod/web:80',
  'prod/remote x prod/other:80',
  'prod/remote x prod/stranger:80',
  'prod/web > prod/other:80',
  'prod/other > prod/remote:80',
  'outside > prod/other:80',
  // The kubelet's probes; and what Felix does by default with what a pod sends to its own node.
  'node-1 > prod/web:80',
  'prod/other x node-1:80',
  'prod/other > node-2:80',
];
const bothVersions = expected.flatMap((text) => [verdict(text), verdict(text, 6)]);

describe.runIf(isUsable).each([
  [
    'a link of any name for each pod',
    (cluster: ManifestCluster) => makePointToPoint(cluster, pods, 'eni'),
    /-i eni\d /,
  ],
  ['a bridge for all pods', (cluster: ManifestCluster) => makeBridged(cluster, pods, 'cni0'), /-s 10\.65\.1\.1\/32 /],
] as const)('%s', (_, rewire, dispatch) => {
  const cluster = new ManifestCluster();

  beforeAll(async () => {
    cluster.driverFlags = ['--interface-poll-seconds', '0.1'];
    cluster.write('cluster', namespaceObject('prod'), allowTo('web', 'client', 'remote'), restrictRemote);
    await cluster.startWith(pods);
    await rewire(cluster);
  });

  afterAll(() => cluster.stop());

  test('what policy says, and no more, passes', async () => {
    await cluster.expect(...bothVersions);
    expect((await cluster.lab.call('kernel', 'node-1'))[0]).toMatch(dispatch);
  });

  test('a driver that starts on such a node', async () => {
    const guards = await Guards.start(cluster, [
      { mode: 'closed', from: 'prod/other', to: 'prod/web' },
      { mode: 'closed', from: 'prod/stranger', to: 'prod/web', version: 6 },
      { mode: 'connection', from: 'prod/client', to: 'prod/web' },
    ]);
    for (const { name } of cluster.nodes) {
      await cluster.killDriver(name);
      await cluster.startDriver(name);
    }
    await cluster.enforced();
    await cluster.expectNow(...bothVersions);
    await guards.finish();
  });

  test('a policy changes', async () => {
    cluster.write('more', allowTo('other', 'client'));
    await cluster.expect('prod/web x prod/other:80', 'prod/client > prod/other:80', 'outside x prod/other:80');
    cluster.remove('more');
    await cluster.expect('prod/web > prod/other:80', 'outside > prod/other:80');
  });
});

describe.runIf(isUsable)('pods whose policy is not known yet', () => {
  const cluster = new ManifestCluster();
  const known = pods.filter((pod) => pod !== other);

  beforeAll(async () => {
    cluster.driverFlags = ['--interface-poll-seconds', '0.1', '--felix', 'InterfacePrefix=eni'];
    cluster.write('cluster', namespaceObject('prod'), allowTo('web', 'client', 'remote'), restrictRemote);
    await cluster.startWith(known);
    await cluster.setPods([...known, other]);
    await makePointToPoint(cluster, [...known, other], 'eni');
  });

  afterAll(() => cluster.stop());

  test('are closed in both directions, where the names of links are told', async () => {
    await cluster.expect('prod/client > prod/web:80', 'prod/web > prod/client:80');
    await cluster.expectNow('prod/client x prod/other:80', 'prod/other x prod/client:80', 'outside x prod/other:80');
  });
});
