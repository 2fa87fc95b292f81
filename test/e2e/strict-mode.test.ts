// Established connections that a policy change denies are cut in strict mode, and live on otherwise; all others live on
// in both.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventually } from './cluster/cluster.ts';
import { ManifestCluster } from './cluster/manifest-cluster.ts';
import { missingCommand, requireLab } from './cluster/requirements.ts';
import { app, fromApp, namespaceObject, policyObject, testPod } from './cluster/test-pods.ts';

const server = testPod('prod/server', 'node-1', ['10.65.1.1', 'fd00:65::1:1']);
const near = testPod('prod/near', 'node-1', ['10.65.1.2', 'fd00:65::1:2']);
const far = testPod('prod/far', 'node-2', ['10.65.2.1', 'fd00:65::2:1']);
const pods = [server, near, far];
const port = 7_000;

const allowTo = (name: string, ...from: readonly string[]) =>
  policyObject(`prod/${name}`, { podSelector: app(name), ingress: [{ from: from.flatMap(fromApp) }] });

const isUsable = requireLab(missingCommand('conntrack', 'conntrack'));

describe.runIf(isUsable).each([true, false])('strict mode %s', (strict) => {
  const cluster = new ManifestCluster();

  beforeAll(async () => {
    if (strict) cluster.driverFlags = ['--strict'];
    cluster.write('cluster', namespaceObject('prod'));
    cluster.write('policy', allowTo('server', 'near', 'far'));
    await cluster.startWith(pods);
    await cluster.lab.call('watch', { from: server, mode: 'serve', target: [port] });
  });

  afterAll(() => cluster.stop());

  const connect = (from: string, version: 4 | 6 = 4) =>
    cluster.lab.call('watch', {
      from: cluster.place(from),
      mode: 'connection',
      target: [cluster.address('prod/server', version), port],
    });
  const report = (watch: number) => cluster.lab.call('report', watch);

  /** Lines go on coming back. */
  async function expectAlive(watch: number): Promise<void> {
    const { answered } = await report(watch);
    await eventually(
      async () => (await report(watch)).answered > answered + 20 || undefined,
      () => `connection ${watch} has stopped`,
    );
  }

  /** Lines go on being sent, and none comes back. */
  async function expectCut(watch: number): Promise<void> {
    let last = await report(watch);
    await eventually(
      async () => {
        const now = await report(watch);
        if (now.answered !== last.answered) last = now;
        return now.broken !== undefined || now.sent > last.sent + 50 || undefined;
      },
      () => `connection ${watch} goes on\n${cluster.log('node-1').slice(-2_000)}`,
    );
  }

  test('a policy that denies later what it allowed before', async () => {
    const [cut, cut6, kept, kept6] = await Promise.all([
      connect('prod/near'),
      connect('prod/near', 6),
      connect('prod/far'),
      connect('prod/far', 6),
    ]);
    for (const watch of [cut, cut6, kept, kept6]) await expectAlive(watch);
    // What changes nothing for a connection is none of its concern.
    cluster.write('more', allowTo('near', 'far'));
    await cluster.enforced();
    cluster.write('policy', allowTo('server', 'far'));
    await cluster.expect(`prod/near x prod/server:80`, `prod/far > prod/server:80`);
    for (const watch of [cut, cut6]) await (strict ? expectCut(watch) : expectAlive(watch));
    for (const watch of [kept, kept6]) {
      await expectAlive(watch);
      expect((await report(watch)).broken).toBeUndefined();
    }
  });
});
