import { describe, expect, test } from 'vitest';
import { apiObject, brief, calico, convertTo } from './test-objects.ts';

const globalPolicy = (spec: object) => convertTo('policy', calico('GlobalNetworkPolicy', spec));
const convertRule = (rule: unknown, kind = 'GlobalNetworkPolicy') => {
  const { value, errors } = convertTo('policy', calico(kind, { ingress: [rule] }));
  return { rules: value?.inboundRules.map(brief), errors };
};

describe('whom it is for', () => {
  test.each<[string, object, string]>([
    ['GlobalNetworkPolicy', {}, 'all()'],
    ['GlobalNetworkPolicy', { selector: `a=='b'` }, 'a == "b"'],
    [
      'GlobalNetworkPolicy',
      { selector: 'all()', namespaceSelector: 'all()' },
      '(has(projectcalico.org/namespace) && has(projectcalico.org/namespace))',
    ],
    [
      'GlobalNetworkPolicy',
      { namespaceSelector: `env == 'prod' || has(x)`, serviceAccountSelector: 'all()' },
      '((pcns.env == "prod" || has(pcns.x)) && has(projectcalico.org/serviceaccount))',
    ],
    ['NetworkPolicy', {}, 'projectcalico.org/namespace == "prod"'],
    [
      'NetworkPolicy',
      { selector: `has(a) || has(b)`, serviceAccountSelector: `c == 'd'` },
      '(((has(a) || has(b)) && projectcalico.org/namespace == "prod") && pcsa.c == "d")',
    ],
  ])('%s %j', (kind, spec, selector) => {
    expect(convertTo('policy', calico(kind, spec))).toMatchObject({ value: { selector }, errors: [] });
  });

  test.each(['selector', 'namespaceSelector', 'serviceAccountSelector'])('a bad %s makes it absent', (field) => {
    const { value, errors } = globalPolicy({ selector: 'has(a)', [field]: `a = 'b'` });
    expect(value).toBeUndefined();
    expect(errors).toEqual([
      `spec.${field}: expected == at character 3 of "a = 'b'"; this version of the policy is not applied`,
    ]);
  });

  test('a selector that grows too deep when put together makes it absent', () => {
    const deep = `has(a) || (${'has(a) && (has(b) || ('.repeat(49)}has(a)${'))'.repeat(49)})`;
    expect(globalPolicy({ selector: deep }).value).toBeDefined();
    const { value, errors } = globalPolicy({ selector: deep, namespaceSelector: deep, serviceAccountSelector: deep });
    expect(value).toBeUndefined();
    expect(errors).toMatchObject([expect.stringMatching(/^spec\.selector: nested too deep/)]);
  });
});

describe('types', () => {
  const unreadable = [{ action: 'Allow', source: 'x' }];
  test.each<[object, boolean, boolean]>([
    [{}, true, false],
    [{ egress: [] }, true, false],
    [{ egress: [{ action: 'Allow' }] }, false, true],
    [{ egress: unreadable }, false, true],
    [{ ingress: unreadable, egress: unreadable }, true, true],
    [{ types: ['Egress'], ingress: [{ action: 'Allow' }] }, false, true],
    [{ types: ['Outgoing'] }, true, true],
  ])('%j', (spec, ingress, egress) => {
    expect(globalPolicy(spec).value).toMatchObject({ ingress, egress });
  });
});

describe('rules', () => {
  const inProd = 'projectcalico.org/namespace == "prod"';
  test.each<[string, object, object]>([
    ['GlobalNetworkPolicy', { action: 'Pass' }, { action: 'pass' }],
    ['GlobalNetworkPolicy', { action: 'Log', protocol: 17 }, { action: 'log', protocol: 17 }],
    ['GlobalNetworkPolicy', { action: 'Deny', notProtocol: 'UDPLite' }, { action: 'deny', notProtocol: 'udplite' }],
    [
      'GlobalNetworkPolicy',
      { action: 'Allow', protocol: 'ICMPv6', icmp: { type: 128, code: 0 }, notICMP: { type: 1 } },
      { action: 'allow', protocol: 'icmpv6', ipVersion: 6, icmp: { type: 128, code: 0 }, notIcmp: { type: 1 } },
    ],
    [
      'GlobalNetworkPolicy',
      { action: 'Allow', protocol: 'TCP', destination: { ports: [80, '90:95', 'http'], notPorts: ['91'] } },
      {
        action: 'allow',
        protocol: 'tcp',
        destination: {
          ports: [{ first: 80, last: 80 }, { first: 90, last: 95 }, { name: 'http' }],
          notPorts: [{ first: 91, last: 91 }],
        },
      },
    ],
    [
      'GlobalNetworkPolicy',
      { action: 'Deny', source: { nets: ['10.1.2.3/8', 'fd00::1'], notNets: ['10.9.0.0/16'] } },
      { action: 'deny', source: { nets: ['10.0.0.0/8', 'fd00::1/128'], notNets: ['10.9.0.0/16'] } },
    ],
    [
      'NetworkPolicy',
      { action: 'Deny', source: { nets: ['10.0.0.0/8'] } },
      { action: 'deny', source: { nets: ['10.0.0.0/8'] } },
    ],
    [
      'NetworkPolicy',
      { action: 'Deny', source: { notSelector: 'has(a)' } },
      { action: 'deny', source: { selector: inProd, notSelector: 'has(a)' } },
    ],
    [
      'NetworkPolicy',
      { action: 'Deny', source: { selector: 'has(a)', namespaceSelector: 'global()' } },
      { action: 'deny', source: { selector: '(!has(projectcalico.org/namespace) && has(a))' } },
    ],
    [
      'NetworkPolicy',
      { action: 'Deny', source: { selector: 'has(a)', serviceAccounts: { names: ['b', 'a'], selector: 'has(c)' } } },
      {
        action: 'deny',
        source: {
          selector: `(${inProd} && ((has(pcsa.c) && projectcalico.org/serviceaccount in {"a", "b"}) && has(a)))`,
        },
      },
    ],
    [
      'NetworkPolicy',
      { action: 'Allow', destination: { services: { name: 'web', namespace: 'dev' } } },
      { action: 'allow', destination: { service: { namespace: 'dev', name: 'web' } } },
    ],
    [
      'GlobalNetworkPolicy',
      { action: 'Allow', http: { methods: ['GET'], paths: [{ exact: '/a' }, { prefix: '/b' }] } },
      { action: 'allow', http: { methods: ['GET'], paths: [{ exact: '/a' }, { prefix: '/b' }] } },
    ],
    [
      'GlobalNetworkPolicy',
      { action: 'Allow', metadata: { annotations: { note: 'x' } } },
      { action: 'allow', annotations: { note: 'x' } },
    ],
  ])('%s %j', (kind, rule, expected) => {
    expect(convertRule(rule, kind)).toEqual({ rules: [expected], errors: [] });
  });
});

describe('a rule that cannot be understood', () => {
  const matches: [string, object, string][] = [
    ['a bad selector', { source: { selector: 'a = b' } }, 'source.selector: expected =='],
    ['a bad notSelector', { source: { notSelector: '(' } }, 'source.notSelector: expected a label test'],
    ['a bad net', { source: { nets: ['x'] } }, 'source.nets[0]: expected a CIDR or an IP address, got "x"'],
    ['a bad notNet', { source: { nets: ['10.0.0.0/8'], notNets: ['x'] } }, 'source.notNets[0]: expected a CIDR'],
    ['a bad notPort', { protocol: 'TCP', destination: { notPorts: [0] } }, 'destination.notPorts[0]: expected a whole'],
    ['a port without protocol', { destination: { ports: [80] } }, 'destination: ports need the protocol TCP'],
    [
      'a named port of ICMP',
      { protocol: 'ICMP', destination: { ports: ['a'] } },
      'destination: ports need the protocol',
    ],
    ['an unknown protocol', { protocol: 'TPC' }, 'protocol: expected a protocol, got "TPC"'],
    ['protocol zero', { protocol: 0 }, 'protocol: expected a whole number from 1 to 255, got 0'],
    ['IPv5', { ipVersion: 5 }, 'ipVersion: expected 4 or 6, got 5'],
    ['ICMP of IPv6', { ipVersion: 6, protocol: 'ICMP' }, 'ipVersion: the protocol is not one of IPv6'],
    ['an ICMP type of TCP', { protocol: 'TCP', icmp: { type: 8 } }, 'icmp: ICMP types need the protocol ICMP'],
    ['an ICMP code alone', { protocol: 'ICMP', icmp: { code: 8 } }, 'icmp.code: an ICMP code without a type'],
    ['an unknown field', { sorce: {} }, 'sorce: unknown field'],
    ['an unknown field in a side', { source: { net: [] } }, 'source.net: unknown field'],
    [
      'a service and a selector',
      { source: { selector: 'has(a)', services: { name: 'a', namespace: 'b' } } },
      'source.services: services and selector exclude each other',
    ],
    [
      'a service and ports',
      { protocol: 'TCP', destination: { ports: [1], services: { name: 'a', namespace: 'b' } } },
      'destination: services bring their own ports',
    ],
    ['a bad service account', { source: { serviceAccounts: { names: ["a'"] } } }, 'source.serviceAccounts.names[0]:'],
  ];

  test.each(matches)('%s', (_, match, error) => {
    const allow = convertRule({ action: 'Allow', ...match });
    expect(allow.rules).toEqual([]);
    expect(allow.errors.at(-1)).toContain('; the rule allows nothing');
    expect(allow.errors[0]).toContain(`spec.ingress[0].${error}`);
    for (const action of ['Deny', 'Pass']) {
      const closed = convertRule({ action, ...match });
      expect(closed.rules).toEqual([{ action: 'deny' }]);
      expect(closed.errors).toEqual([expect.stringContaining(`spec.ingress[0].${error}`)]);
      expect(closed.errors[0]).toContain('; the rule denies everything');
    }
    expect(convertRule({ action: 'Log', ...match }).rules).toEqual([]);
  });

  test.each<[unknown]>([[undefined], ['allow'], [{}]])('action %j denies everything', (action) => {
    expect(convertRule({ action }).rules).toEqual([{ action: 'deny' }]);
  });

  test.each<[unknown]>([[null], ['x'], [[]]])('%j denies everything', (rule) => {
    expect(convertRule(rule).rules).toEqual([{ action: 'deny' }]);
  });

  test('rules that are no list deny everything in their direction', () => {
    const { value, errors } = globalPolicy({ egress: 'x' });
    expect(value).toMatchObject({ egress: true });
    expect(value?.outboundRules.map(brief)).toEqual([{ action: 'deny' }]);
    expect(errors).toEqual(['spec.egress: expected a list, got "x"; everything is denied in this direction']);
  });

  test('an allow rule keeps the nets and ports that can be understood', () => {
    const { rules, errors } = convertRule({
      action: 'Allow',
      protocol: 'TCP',
      source: { nets: ['x', '10.0.0.0/8'] },
      destination: { ports: [0, 80] },
    });
    expect(rules).toEqual([
      {
        action: 'allow',
        protocol: 'tcp',
        source: { nets: ['10.0.0.0/8'] },
        destination: { ports: [{ first: 80, last: 80 }] },
      },
    ]);
    expect(errors).toHaveLength(2);
  });

  test('a service without namespace is none, which must not open', () => {
    const match = { source: { services: { name: 'a' } } };
    expect(convertRule({ action: 'Allow', ...match }, 'NetworkPolicy').rules).toEqual([
      { action: 'allow', source: { service: { namespace: '', name: 'a' } } },
    ]);
    expect(convertRule({ action: 'Deny', ...match }, 'NetworkPolicy').rules).toEqual([{ action: 'deny' }]);
  });

  test('annotations that cannot be understood change nothing', () => {
    expect(convertRule({ action: 'Deny', protocol: 'TCP', metadata: { annotations: { a: {} } } })).toEqual({
      rules: [{ action: 'deny', protocol: 'tcp' }],
      errors: ['spec.ingress[0].metadata.annotations.a: expected a string, got {}; the label is ignored'],
    });
  });
});

describe('hooks and hints', () => {
  test('are taken over', () => {
    const spec = { doNotTrack: true, applyOnForward: true, performanceHints: ['AssumeNeededOnEveryNode'] };
    expect(globalPolicy(spec)).toMatchObject({
      value: { untracked: true, preDnat: false, applyOnForward: true, performanceHints: ['AssumeNeededOnEveryNode'] },
      errors: [],
    });
  });

  test('that exclude each other leave a normal policy', () => {
    expect(globalPolicy({ doNotTrack: true, preDNAT: true })).toEqual({
      value: expect.objectContaining({ untracked: false, preDnat: false }),
      errors: ['spec.preDNAT: doNotTrack and preDNAT exclude each other; the policy is applied as a normal one'],
    });
  });

  test('that cannot be understood are left out', () => {
    expect(globalPolicy({ order: '5', performanceHints: ['Fast'], preDNAT: 'yes' })).toEqual({
      value: expect.objectContaining({ order: undefined, preDnat: false, performanceHints: [] }),
      errors: [
        'spec.order: expected a number, got "5"; it goes last',
        'spec.preDNAT: expected true or false, got "yes"; taken as false',
        'spec.performanceHints[0]: expected AssumeNeededOnEveryNode, got "Fast"; the hint is ignored',
      ],
    });
  });
});

describe('staged kinds', () => {
  test.each(['StagedNetworkPolicy', 'StagedGlobalNetworkPolicy', 'StagedKubernetesNetworkPolicy'])('%s', (kind) => {
    const staged = convertTo('policy', calico(kind, { stagedAction: 'Set' }));
    expect(staged).toMatchObject({ value: { kind, staged: true, ingress: true }, errors: [] });
    expect(convertTo('policy', calico(kind, { stagedAction: 'Delete' }))).toEqual({ value: undefined, errors: [] });
  });
});

describe('stored as crd.projectcalico.org/v1', () => {
  const stored = (name: string, tier?: string, metadata?: object) =>
    convertTo(
      'policy',
      apiObject({
        apiVersion: 'crd.projectcalico.org/v1',
        kind: 'GlobalNetworkPolicy',
        metadata: {
          name,
          ...(metadata && { annotations: { 'projectcalico.org/metadata': JSON.stringify(metadata) } }),
        },
        spec: { tier },
      }),
    ).value?.name;

  test('names in the default tier have it in front', () => {
    expect(stored('default.web')).toBe('web');
    expect(stored('default.web', 'default')).toBe('web');
    expect(stored('default.web', 'platform')).toBe('default.web');
    expect(stored('platform.web', 'platform')).toBe('platform.web');
    expect(stored('web')).toBe('web');
  });

  test('the name that users gave goes first', () => {
    expect(stored('default.web', 'default', { name: 'default.web' })).toBe('default.web');
    expect(stored('default.web', 'default', { name: 'not a name' })).toBe('web');
  });
});
