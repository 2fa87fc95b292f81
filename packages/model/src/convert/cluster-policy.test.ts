import { describe, expect, test } from 'vitest';
import { defaultOptions } from './options.ts';
import { apiObject, brief, convertTo } from './test-objects.ts';

const versions: Record<string, string> = {
  ClusterNetworkPolicy: 'v1alpha2',
  AdminNetworkPolicy: 'v1alpha1',
  BaselineAdminNetworkPolicy: 'v1alpha1',
};

const convertPolicy = (kind: string, spec: object, options = defaultOptions) =>
  convertTo(
    'policy',
    apiObject({
      apiVersion: `policy.networking.k8s.io/${versions[kind]}`,
      kind,
      metadata: { name: 'p' },
      spec: {
        ...(kind === 'ClusterNetworkPolicy' && { tier: 'Admin' }),
        ...(kind !== 'BaselineAdminNetworkPolicy' && { priority: 7 }),
        subject: { namespaces: {} },
        ...spec,
      },
    }),
    options,
  );
const cluster = (spec: object, options = defaultOptions) => convertPolicy('ClusterNetworkPolicy', spec, options);
const egressOf = (rule: object, kind = 'ClusterNetworkPolicy', options = defaultOptions) => {
  const { value, errors } = convertPolicy(kind, { egress: [rule] }, options);
  return { rules: value?.outboundRules.map(brief), errors };
};

const everyPod = '(projectcalico.org/orchestrator == "k8s" && has(projectcalico.org/namespace))';
const anyNamespace = { selector: 'has(projectcalico.org/namespace)' };
const toAll = { to: [{ namespaces: {} }] };
const range = (first: number, last = first) => ({ first, last });

test.each([
  ['ClusterNetworkPolicy', { tier: 'Admin' }, 'kube-admin', 7],
  ['ClusterNetworkPolicy', { tier: 'Baseline' }, 'kube-baseline', 7],
  ['AdminNetworkPolicy', {}, 'kube-admin', 7],
  ['BaselineAdminNetworkPolicy', {}, 'kube-baseline', undefined],
])('%s %j', (kind, spec, tier, order) => {
  const { value, errors } = convertPolicy(kind, { ...spec, ingress: [{ action: 'Deny', from: [{ namespaces: {} }] }] });
  expect(errors).toEqual([]);
  expect(value).toMatchObject({
    kind: `Kubernetes${kind}`,
    tier,
    order,
    selector: everyPod,
    ingress: true,
    egress: false,
  });
});

test('its rules apply in their direction only', () => {
  expect(cluster({}).value).toMatchObject({ ingress: false, egress: false });
});

test.each<[string, object, string]>([
  [
    'namespaces by label',
    { namespaces: { matchLabels: { env: 'prod' } } },
    '(projectcalico.org/orchestrator == "k8s" && pcns.env == "prod")',
  ],
  [
    'pods',
    { pods: { namespaceSelector: {}, podSelector: { matchLabels: { app: 'web' } } } },
    '((projectcalico.org/orchestrator == "k8s" && app == "web") && has(projectcalico.org/namespace))',
  ],
  ['pods of every namespace', { pods: { podSelector: {} } }, everyPod],
])('subject: %s', (_, subject, selector) => {
  expect(cluster({ subject })).toMatchObject({ value: { selector }, errors: [] });
});

describe('it is absent', () => {
  test.each<[string, object, string]>([
    ['in an unknown tier', { tier: 'Weird' }, 'spec.tier: expected Admin or Baseline, got "Weird"'],
    ['without a subject', { subject: {} }, 'spec.subject: expected namespaces or pods, got {}'],
    [
      'with a bad subject',
      { subject: { namespaces: { matchExpressions: [{ key: 'a', operator: 'Is' }] } } },
      'spec.subject.namespaces.matchExpressions[0].operator: expected In, NotIn, Exists or DoesNotExist, got "Is"',
    ],
  ])('%s', (_, spec, error) => {
    expect(cluster(spec)).toEqual({
      value: undefined,
      errors: [`${error}; this version of the policy is not applied`],
    });
  });
});

test('a bad priority is last', () => {
  expect(cluster({ priority: 1001 })).toMatchObject({
    value: { order: undefined },
    errors: ['spec.priority: expected a whole number from 0 to 1000, got 1001; the policy goes last in its tier'],
  });
});

describe('rules', () => {
  test.each<[string, object, readonly object[]]>([
    ['ClusterNetworkPolicy', { action: 'Accept', ...toAll }, [{ action: 'allow', destination: anyNamespace }]],
    ['AdminNetworkPolicy', { action: 'Allow', ...toAll }, [{ action: 'allow', destination: anyNamespace }]],
    [
      'ClusterNetworkPolicy',
      { name: 'to-net', action: 'Pass', to: [{ networks: ['10.1.2.3/8', '::/0'] }] },
      [{ action: 'pass', annotations: { name: 'to-net' }, destination: { nets: ['10.0.0.0/8', '::/0'] } }],
    ],
    [
      'ClusterNetworkPolicy',
      {
        action: 'Deny',
        to: [{ networks: ['10.0.0.0/8'] }],
        protocols: [
          { tcp: { destinationPort: { number: 80 } } },
          { tcp: { destinationPort: { range: { start: 81, end: 90 } } } },
          { udp: {} },
          { destinationNamedPort: 'web' },
        ],
      },
      [
        { action: 'deny', destination: { nets: ['10.0.0.0/8'], ports: [{ name: 'web' }] } },
        { action: 'deny', protocol: 'tcp', destination: { nets: ['10.0.0.0/8'], ports: [range(80, 90)] } },
        { action: 'deny', protocol: 'udp', destination: { nets: ['10.0.0.0/8'] } },
      ],
    ],
    [
      'AdminNetworkPolicy',
      {
        action: 'Deny',
        to: [{ networks: ['10.0.0.0/8'] }],
        ports: [
          { portNumber: { port: 80 } },
          { portRange: { protocol: 'UDP', start: 5, end: 6 } },
          { namedPort: 'web' },
        ],
      },
      [
        { action: 'deny', destination: { nets: ['10.0.0.0/8'], ports: [{ name: 'web' }] } },
        { action: 'deny', protocol: 'tcp', destination: { nets: ['10.0.0.0/8'], ports: [range(80)] } },
        { action: 'deny', protocol: 'udp', destination: { nets: ['10.0.0.0/8'], ports: [range(5, 6)] } },
      ],
    ],
  ])('%s %j', (kind, rule, rules) => {
    expect(egressOf(rule, kind)).toEqual({ rules, errors: [] });
  });
});

describe('a rule that cannot be understood', () => {
  test.each<[string, object]>([
    ['no peers', {}],
    ['an empty list of peers', { to: [] }],
    ['a peer of no kind', { to: [{}] }],
    ['a peer of two kinds', { to: [{ namespaces: {}, networks: ['10.0.0.0/8'] }] }],
    ['nodes', { to: [{ namespaces: {} }, { nodes: {} }] }],
    ['names', { to: [{ domainNames: ['example.com'] }] }],
    ['a bad network', { to: [{ networks: ['10.0.0.0/8', 'x'] }] }],
    ['no networks', { to: [{ networks: [] }] }],
    ['port zero', { ...toAll, protocols: [{ tcp: { destinationPort: { number: 0 } } }] }],
    ['a range backwards', { ...toAll, protocols: [{ tcp: { destinationPort: { range: { start: 2, end: 1 } } } }] }],
    ['a protocol of no kind', { ...toAll, protocols: [{}] }],
    ['an unknown field', { ...toAll, ports: [] }],
  ])('%s', (_, parts) => {
    expect(egressOf({ action: 'Accept', ...parts }).rules).toEqual([]);
    for (const action of ['Deny', 'Pass', 'Allow', undefined]) {
      expect(egressOf({ action, ...parts }).rules).toEqual([{ action: 'deny' }]);
    }
  });

  test('a baseline policy has nothing to pass on to', () => {
    expect(egressOf({ action: 'Pass', ...toAll }, 'BaselineAdminNetworkPolicy').rules).toEqual([{ action: 'deny' }]);
  });
});

test('nodes are peers where that is enabled', () => {
  const to = [{ nodes: { matchLabels: { zone: 'z1' } } }];
  expect(egressOf({ action: 'Accept', to }, 'ClusterNetworkPolicy', { ...defaultOptions, nodePeers: true })).toEqual({
    rules: [{ action: 'allow', destination: { nodeSelector: 'zone == "z1"' } }],
    errors: [],
  });
});
