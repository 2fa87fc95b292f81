import { describe, expect, test } from 'vitest';
import { builtInUpdates } from '../built-in.ts';
import type { ApiObject } from '../conversion.ts';
import { convert, removal } from './convert.ts';
import { apiObject, brief, calico, convertTo } from './test-objects.ts';

const core = (kind: string, parts: object, apiVersion = 'v1'): ApiObject => apiObject({ apiVersion, kind, ...parts });
const plain = (value: unknown) => JSON.parse(JSON.stringify(value)) as unknown;

test('a namespace is a profile that allows what no policy forbids', () => {
  const object = core('Namespace', { metadata: { name: 'prod', labels: { env: 'x' }, resourceVersion: '5' } });
  const { updates, errors } = convert(object);
  expect(errors).toEqual([]);
  expect(plain(updates)).toMatchObject([
    {
      kind: 'namespace',
      key: 'prod',
      value: { labels: { env: 'x', 'projectcalico.org/name': 'prod' } },
      origin: { apiVersion: 'v1', kind: 'Namespace', namespace: '', name: 'prod', resourceVersion: '5' },
    },
    {
      kind: 'profile',
      key: 'kns.prod',
      value: {
        labels: { 'pcns.env': 'x', 'pcns.projectcalico.org/name': 'prod' },
        inboundRules: [{ action: 'allow' }],
        outboundRules: [{ action: 'allow' }],
      },
    },
  ]);
  expect(removal(object)).toEqual([
    { kind: 'namespace', key: 'prod', value: undefined },
    { kind: 'profile', key: 'kns.prod', value: undefined },
  ]);
});

test('a service account is a profile without rules', () => {
  const { updates } = convert(core('ServiceAccount', { metadata: { name: 'api', namespace: 'prod' } }));
  expect(plain(updates)).toMatchObject([
    { kind: 'serviceAccount', key: 'prod/api' },
    {
      kind: 'profile',
      key: 'ksa.prod.api',
      value: { labels: { 'pcsa.projectcalico.org/name': 'api' }, inboundRules: [], outboundRules: [] },
    },
  ]);
});

describe('nodes', () => {
  const node = (addresses: unknown, annotations = {}) =>
    convertTo('node', core('Node', { metadata: { name: 'node-a', annotations }, status: { addresses } }));

  test('have their first internal address, else their first external one', () => {
    const { value, errors } = node([
      { type: 'Hostname', address: 'node-a' },
      { type: 'ExternalIP', address: '192.0.2.1' },
      { type: 'InternalIP', address: '10.0.0.1' },
      { type: 'ExternalIP', address: '2001:db8::1' },
    ]);
    expect(errors).toEqual([]);
    expect(value).toMatchObject({
      ipv4: '10.0.0.1/32',
      ipv6: '2001:db8::1/128',
      addresses: ['10.0.0.1', '192.0.2.1', '2001:db8::1'],
      asNumber: '',
    });
  });

  test('have what their agent noted', () => {
    const annotations = { 'projectcalico.org/IPv4Address': '10.0.0.9/24', 'projectcalico.org/ASNumber': '1.10' };
    expect(node([], annotations).value).toMatchObject({ ipv4: '10.0.0.9/24', asNumber: '65546' });
  });

  test('keep what can be understood', () => {
    const annotations = { 'projectcalico.org/IPv4Address': 'fd00::1/64', 'projectcalico.org/ASNumber': 'x' };
    const { value, errors } = node([{ type: 'InternalIP', address: 'x' }, null], annotations);
    expect(value).toMatchObject({ ipv4: undefined, addresses: [], asNumber: '' });
    expect(errors).toHaveLength(4);
  });
});

test('a service', () => {
  const { value, errors } = convertTo(
    'service',
    core('Service', {
      metadata: { name: 'web', namespace: 'prod' },
      spec: {
        type: 'LoadBalancer',
        clusterIPs: ['10.96.0.1', 'None'],
        externalIPs: ['::ffff:192.0.2.1', 'x'],
        loadBalancerIP: '192.0.2.2',
        ports: [{ name: 'h', port: 80, nodePort: 30080 }, { port: 0 }],
      },
      status: { loadBalancer: { ingress: [{ ip: '192.0.2.3' }, { hostname: 'lb' }] } },
    }),
  );
  expect(value).toEqual({
    namespace: 'prod',
    name: 'web',
    type: 'LoadBalancer',
    clusterIps: ['10.96.0.1'],
    externalIps: ['192.0.2.1'],
    loadBalancerIps: ['192.0.2.2'],
    loadBalancerIngressIps: ['192.0.2.3'],
    ports: [{ name: 'h', protocol: 'TCP', port: 80, nodePort: 30080 }],
  });
  expect(errors).toEqual([
    'spec.externalIPs[1]: expected an IP address, got "x"; the address is ignored',
    'spec.ports[1].port: expected a whole number from 1 to 65535, got 0; the port is ignored',
  ]);
});

test('an endpoint slice', () => {
  const { value, errors } = convertTo(
    'endpointSlice',
    core(
      'EndpointSlice',
      {
        metadata: { name: 'web-1', namespace: 'prod', labels: { 'kubernetes.io/service-name': 'web' } },
        endpoints: [{ addresses: ['10.0.0.1'], conditions: { ready: false } }, { addresses: ['x'] }],
        ports: [{ name: 'h', port: 8080, protocol: 'TCP' }, { name: 'any' }],
      },
      'discovery.k8s.io/v1',
    ),
  );
  expect(value).toEqual({
    namespace: 'prod',
    name: 'web-1',
    serviceName: 'web',
    addresses: ['10.0.0.1'],
    ports: [{ name: 'h', protocol: 'tcp', port: 8080 }],
  });
  expect(errors).toEqual(['endpoints[1].addresses[0]: expected an IP address, got "x"; the address is ignored']);
});

describe('tiers', () => {
  test.each<[object, object, readonly string[]]>([
    [{ order: 5, defaultAction: 'Pass' }, { order: 5, defaultAction: 'Pass' }, []],
    [{}, { order: undefined, defaultAction: 'Deny' }, []],
    [
      { order: 'x', defaultAction: 'Allow' },
      { order: undefined, defaultAction: 'Deny' },
      [
        'spec.defaultAction: expected Deny or Pass, got "Allow"; it denies by default',
        'spec.order: expected a number, got "x"; it goes last',
      ],
    ],
  ])('%j', (spec, value, errors) => {
    expect(convertTo('tier', calico('Tier', spec))).toEqual({ value: { name: 'p', ...value }, errors });
  });

  test('that are built in stay when their object goes', () => {
    const gone = calico('Tier', undefined, { name: 'kube-admin' });
    expect(removal(gone)).toEqual([
      { kind: 'tier', key: 'kube-admin', value: { name: 'kube-admin', order: 1000, defaultAction: 'Pass' } },
    ]);
    expect(removal(calico('Tier', undefined))).toEqual([{ kind: 'tier', key: 'p', value: undefined }]);
  });
});

test('network sets keep their valid members', () => {
  const spec = { nets: ['10.1.2.3/8', 'x', 5, 'fd00::1', '10.0.0.0/8', '::ffff:192.0.2.1'] };
  const labels = { a: 'b', 'pcns.c': 'd', 'projectcalico.org/namespace': 'other' };
  const nets = ['10.0.0.0/8', 'fd00::1/128', '192.0.2.1/32'];
  const set = convertTo('networkSet', calico('NetworkSet', spec, { labels }));
  expect(plain(set.value)).toEqual({
    namespace: 'prod',
    name: 'p',
    nets,
    labels: { a: 'b', 'projectcalico.org/namespace': 'prod' },
    profileIds: ['kns.prod'],
  });
  expect(set.errors).toEqual([
    'spec.nets[1]: expected a CIDR or an IP address, got "x"; it is not in the set',
    'spec.nets[2]: expected a string, got 5; it is not in the set',
  ]);
  expect(convertTo('networkSet', calico('GlobalNetworkSet', spec)).value).toMatchObject({ nets, profileIds: [] });
});

test('labels of stored sets come from the annotation too', () => {
  const object = core(
    'GlobalNetworkSet',
    {
      metadata: {
        name: 'p',
        labels: { a: 'b' },
        annotations: { 'projectcalico.org/metadata': '{"labels":{"c":"d"}}' },
      },
    },
    'crd.projectcalico.org/v1',
  );
  expect({ ...convertTo('networkSet', object).value?.labels }).toEqual({ a: 'b', c: 'd' });
});

describe('host endpoints', () => {
  const convertHost = (spec: object) => convertTo('hostEndpoint', calico('HostEndpoint', spec));

  test('with all parts', () => {
    const { value, errors } = convertHost({
      node: 'node-a',
      interfaceName: '*',
      expectedIPs: ['10.0.0.1', 'FD00::1', 'x'],
      profiles: ['kns.prod', 'a b'],
      ports: [
        { name: 'http', protocol: 'TCP', port: 80 },
        { name: 'x', port: 1 },
      ],
    });
    expect(value).toMatchObject({
      node: 'node-a',
      name: 'p',
      interfaceName: '*',
      expectedIpv4Addresses: ['10.0.0.1'],
      expectedIpv6Addresses: ['fd00::1'],
      profileIds: ['kns.prod'],
      ports: [{ name: 'http', protocol: 'tcp', port: 80 }],
    });
    expect(errors).toHaveLength(3);
  });

  test.each<[object, string]>([
    [{ interfaceName: 'eth0' }, 'spec.node: expected a string, got nothing'],
    [{ node: 'a' }, 'spec: neither an interfaceName nor expectedIPs'],
    [{ node: 'a', interfaceName: 'eth0; reboot' }, 'spec.interfaceName: expected an interface name'],
    [{ node: 'a', interfaceName: 'longer-than-15-characters' }, 'spec.interfaceName: expected an interface name'],
  ])('%j is none', (spec, error) => {
    expect(convertHost(spec)).toEqual({ value: undefined, errors: [expect.stringContaining(error)] });
  });
});

describe('profiles', () => {
  test('have rules and labels', () => {
    const spec = { ingress: [{ action: 'Deny' }, { action: 'Alow' }], labelsToApply: { a: 'b' } };
    const { value } = convertTo('profile', calico('Profile', spec));
    expect(value?.inboundRules.map(brief)).toEqual([{ action: 'deny' }, { action: 'deny' }]);
    expect({ ...value?.labels }).toEqual({ a: 'b' });
  });

  test.each(['kns.prod', 'ksa.prod.api', 'projectcalico-default-allow'])('%s is not for objects to change', (name) => {
    const object = calico('Profile', {}, { name });
    expect(convert(object).updates).toEqual([]);
    expect(removal(object)).toEqual([]);
    expect(convert(object).errors).toMatchObject([{ field: 'metadata.name', effect: 'the object is ignored' }]);
  });
});

test('what every cluster has', () => {
  expect(builtInUpdates().map(({ kind, key }) => `${kind} ${key}`)).toEqual([
    'profile projectcalico-default-allow',
    'tier kube-admin',
    'tier default',
    'tier kube-baseline',
  ]);
});

describe('objects that are not what they should be', () => {
  test.each<[string, unknown, string, string, string]>([
    ['nothing', undefined, 'object (no name)', 'apiVersion', 'expected a string, got nothing'],
    ['a text', 'x', 'object (no name)', '', 'expected an object, got "x"'],
    [
      'of an unknown kind',
      { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace: 'prod' } },
      'Deployment prod/web',
      'kind',
      '"apps/v1 Deployment" is not a kind that Manul knows',
    ],
    [
      'of an unknown version',
      { apiVersion: 'networking.k8s.io/v9', kind: 'NetworkPolicy', metadata: { name: 'web' } },
      'NetworkPolicy web',
      'kind',
      '"networking.k8s.io/v9 NetworkPolicy" is not a kind that Manul knows',
    ],
    [
      'without name',
      { apiVersion: 'v1', kind: 'Pod', metadata: { namespace: 'prod' } },
      'Pod prod/(no name)',
      'metadata.name',
      'expected a string, got nothing',
    ],
    [
      'without namespace',
      { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' } },
      'Pod web',
      'metadata.namespace',
      'expected a string, got nothing',
    ],
    [
      'with a name that is none',
      { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a\n-A INPUT', namespace: 'prod' } },
      'Pod prod/"a\\n-A INPUT"',
      'metadata.name',
      'expected a DNS subdomain name of at most 253 characters, got "a\\n-A INPUT"',
    ],
  ])('%s', (_, value, object, field, reason) => {
    expect(convert(apiObject(value))).toEqual({
      updates: [],
      errors: [{ object, field, reason, effect: 'the object is ignored' }],
    });
    expect(removal(apiObject(value))).toEqual([]);
  });

  test('an object that becomes unreadable is taken back', () => {
    const object = core('Pod', { metadata: { name: 'web', namespace: 'prod' }, spec: 'x' });
    expect(convert(object)).toEqual({
      updates: [{ kind: 'workloadEndpoint', key: 'prod/web', value: undefined }],
      errors: [
        {
          object: 'Pod prod/web',
          field: 'spec',
          reason: 'expected an object, got "x"',
          effect: 'the object is ignored',
        },
      ],
    });
  });

  test('errors without end are counted', () => {
    const { value, errors } = convertTo('networkSet', calico('NetworkSet', { nets: new Array(1000).fill('x') }));
    expect(value?.nets).toEqual([]);
    expect(errors).toHaveLength(101);
    expect(errors.at(-1)).toBe(': 900 more errors; as with those before');
  });

  test('a value that contains itself', () => {
    const spec: Record<string, unknown> = {};
    spec['podSelector'] = spec;
    expect(
      convert(core('NetworkPolicy', { metadata: { name: 'p', namespace: 'n' }, spec }, 'networking.k8s.io/v1')),
    ).toMatchObject({ updates: [], errors: [{ effect: 'this version of the policy is not applied' }] });
    const self: unknown[] = [];
    self.push(self);
    expect(convertTo('networkSet', calico('NetworkSet', { nets: self })).errors).toHaveLength(1);
  });
});
