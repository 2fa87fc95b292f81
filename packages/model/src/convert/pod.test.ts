import { describe, expect, test } from 'vitest';
import { defaultOptions } from './options.ts';
import { apiObject, convertTo } from './test-objects.ts';

const convertPod = (parts: { metadata?: object; spec?: object; status?: object } = {}, options = defaultOptions) =>
  convertTo(
    'workloadEndpoint',
    apiObject({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'web', namespace: 'prod', ...parts.metadata },
      spec: { nodeName: 'node-a', containers: [], ...parts.spec },
      status: { phase: 'Running', podIP: '10.65.0.1', ...parts.status },
    }),
    options,
  );
const annotated = (annotations: Record<string, string>, options = defaultOptions) =>
  convertPod({ metadata: { annotations } }, options);

test('a pod', () => {
  const { value, errors } = convertPod({
    metadata: { labels: { app: 'web', 'pcns.env': 'prod', 'pcsa.x': 'y' } },
    spec: { serviceAccountName: 'api' },
  });
  expect(errors).toEqual([]);
  expect(value).toMatchObject({
    node: 'node-a',
    workloadId: 'prod/web',
    interfaceName: 'calic36cb0217f8',
    ipv4Nets: ['10.65.0.1/32'],
    ipv6Nets: [],
    profileIds: ['kns.prod', 'ksa.prod.api'],
  });
  expect({ ...value?.labels }).toEqual({
    app: 'web',
    'projectcalico.org/namespace': 'prod',
    'projectcalico.org/orchestrator': 'k8s',
    'projectcalico.org/serviceaccount': 'api',
  });
});

test('the interface has the prefix of the CNI plugin', () => {
  expect(convertPod({}, { ...defaultOptions, interfacePrefix: 'azv' }).value?.interfaceName).toBe('azvc36cb0217f8');
});

describe('who keeps it there', () => {
  const owned = (kind: string, name: string, labels = {}) =>
    convertPod({ metadata: { labels, ownerReferences: [{ kind, name, controller: true }] } }).value?.controller;
  const hash = { 'pod-template-hash': '5d9f' };
  test.each([
    [owned('ReplicaSet', 'web-5d9f', hash), 'deployment/web'],
    [owned('ReplicaSet', 'web-5d9f'), 'replicaset/web-5d9f'],
    [owned('ReplicaSet', '-5d9f', hash), undefined],
    [owned('StatefulSet', 'db'), 'statefulset/db'],
    [owned('DaemonSet', 'agent'), 'daemonset/agent'],
    [owned('Job', 'import'), 'job/import'],
    [owned('Node', 'node-a'), undefined],
    [owned('ReplicaSet', 'no name'), undefined],
    [convertPod({ metadata: { ownerReferences: [{ kind: 'Job', name: 'x' }] } }).value?.controller, undefined],
    [convertPod({ metadata: { ownerReferences: 5 } }).value?.controller, undefined],
  ])('%s', (found, expected) => expect(found).toBe(expected));
});

describe('is no endpoint', () => {
  const being = { deletionTimestamp: '2026-01-01T00:00:00Z' };
  test.each<[string, Parameters<typeof convertPod>[0]]>([
    ['on the host network', { spec: { hostNetwork: true } }],
    ['not scheduled', { spec: { nodeName: '' } }],
    ['without address', { status: { podIP: '', podIPs: [] } }],
    ['succeeded', { status: { phase: 'Succeeded' } }],
    ['failed', { status: { phase: 'Failed' } }],
    ['deleted, its address released', { metadata: { ...being, annotations: { 'cni.projectcalico.org/podIP': '' } } }],
    ['deleted, released by AWS', { metadata: { ...being, annotations: { 'vpc.amazonaws.com/pod-ips': '' } } }],
  ])('%s', (_, parts) => {
    expect(convertPod(parts)).toEqual({ value: undefined, errors: [] });
  });
});

test('still has its address while it is being deleted', () => {
  const metadata = {
    deletionTimestamp: '2026-01-01T00:00:00Z',
    annotations: { 'cni.projectcalico.org/podIP': '10.65.0.1/32' },
  };
  expect(convertPod({ metadata }).value?.ipv4Nets).toEqual(['10.65.0.1/32']);
});

describe('addresses', () => {
  const none = { podIP: '' };
  test.each<[string, Parameters<typeof convertPod>[0], readonly string[], readonly string[]]>([
    ['both', { status: { podIPs: [{ ip: '10.0.0.1' }, { ip: 'FD00::1' }] } }, ['10.0.0.1/32'], ['fd00::1/128']],
    ['mapped', { status: { podIPs: [{ ip: '::ffff:10.0.0.1' }, { ip: '10.0.0.1' }] } }, ['10.0.0.1/32'], []],
    [
      'from annotations',
      { status: none, metadata: { annotations: { 'cni.projectcalico.org/podIPs': '10.0.0.1/32,fd00::1/128' } } },
      ['10.0.0.1/32'],
      ['fd00::1/128'],
    ],
    [
      'from AWS',
      { status: none, metadata: { annotations: { 'vpc.amazonaws.com/pod-ips': '10.0.0.2' } } },
      ['10.0.0.2/32'],
      [],
    ],
  ])('%s', (_, parts, ipv4Nets, ipv6Nets) => {
    expect(convertPod(parts)).toMatchObject({ value: { ipv4Nets, ipv6Nets }, errors: [] });
  });

  test.each<[unknown, string]>([
    [{ ip: '10.0.0.256' }, 'status.podIPs[0].ip: expected an IP address, got "10.0.0.256"'],
    [{ ip: '10.0.0.0/24' }, 'status.podIPs[0].ip: expected a single address, got "10.0.0.0/24"'],
    [{}, 'status.podIPs[0].ip: expected a string, got nothing'],
    ['10.0.0.1', 'status.podIPs[0]: expected an object, got "10.0.0.1"'],
  ])('%j is not one', (bad, error) => {
    const { value, errors } = convertPod({ status: { podIPs: [bad, { ip: '10.0.0.1' }] } });
    expect(errors[0]).toContain(error);
    expect(value?.ipv4Nets ?? []).toEqual(typeof bad === 'string' ? [] : ['10.0.0.1/32']);
  });
});

test('ports that have names', () => {
  const { value, errors } = convertPod({
    spec: {
      containers: [
        {
          ports: [
            { name: 'http', containerPort: 80 },
            { containerPort: 81 },
            { name: 'dns', containerPort: 53, protocol: 'UDP' },
            { name: 'big', containerPort: 70000 },
          ],
        },
        'x',
      ],
      initContainers: [{ ports: [{ name: 'init', containerPort: 1 }] }],
    },
  });
  expect(value?.ports).toEqual([
    { name: 'http', protocol: 'tcp', port: 80 },
    { name: 'dns', protocol: 'udp', port: 53 },
    { name: 'init', protocol: 'tcp', port: 1 },
  ]);
  expect(errors).toEqual([
    'spec.containers[0].ports[3].containerPort: expected a whole number from 1 to 65535, got 70000; the port is ignored',
    'spec.containers[1]: expected an object, got "x"; its ports are ignored',
  ]);
});

test('labels of other types are told, and taken as what they were meant to be', () => {
  const { value, errors } = convertPod({ metadata: { labels: { a: 1, b: true, c: null, d: {}, 'e f': 'g' } } });
  expect(value?.labels).toMatchObject({ a: '1', b: 'true', c: '' });
  expect(Object.keys(value?.labels ?? {})).not.toContain('d');
  expect(errors).toEqual([
    'metadata.labels.a: expected a string, got 1; taken as "1"',
    'metadata.labels.b: expected a string, got true; taken as "true"',
    'metadata.labels.d: expected a string, got {}; the label is ignored',
    'metadata.labels["e f"]: invalid label key "e f"; the label is ignored',
  ]);
});

test('labels have no prototype that a selector could find', () => {
  expect(convertPod().value?.labels['constructor']).toBeUndefined();
});

describe('traffic limits', () => {
  const qos = 'qos.projectcalico.org';
  test.each<[Record<string, string>, Record<string, number>]>([
    [{ 'kubernetes.io/ingress-bandwidth': '10M' }, { IngressBandwidth: 1e7, IngressBurst: 2 ** 32 }],
    [
      { 'kubernetes.io/egress-bandwidth': '10M', [`${qos}/egressBandwidth`]: '1Gi', [`${qos}/egressBurst`]: '2e6' },
      { EgressBandwidth: 2 ** 30, EgressBurst: 2e6 },
    ],
    [{ [`${qos}/ingressPacketRate`]: '1500m' }, { IngressPacketRate: 2, IngressPacketBurst: 5 }],
    [{ [`${qos}/egressMaxConnections`]: '100' }, { EgressMaxConnections: 100 }],
  ])('%j', (annotations, qosControls) => {
    expect(annotated(annotations)).toMatchObject({ value: { qosControls }, errors: [] });
  });

  test.each<[Record<string, string>, Record<string, number> | undefined, string]>([
    [{ [`${qos}/ingressPacketRate`]: '1M' }, { IngressPacketRate: 10000, IngressPacketBurst: 5 }, 'taken as 10000'],
    [{ [`${qos}/ingressBandwidth`]: 'fast' }, undefined, 'expected a quantity, got "fast"'],
    [{ [`${qos}/ingressBurst`]: '1M' }, undefined, 'IngressBurst needs a Bandwidth'],
    [
      { [`${qos}/egressBandwidth`]: '2M', [`${qos}/egressPeakrate`]: '1M' },
      { EgressBandwidth: 2e6, EgressBurst: 2 ** 32 },
      'EgressPeakrate must be greater than the Bandwidth',
    ],
  ])('%j is told', (annotations, qosControls, error) => {
    const { value, errors } = annotated(annotations);
    expect(value?.qosControls).toEqual(qosControls);
    expect(errors).toEqual([expect.stringContaining(error)]);
  });

  test.each<[string, number | undefined]>([
    ['20', 20],
    ['ef', 46],
    ['AF11', 10],
    ['AF43', 38],
    ['CS6', 48],
    ['64', undefined],
    ['XX', undefined],
  ])('marking with %s', (text, dscp) => {
    expect(annotated({ [`${qos}/dscp`]: text }).value?.dscp).toBe(dscp);
  });
});

test('floating addresses go to the address of their family', () => {
  const { value } = annotated({ 'cni.projectcalico.org/floatingIPs': '["192.0.2.1", "2001:db8::1"]' });
  expect(value?.nats).toEqual([{ external: '192.0.2.1', internal: '10.65.0.1' }]);
  expect(annotated({ 'cni.projectcalico.org/floatingIPs': '[' }).errors).toHaveLength(1);
});

test('a pod may send from other addresses only where the cluster lets it', () => {
  const annotations = { 'cni.projectcalico.org/allowedSourcePrefixes': '["10.9.1.1/16"]' };
  const denied = annotated(annotations);
  expect(denied.value?.allowSpoofedSourcePrefixes).toEqual([]);
  expect(denied.errors).toEqual([expect.stringContaining('source address spoofing is not enabled')]);
  const { value } = annotated(annotations, { ...defaultOptions, sourceSpoofing: true });
  expect(value?.allowSpoofedSourcePrefixes).toEqual(['10.9.0.0/16']);
});
