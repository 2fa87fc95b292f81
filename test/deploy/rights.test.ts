// The services with just the rights that the chart gives them, against an API server that holds them to RBAC.
import { execFile } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type CalcGraphHandle, runCalcGraph } from '@manul/service-calc-graph';
import { clusterAccess, patchObjectCondition, patchPodCondition, podConditionType } from '@manul/source-kubernetes';
import { type ApiServer, startApiServer, startTimeoutMs } from '@manul/test-apiserver';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { missing } from './src/environment.ts';
import { find, podSpecs, render, root } from './src/manifests.ts';
import { patient, untilServed } from './src/served.ts';
import { writeTemporary } from './src/temporary.ts';

const isUsable = missing('helm', 'kubectl', 'apiserver', 'openssl').length === 0;
const namespace = 'manul-system';
const tokens = ['calc-graph', 'certificates', 'driver'].map((name) => `${name}-token=${namespace}/manul-${name}`);
const eventually = <T>(check: () => T | Promise<T>) => vi.waitFor(check, patient);

let server: ApiServer;
let service: CalcGraphHandle | undefined;

interface Kubeconfig {
  readonly clusters: readonly [{ readonly cluster: { readonly 'certificate-authority-data': string } }];
  readonly [field: string]: unknown;
}

async function adminConfig(): Promise<Kubeconfig> {
  return JSON.parse(await readFile(server.kubeconfigPath, 'utf8')) as Kubeconfig;
}

async function kubeconfigOf(account: string): Promise<string> {
  const users = [{ name: 'admin', user: { token: `${account}-token` } }];
  return writeTemporary(`${account}.kubeconfig`, JSON.stringify({ ...(await adminConfig()), users }));
}

describe.runIf(isUsable)('with the rights of the chart', () => {
  const objects = isUsable ? render({ set: ['calico.installCrds=true'] }) : [];

  beforeAll(async () => {
    server = await startApiServer({ flags: ['-tokens', ['admin-token=admin:system:masters', ...tokens].join(',')] });
    await server.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } });
    for (const object of objects) {
      if (/Role|ServiceAccount|CustomResourceDefinition/.test(object.kind)) await server.apply(object);
    }
    await untilServed(server);
  }, startTimeoutMs);
  afterEach(async () => {
    await service?.stop();
    service = undefined;
  });
  afterAll(() => server?.stop());

  const start = async (account: string) => {
    const source = `kubernetes:${await kubeconfigOf(account)}`;
    service = await runCalcGraph({ source, listen: '127.0.0.1:0', logLevel: 'silent' });
    return service;
  };

  test('calc-graph reads every kind and follows it, without a refusal', async () => {
    const { status } = await start('calc-graph');
    await eventually(() => expect(status().inSync).toBe(true));
    // Kinds that were defined a moment ago are not answered for at once.
    await eventually(() => expect(status().sourceProblems).toEqual([]));
    const before = status().revision;
    await server.apply({
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name: 'node-1' },
      status: { addresses: [{ type: 'InternalIP', address: '10.0.0.1' }] },
    });
    await eventually(() => expect(status().revision).toBeGreaterThan(before));
    await eventually(() => expect(status().sourceProblems).toEqual([]));
  });

  test('without its binding it reads nothing, and says so', async () => {
    const binding = find(objects, 'ClusterRoleBinding', 'manul-calc-graph');
    await server.remove(binding);
    try {
      // The server goes by what was granted until it hears of that.
      await eventually(async () => expect(await may('calc-graph', 'get', 'pods', '-A')).toBe(false));
      const { status } = await start('calc-graph');
      await eventually(() => expect(JSON.stringify(status().sourceProblems)).toMatch(/pods/));
      expect(status().inSync).toBe(false);
    } finally {
      await server.apply(binding);
    }
  });

  const may = async (account: string, ...args: string[]) => {
    // The last kubeconfig that kubectl is given counts.
    return server.kubectl('--kubeconfig', await kubeconfigOf(account), ...args).then(
      () => true,
      (error: unknown) => {
        expect(String(error)).toContain('Forbidden');
        return false;
      },
    );
  };

  test.each([
    ['calc-graph', ['get', 'secrets', '-A']],
    ['calc-graph', ['get', 'configmaps', '-A']],
    ['calc-graph', ['delete', 'networkpolicy', 'one', '-n', 'default']],
    ['calc-graph', ['get', 'pod', 'one', '-n', 'default']],
    ['certificates', ['get', 'secrets', '-n', namespace]],
    ['certificates', ['get', 'secret', 'somebody-elses', '-n', namespace]],
    ['certificates', ['get', 'secret', 'manul-server-ca', '-n', 'default']],
    ['certificates', ['get', 'pods', '-A']],
    ['driver', ['get', 'pods', '-A']],
    ['driver', ['get', 'secret', 'manul-server-tls', '-n', namespace]],
  ])('%s may not: kubectl %j', async (account, args) => {
    expect(await may(account, ...args)).toBe(false);
  });

  test('calc-graph writes to status only where the values ask for it', async () => {
    const pod = { apiVersion: 'v1', kind: 'Pod', namespace: 'default', name: 'gated', uid: undefined };
    const metadata = { name: pod.name, namespace: pod.namespace };
    await server.apply({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata,
      spec: { containers: [{ name: 'one', image: 'none' }] },
    });
    const access = await clusterAccess({ kubeconfig: await kubeconfigOf('calc-graph') });
    const condition = { type: podConditionType, status: 'True', reason: 'Tested', message: '' } as const;
    const policy = { ...pod, apiVersion: 'policy.networking.k8s.io/v1alpha2', kind: 'ClusterNetworkPolicy' };
    const onPolicy = { ...condition, generation: 1, since: undefined };
    const patchPolicy = () => patchObjectCondition(access, { ...policy, namespace: undefined }, onPolicy);
    await expect(patchPodCondition(access, pod, condition)).rejects.toMatchObject({ status: 403 });
    await expect(patchPolicy()).rejects.toMatchObject({ status: 403 });
    const conditions = ['enforcement.policyConditions=true', 'calcGraph.replicas=1'];
    const values = ['enforcement.podReadinessGates=true', ...conditions];
    const role = (set: string[]) => find(render({ set }), 'ClusterRole', 'manul-calc-graph');
    await server.apply(role(values));
    try {
      await eventually(() => patchPodCondition(access, pod, condition));
      // There is no such policy; the right is there all the same.
      await expect(patchPolicy()).rejects.toMatchObject({ status: 404 });
    } finally {
      await server.apply(role([]));
    }
  });

  describe('the certificate job', () => {
    const job = isUsable ? [...podSpecs(objects)].find(([name]) => name.startsWith('Job '))![1] : undefined;

    let first: string;

    beforeAll(async () => {
      first = await eventually(runJob);
    });

    async function runJob(): Promise<string> {
      const folder = await mkdtemp(join(tmpdir(), 'manul-account-'));
      try {
        const [{ cluster }] = (await adminConfig()).clusters;
        await writeFile(join(folder, 'ca.crt'), Buffer.from(cluster['certificate-authority-data'], 'base64'));
        await writeFile(join(folder, 'token'), 'certificates-token');
        const { hostname, port } = new URL(server.url);
        const { args } = job!.containers[0] as unknown as { args: string[] };
        const script = join(root, 'scripts', 'issue-certificates.ts');
        const environment = { KUBERNETES_SERVICE_HOST: hostname, KUBERNETES_SERVICE_PORT: port };
        const env = { ...process.env, ...environment, MANUL_SERVICE_ACCOUNT: folder };
        return (await promisify(execFile)(process.execPath, [script, ...args], { env })).stdout;
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    }

    async function stored(kind: string, name: string): Promise<Record<string, string>> {
      const { data } = JSON.parse(await server.kubectl('-n', namespace, 'get', kind, name, '-o', 'json'));
      return kind === 'configmap'
        ? data
        : Object.fromEntries(
            Object.entries(data).map(([key, value]) => [key, Buffer.from(value as string, 'base64').toString()]),
          );
    }

    test('makes an authority and a certificate that drivers can check', async () => {
      expect(first).toContain('issued');
      const { 'tls.crt': certificate, 'tls.key': key } = await stored('secret', 'manul-server-tls');
      const { 'ca.crt': authority } = await stored('configmap', 'manul-server-ca');
      const x509 = new X509Certificate(certificate!);
      expect(x509.checkHost('manul-calc-graph.manul-system.svc')).toBeDefined();
      expect(x509.verify(new X509Certificate(authority!).publicKey)).toBe(true);
      expect(x509.ca).toBe(false);
      expect(key).toContain('PRIVATE KEY');
      expect(Object.keys(await stored('configmap', 'manul-server-ca'))).toEqual(['ca.crt']);
    });

    test('changes nothing when nothing is due', async () => {
      const before = await stored('secret', 'manul-server-tls');
      expect(await runJob()).toContain('is good');
      expect(await stored('secret', 'manul-server-tls')).toEqual(before);
    });

    test('replaces what is damaged, and keeps the authority', async () => {
      const authority = await stored('configmap', 'manul-server-ca');
      const patch = JSON.stringify({ data: { 'tls.crt': Buffer.from('damaged').toString('base64') } });
      await server.kubectl('-n', namespace, 'patch', 'secret', 'manul-server-tls', '--type=merge', '-p', patch);
      expect(await runJob()).toContain('issued');
      expect(await stored('configmap', 'manul-server-ca')).toEqual(authority);
    });

    test('a new authority is trusted beside the last one before anything is signed by it', async () => {
      const before = await stored('configmap', 'manul-server-ca');
      const certificate = await stored('secret', 'manul-server-tls');
      const patch = JSON.stringify({ data: { 'tls.key': '' } });
      await server.kubectl('-n', namespace, 'patch', 'secret', 'manul-server-ca', '--type=merge', '-p', patch);
      expect(await runJob()).toContain('is good');
      const after = await stored('configmap', 'manul-server-ca');
      expect(after['ca.crt']).toContain(before['ca.crt']);
      expect(after['ca.crt']!.length).toBeGreaterThan(before['ca.crt']!.length);
      expect(await stored('secret', 'manul-server-tls')).toEqual(certificate);
    });
  });
});
