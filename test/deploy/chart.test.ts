// What the chart renders: valid, least-privileged, understood by the services, and the same as the plain manifests.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { loadConfig } from '@manul/config';
import { configSchema as calcGraphSchema } from '@manul/service-calc-graph';
import { configSchema as driverSchema } from '@manul/service-dataplane-driver';
import { kinds } from '@manul/source-kubernetes';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { describedValues } from '../../scripts/chart-readme.ts';
import { lintChart } from '../../scripts/helm.ts';
import { identity, parseManifests } from '../../scripts/manifests.ts';
import { generatedFiles, overlays, plainManifests, valuesFile } from '../../scripts/render-manifests.ts';
import { missing } from './src/environment.ts';
import { type ConfigMap, chart, find, podSpecs, type Role, render, root } from './src/manifests.ts';
import { writeTemporary } from './src/temporary.ts';

const isUsable = missing('helm', 'kubectl').length === 0;

/** Ways to install that differ in more than numbers. */
const variants: Readonly<Record<string, readonly string[]>> = {
  default: [],
  'cert-manager': ['certificates.mode=certManager'],
  'certificates of nodes': ['identity.mode=nodeCertificate'],
  'own certificates': [
    'certificates.mode=provided',
    'certificates.provided.secret=s',
    'certificates.provided.caConfigMap=c',
  ],
  'fan-out and Redis': ['fanOut.enabled=true', 'redis.mode=statefulSet', 'redis.auth.existingSecret=redis'],
  'Redis elsewhere': ['redis.mode=external', 'redis.url=rediss://redis.example:6380', 'redis.election=redis'],
  laboratory: ['identity.mode=none'],
  monitored: [
    'monitoring.podMonitors.enabled=true',
    'monitoring.rules.enabled=true',
    'monitoring.dashboard.enabled=true',
  ],
  guarded: [
    'hostNetwork=false',
    'networkPolicy.egress.enabled=true',
    'networkPolicy.driversFrom={10.0.0.0/8,fd00::/8}',
  ],
  administered: ['admin.api.enabled=true', 'admin.page.enabled=true'],
  'administered from elsewhere': [
    'admin.api.enabled=true',
    'admin.page.enabled=true',
    'admin.expose=true',
    'admin.clientCa.configMap=administrators',
    'hostNetwork=false',
  ],
  'Redis with TLS': [
    'redis.mode=external',
    'redis.url=rediss://redis.example:6380',
    'redis.tls.caConfigMap=redis-ca',
    'redis.tls.clientSecret=redis-client',
  ],
  'strict and traced': ['driver.strict=true', 'tracing.endpoint=http://collector:4318/v1/traces', 'tracing.percent=10'],
  'without drivers': ['driver.enabled=false'],
  'GKE and SELinux': ['driver.resourceQuota.enabled=true', 'driver.seLinuxOptions.type=spc_t'],
  'conditions and readiness gates': [
    'calcGraph.replicas=1',
    'enforcement.policyConditions=true',
    'enforcement.podReadinessGates=true',
  ],
  'tiered Calico': ['calico.installCrds=true', 'rbac.calicoTieredAccess=true'],
};

describe.runIf(isUsable)('the chart', () => {
  test.each(Object.entries(variants))('lints and renders: %s', (_, set) => {
    lintChart({ set });
    const objects = render({ set });
    const names = objects.map(identity);
    expect(new Set(names).size).toBe(names.length);
    for (const { metadata } of objects) expect(metadata.labels).toMatchObject({ 'app.kubernetes.io/part-of': 'manul' });
  });

  test.each([
    ['a misspelt value', ['calcGraph.replica=3'], 'replica'],
    ['no replicas', ['calcGraph.replicas=0'], 'replicas'],
    ['an unknown mode', ['identity.mode=maybe'], 'identity.mode'],
    ['a password in the URL', ['redis.mode=external', 'redis.url=redis://:secret@redis:6379'], 'redis.url'],
    ['an external Redis without address', ['redis.mode=external'], 'redis.url is needed'],
    ['fan-out without Redis', ['fanOut.enabled=true'], 'fanOut.enabled needs Redis'],
    [
      'conditions by servers that do not know all nodes',
      ['enforcement.policyConditions=true'],
      'needs Redis, or one replica',
    ],
    ['an admin API that anybody may use', ['admin.api.enabled=true', 'admin.expose=true'], 'admin.clientCa'],
    ['nothing to expose', ['admin.expose=true', 'admin.clientCa.configMap=c'], 'admin.api.enabled'],
    ['own certificates that are not named', ['certificates.mode=provided'], 'certificates.provided'],
  ])('refuses %s, and says which', (_, set, said) => {
    expect(() => render({ set })).toThrow(said);
  });

  test('describes every value, and has a default for each', () => {
    const values = describedValues(chart);
    expect(values.length).toBeGreaterThan(80);
    for (const { path, schema, byDefault } of values) {
      expect(schema.description, path).toMatch(/.\.$/);
      expect(byDefault, path).toBeDefined();
    }
  });
});

describe.runIf(isUsable)('values that cannot work', () => {
  test.each([
    ['two ports of one number', ['driver.httpPort=9191'], /two of these have one port of a node: 5474, 9191, 9191/],
    ['ports of servers that are asked for alone', ['admin.page.enabled=true', 'admin.page.port=5474'], /one port/],
    ['taking out drivers that there are not', ['driver.remove=true', 'driver.enabled=false'], /driver\.remove needs/],
    [
      'more servers at least than at most',
      [...variants['fan-out and Redis']!, 'fanOut.autoscaling.minReplicas=20'],
      /minReplicas is larger/,
    ],
    ['a name that no object may have', ['fullnameOverride=Manul_1'], /\/fullnameOverride/],
    [
      'labels by which pods are found',
      ['commonLabels.app\\.kubernetes\\.io/name=x'],
      /propertyName 'app.kubernetes.io\/name'/,
    ],
    ['a label that no object may have', ['commonLabels.team=a/b'], /\/commonLabels\/team/],
    ['an address without its brackets', ['listenHost=::'], /\/listenHost/],
    ['a server without a port', ['driver.servers={calc-graph}'], /\/driver\/servers\/0/],
    ['no node that may be updated', ['driver.maxUnavailable=0'], /\/driver\/maxUnavailable/],
  ])('are refused by name: %s', (_, set, message) => {
    expect(() => render({ set })).toThrow(message);
  });

  test('are few: ports that meet nowhere, and a slash too many', () => {
    expect(render({ set: ['hostNetwork=false', 'driver.httpPort=9191'] })).not.toEqual([]);
    const pods = podSpecs(render({ set: ['image.registry=registry.example/manul/'] }));
    expect(pods.get('DaemonSet manul-driver')?.containers[0]?.image).toMatch(/^registry\.example\/manul\/driver:/);
  });
});

describe.runIf(isUsable)('settings', () => {
  const settingsOf = (set: readonly string[], name: string) =>
    find<ConfigMap>(render({ set }), 'ConfigMap', name).data['config.yaml']!;
  const load = <S extends Parameters<typeof loadConfig>[0]['schema']>(schema: S, text: string, environment = {}) =>
    loadConfig({ schema, argv: ['--config', writeTemporary('config.yaml', text)], environment });

  /** As the kubelet makes it, with the cluster IPs of Services put in. */
  const environmentOf = (set: readonly string[], pod: string): Record<string, string> => {
    const { env = [] } = podSpecs(render({ set })).get(pod)!.containers[0]!;
    const expand = (value = 'node-1') => value.replaceAll(/\$\([A-Z_]+_SERVICE_HOST\)/g, '10.96.0.7');
    return Object.fromEntries(env.map(({ name, value }) => [name, expand(value)]));
  };

  test.each(Object.entries(variants))('are what the services understand: %s', (_, set) => {
    expect(
      load(calcGraphSchema, settingsOf(set, 'manul-calc-graph'), environmentOf(set, 'Deployment manul-calc-graph'))
        .kind,
    ).toBe('config');
    if (set.includes('driver.enabled=false')) return;
    expect(load(driverSchema, settingsOf(set, 'manul-driver'), environmentOf(set, 'DaemonSet manul-driver')).kind).toBe(
      'config',
    );
  });

  test("are the operator's where given", () => {
    const set = [
      'calcGraph.config.logLevel=debug',
      'driver.config.felix.IptablesMarkMask=0xff00',
      'driver.servers={a:1}',
    ];
    expect(parse(settingsOf(set, 'manul-calc-graph'))).toMatchObject({ logLevel: 'debug', source: 'kubernetes' });
    expect(parse(settingsOf(set, 'manul-driver'))).toMatchObject({
      felix: { IptablesMarkMask: '0xff00' },
      server: ['a:1'],
      tlsServerName: 'manul-calc-graph.manul-system.svc',
    });
  });

  test('lead to servers without the DNS of the cluster, which may need Manul to answer', () => {
    const set = ['fanOut.enabled=true', 'redis.mode=statefulSet', 'redis.auth.existingSecret=redis'];
    expect(environmentOf([], 'DaemonSet manul-driver')['MANUL_SERVER']).toBe(
      '10.96.0.7:5474,manul-calc-graph.manul-system.svc:5474',
    );
    expect(environmentOf(set, 'DaemonSet manul-driver')['MANUL_SERVER']).toMatch(/^10.96.0.7:5474,manul-fan-out/);
    expect(environmentOf(set, 'Deployment manul-fan-out')).toEqual({ MANUL_REDIS: 'redis://10.96.0.7:6379' });
    const fanOut = load(
      calcGraphSchema,
      settingsOf(set, 'manul-fan-out'),
      environmentOf(set, 'Deployment manul-fan-out'),
    );
    expect(fanOut.config).toMatchObject({ role: 'fan-out', redis: 'redis://10.96.0.7:6379' });
    expect(environmentOf(['listenHost=[::]'], 'DaemonSet manul-driver')['MANUL_SERVER']).toMatch(
      /^\[10.96.0.7\]:5474,/,
    );
  });

  test('let pods reach their own node unless told otherwise, as Kubernetes has it', () => {
    const felix = (set: readonly string[]) => parse(settingsOf(set, 'manul-driver')).felix;
    const explained = (set: readonly string[]) => parse(settingsOf(set, 'manul-calc-graph')).endpointToHostAction;
    expect(felix([])).toEqual({ DefaultEndpointToHostAction: 'Accept' });
    expect(explained([])).toBe('accept');
    expect(felix(['driver.endpointToHostAction=Drop'])).toEqual({ DefaultEndpointToHostAction: 'Drop' });
    expect(explained(['driver.endpointToHostAction=Drop'])).toBe('drop');
  });

  test('trace as many changes as are wanted', () => {
    const set = variants['strict and traced']!;
    const settings = ['manul-calc-graph', 'manul-driver'].map((name) => parse(settingsOf(set, name)));
    expect(settings).toMatchObject([{ tracesRatio: 0.1 }, { tracesEndpoint: 'http://collector:4318/v1/traces' }]);
    expect(parse(settingsOf([], 'manul-driver'))).not.toHaveProperty('tracesEndpoint');
  });

  test('serve administrators on this machine alone, unless exposed with certificates', () => {
    const both = ['admin.api.enabled=true', 'admin.page.enabled=true'];
    expect(parse(settingsOf([], 'manul-calc-graph'))).not.toHaveProperty('admin');
    expect(parse(settingsOf(both, 'manul-calc-graph'))).toMatchObject({
      admin: '127.0.0.1:9194',
      page: '127.0.0.1:9195',
    });
    const exposed = variants['administered from elsewhere']!;
    expect(parse(settingsOf(exposed, 'manul-calc-graph'))).toMatchObject({
      admin: '0.0.0.0:9194',
      tlsClientCaFile: '/etc/manul/admin-ca/ca.crt',
      administrators: ['manul-admin'],
    });
    const objects = render({ set: exposed });
    expect(find(objects, 'Service', 'manul-admin')['spec']).toMatchObject({
      ports: [{ name: 'admin' }, { name: 'page' }],
    });
    expect(JSON.stringify(find(objects, 'NetworkPolicy', 'manul-calc-graph')['spec'])).toContain('"port":"page"');
  });

  test('take nodes over from Felix one by one, as the migration guide says', () => {
    const [look, take] = [
      ...readFileSync(join(root, 'docs', 'migration.md'), 'utf8').matchAll(/^helm (?:.*\\\n)*.*$/gm),
    ];
    const given = (command: RegExpExecArray | undefined) =>
      [...(command?.[0] ?? '').matchAll(/--set (\S+)/g)].map(([, value]) => value!);
    expect(parse(settingsOf(given(look), 'manul-driver'))).toMatchObject({
      backend: 'none',
      workloadInterfaces: 'calico',
      felix: { DefaultEndpointToHostAction: 'Drop' },
    });
    const set = [...given(look), ...given(take)];
    expect(parse(settingsOf(set, 'manul-driver'))).toMatchObject({ backend: 'auto', workloadInterfaces: 'calico' });
    expect(podSpecs(render({ set })).get('DaemonSet manul-driver')?.['nodeSelector']).toEqual({
      'kubernetes.io/os': 'linux',
      'manul-enforces': 'yes',
    });
  });

  test('are insecure only where that is asked for', () => {
    const insecure = (set: readonly string[]) =>
      ['manul-calc-graph', 'manul-driver'].map((name) => parse(settingsOf(set, name)).insecure);
    expect(insecure([])).toEqual([undefined, undefined]);
    expect(insecure(['identity.mode=none'])).toEqual([true, true]);
  });
});

describe.runIf(isUsable)('rights', () => {
  test('are to list and watch what is read, and nothing else', () => {
    const { rules } = find<Role>(render(), 'ClusterRole', 'manul-calc-graph');
    const granted = rules.flatMap(({ apiGroups, resources, verbs }) =>
      apiGroups.flatMap((group) => resources.flatMap((name) => verbs.map((verb) => `${verb} ${group}/${name}`))),
    );
    const needed = kinds.flatMap(({ plural, versions }) =>
      versions.flatMap((version) => {
        const group = version.includes('/') ? version.split('/')[0] : '';
        return ['list', 'watch'].map((verb) => `${verb} ${group}/${plural}`);
      }),
    );
    expect(new Set(granted)).toEqual(new Set([...needed, 'create /events']));
  });

  test('of drivers are none', () => {
    const objects = render();
    const bound = objects.filter(({ kind }) => kind.endsWith('RoleBinding')) as unknown as {
      subjects: readonly { name: string }[];
    }[];
    expect(bound.flatMap(({ subjects }) => subjects.map(({ name }) => name))).not.toContain('manul-driver');
    expect(podSpecs(objects).get('DaemonSet manul-driver')).toMatchObject({ automountServiceAccountToken: false });
  });

  test('no role has a wildcard or may write beyond this namespace', () => {
    const set = [
      'identity.mode=token',
      'redis.mode=external',
      'redis.url=redis://redis',
      'rbac.calicoTieredAccess=true',
    ];
    const roles = render({ set }).filter(({ kind }) => /^(Cluster)?Role$/.test(kind)) as unknown as readonly Role[];
    expect(roles.length).toBeGreaterThan(2);
    for (const { kind, rules } of roles) {
      for (const { apiGroups, resources, verbs } of rules) {
        expect([...apiGroups, ...resources, ...verbs]).not.toContain('*');
        const isReview = /^(tokenreviews|events)$/.test(resources.join());
        if (kind === 'ClusterRole' && !isReview)
          expect(verbs.every((verb) => /^(get|list|watch)$/.test(verb))).toBe(true);
      }
    }
  });
});

describe.runIf(isUsable)('pods', () => {
  const set = ['fanOut.enabled=true', 'redis.mode=statefulSet', 'redis.auth.existingSecret=redis'];

  test('run with a read-only root and no privilege that they do not use', () => {
    const pods = podSpecs(render({ set }));
    expect(pods.size).toBe(6);
    for (const [name, pod] of pods) {
      const isDriver = name === 'DaemonSet manul-driver';
      expect(pod.securityContext['seccompProfile'], name).toEqual({ type: 'RuntimeDefault' });
      for (const { securityContext } of pod.containers) {
        expect(securityContext, name).toMatchObject({ allowPrivilegeEscalation: false, readOnlyRootFilesystem: true });
        const added = isDriver ? { add: ['NET_ADMIN', 'NET_RAW'] } : {};
        expect(securityContext.capabilities, name).toEqual({ drop: ['ALL'], ...added });
      }
      if (isDriver) continue;
      expect(pod.securityContext, name).toMatchObject({ runAsNonRoot: true });
      expect(
        (pod.volumes ?? []).some((volume) => 'hostPath' in volume),
        name,
      ).toBe(false);
    }
  });

  test('the driver runs on every node, before others, one node updated at a time', () => {
    const objects = render();
    expect(podSpecs(objects).get('DaemonSet manul-driver')).toMatchObject({
      hostNetwork: true,
      priorityClassName: 'system-node-critical',
      tolerations: [{ operator: 'Exists' }],
    });
    expect(find(objects, 'DaemonSet', 'manul-driver')['spec']).toMatchObject({
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1 } },
    });
  });

  test('are privileged in strict mode alone, for as long as it takes to set what it needs', () => {
    const { initContainers, containers } = podSpecs(render({ set: ['driver.strict=true'] })).get(
      'DaemonSet manul-driver',
    ) as unknown as { [name: string]: readonly { readonly securityContext: { readonly privileged?: boolean } }[] };
    expect(initContainers!.map(({ securityContext }) => securityContext.privileged)).toEqual([true]);
    expect(containers!.map(({ securityContext }) => securityContext.privileged)).toEqual([false]);
    expect(podSpecs(render()).get('DaemonSet manul-driver')).not.toHaveProperty('initContainers');
  });

  test('that take Manul out of a node have the rights of its driver, and no driver runs beside them', () => {
    const { initContainers, containers, volumes } = podSpecs(render({ set: ['driver.remove=true'] })).get(
      'DaemonSet manul-driver',
    ) as unknown as { [name: string]: readonly { readonly args?: object; readonly securityContext?: object }[] };
    const driver = podSpecs(render()).get('DaemonSet manul-driver')!.containers[0]!;
    expect(initContainers!.map(({ args }) => args)).toEqual([['cleanup', '--prefix', 'cali'], undefined]);
    for (const { securityContext } of initContainers!) expect(securityContext).toEqual(driver.securityContext);
    expect(containers).toMatchObject([{ name: 'removed', securityContext: { runAsNonRoot: true } }]);
    expect(volumes).toHaveLength(2);
  });

  test('mount every volume that they name, and nothing writable of the node but state and lock', () => {
    for (const [name, { containers, volumes = [] }] of podSpecs(render())) {
      const mounts = containers.flatMap(({ volumeMounts = [] }) => volumeMounts);
      expect(new Set(mounts.map((mount) => mount.name)), name).toEqual(new Set(volumes.map((volume) => volume.name)));
      const writable = mounts.filter((mount) => !mount.readOnly).map((mount) => mount.mountPath);
      const allowed = name.startsWith('DaemonSet') ? ['/var/lib/manul', '/run/xtables.lock'] : ['/tmp'];
      for (const path of writable) expect(allowed, name).toContain(path);
    }
  });
});

describe.runIf(isUsable)('networks', () => {
  const set = ['fanOut.enabled=true', 'redis.mode=statefulSet', 'redis.auth.existingSecret=redis'];
  const onHost = (given: readonly string[]) =>
    [...podSpecs(render({ set: given }))].filter(([, pod]) => pod.hostNetwork).map(([name]) => name.split(' ')[1]);

  test('servers need no driver to be reached, so that both can come back after an outage of both', () => {
    const servers = ['manul-calc-graph', 'manul-fan-out', 'manul-redis'];
    expect(onHost(set).sort()).toEqual([...servers, 'manul-driver'].sort());
    expect(onHost([...set, 'hostNetwork=false'])).toEqual(['manul-driver']);
  });

  test('no two servers want the same port of a node, so that all fit on three nodes', () => {
    const ports = ['manul-calc-graph', 'manul-fan-out', 'manul-redis'].flatMap((name) => {
      const pod = [...podSpecs(render({ set }))].find(([key]) => key.endsWith(` ${name}`))![1];
      const containers = pod.containers as unknown as { ports: { containerPort: number }[] }[];
      return containers.flatMap((container) => container.ports.map(({ containerPort }) => containerPort));
    });
    expect(new Set(ports).size).toBe(ports.length);
  });

  test('nothing but the stream is open beyond the node, unless metrics are to be read', () => {
    const http = (given: readonly string[]) =>
      ['manul-calc-graph', 'manul-driver'].map(
        (name) => parse(find<ConfigMap>(render({ set: given }), 'ConfigMap', name).data['config.yaml']!).http,
      );
    expect(http([])).toEqual(['127.0.0.1:9191', '127.0.0.1:9192']);
    expect(http(['monitoring.podMonitors.enabled=true'])).toEqual(['0.0.0.0:9191', '0.0.0.0:9192']);
  });

  test('a Redis that answers at the address of a node has a password', () => {
    expect(() => render({ set: ['redis.mode=statefulSet'] })).toThrow('redis.auth.existingSecret is needed');
  });

  test('on the network of pods, policies let in streams, metrics and servers, and nothing else', () => {
    const objects = render({ set: [...set, 'hostNetwork=false'] });
    const policies = objects.filter(({ kind }) => kind === 'NetworkPolicy').map(({ metadata }) => metadata.name);
    expect(policies.sort()).toEqual(['manul-calc-graph', 'manul-fan-out', 'manul-redis']);
    expect(find(objects, 'NetworkPolicy', 'manul-calc-graph')['spec']).not.toHaveProperty('ingress');
    expect(find(objects, 'NetworkPolicy', 'manul-redis')['spec']).not.toHaveProperty('egress');
  });
});

describe.runIf(isUsable)('plain manifests', () => {
  test('are current: node scripts/render-manifests.ts', () => {
    for (const [path, content] of generatedFiles()) expect(readFileSync(join(root, path), 'utf8'), path).toBe(content);
  });

  test.each(overlays())('overlay %s builds to what the chart renders', (name) => {
    const folder = join(root, 'deploy', 'kustomize', 'overlays', name);
    const built = parseManifests(execFileSync('kubectl', ['kustomize', folder], { encoding: 'utf8' }));
    const byName = new Map(built.map((object) => [identity(object), object]));
    byName.delete('v1 Namespace  manul-system');
    const wanted = plainManifests(name);
    expect([...byName.keys()].sort()).toEqual(wanted.map(identity).sort());
    for (const object of wanted) {
      const other = byName.get(identity(object));
      expect(isDeepStrictEqual(other, object) || other, identity(object)).toBe(true);
    }
    lintChart({ values: [valuesFile(name)] });
  });
});
