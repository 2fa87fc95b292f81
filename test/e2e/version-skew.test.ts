// Services of different versions beside each other, as during an upgrade in either order and a way back: no packet has a
// wrong verdict, and what the kernel has is not written again where nothing changed.
//
// The other version is today's with what was added to the protocol taken out, or with what nobody knows yet put in. With
// MANUL_OLDER=DIRECTORY it is another checkout, installed, such as that of the last release.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { Guards } from './cluster/guards.ts';
import { ManifestCluster } from './cluster/manifest-cluster.ts';
import { requireLab } from './cluster/requirements.ts';
import { app, fromApp, namespaceObject, policyObject, testPod } from './cluster/test-pods.ts';
import { type Skew, SkewedLink } from './version-skew/skewed-link.ts';

const checkout = process.env['MANUL_OLDER'];

const web = testPod('prod/web', 'node-1', ['10.65.1.1', 'fd00:65::1:1']);
const client = testPod('prod/client', 'node-1', ['10.65.1.2', 'fd00:65::1:2']);
const other = testPod('prod/other', 'node-2', ['10.65.2.1', 'fd00:65::2:1']);
const database = testPod('prod/database', 'node-2', ['10.65.2.2', 'fd00:65::2:2']);
const pods = [web, client, other, database];

const allowTo = (name: string, ...from: readonly string[]) =>
  policyObject(`prod/${name}`, { podSelector: app(name), ingress: [{ from: from.flatMap(fromApp) }] });

type Service = 'calc-graph' | 'drivers';

/** Who is brought to today's version first; then the other, and the first one back again. */
const orders: readonly (readonly [Service, Service])[] = [
  ['calc-graph', 'drivers'],
  ['drivers', 'calc-graph'],
];
const skews: readonly Skew[] = checkout === undefined ? ['older', 'newer'] : ['none'];

const isUsable = requireLab();
for (const skew of skews) {
  // What nobody knows yet is passed over in the same place, whoever is first.
  for (const [first, second] of skew === 'newer' ? orders.slice(0, 1) : orders) {
    describe.runIf(isUsable)(`${checkout ?? `a version that is ${skew}`}: ${first} first, ${second} then`, () => {
      const cluster = new ManifestCluster();
      const old = new Set<Service>(['calc-graph', 'drivers']);
      let link: SkewedLink;
      let guards: Guards | undefined;

      beforeAll(async () => {
        link = new SkewedLink(`unix:${cluster.directory}/sync.sock`);
        await link.listen(`unix:${cluster.directory}/link.sock`);
        cluster.driversConnectTo = 'link.sock';
        configure();
        cluster.write('cluster', namespaceObject('prod'), allowTo('web', 'client'), allowTo('database', 'web'));
        await cluster.startWith(pods);
        await cluster.expect('prod/client > prod/web:80', 'prod/other x prod/web:80', 'prod/client x prod/database:80');
        guards = await Guards.start(cluster, [
          { mode: 'closed', from: 'prod/other', to: 'prod/web' },
          { mode: 'closed', from: 'prod/client', to: 'prod/database', version: 6 },
          { mode: 'open', from: 'prod/client', to: 'prod/web', version: 6 },
          { mode: 'connection', from: 'prod/web', to: 'prod/database' },
        ]);
      });

      afterEach(() => guards?.check());

      afterAll(async () => {
        await cluster.stop();
        link.close();
      });

      /** Between two of the same version there is nothing that one of them does not know. */
      function configure(): void {
        link.skew = old.size === 1 ? skew : 'none';
        cluster.graphCheckout = old.has('calc-graph') ? checkout : undefined;
        cluster.driverCheckout = old.has('drivers') ? checkout : undefined;
      }

      async function restart(service: Service): Promise<void> {
        configure();
        if (service === 'calc-graph') {
          await cluster.killGraph();
          cluster.startGraph();
          return;
        }
        for (const { name } of cluster.nodes) {
          await cluster.killDriver(name);
          await cluster.startDriver(name);
          await cluster.enforced();
        }
      }

      /** A policy comes and goes. */
      async function followsChanges(): Promise<void> {
        await cluster.enforced();
        cluster.write('more', allowTo('other', 'client'));
        await cluster.expect('prod/client > prod/other:80', 'prod/web x prod/other:80', 'prod/other x prod/web:80');
        cluster.remove('more');
        await cluster.expect('prod/web > prod/other:80');
        await cluster.enforced();
      }

      test(`${first} upgraded: both do their work together`, async () => {
        old.delete(first);
        await restart(first);
        await followsChanges();
        if (checkout === undefined) expect(link.changed).toBeGreaterThan(0);
      });

      test(`${second} upgraded: all is of today`, async () => {
        old.delete(second);
        await restart(second);
        await followsChanges();
      });

      test(`${first} back at the version before`, async () => {
        old.add(first);
        await restart(first);
        await followsChanges();
        await cluster.until('states differ', ({ nodes }) => nodes.every(({ drifted }) => !drifted));
      });

      test('all the while no packet had a wrong verdict', async () => {
        const ending = guards!;
        guards = undefined;
        await ending.finish();
      });
    });
  }
}
