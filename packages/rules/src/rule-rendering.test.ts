import type { felix } from '@manul/proto';
import { describe, expect, test } from 'vitest';
import type { IpVersion } from './chain.ts';
import { defaultRulesConfig, rendering } from './config.ts';
import { renderRules } from './rule-rendering.ts';

const owner = { policy: { kind: 'NetworkPolicy', namespace: 'prod', name: 'web' }, tier: 'default' };
const render = (rules: felix.IRule[], ipVersion: IpVersion = 4, config = defaultRulesConfig) =>
  renderRules(rules, owner, 'c', rendering(config, ipVersion)).map(({ match, action }) => ({ match, action }));

const drops = [
  { match: [], action: { do: 'set-mark', mark: 0x40000 } },
  { match: [{ on: 'mark', value: 0x40000, mask: 0x40000 }], action: { do: 'drop' } },
];
const nothing = [{ match: [], action: undefined }];

describe('rules of a policy', () => {
  test('an empty policy has a rule that carries the comment', () => {
    expect(renderRules([], owner, 'c', rendering(defaultRulesConfig, 4))).toEqual([{ match: [], comments: ['c'] }]);
  });

  test('returns at the end are left out', () => {
    expect(render([{ action: 'allow' }])).toEqual([{ match: [], action: { do: 'set-mark', mark: 0x10000 } }]);
    expect(render([{ action: 'allow' }, { action: 'pass' }])).toHaveLength(3);
  });

  test('an annotation is on each of its rule, before the comment of the chain', () => {
    const metadata = { annotations: { b: '2', a: '1' } };
    const rules = renderRules([{ action: 'deny', metadata }], owner, 'c', rendering(defaultRulesConfig, 4));
    expect(rules.map(({ comments }) => comments)).toEqual([
      ['a=1', 'b=2', 'c'],
      ['a=1', 'b=2'],
    ]);
  });

  test('log rules are limited and do not decide', () => {
    const config = { ...defaultRulesConfig, logRateLimit: '5/minute', logRateLimitBurst: 7, logPrefix: '%k %p' };
    expect(render([{ action: 'log', protocol: { name: 'TCP' } }], 4, config)).toEqual([
      {
        match: [
          { on: 'limit', rate: '5/minute', burst: 7 },
          { on: 'protocol', protocol: 'tcp' },
        ],
        action: { do: 'log', prefix: 'np prod/web' },
      },
    ]);
  });

  test('reject instead of drop', () => {
    const config = { ...defaultRulesConfig, filterDenyAction: 'reject' } as const;
    expect(render([{ action: 'deny' }], 4, config).at(-1)?.action).toEqual({ do: 'reject' });
  });
});

describe('a protocol that is wanted and one that is not', () => {
  const both = (protocol: felix.IProtocol, not_protocol: felix.IProtocol) =>
    render([{ action: 'deny', protocol, not_protocol }])[0];

  test('are one to iptables, which takes no two', () => {
    expect(both({ number: 132 }, { name: 'UDP' })?.match).toEqual([{ on: 'protocol', protocol: 132 }]);
    expect(both({ name: 'tcp' }, { number: 17 })?.match).toEqual([{ on: 'protocol', protocol: 'tcp' }]);
  });

  test('never match where they are the same', () => {
    expect(both({ name: 'TCP' }, { number: 6 })).toEqual(nothing[0]);
    expect(both({ name: 'icmpv6' }, { name: 'ipv6-icmp' })).toEqual(nothing[0]);
  });
});

describe('one IP version', () => {
  test('a rule with networks of the other version alone says nothing', () => {
    expect(render([{ action: 'deny', src_net: ['fd00::/8'] }], 4)).toEqual(nothing);
    expect(render([{ action: 'deny', not_dst_net: ['fd00::/8'] }], 4)).toEqual(nothing);
    expect(render([{ action: 'deny', ip_version: 6 }], 4)).toEqual(nothing);
  });

  test('of mixed networks, its own', () => {
    expect(render([{ action: 'allow', dst_net: ['10.0.0.0/8', 'fd00::/8'] }], 6)).toEqual([
      { match: [{ on: 'destination-net', cidr: 'fd00::/8' }], action: { do: 'set-mark', mark: 0x10000 } },
    ]);
  });

  test('"not anything" never matches', () => {
    expect(render([{ action: 'deny', not_src_net: ['0.0.0.0/0'] }], 4)).toEqual(nothing);
  });

  test("the other version's ICMP types never match", () => {
    const ping: felix.IRule = { action: 'allow', protocol: { name: 'icmp' }, icmp_type: 8 };
    expect(render([ping], 6)).toEqual(nothing);
    expect(render([ping], 4)).toHaveLength(1);
  });
});

describe('what cannot be understood opens nothing', () => {
  const broken: [string, felix.IRule][] = [
    ['network', { src_net: ['10.0.0.0/8', '10.0.0.999'] }],
    ['excluded network', { not_dst_net: ['x --jump ACCEPT'] }],
    ['port', { protocol: { name: 'tcp' }, dst_ports: [{ first: 1, last: 70_000 }] }],
    ['port range', { protocol: { name: 'tcp' }, dst_ports: [{ first: 9, last: 5 }] }],
    ['port without protocol', { dst_ports: [{ first: 80, last: 80 }] }],
    ['protocol', { protocol: { name: 'quic --jump ACCEPT' } }],
    ['protocol without name and number', { protocol: {} }],
    ['protocol 0, any to the kernel', { protocol: { number: 0 } }],
    ['IP set', { src_ip_set_ids: ['a b'] }],
    ['ICMP type', { protocol: { name: 'icmp' }, icmp_type: 300 }],
    ['ICMP type without protocol', { icmp_type: 8 }],
  ];

  test.each(broken)('allow with a broken %s allows nothing', (_, rule) => {
    expect(render([{ ...rule, action: 'allow' }])).toEqual(nothing);
    expect(render([{ ...rule, action: 'log' }])).toEqual(nothing);
  });

  test.each(broken)('deny or pass with a broken %s denies', (_, rule) => {
    expect(render([{ ...rule, action: 'deny' }])).toEqual(drops);
    expect(render([{ ...rule, action: 'next-tier' }])).toEqual(drops);
  });

  test('an unknown action denies', () => {
    expect(render([{ action: 'permit' }])).toEqual(drops);
  });
});
