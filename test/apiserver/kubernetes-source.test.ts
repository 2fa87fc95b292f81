// The Kubernetes source against a real API server, with what happens to one in its life.
import type { Source } from '@manul/model';
import { clusterAccess, type KubernetesSourceOptions, kubernetesSource } from '@manul/source-kubernetes';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type ApiServer, findProgram, missingPrograms, startApiServer, startTimeoutMs } from './src/index.ts';
import { Recorder } from './src/recorder.ts';

const missing = missingPrograms();
const kubectl = findProgram('kubectl');
const isUsable = missing.length === 0;

test.runIf(!isUsable)('an API server can be started here', ({ skip }) => {
  const reason = `needs ${missing.join(' and ')}`;
  if (process.env['CI']) throw new Error(reason);
  skip(reason);
});

const pod = (name: string, ip: string, namespace = 'default') => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace, labels: { app: name } },
  spec: { nodeName: 'node-1', containers: [{ name: 'main', image: 'none', env: [{ name: 'A', value: 'b' }] }] },
  status: { phase: 'Running', podIP: ip },
});

const policy = (name: string, labels: Record<string, string> = {}) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name, namespace: 'default', labels },
  spec: { podSelector: {}, policyTypes: ['Ingress'] },
});

const tierCrd = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'tiers.projectcalico.org' },
  spec: {
    group: 'projectcalico.org',
    scope: 'Cluster',
    names: { kind: 'Tier', listKind: 'TierList', plural: 'tiers', singular: 'tier' },
    versions: [
      {
        name: 'v3',
        served: true,
        storage: true,
        schema: { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
      },
    ],
  },
};

let server: ApiServer;
let source: Source | undefined;
let told: Recorder;

const patience = { timeout: 300_000, interval: 50 };
const eventually = (check: () => void | Promise<void>) => vi.waitFor(check, patience);
const policies = () => [...told.objects.keys()].filter((name) => name.startsWith('NetworkPolicy')).sort();

async function startSource(options: Partial<KubernetesSourceOptions> = {}): Promise<void> {
  told = new Recorder();
  source = kubernetesSource(await clusterAccess({ kubeconfig: server.kubeconfigPath }), {
    discoveryMs: 300,
    backOff: { firstMs: 50, maxMs: 500 },
    ...options,
  });
  source.start(told);
}

async function expectInSync(): Promise<void> {
  await eventually(() => expect(told.isInSync).toBe(true));
}

/** All that went wrong is right again. */
async function expectNoProblems(): Promise<void> {
  await eventually(() => expect([...told.problems.keys()]).toEqual([]));
}

async function clear(): Promise<void> {
  await server.request('DELETE', '/apis/networking.k8s.io/v1/namespaces/default/networkpolicies');
  await server.request('DELETE', '/api/v1/namespaces/default/pods?gracePeriodSeconds=0');
}

afterEach(async () => {
  await source?.stop();
  source = undefined;
});

describe.runIf(isUsable)('a server with a watch cache', () => {
  beforeAll(async () => {
    server = await startApiServer({ flags: ['-min-request-timeout', '5'] });
  }, startTimeoutMs);
  afterAll(() => server.stop());
  beforeEach(clear);

  test('lists page by page, once each, without what nobody reads', async () => {
    const names = Array.from({ length: 23 }, (_, index) => `pod-${index}`);
    for (const [index, name] of names.entries()) await server.apply(pod(name, `10.0.0.${index}`));
    await startSource({ pageSize: 5 });
    await expectInSync();
    const pods = told.take('Pod');
    expect(pods.sort()).toEqual(names.map((name) => `apply Pod default/${name}`).sort());
    expect(Math.max(...told.sizes)).toBeLessThanOrEqual(5);
    const object = told.objects.get('Pod default/pod-7') as unknown as ReturnType<typeof pod>;
    expect(object).toMatchObject({
      apiVersion: 'v1',
      kind: 'Pod',
      spec: { nodeName: 'node-1' },
      status: { podIP: '10.0.0.7' },
    });
    expect(object.metadata).not.toHaveProperty('managedFields');
    expect(object.spec.containers).toEqual([{ name: 'main' }]);
    expect(object.metadata.labels).toEqual({ app: 'pod-7' });
  });

  test.runIf(kubectl !== undefined || process.env['CI'])('kubectl applies, labels and deletes', async () => {
    await startSource();
    await expectInSync();
    told.log.length = 0;
    await server.kubectl('create', 'namespace', 'shop');
    await eventually(() => expect(told.log).toContain('apply Namespace shop'));
    await server.kubectl('label', 'namespace', 'shop', 'team=blue');
    await eventually(() => expect(told.objects.get('Namespace shop')?.metadata.labels).toMatchObject({ team: 'blue' }));
    await server.kubectl('-n', 'shop', 'create', 'serviceaccount', 'robot');
    await eventually(() => expect(told.log).toContain('apply ServiceAccount shop/robot'));
    await server.kubectl('-n', 'shop', 'delete', 'serviceaccount', 'robot');
    await eventually(() => expect(told.log).toContain('delete ServiceAccount shop/robot'));
    await server.kubectl('delete', 'namespace', 'shop');
    await eventually(() => expect(told.log).toContain('delete Namespace shop'));
    await expectNoProblems();
  });

  test('the server crashes and comes back on the same data: only what changed is told', async () => {
    await server.apply(policy('keep'));
    await server.apply(policy('edit'));
    await server.apply(policy('drop'));
    await startSource();
    await expectInSync();
    told.log.length = 0;
    await server.halt();
    await eventually(() => expect(told.problems.get('pods')?.reason).toMatch(/ECONNREFUSED/));
    expect(policies()).toHaveLength(3);
    await server.restart();
    await server.apply(policy('edit', { edited: 'yes' }));
    await server.remove(policy('drop'));
    await eventually(() => expect(policies()).toEqual(['NetworkPolicy default/edit', 'NetworkPolicy default/keep']));
    await expectNoProblems();
    expect(told.log.sort()).toEqual(['apply NetworkPolicy default/edit', 'delete NetworkPolicy default/drop']);
  });

  test('one kind is forbidden: it is named, the others go on, and it follows once it is allowed', async () => {
    await server.apply(policy('one'));
    await server.deny({ resource: 'networkpolicies' });
    await startSource();
    await eventually(() =>
      expect(told.problems.get('networkpolicies.networking.k8s.io')?.reason).toMatch(/ClusterRole/),
    );
    await server.apply(pod('web', '10.0.0.1'));
    await eventually(() => expect(told.objects.get('Pod default/web')?.status).toMatchObject({ podIP: '10.0.0.1' }));
    expect(told.isInSync).toBe(false);
    expect(policies()).toEqual([]);
    await server.deny();
    await expectInSync();
    expect(policies()).toEqual(['NetworkPolicy default/one']);
    await expectNoProblems();
  });

  test('a kind becomes forbidden while it is followed: what is known of it stays', async () => {
    await server.apply(policy('one'));
    await startSource({ inactivityMs: 1_000 });
    await expectInSync();
    await server.deny({ resource: 'networkpolicies' });
    await eventually(() => expect(told.problems.has('networkpolicies.networking.k8s.io')).toBe(true));
    expect(policies()).toEqual(['NetworkPolicy default/one']);
    await server.deny();
    await expectNoProblems();
    await server.remove(policy('one'));
    await eventually(() => expect(policies()).toEqual([]));
  });

  test('a custom kind is installed later, used, and removed', async () => {
    await startSource();
    await expectInSync();
    told.log.length = 0;
    await server.apply(tierCrd);
    const tier = {
      apiVersion: 'projectcalico.org/v3',
      kind: 'Tier',
      metadata: { name: 'security' },
      spec: { order: 5 },
    };
    await eventually(() => server.apply(tier));
    await eventually(() => expect(told.log).toEqual(['apply Tier security']));
    expect(told.objects.get('Tier security')).toMatchObject({ apiVersion: 'projectcalico.org/v3', spec: { order: 5 } });
    await server.remove(tierCrd);
    await eventually(() => expect(told.log).toEqual(['apply Tier security', 'delete Tier security']));
    // Its objects go first; what is applied to a kind on its way out goes with it.
    const path = `/apis/apiextensions.k8s.io/v1/customresourcedefinitions/${tierCrd.metadata.name}`;
    await eventually(async () => expect((await server.request('GET', path)).status).toBe(404));
    await server.apply(tierCrd);
    await eventually(() => server.apply(tier));
    await eventually(() => expect(told.log).toHaveLength(3));
    await server.remove(tierCrd);
    await eventually(() => expect(told.objects.has('Tier security')).toBe(false));
    await expectNoProblems();
  });

  test('watches that say nothing are cut and resumed, and nothing is told twice or missed', async () => {
    await server.apply(policy('one'));
    const inactivityMs = 1_000;
    await startSource({ inactivityMs });
    await expectInSync();
    told.log.length = 0;
    for (let round = 0; round < 5; round += 1) {
      await new Promise((resolve) => setTimeout(resolve, 1.2 * inactivityMs));
      await server.apply(policy('one', { round: `${round}` }));
    }
    const last = () => told.objects.get('NetworkPolicy default/one')?.metadata.labels?.['round'];
    await eventually(() => expect(last()).toBe('4'));
    expect(told.take('NetworkPolicy')).toEqual(Array(5).fill('apply NetworkPolicy default/one'));
    await expectNoProblems();
  });

  test('stopping closes every connection and tells nothing more', async () => {
    await startSource();
    await expectInSync();
    await source?.stop();
    told.log.length = 0;
    await server.apply(policy('after'));
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(told.log).toEqual([]);
  });
});

describe.runIf(isUsable)('a server without a watch cache', () => {
  beforeAll(async () => {
    server = await startApiServer({ watchCache: false });
  }, startTimeoutMs);
  afterAll(() => server.stop());
  beforeEach(clear);

  test('a watch whose position is compacted away (410) is followed by a list, of which only differences are told', async () => {
    for (const name of ['keep', 'edit', 'drop']) await server.apply(policy(name));
    await startSource({ pageSize: 1 });
    await expectInSync();
    told.log.length = 0;
    // While watches of this kind are refused, the position falls behind and history goes.
    await server.deny({ resource: 'networkpolicies', user: 'admin', verb: 'watch' });
    await server.halt();
    await server.restart();
    await eventually(() => expect(told.problems.has('networkpolicies.networking.k8s.io')).toBe(true));
    await server.apply(policy('edit', { edited: 'yes' }));
    await server.remove(policy('drop'));
    await server.apply(policy('new'));
    await server.compact();
    expect(told.take('NetworkPolicy')).toEqual([]);
    await server.deny();
    await eventually(() => expect(policies().map((name) => name.split('/')[1])).toEqual(['edit', 'keep', 'new']));
    expect(told.take('NetworkPolicy').sort()).toEqual([
      'apply NetworkPolicy default/edit',
      'apply NetworkPolicy default/new',
      'delete NetworkPolicy default/drop',
    ]);
    await expectNoProblems();
    await server.apply(policy('later'));
    await eventually(() => expect(told.take('NetworkPolicy')).toEqual(['apply NetworkPolicy default/later']));
  });
});

describe.runIf(isUsable)('a server whose data is restored from before', () => {
  test('is noticed, and its older state is taken', { timeout: startTimeoutMs }, async () => {
    server = await startApiServer({ watchCache: false });
    const older = await startApiServer({ watchCache: false });
    try {
      await older.apply(policy('old'));
      for (let index = 0; index < 30; index += 1) await server.apply(policy('new', { index: `${index}` }));
      const access = await clusterAccess({ kubeconfig: server.kubeconfigPath });
      const olderAccess = await clusterAccess({ kubeconfig: older.kubeconfigPath });
      let current = access;
      told = new Recorder();
      source = kubernetesSource(
        {
          get server() {
            return current.server;
          },
          credentials: () => current.credentials(),
          refused() {},
        },
        { backOff: { firstMs: 50, maxMs: 500 } },
      );
      source.start(told);
      await expectInSync();
      current = olderAccess;
      await server.halt();
      await eventually(() => expect(policies()).toEqual(['NetworkPolicy default/old']));
    } finally {
      await source?.stop();
      await older.stop();
      await server.stop();
    }
  });
});
