// Every overlay, and the chart with everything on, applied by kubectl to a real API server, which checks each field.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ApiServer, startApiServer, startTimeoutMs } from '@manul/test-apiserver';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { renderChart } from '../../scripts/helm.ts';
import { type Manifest, parseManifests } from '../../scripts/manifests.ts';
import { overlays } from '../../scripts/render-manifests.ts';
import { missing } from './src/environment.ts';
import { defineForeignKinds } from './src/foreign-kinds.ts';
import { render, root } from './src/manifests.ts';
import { untilServed } from './src/served.ts';
import { writeTemporary } from './src/temporary.ts';

const isUsable = missing('helm', 'kubectl', 'apiserver').length === 0;
let server: ApiServer;

describe.runIf(isUsable)('an API server takes', () => {
  beforeAll(async () => {
    server = await startApiServer();
    await defineForeignKinds(server);
  }, startTimeoutMs);
  afterAll(() => server?.stop());

  const apply = (...args: string[]) => server.kubectl('apply', '--validate=strict', ...args);

  const versions = async (folder: string): Promise<readonly string[]> => {
    const { items } = JSON.parse(await server.kubectl('get', '-k', folder, '-o', 'json'));
    return items.map(({ kind, metadata }: Manifest & { metadata: { resourceVersion: string } }) =>
      [kind, metadata.name, metadata.resourceVersion].join(' '),
    );
  };

  test('the base and every overlay, and a second time without a change', async () => {
    const folder = join(root, 'deploy', 'kustomize');
    for (const path of ['base', ...overlays().map((name) => `overlays/${name}`)]) {
      await apply('-k', join(folder, path));
      // The server itself writes to definitions until then.
      await untilServed(server);
      const before = await versions(join(folder, path));
      expect(before.length, path).toBeGreaterThan(14);
      await apply('-k', join(folder, path));
      expect(await versions(join(folder, path)), path).toEqual(before);
      await server.kubectl('delete', '--ignore-not-found', '-k', join(folder, path));
    }
  });

  test.each([
    ['everything', ['monitoring.podMonitors.enabled=true', 'monitoring.rules.enabled=true', 'fanOut.enabled=true']],
    ['cert-manager', ['certificates.mode=certManager', 'identity.mode=token']],
    ['egress rules', ['hostNetwork=false', 'networkPolicy.egress.enabled=true', 'driver.resourceQuota.enabled=true']],
  ])('the chart with %s', async (_, set) => {
    const all = [
      ...set,
      'redis.mode=statefulSet',
      'redis.auth.existingSecret=redis',
      'monitoring.dashboard.enabled=true',
      'calico.installCrds=true',
    ];
    const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'manul-system' } };
    await server.apply(namespace);
    const applied = await apply('-f', writeTemporary('all.yaml', renderChart({ set: all })));
    expect(applied.trim().split('\n')).toHaveLength(render({ set: all }).length);
  });

  test("Calico's kinds, so that policies of theirs can be written", async () => {
    await apply('-k', join(root, 'deploy', 'kustomize', 'overlays', 'calico-crds'));
    await untilServed(server);
    const policy = {
      apiVersion: 'projectcalico.org/v3',
      kind: 'GlobalNetworkPolicy',
      metadata: { name: 'deny-all' },
      spec: { order: 10, selector: 'all()', types: ['Ingress'], ingress: [{ action: 'Deny' }] },
    };
    await apply('-f', writeTemporary('policy.yaml', JSON.stringify(policy)));
    const kept = JSON.parse(await server.kubectl('get', 'globalnetworkpolicies', 'deny-all', '-o', 'json'));
    expect(kept.spec).toEqual(policy.spec);
  });

  test('nothing with a field that does not exist', async () => {
    const text = readFileSync(join(root, 'deploy', 'kustomize', 'base', 'manifests.yaml'), 'utf8');
    const daemonSet = parseManifests(text).find(({ kind }) => kind === 'DaemonSet')!;
    const broken = { ...daemonSet, spec: { ...(daemonSet['spec'] as object), rollingUpdates: {} } };
    await expect(apply('-f', writeTemporary('broken.yaml', JSON.stringify(broken)))).rejects.toThrow('rollingUpdates');
  });
});
