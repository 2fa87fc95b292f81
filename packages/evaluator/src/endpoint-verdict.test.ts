import type { felix } from '@manul/proto';
import { describe, expect, test } from 'vitest';
import { askHost, askWorkload, type HostStage } from './endpoint-verdict.ts';
import { type Given, nodeState, packet, policyId, rules, tier, WORKLOAD } from './fixtures.ts';
import { type PacketDescription, parsePacket } from './packet.ts';
import type { Direction } from './verdict.ts';

const allow = { action: 'allow', rule_id: 'a' };
const deny = { action: 'deny', rule_id: 'd' };
const pass = { action: 'pass', rule_id: 'p' };
const log = { action: 'log', rule_id: 'l' };
const tcp443 = { protocol: { name: 'tcp' }, dst_ports: [{ first: 443, last: 443 }] };

function ask(given: Given, direction: Direction = 'ingress', description: PacketDescription = packet()) {
  const state = nodeState(given);
  return askWorkload(state, state.workload(WORKLOAD)!, direction, parsePacket(description));
}

describe('workload endpoint', () => {
  const policies = {
    allows: rules(allow),
    denies: rules(deny),
    passes: rules(pass),
    logs: rules(log),
    empty: {},
    'allows 443': rules({ ...allow, ...tcp443 }),
    'in only': { inbound_rules: [allow] },
  };
  const profiles = { open: rules(allow), closed: rules(deny), empty: {}, passes: rules(pass) };

  const cases: [string, felix.ITierInfo[], string[], 'allow' | 'deny', string][] = [
    ['no tier and no profile denies', [], [], 'deny', 'no-profile-matched'],
    ['no tier: a profile allows', [], ['open'], 'allow', 'rule'],
    ['no tier: a profile denies', [], ['closed', 'open'], 'deny', 'rule'],
    ['profiles are asked in order', [], ['empty', 'passes', 'open'], 'allow', 'rule'],
    ['a profile that is not there denies', [], ['gone', 'open'], 'deny', 'missing-profile'],
    ['a policy allows', [tier('t', ['allows'])], ['closed'], 'allow', 'rule'],
    ['the first policy that matches decides', [tier('t', ['allows 443', 'denies', 'allows'])], [], 'deny', 'rule'],
    ['no match ends in the default: deny', [tier('t', ['allows 443'])], ['open'], 'deny', 'tier-default'],
    ['no match ends in the default: pass', [tier('t', ['allows 443'], 'Pass')], ['open'], 'allow', 'rule'],
    ['a tier without a default denies', [tier('t', ['empty'], '')], ['open'], 'deny', 'tier-default'],
    ['pass leads to the next tier', [tier('t', ['passes', 'denies']), tier('u', ['allows'])], [], 'allow', 'rule'],
    ['pass in the last tier leads to profiles', [tier('t', ['passes'])], ['open'], 'allow', 'rule'],
    ['log goes on', [tier('t', ['logs', 'allows'])], [], 'allow', 'rule'],
    ['log alone decides nothing', [tier('t', ['logs'])], [], 'deny', 'tier-default'],
    ['a tier without policies has no say', [tier('t', []), tier('u', ['allows'])], [], 'allow', 'rule'],
    ['a policy that is not there denies', [tier('t', ['gone', 'allows'])], [], 'deny', 'missing-policy'],
  ];

  test.each(cases)('%s', (_name, tiers, profileIds, outcome, by) => {
    const verdict = ask({ policies, profiles, workload: { tiers, profile_ids: profileIds } });
    expect([verdict.outcome, verdict.steps.at(-1)?.by]).toEqual([outcome, by]);
  });

  test('a tier has a say in the directions in which it has policies', () => {
    const ingressOnly = { name: 't', ingress_policies: [policyId('in only')], default_action: 'Deny' };
    const given = { policies, profiles, workload: { tiers: [ingressOnly], profile_ids: ['open'] } };
    expect(ask(given, 'egress').steps).toEqual([
      expect.objectContaining({ by: 'rule', owner: { type: 'profile', name: 'open' }, direction: 'egress' }),
    ]);
  });

  test('the trace tells what was asked, in order', () => {
    const sets = [{ id: 's:x', members: ['10.9.0.9'] }];
    const selecting = rules(deny, { ...allow, src_ip_set_ids: ['s:x'] });
    selecting.inbound_rules![0] = { ...deny, ...tcp443 };
    const given = {
      sets,
      policies: { ...policies, selecting },
      workload: { tiers: [tier('first', ['logs', 'passes']), tier('second', ['empty', 'selecting'])] },
    };
    const owner = (name: string) => ({ type: 'policy', kind: 'NetworkPolicy', namespace: 'prod', name });
    const rule = { by: 'rule', direction: 'ingress', sets: [], fault: undefined };
    expect(ask(given).steps).toEqual([
      { ...rule, tier: 'first', owner: owner('logs'), index: 0, ruleId: 'l', action: 'log' },
      { by: 'no-rule-matched', tier: 'first', owner: owner('logs') },
      { ...rule, tier: 'first', owner: owner('passes'), index: 0, ruleId: 'p', action: 'pass' },
      { by: 'no-rule-matched', tier: 'second', owner: owner('empty') },
      {
        ...rule,
        tier: 'second',
        owner: owner('selecting'),
        index: 1,
        ruleId: 'a',
        action: 'allow',
        sets: [{ side: 'source', set: 's:x', member: '10.9.0.9' }],
      },
    ]);
  });

  test.each([
    ['an allow rule that is not understood allows nothing', allow, 'deny', 'tier-default'],
    ['a deny rule that is not understood denies', deny, 'deny', 'rule'],
    ['a pass rule that is not understood denies', pass, 'deny', 'rule'],
    ['a log rule that is not understood goes on', log, 'deny', 'tier-default'],
  ] as const)('%s', (_name, rule, outcome, by) => {
    const broken = rules({ ...rule, src_net: ['10.0.0.0/40'] });
    const verdict = ask({ policies: { broken }, workload: { tiers: [tier('t', ['broken'])] } });
    expect([verdict.outcome, verdict.steps.at(-1)?.by]).toEqual([outcome, by]);
  });

  const open = { profiles, workload: { profile_ids: ['open'] } };
  const shut = { policies, workload: { tiers: [tier('t', ['denies'])] } };

  test.each([
    ['established', shut, { state: 'established' }, 'allow', 'connection-state'],
    ['related', shut, { state: 'related' }, 'allow', 'connection-state'],
    ['invalid', open, { state: 'invalid' }, 'deny', 'connection-state'],
    ['new', open, { state: 'new' }, 'allow', 'rule'],
    ['VXLAN', open, { protocol: 'udp', destinationPort: 4789 }, 'deny', 'encapsulation'],
    ['IP in IP', open, { protocol: 4 }, 'deny', 'encapsulation'],
  ] as const)('egress: %s', (_name, given, change, outcome, by) => {
    const verdict = ask(given, 'egress', packet(change));
    expect([verdict.outcome, verdict.steps.at(-1)?.by]).toEqual([outcome, by]);
  });

  test('VXLAN towards a workload is its own business', () => {
    expect(ask(open, 'ingress', packet({ protocol: 'udp', destinationPort: 4789 })).outcome).toBe('allow');
  });

  test('an endpoint that is not active is closed, for established connections too', () => {
    const given = { profiles, workload: { profile_ids: ['open'], state: 'inactive' } };
    expect(ask(given, 'ingress', packet({ state: 'established' })).outcome).toBe('deny');
  });
});

describe('host endpoint', () => {
  const policies = { allows: rules(allow), denies: rules(deny), 'allows 443': rules({ ...allow, ...tcp443 }) };
  const stages: [string, HostStage, felix.IHostEndpoint, PacketDescription, string][] = [
    ['untracked allows', 'untracked', { untracked_tiers: [tier('t', ['allows'])] }, packet(), 'allow'],
    ['untracked denies', 'untracked', { untracked_tiers: [tier('t', ['denies'])] }, packet(), 'deny'],
    [
      'untracked never denies by default',
      'untracked',
      { untracked_tiers: [tier('t', ['allows 443'])] },
      packet(),
      'undecided',
    ],
    [
      'untracked: failsafe',
      'untracked',
      { untracked_tiers: [tier('t', ['denies'])] },
      packet({ destinationPort: 22 }),
      'undecided',
    ],
    [
      'untracked: answer from a failsafe port',
      'untracked',
      { untracked_tiers: [tier('t', ['denies'])] },
      packet({ protocol: 'udp', sourcePort: 53, destinationPort: 4000 }),
      'undecided',
    ],
    ['pre-DNAT allows', 'pre-dnat', { pre_dnat_tiers: [tier('t', ['allows'])] }, packet(), 'allow'],
    ['pre-DNAT denies', 'pre-dnat', { pre_dnat_tiers: [tier('t', ['denies'])] }, packet(), 'deny'],
    [
      'pre-DNAT never denies by default',
      'pre-dnat',
      { pre_dnat_tiers: [tier('t', ['allows 443'])] },
      packet(),
      'undecided',
    ],
    ['normal denies by default', 'host', { tiers: [tier('t', ['allows 443'])] }, packet(), 'deny'],
    ['normal: failsafe', 'host', { tiers: [tier('t', ['denies'])] }, packet({ destinationPort: 22 }), 'allow'],
    [
      'normal: answers need connection tracking',
      'host',
      { tiers: [tier('t', ['denies'])] },
      packet({ sourcePort: 6443 }),
      'deny',
    ],
    ['normal without policy or profile denies', 'host', {}, packet(), 'deny'],
    ['forward without policy allows', 'host-forward', { tiers: [tier('t', ['denies'])] }, packet(), 'allow'],
    ['forward denies by default', 'host-forward', { forward_tiers: [tier('t', ['allows 443'])] }, packet(), 'deny'],
    [
      'forward has no failsafe',
      'host-forward',
      { forward_tiers: [tier('t', ['denies'])] },
      packet({ destinationPort: 22 }),
      'deny',
    ],
    [
      'forward with policy of the other direction',
      'host-forward',
      { forward_tiers: [{ name: 't', egress_policies: [policyId('denies')] }] },
      packet(),
      'undecided',
    ],
  ];

  test.each(stages)('%s', (_name, stage, host, description, outcome) => {
    const state = nodeState({ policies, host: { name: 'eth0', ...host } });
    const endpoint = state.hostEndpointOf('eth0', [])!;
    expect(askHost(state, endpoint, stage, 'ingress', parsePacket(description)).outcome).toBe(outcome);
  });

  test('a failsafe port may be for one network alone', () => {
    const settings = { failsafeInbound: [{ protocol: 'tcp', port: 22, net: '10.8.0.0/16' }] };
    const host = { name: 'eth0', tiers: [tier('t', ['denies'])] };
    const state = nodeState({ policies, host, options: { settings } });
    const from = (source: string) =>
      askHost(
        state,
        state.hostEndpointOf('eth0', [])!,
        'host',
        'ingress',
        parsePacket(packet({ source, destinationPort: 22 })),
      );
    expect(from('10.8.0.1').outcome).toBe('allow');
    expect(from('10.9.0.1').outcome).toBe('deny');
  });
});
