import { describe, expect, test } from 'vitest';
import { brief, briefRules, convertTo, networkPolicy } from './test-objects.ts';

const convertPolicy = (spec: unknown) => convertTo('policy', networkPolicy(spec));
const ingressOf = (rule: unknown) => {
  const { value, errors } = convertPolicy({ podSelector: {}, ingress: [rule] });
  return { rules: value?.inboundRules.map(brief), errors };
};
const inNamespace = '(projectcalico.org/namespace == "prod" && ';
const pods = `${inNamespace}projectcalico.org/orchestrator == "k8s")`;
const ports = (first: number, last = first) => ({ first, last });

test('a policy', () => {
  const { value, errors } = convertPolicy({
    podSelector: { matchLabels: { app: 'web' } },
    ingress: [{ from: [{ podSelector: { matchLabels: { app: 'api' } } }], ports: [{ port: 80 }] }],
  });
  expect(errors).toEqual([]);
  expect(value).toMatchObject({
    kind: 'KubernetesNetworkPolicy',
    namespace: 'prod',
    name: 'p',
    tier: 'default',
    order: 1000,
    ingress: true,
    egress: false,
    staged: false,
    selector: '((projectcalico.org/orchestrator == "k8s" && app == "web") && projectcalico.org/namespace == "prod")',
  });
  expect(value?.inboundRules).toMatchObject([
    {
      path: 'spec.ingress[0].from[0]',
      source: {
        selector: `${inNamespace}(projectcalico.org/orchestrator == "k8s" && app == "api"))`,
        original: { selector: "projectcalico.org/orchestrator == 'k8s' && app == 'api'", namespaceSelector: '' },
      },
    },
  ]);
});

describe('policy types', () => {
  test.each<[string, object, boolean, boolean]>([
    ['none, no rules', {}, true, false],
    ['none, empty egress', { egress: [] }, true, false],
    ['none, egress rules', { egress: [{}] }, true, true],
    ['none, egress rules that cannot be understood', { egress: [{ form: [] }] }, true, true],
    ['none, egress that is no list', { egress: 'all' }, true, true],
    ['egress', { policyTypes: ['Egress'], ingress: [{}] }, false, true],
    ['an unknown one', { policyTypes: ['ingress'] }, true, true],
  ])('%s', (_, spec, ingress, egress) => {
    expect(convertPolicy({ podSelector: {}, ...spec }).value).toMatchObject({ ingress, egress });
  });
});

describe('who is allowed', () => {
  const tcp = { action: 'allow', protocol: 'tcp' };
  test.each<[string, unknown, readonly unknown[]]>([
    ['everyone', {}, [{ action: 'allow' }]],
    ['everyone, as no peers', { from: [], ports: [] }, [{ action: 'allow' }]],
    ['all of TCP', { ports: [{}] }, [tcp]],
    ['all of UDP', { ports: [{ protocol: 'UDP' }, { protocol: 'UDP', port: 53 }] }, [{ ...tcp, protocol: 'udp' }]],
    [
      'adjacent ports as one range, names first',
      { ports: [{ port: 81 }, { port: 'http' }, { port: 80 }, { port: 90, endPort: 95 }] },
      [{ ...tcp, destination: { ports: [{ name: 'http' }, ports(80, 81), ports(90, 95)] } }],
    ],
    [
      'ports by protocol',
      { ports: [{ port: 1, protocol: 'UDP' }, { port: 2 }, { port: 3, protocol: 'SCTP' }] },
      [
        { action: 'allow', protocol: 'sctp', destination: { ports: [ports(3)] } },
        { action: 'allow', protocol: 'tcp', destination: { ports: [ports(2)] } },
        { action: 'allow', protocol: 'udp', destination: { ports: [ports(1)] } },
      ],
    ],
    ['pods of the namespace', { from: [{ podSelector: {} }] }, [{ action: 'allow', source: { selector: pods } }]],
    [
      'pods of all namespaces',
      { from: [{ namespaceSelector: {} }] },
      [
        {
          action: 'allow',
          source: {
            selector: '(has(projectcalico.org/namespace) && projectcalico.org/orchestrator == "k8s")',
          },
        },
      ],
    ],
    [
      'a block with host bits and exceptions',
      { from: [{ ipBlock: { cidr: '10.1.2.3/8', except: ['10.9.9.9/16'] } }] },
      [{ action: 'allow', source: { nets: ['10.0.0.0/8'], notNets: ['10.9.0.0/16'] } }],
    ],
    [
      'an IPv4-mapped block',
      { from: [{ ipBlock: { cidr: '::ffff:10.0.0.0/104' } }] },
      [{ action: 'allow', source: { nets: ['10.0.0.0/8'] } }],
    ],
  ])('%s', (_, rule, rules) => {
    expect(ingressOf(rule)).toEqual({ rules, errors: [] });
  });

  test('egress restricts the destination', () => {
    const { value } = convertPolicy({
      podSelector: {},
      egress: [{ to: [{ podSelector: {} }], ports: [{ port: 80 }] }],
    });
    expect(briefRules(value)?.egress).toEqual([
      { action: 'allow', protocol: 'tcp', destination: { selector: pods, ports: [ports(80)] } },
    ]);
  });
});

describe('what cannot be understood allows nothing', () => {
  const good = { ipBlock: { cidr: '192.0.2.0/24' } };
  const goodRule = { action: 'allow', source: { nets: ['192.0.2.0/24'] } };
  test.each<[string, unknown, string]>([
    ['a bad CIDR', { ipBlock: { cidr: '10.0.0.0/33' } }, '.ipBlock.cidr: expected a CIDR, got "10.0.0.0/33"'],
    ['no CIDR', { ipBlock: {} }, '.ipBlock.cidr: expected a string, got nothing'],
    [
      'a bad exception',
      { ipBlock: { cidr: '10.0.0.0/8', except: ['x'] } },
      '.ipBlock.except[0]: expected a CIDR, got "x"',
    ],
    [
      'an exception elsewhere',
      { ipBlock: { cidr: '10.0.0.0/8', except: ['11.0.0.0/16'] } },
      '.ipBlock.except[0]: 11.0.0.0/16 is not in 10.0.0.0/8',
    ],
    [
      'a bad operator',
      { podSelector: { matchExpressions: [{ key: 'a', operator: 'Is', values: ['b'] }] } },
      '.podSelector.matchExpressions[0].operator: expected In, NotIn, Exists or DoesNotExist, got "Is"',
    ],
    ['no peer', {}, ': expected podSelector, namespaceSelector or ipBlock, got {}'],
    ['null', null, ': expected an object, got nothing'],
    ['a misspelt field', { podSelector: {}, namespaceSelektor: {} }, '.namespaceSelektor: unknown field'],
    ['two kinds at once', { ...good, podSelector: {} }, ': ipBlock and a selector exclude each other'],
  ])('peer with %s', (_, peer, error) => {
    const { rules, errors } = ingressOf({ from: [peer, good] });
    expect(rules).toEqual([goodRule]);
    expect(errors).toEqual([`spec.ingress[0].from[0]${error}; the peer is not allowed anything`]);
    expect(ingressOf({ from: [peer] }).rules).toEqual([]);
  });

  test.each<[string, unknown, string]>([
    ['zero', { port: 0 }, '.port: expected a whole number from 1 to 65535, got 0'],
    ['too large', { port: 70000 }, '.port: expected a whole number from 1 to 65535, got 70000'],
    ['a fraction', { port: 80.5 }, '.port: expected a whole number from 1 to 65535, got 80.5'],
    ['large text', { port: '70000' }, '.port: expected a port from 1 to 65535, got "70000"'],
    ['no name', { port: 'a b' }, '.port: expected a port name, got "a b"'],
    ['an end before the start', { port: 80, endPort: 79 }, '.endPort: the range ends before it begins: 80 to 79'],
    ['an end alone', { endPort: 79 }, '.endPort: endPort without a port'],
    ['an end of a name', { port: 'http', endPort: 79 }, '.endPort: endPort with a named port'],
    ['a bad protocol', { port: 80, protocol: 'ICMP' }, '.protocol: expected TCP, UDP or SCTP, got "ICMP"'],
    ['null', null, ': expected an object, got nothing'],
    ['a misspelt field', { prot: 80 }, '.prot: unknown field'],
  ])('port: %s', (_, port, error) => {
    const { rules, errors } = ingressOf({ ports: [port, { port: 443 }] });
    expect(rules).toEqual([{ action: 'allow', protocol: 'tcp', destination: { ports: [ports(443)] } }]);
    expect(errors).toEqual([`spec.ingress[0].ports[0]${error}; the port is not allowed`]);
    expect(ingressOf({ ports: [port] }).rules).toEqual([]);
  });

  test.each<[string, unknown, string]>([
    ['null', null, 'spec.ingress[0]: expected an object, got nothing; the rule allows nothing'],
    ['a text', 'all', 'spec.ingress[0]: expected an object, got "all"; the rule allows nothing'],
    ['a misspelt field', { form: [] }, 'spec.ingress[0].form: unknown field; the rule allows nothing'],
    ['peers that are no list', { from: {} }, 'spec.ingress[0].from: expected a list, got {}; the rule allows nothing'],
    [
      'ports that are no list',
      { ports: 80 },
      'spec.ingress[0].ports: expected a list, got 80; the rule allows nothing',
    ],
  ])('rule: %s', (_, rule, error) => {
    expect(ingressOf(rule)).toEqual({ rules: [], errors: [error] });
  });

  test('rules that are no list', () => {
    const { value, errors } = convertPolicy({ podSelector: {}, ingress: {} });
    expect(value).toMatchObject({ ingress: true, inboundRules: [] });
    expect(errors).toEqual(['spec.ingress: expected a list, got {}; nothing is allowed']);
  });
});

test.each<[string, unknown, string]>([
  [
    'a bad selector',
    { podSelector: { matchLabels: { app: 5 } } },
    'spec.podSelector.matchLabels["app"]: invalid label value 5; this version of the policy is not applied',
  ],
  ['a spec that is none', 'x', 'spec: expected an object, got "x"; this version of the policy is not applied'],
])('with %s it is absent', (_, spec, error) => {
  expect(convertPolicy(spec)).toEqual({ value: undefined, errors: [error] });
});

test('without a spec it denies ingress to the whole namespace', () => {
  const { value, errors } = convertPolicy(undefined);
  expect(value).toMatchObject({ ingress: true, egress: false, inboundRules: [] });
  expect(errors).toEqual([]);
});

test('a misspelt field of the spec is told', () => {
  expect(convertPolicy({ podSelector: {}, ingres: [] }).errors).toEqual([
    'spec.ingres: unknown field; the field is ignored',
  ]);
});
