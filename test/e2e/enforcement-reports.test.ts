// What nodes enforce, where users of the API server look for it: Events, a condition to wait for, pods' readiness gates.
// A real API server and kubectl; the drivers are in the test's hands, so that it is they who decide what is enforced.
import { createLogger } from '@manul/observability';
import { type CalcGraphHandle, runCalcGraph } from '@manul/service-calc-graph';
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { type ApiServer, type ManifestObject, startApiServer, startTimeoutMs } from '../apiserver/src/index.ts';
import { requireApiServer } from './cluster/requirements.ts';
import { allowOnly, namespace, node, pod } from './objects.ts';
import { RawNode, type RawNodeOptions } from './stream-harness.ts';

const patient = { timeout: 300_000, interval: 100 };
/** More than a node of this test takes to answer, however busy the machine is. */
const lagSeconds = 10;
const gate = 'manul.io/policy-enforced';

/** As the upstream definition has it, as far as it matters here: a status of its own, with conditions by type. */
const clusterPolicies = customKind('ClusterNetworkPolicy', 'clusternetworkpolicies', 'v1alpha2');

describe.runIf(await requireApiServer())('with a real API server', () => {
  let server: ApiServer;
  let service: CalcGraphHandle;
  const lines: string[] = [];
  const [a, b] = [new RawNode('node-a'), new RawNode('node-b')];

  beforeAll(async () => {
    server = await startApiServer();
    await server.apply(clusterPolicies);
    await server.kubectl('wait', '--for=condition=Established', '--timeout=300s', 'crd', '--all');
    const objects = [
      node('node-a', '192.168.0.1'),
      node('node-b', '192.168.0.2'),
      namespace('prod'),
      namespace('default'),
    ];
    for (const object of [...objects, running('web', 'node-a', '10.0.0.1'), running('db', 'node-b', '10.0.1.1')]) {
      await server.apply(object as ManifestObject);
    }
    service = await runCalcGraph(
      {
        source: `kubernetes:${server.kubeconfigPath}`,
        listen: '127.0.0.1:0',
        http: '127.0.0.1:0',
        policyConditions: true,
        podReadinessGates: true,
        enforcementLagSeconds: lagSeconds,
        apiWritesPerSecond: 1000,
      },
      {
        log: createLogger({ service: 'test', level: 'info', destination: { write: (line) => void lines.push(line) } }),
      },
    );
    await vi.waitFor(() => expect(service.status().inSync).toBe(true), patient);
  }, startTimeoutMs);

  afterEach(() => {
    for (const each of [a, b]) each.disconnect();
  });
  afterAll(async () => {
    await service?.stop();
    await server?.stop();
  });

  const json = async (path: string) => JSON.parse((await server.request('GET', path)).body);
  const conditionsOf = async (name: string): Promise<{ type: string; status: string; message: string }[]> =>
    (await json(`/api/v1/namespaces/prod/pods/${name}`)).status?.conditions ?? [];

  /** `Normal Enforced: Enforced on 2 of 2 nodes` of everything that was told of the object. */
  async function eventsOf(kind: string, name: string): Promise<string[]> {
    const selector = `fieldSelector=involvedObject.kind=${kind},involvedObject.name=${name}`;
    const { items } = await json(`/api/v1/events?${selector}`);
    return items.map(({ type, reason, message }: Record<string, string>) => `${type} ${reason}: ${message}`);
  }

  /** Settles once the node has all there is: from then on it has only to answer to what is new. */
  async function connect(to: RawNode, options: RawNodeOptions = {}): Promise<void> {
    to.connect(service.address, options);
    await to.until(() => to.batches.some(({ position }) => position), 'the state');
  }

  test('a policy says that it is enforced once all its nodes say so, and which do not', async () => {
    await connect(a);
    await connect(b, { reticent: true });
    const toAll = allowOnly('all', 'web', 80);
    await server.apply({ ...toAll, spec: { ...(toAll.spec as object), podSelector: {} } } as ManifestObject);
    await expect
      .poll(() => eventsOf('NetworkPolicy', 'all'), patient)
      .toEqual([`Warning EnforcementLags: Enforced on 1 of 2 nodes after ${lagSeconds} s; not on node-b (behind)`]);
    await b.received('prod|all');
    b.acknowledge();
    await expect
      .poll(() => eventsOf('NetworkPolicy', 'all'), patient)
      .toContain('Normal Enforced: Enforced on 2 of 2 nodes');
    const select = ['--field-selector', 'involvedObject.name=all', '-o', 'jsonpath={.items[*].message}'];
    expect(await server.kubectl('-n', 'prod', 'get', 'events', ...select)).toContain('Enforced on 2 of 2 nodes');
  });

  test('a node that refuses a policy, or has no driver, is named', async () => {
    await connect(a, { reticent: true });
    await server.apply(allowOnly('web', 'db', 81) as ManifestObject);
    await a.received('prod|web');
    const object = a.updatedKeys.find((key) => key.endsWith('prod|web'))!;
    a.acknowledge({ errors: [{ object, reason: 'no memory', failed_closed: true }] });
    await server.apply(allowOnly('db', 'web', 82) as ManifestObject);
    await expect
      .poll(() => eventsOf('NetworkPolicy', 'web'), patient)
      .toEqual(['Warning NotEnforced: Enforced on 0 of 1 node; node-a: no memory (what depends on it is closed)']);
    await expect
      .poll(() => eventsOf('NetworkPolicy', 'db'), patient)
      .toEqual([`Warning EnforcementLags: Enforced on 0 of 1 node after ${lagSeconds} s; not on node-b (no driver)`]);
  });

  test('kubectl waits for the condition of a kind that has a status', async () => {
    await connect(a);
    await connect(b, { reticent: true });
    const policy = clusterPolicy('nobody-to-db');
    await server.apply(policy);
    const name = `clusternetworkpolicy/${policy.metadata.name}`;
    const wait = (status: string) =>
      server.kubectl('wait', `--for=condition=manul.io/Enforced=${status}`, '--timeout=300s', name);
    expect(await wait('False')).toContain('condition met');
    await b.received('nobody-to-db');
    b.acknowledge();
    expect(await wait('True')).toContain('condition met');
    await expect
      .poll(() => server.kubectl('describe', name), patient)
      .toMatch(/Normal +Enforced .*Enforced on 1 of 1 node/);
    const path = `/apis/policy.networking.k8s.io/v1alpha2/clusternetworkpolicies/${policy.metadata.name}`;
    const { metadata, status } = await json(path);
    expect(status.conditions).toMatchObject([
      { reason: 'Enforced', message: 'Enforced on 1 of 1 node', observedGeneration: metadata.generation },
    ]);
  });

  test('a pod that asks for it is ready only once its endpoint is in the kernel', async () => {
    await connect(a, { reticent: true });
    const gated = running('gated', 'node-a', '10.0.0.7');
    await server.apply({
      ...gated,
      spec: { ...gated.spec, readinessGates: [{ conditionType: gate }] },
    } as ManifestObject);
    await a.received('k8s|prod/gated|eth0');
    // Something later has gone all the way to the API server, and the pod's condition has not.
    await server.apply(allowOnly('nobody', 'web', 80) as ManifestObject);
    await expect.poll(() => eventsOf('NetworkPolicy', 'nobody'), patient).toHaveLength(1);
    expect((await conditionsOf('gated')).filter(({ type }) => type === gate)).toEqual([]);

    a.acknowledge({ errors: [{ object: 'active_policy KubernetesNetworkPolicy|prod|all', reason: 'no memory' }] });
    await server.apply(allowOnly('nobody', 'web', 81) as ManifestObject);
    await expect.poll(() => eventsOf('NetworkPolicy', 'nobody'), patient).toHaveLength(2);
    expect((await conditionsOf('gated')).filter(({ type }) => type === gate)).toEqual([]);

    a.acknowledge();
    await expect
      .poll(() => conditionsOf('gated'), patient)
      .toEqual([
        expect.objectContaining({
          type: gate,
          status: 'True',
          message: "The pod's endpoint and its policy are in the kernel of node-a.",
        }),
      ]);
  });

  test('a pod on its node’s network has nothing to wait for', async () => {
    const gated = running('agent', 'node-a', '192.168.0.1');
    const spec = { ...gated.spec, hostNetwork: true, readinessGates: [{ conditionType: gate }] };
    await server.apply({ ...gated, spec } as ManifestObject);
    await expect.poll(() => conditionsOf('agent'), patient).toMatchObject([{ type: gate, status: 'True' }]);
  });

  test('a broken policy is named by object and field in an Event, status, metric and log, and closes', async () => {
    const fresh = new RawNode('node-a');
    onTestFinished(() => fresh.disconnect());
    await connect(fresh);
    const broken = allowOnly('web', 'db', 70_000);
    await server.apply(broken as ManifestObject);
    const field = 'spec.ingress[0].ports[0].port';
    await expect
      .poll(() => eventsOf('NetworkPolicy', 'web'), patient)
      .toContainEqual(
        expect.stringMatching(/^Warning NotAppliedAsWritten: spec\.ingress\[0\]\.ports\[0\]\.port: .*70000/),
      );
    await expect
      .poll(() => eventsOf('NetworkPolicy', 'web'), patient)
      .toContain('Warning EnforcedInPart: Enforced on 1 of 1 node, apart from what is not applied as written');
    expect(service.status().objectErrors).toMatchObject([{ object: 'NetworkPolicy prod/web', field }]);
    const metrics = async () => (await fetch(`http://${service.httpAddress}/metrics`)).text();
    expect(await metrics()).toMatch(/^manul_calc_objects_in_error 1$/m);
    const written = /^manul_calc_api_writes_total\{kind="event",outcome="written"\} [1-9]/m;
    await expect.poll(metrics, patient).toMatch(written);
    const line = lines.map((text) => JSON.parse(text)).find(({ msg }) => msg === 'object is not applied as written');
    expect(line).toMatchObject({ object: 'NetworkPolicy prod/web', field });
    // Its only rule allows nothing: the pod is isolated, and nobody may connect.
    const sent = fresh.updates.findLast(({ active_policy_update: update }) => update?.id?.name === 'web');
    expect(sent?.active_policy_update?.policy?.inbound_rules).toEqual([]);
    const endpoint = fresh.updates.findLast(
      ({ workload_endpoint_update: update }) => update?.id?.workload_id === 'prod/web',
    );
    const tiers = endpoint?.workload_endpoint_update?.endpoint?.tiers ?? [];
    expect(tiers.flatMap((tier) => tier.ingress_policies ?? []).map(({ name }) => name)).toContain('web');
    await server.remove(broken as ManifestObject);
    await expect.poll(() => service.status().objectErrors, patient).toEqual([]);
  });
});

function running(name: string, nodeName: string, address: string) {
  const object = pod(name, nodeName, address);
  return { ...object, spec: { nodeName, containers: [{ name: 'one', image: 'none' }] } };
}

function clusterPolicy(name: string): ManifestObject {
  return {
    apiVersion: 'policy.networking.k8s.io/v1alpha2',
    kind: 'ClusterNetworkPolicy',
    metadata: { name },
    spec: {
      tier: 'Admin',
      priority: 10,
      subject: { pods: { namespaceSelector: {}, podSelector: { matchLabels: { app: 'db' } } } },
      ingress: [{ name: 'none', action: 'Deny', from: [{ namespaces: {} }] }],
    },
  };
}

function customKind(kind: string, plural: string, version: string): ManifestObject {
  const open = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };
  const conditions = {
    type: 'array',
    'x-kubernetes-list-type': 'map',
    'x-kubernetes-list-map-keys': ['type'],
    items: { ...open, required: ['type'], properties: { type: { type: 'string' } } },
  };
  const status = { type: 'object', properties: { conditions } };
  const schema = { openAPIV3Schema: { type: 'object', properties: { spec: open, status } } };
  const group = 'policy.networking.k8s.io';
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: {
      name: `${plural}.${group}`,
      annotations: { 'api-approved.kubernetes.io': 'https://github.com/kubernetes-sigs/network-policy-api' },
    } as ManifestObject['metadata'],
    spec: {
      group,
      scope: 'Cluster',
      names: { kind, plural, singular: kind.toLowerCase(), listKind: `${kind}List` },
      versions: [{ name: version, served: true, storage: true, schema, subresources: { status: {} } }],
    },
  };
}
