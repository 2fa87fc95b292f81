// Objects in random states of disrepair; fast-check prints its seed on failure and takes it from MANUL_SEED.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ApiObject } from '../conversion.ts';
import type { Policy, PortMatch, Rule, RuleSide } from '../resources.ts';
import { convert, removal } from './convert.ts';
import { apiObject, brief, calico, networkPolicy } from './test-objects.ts';

fc.configureGlobal({ numRuns: 500, ...(process.env['MANUL_SEED'] && { seed: Number(process.env['MANUL_SEED']) }) });

const sides = [
  { selector: 'has(a)', namespaceSelector: 'has(b)', notSelector: 'has(c)', serviceAccounts: { names: ['d'] } },
  {
    nets: ['10.0.0.0/8', 'fd00::/8'],
    notNets: ['10.1.0.0/16', '10.2.0.0/16'],
    ports: [80, '90:95'],
    notPorts: [91, 92],
  },
  { nets: ['10.0.0.0/8'], ports: [80] },
  { services: { name: 'web', namespace: 'prod' } },
];
const calicoRules = ['Deny', 'Allow', 'Pass', 'Log', 'Allow'].flatMap((action) =>
  sides.flatMap((side) => [
    { action, protocol: 'TCP', source: side },
    { action, protocol: 'TCP', destination: { ...side, ...('services' in side && { notPorts: [] }) } },
    { action, protocol: 'ICMP', ipVersion: 4, icmp: { type: 8, code: 0 }, metadata: { annotations: { a: 'b' } } },
  ]),
);
const kubernetesRules = (peers: string) => [
  { [peers]: [{ podSelector: { matchLabels: { a: 'b' } } }, { namespaceSelector: {} }] },
  {
    [peers]: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16', '10.2.0.0/16'] } }],
    ports: [{ port: 80 }, { port: 90, endPort: 95, protocol: 'UDP' }, { port: 'http' }],
  },
  { ports: [{ protocol: 'SCTP' }] },
];
const clusterRules = (peers: string) =>
  ['Deny', 'Accept', 'Pass', 'Accept'].flatMap((action) => [
    { name: 'x', action, [peers]: [{ namespaces: { matchLabels: { a: 'b' } } }] },
    {
      action,
      [peers]: [{ pods: { namespaceSelector: {}, podSelector: { matchLabels: { a: 'b' } } } }],
      protocols: [
        { tcp: { destinationPort: { number: 80 } } },
        { udp: { destinationPort: { range: { start: 1, end: 2 } } } },
      ],
    },
  ]);

const policies: readonly (readonly [string, ApiObject])[] = [
  [
    'networking.k8s.io NetworkPolicy',
    networkPolicy({
      podSelector: { matchExpressions: [{ key: 'a', operator: 'In', values: ['b'] }] },
      policyTypes: ['Ingress', 'Egress'],
      ingress: kubernetesRules('from'),
      egress: kubernetesRules('to'),
    }),
  ],
  [
    'GlobalNetworkPolicy',
    calico('GlobalNetworkPolicy', {
      tier: 'default',
      order: 5,
      selector: 'has(a)',
      namespaceSelector: 'has(b)',
      types: ['Ingress', 'Egress'],
      ingress: calicoRules,
      egress: calicoRules,
    }),
  ],
  ['NetworkPolicy', calico('NetworkPolicy', { selector: 'has(a)', ingress: calicoRules, egress: calicoRules })],
  [
    'ClusterNetworkPolicy',
    apiObject({
      apiVersion: 'policy.networking.k8s.io/v1alpha2',
      kind: 'ClusterNetworkPolicy',
      metadata: { name: 'p' },
      spec: {
        tier: 'Admin',
        priority: 1,
        subject: { namespaces: {} },
        ingress: clusterRules('from'),
        egress: clusterRules('to'),
      },
    }),
  ],
];

/** Nothing that any field may be. */
const corrupt = { corrupt: { corrupt: true } };

describe('corrupting any one place in a policy', () => {
  test.each(policies)('%s: opens nothing', (_, object) => {
    const good = policyOf(object);
    expect(convert(object).errors).toEqual([]);
    expect(good).toBeDefined();
    let places = 0;
    for (const corrupted of corruptions((object as { spec: unknown }).spec)) {
      const bad = policyOf({ ...object, spec: corrupted });
      places++;
      if (bad === undefined) {
        // And what a good version of it closed stays closed: nothing is taken back.
        const { updates, errors } = convert({ ...object, spec: corrupted });
        expect(errors).not.toEqual([]);
        expect(updates).toEqual([]);
        continue;
      }
      expect(bad.ingress || !good!.ingress).toBe(true);
      expect(bad.egress || !good!.egress).toBe(true);
      expectClosed(good!.inboundRules, bad.inboundRules);
      expectClosed(good!.outboundRules, bad.outboundRules);
    }
    expect(places).toBeGreaterThan(30);
  });
});

function policyOf(object: ApiObject): Policy | undefined {
  return convert(object).updates.find(({ kind }) => kind === 'policy')?.value as Policy | undefined;
}

function* corruptions(value: unknown): Generator<unknown> {
  if (typeof value !== 'object' || value === null) return;
  for (const key of Object.keys(value)) {
    // What tells people about rules does not change them.
    if (key === 'annotations' || key === 'metadata') continue;
    const child = (value as Record<string, unknown>)[key];
    for (const changed of [corrupt, ...corruptions(child)]) {
      yield Array.isArray(value)
        ? value.map((item: unknown, i) => (String(i) === key ? changed : item))
        : { ...value, [key]: changed };
    }
  }
}

// Rules are taken in order: each that allows must be one that was there, or part of it, and no rule that denies, or
// passes on to what might, may be gone without everything being denied in its place.
function expectClosed(before: readonly Rule[], after: readonly Rule[]): void {
  let next = 0;
  for (const rule of after) {
    if (isDenyAll(rule)) return;
    const found = before.findIndex((old, i) => i >= next && covers(old, rule));
    expect(found, `what was ${JSON.stringify(brief(rule))}`).toBeGreaterThanOrEqual(next);
    before.slice(next, found).forEach(expectMissable);
    next = found + 1;
  }
  before.slice(next).forEach(expectMissable);
}

function expectMissable(rule: Rule): void {
  expect(['allow', 'log'], `action of the missing ${JSON.stringify(brief(rule))}`).toContain(rule.action);
}

function isDenyAll(rule: Rule): boolean {
  return JSON.stringify(brief(rule)) === '{"action":"deny"}';
}

function covers(old: Rule, rule: Rule): boolean {
  const rest = ({ source, destination, path: _, ...matches }: Rule) => JSON.stringify(matches);
  return (
    rest(old) === rest(rule) && coversSide(old.source, rule.source) && coversSide(old.destination, rule.destination)
  );
}

function coversSide(old: RuleSide, side: RuleSide): boolean {
  const rest = ({ nets: _n, ports: _p, ...matches }: RuleSide) => JSON.stringify(matches);
  return (
    rest(old) === rest(side) &&
    (old.nets.length === 0 || side.nets.length > 0) &&
    side.nets.every((net) => old.nets.includes(net)) &&
    (old.ports.length === 0 || side.ports.length > 0) &&
    side.ports.every((port) => old.ports.some((was) => coversPort(was, port)))
  );
}

function coversPort(old: PortMatch, port: PortMatch): boolean {
  if ('name' in old || 'name' in port) return JSON.stringify(old) === JSON.stringify(port);
  return old.first <= port.first && port.last <= old.last;
}

const kinds = [
  ...['Namespace', 'Node', 'Pod', 'Service', 'ServiceAccount'].map((kind) => ['v1', kind]),
  ['discovery.k8s.io/v1', 'EndpointSlice'],
  ['networking.k8s.io/v1', 'NetworkPolicy'],
  ['policy.networking.k8s.io/v1alpha2', 'ClusterNetworkPolicy'],
  ['policy.networking.k8s.io/v1alpha1', 'AdminNetworkPolicy'],
  ['policy.networking.k8s.io/v1alpha1', 'BaselineAdminNetworkPolicy'],
  ...[
    ...['GlobalNetworkPolicy', 'NetworkPolicy', 'StagedGlobalNetworkPolicy', 'StagedNetworkPolicy'],
    ...['StagedKubernetesNetworkPolicy', 'Tier', 'Profile', 'HostEndpoint', 'GlobalNetworkSet', 'NetworkSet'],
  ].flatMap((kind) => [
    ['projectcalico.org/v3', kind],
    ['crd.projectcalico.org/v1', kind],
  ]),
] as const;

/** Names that conversion looks for, so that random objects get somewhere. */
const keys = [
  ...['podSelector', 'namespaceSelector', 'matchLabels', 'matchExpressions', 'key', 'operator', 'values', 'ipBlock'],
  ...[
    'ingress',
    'egress',
    'from',
    'to',
    'ports',
    'port',
    'endPort',
    'protocol',
    'protocols',
    'cidr',
    'except',
    'action',
  ],
  ...['source', 'destination', 'nets', 'notNets', 'selector', 'notSelector', 'serviceAccounts', 'services', 'names'],
  ...[
    'subject',
    'namespaces',
    'pods',
    'networks',
    'nodes',
    'tier',
    'priority',
    'order',
    'types',
    'policyTypes',
    'icmp',
  ],
  ...[
    'nodeName',
    'hostNetwork',
    'containers',
    'podIP',
    'podIPs',
    'ip',
    'addresses',
    'address',
    'type',
    'phase',
    'http',
  ],
  ...['endpoints', 'clusterIPs', 'externalIPs', 'loadBalancer', 'expectedIPs', 'node', 'interfaceName', 'profiles'],
  ...['labels', 'annotations', 'projectcalico.org/metadata', 'qos.projectcalico.org/dscp', '__proto__', 'constructor'],
];
const value = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 6 },
    fc.oneof(
      fc.constantFrom(null, undefined, true, 0, 80, -1, 70000, '', 'TCP', 'In', 'Allow', 'Deny', 'Accept', 'Egress'),
      fc.constantFrom('10.0.0.0/8', '10.0.0.1', 'fd00::/8', '::ffff:1.2.3.4', 'has(a)', "a == 'b'", '["10.0.0.1"]'),
      fc.string(),
      fc.double(),
    ),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(fc.constantFrom(...keys), fc.string()), tie('value'), { maxKeys: 5 }),
  ),
})).value;

function expectSound(object: unknown): void {
  const { updates, errors } = convert(apiObject(object));
  for (const { kind, key } of updates) expect([typeof kind, typeof key]).toEqual(['string', 'string']);
  for (const error of errors) {
    expect(error.object).not.toBe('');
    expect(error.reason).not.toBe('');
    expect(error.effect).not.toBe('');
  }
  removal(apiObject(object));
}

test('no value whatever makes conversion throw', () => {
  fc.assert(
    fc.property(fc.oneof(fc.anything({ withBigInt: true, withDate: true, withMap: true }), value), (object) => {
      expectSound(object);
    }),
  );
});

test('no object of a known kind makes conversion throw', () => {
  const object = fc.record({
    kind: fc.constantFrom(...kinds),
    metadata: fc.oneof(
      value,
      fc.record({ name: fc.constant('n'), namespace: fc.constant('ns'), labels: value, annotations: value }),
    ),
    spec: value,
    status: value,
    rest: fc.dictionary(fc.constantFrom(...keys), value),
  });
  fc.assert(
    fc.property(object, ({ kind: [apiVersion, kind], metadata, spec, status, rest }) => {
      expectSound({ ...rest, apiVersion, kind, metadata, spec, status });
    }),
    { numRuns: 5000 },
  );
});
