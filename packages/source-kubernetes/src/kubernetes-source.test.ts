import type { ServerResponse } from 'node:http';
import type { Source } from '@manul/model';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { answer, configMap, FakeApiServer, list, status } from './fake-api-server.ts';
import { kinds, resourceName } from './kinds.ts';
import { type KubernetesSourceOptions, kubernetesSource } from './kubernetes-source.ts';

let server: FakeApiServer;
let source: Source;
let told: string[];
/** Plural names that each group and version serves; undefined: the version is listed but does not answer. */
let served: Record<string, string[] | undefined>;
/** Answers to lists other than the empty one, by path. */
let lists: Record<string, (response: ServerResponse) => void>;
/** Watches that are open, by path. */
let watches: Map<string, ServerResponse>;
let refusals: number;

beforeEach(async () => {
  told = [];
  served = {};
  lists = {};
  watches = new Map();
  refusals = 0;
  server = await FakeApiServer.start();
  server.handler = (url, response) => {
    const path = url.pathname;
    const version = path.replace('/apis/', '');
    if (path === '/apis') {
      const groups = Object.keys(served).map((groupVersion) => ({ versions: [{ groupVersion }] }));
      answer(response, 200, { kind: 'APIGroupList', groups });
    } else if (version in served) {
      const plurals = served[version];
      if (plurals) answer(response, 200, { resources: plurals.map((name) => ({ name })) });
      else answer(response, 503, status(503, 'ServiceUnavailable', 'no endpoints'));
    } else if (url.searchParams.has('watch')) {
      response.writeHead(200).flushHeaders();
      watches.set(path, response);
    } else if (/^[^/]+\/[^/]+$/.test(version)) {
      // Listed a moment ago, and gone since.
      answer(response, 404, status(404, 'NotFound'));
    } else {
      (lists[path] ?? ((to) => answer(to, 200, list(1, []))))(response);
    }
  };
});

afterEach(async () => {
  await source.stop();
  await server.stop();
});

function start(options: Partial<KubernetesSourceOptions> = {}): void {
  const access = { ...server.access, refused: () => (refusals += 1) };
  source = kubernetesSource(
    { ...access, refused: () => void access.refused() },
    {
      discoveryMs: 30,
      backOff: { firstMs: 10, maxMs: 40 },
      ...options,
    },
  );
  source.start({
    changes: (changes) => {
      for (const { op, object } of changes)
        told.push(`${op} ${object.apiVersion} ${object.kind} ${object.metadata.name}`);
    },
    inSync: () => told.push('in sync'),
    problem: ({ subject, reason, resolved }) => told.push(`${resolved ? 'resolved' : 'problem'} ${subject}: ${reason}`),
  });
}

const eventually = (check: () => void) => vi.waitFor(check, { timeout: 60_000, interval: 5 });
const gives =
  (body: object, code = 200) =>
  (response: ServerResponse) =>
    answer(response, code, body);

test('in sync once, when every kind that is served has been listed', async () => {
  let release: ServerResponse | undefined;
  lists['/api/v1/pods'] = (response) => {
    release = response;
  };
  served = { 'projectcalico.org/v3': ['tiers'], 'apps/v1': ['deployments'] };
  lists['/apis/projectcalico.org/v3/tiers'] = gives(list(1, [configMap('security', 1)]));
  start();
  await eventually(() => expect(told).toEqual(['apply projectcalico.org/v3 Tier security']));
  await eventually(() => expect(release).toBeDefined());
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(told).not.toContain('in sync');
  answer(release!, 200, list(1, [configMap('web', 1)]));
  await eventually(() => expect(told.slice(1)).toEqual(['apply v1 Pod web', 'in sync']));
  expect(server.requests.some((url) => url.includes('deployments'))).toBe(false);
});

test('an aggregated API server that does not answer is named and waited for, and never taken for one that is gone', async () => {
  served = { 'projectcalico.org/v3': undefined };
  start();
  await eventually(() => expect(told).toEqual(['problem discovery: projectcalico.org/v3: 503 no endpoints']));
  served = { 'projectcalico.org/v3': ['globalnetworkpolicies'] };
  lists['/apis/projectcalico.org/v3/globalnetworkpolicies'] = gives(list(1, [configMap('deny', 1)]));
  await eventually(() => expect(told).toContain('in sync'));
  expect(told).toContain('apply projectcalico.org/v3 GlobalNetworkPolicy deny');
  told.length = 0;
  served = { 'projectcalico.org/v3': undefined };
  await eventually(() => expect(told).toHaveLength(1));
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(told).toEqual(['problem discovery: projectcalico.org/v3: 503 no endpoints']);
});

test('a kind that moves to another version is not removed and added: only what differs is told', async () => {
  served = { 'crd.projectcalico.org/v1': ['tiers'] };
  const items = [configMap('same', 1), configMap('gone', 2)];
  lists['/apis/crd.projectcalico.org/v1/tiers'] = gives(list(3, items));
  start();
  await eventually(() => expect(told).toContain('in sync'));
  told.length = 0;
  lists['/apis/projectcalico.org/v3/tiers'] = gives(list(4, [configMap('same', 1), configMap('new', 4)]));
  served = { 'crd.projectcalico.org/v1': ['tiers'], 'projectcalico.org/v3': ['tiers'] };
  await eventually(() =>
    expect(told).toEqual(['apply projectcalico.org/v3 Tier new', 'delete projectcalico.org/v3 Tier gone']),
  );
});

test('a kind that is no longer served takes its objects along', async () => {
  served = { 'policy.networking.k8s.io/v1alpha2': ['clusternetworkpolicies'] };
  lists['/apis/policy.networking.k8s.io/v1alpha2/clusternetworkpolicies'] = gives(list(3, [configMap('a', 1)]));
  start();
  await eventually(() => expect(told).toContain('in sync'));
  told.length = 0;
  served = {};
  await eventually(() => expect(told).toEqual(['delete policy.networking.k8s.io/v1alpha2 ClusterNetworkPolicy a']));
});

test('the profiles that stand for namespaces and service accounts are left out', async () => {
  served = { 'projectcalico.org/v3': ['profiles'] };
  const names = ['kns.default', 'ksa.default.default', 'own'];
  lists['/apis/projectcalico.org/v3/profiles'] = gives(
    list(
      1,
      names.map((name) => configMap(name, 1)),
    ),
  );
  start();
  await eventually(() => expect(told).toContain('in sync'));
  expect(told).toEqual(['apply projectcalico.org/v3 Profile own', 'in sync']);
});

test('each kind fails by itself, says how to mend it, and follows when it is mended', async () => {
  lists['/api/v1/nodes'] = gives(status(403, 'Forbidden', 'nodes is forbidden'), 403);
  lists['/api/v1/services'] = gives(status(401, 'Unauthorized'), 401);
  lists['/api/v1/pods'] = gives(list(1, [configMap('web', 1)]));
  start();
  await eventually(() => expect(told).toHaveLength(3));
  expect(told.sort()).toEqual([
    'apply v1 Pod web',
    'problem nodes: not allowed to list and watch nodes; grant both in a ClusterRole: 403 nodes is forbidden',
    'problem services: the API server does not accept our credentials: 401 Unauthorized',
  ]);
  await eventually(() => expect(refusals).toBeGreaterThan(1));
  told.length = 0;
  lists = {};
  await eventually(() => expect(told.length).toBe(3));
  expect(told).toContain('in sync');
  expect(told.filter((line) => line.startsWith('resolved'))).toHaveLength(2);
});

test('a failure to reach the server is told once for each kind, with its reason', async () => {
  start();
  await eventually(() => expect(told).toContain('in sync'));
  told.length = 0;
  await server.stop();
  const required = kinds.filter((kind) => kind.required).map(resourceName);
  await eventually(() =>
    expect(new Set(told.map((line) => line.split(/[ :]+/)[1]))).toEqual(new Set([...required, 'discovery'])),
  );
  server = await FakeApiServer.start();
});
