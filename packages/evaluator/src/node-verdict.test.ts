import { describe, expect, test } from 'vitest';
import { connectionVerdict } from './connection.ts';
import { nodeState, packet, rules, tier, WORKLOAD } from './fixtures.ts';
import { nodeVerdict, type Place } from './node-verdict.ts';

const policies = { allows: rules({ action: 'allow' }), denies: rules({ action: 'deny' }) };
const profiles = { open: rules({ action: 'allow' }) };
const open = { profile_ids: ['open'] };
const shut = { tiers: [tier('t', ['denies'])] };
const allowing = [tier('t', ['allows'])];
const denying = [tier('t', ['denies'])];

const workload: Place = { at: 'workload', key: WORKLOAD };
const node: Place = { at: 'node' };
const eth0: Place = { at: 'interface', name: 'eth0' };
const out = packet({ source: '10.0.0.1', destination: '10.9.0.9' });

const stagesOf = (verdict: ReturnType<typeof nodeVerdict>) =>
  verdict.stages.map(({ stage, direction, outcome }) => `${stage} ${direction} ${outcome}`);

describe('stages in order', () => {
  test.each([
    ['from outside to a workload', eth0, workload, packet(), ['host-forward ingress allow', 'workload ingress allow']],
    ['from a workload to outside', workload, eth0, out, ['workload egress allow', 'host-forward egress allow']],
    ['from outside to the node', eth0, node, packet(), ['host ingress allow']],
    ['from the node to outside', node, eth0, packet(), ['host egress allow']],
    ['from the node to a workload', node, workload, packet(), ['node egress allow']],
    ['from a workload to the node', workload, node, out, ['workload egress allow', 'node ingress deny']],
    ['from a workload to itself', workload, workload, packet(), []],
    ['an interface without an endpoint', { at: 'interface', name: 'eth1' } as Place, node, packet(), []],
  ] as const)('%s', (_name, from, to, description, expected) => {
    const state = nodeState({ policies, profiles, workload: open, host: { name: 'eth0', ...open } });
    expect(stagesOf(nodeVerdict(state, from, to, description))).toEqual(expected);
  });

  test('what an early stage accepts spares the host its later ones, not the workload its own', () => {
    for (const early of [{ untracked_tiers: allowing }, { pre_dnat_tiers: allowing }]) {
      const host = { name: 'eth0', ...early, tiers: denying, forward_tiers: denying };
      const state = nodeState({ policies, profiles, workload: shut, host });
      expect(nodeVerdict(state, eth0, node, packet()).allowed).toBe(true);
      const verdict = nodeVerdict(state, eth0, workload, packet());
      expect(stagesOf(verdict).slice(-2)).toEqual([expect.stringMatching(/allow$/), 'workload ingress deny']);
    }
  });

  test('early stages that do not decide leave the rest to later ones', () => {
    const early = [tier('t', ['empty'])];
    const host = { name: 'eth0', untracked_tiers: early, pre_dnat_tiers: early, ...open };
    const state = nodeState({ policies: { empty: {} }, profiles, host });
    expect(stagesOf(nodeVerdict(state, eth0, node, packet()))).toEqual([
      'untracked ingress undecided',
      'pre-dnat ingress undecided',
      'host ingress allow',
    ]);
  });

  test('a denial ends the way', () => {
    const state = nodeState({ policies, profiles, workload: open, host: { name: 'eth0', untracked_tiers: denying } });
    const verdict = nodeVerdict(state, eth0, workload, packet());
    expect(stagesOf(verdict)).toEqual(['untracked ingress deny']);
    expect(verdict.allowed).toBe(false);
    expect(verdict.decidedBy).toMatchObject({ by: 'rule', owner: { name: 'denies' } });
  });

  test('an established connection passes at the first filter that tracks it', () => {
    const state = nodeState({ policies, workload: shut, host: { name: 'eth0', forward_tiers: denying } });
    const verdict = nodeVerdict(state, eth0, workload, packet({ state: 'established' }));
    expect(verdict.allowed).toBe(true);
    expect(stagesOf(verdict)).toEqual(['host-forward ingress allow']);
  });

  test('what untracked policy accepts has no connection to be known by', () => {
    const state = nodeState({ policies, workload: shut, host: { name: 'eth0', untracked_tiers: allowing } });
    expect(nodeVerdict(state, eth0, workload, packet({ state: 'established' })).allowed).toBe(false);
  });

  test('the endpoint for all interfaces forwards for workloads too', () => {
    const host = (change: object) => ({ policies, profiles, workload: open, host: { name: '*', ...open, ...change } });
    const forwarding = nodeState(host({ forward_tiers: allowing, untracked_tiers: denying }));
    expect(stagesOf(nodeVerdict(forwarding, workload, { at: 'interface', name: 'eth0' }, out))).toEqual([
      'host-forward ingress allow',
      'workload egress allow',
      'host-forward egress allow',
    ]);
    const closed = nodeState(host({ forward_tiers: [{ ...denying[0], ingress_policies: [] }] }));
    expect(stagesOf(nodeVerdict(closed, { at: 'interface', name: 'eth0' }, workload, packet())).at(-1)).toBe(
      'host-forward egress deny',
    );
    expect(nodeVerdict(closed, node, workload, packet()).allowed).toBe(true);
    const early = nodeState(host({ pre_dnat_tiers: denying }));
    expect(nodeVerdict(early, workload, node, out).allowed).toBe(false);
  });
});

test.each([
  ['*', 'eth7', true],
  ['eth0', 'eth7', false],
  ['eth0', 'eth0', true],
] as const)('endpoint %s is asked for interface %s: %s', (name, interfaceName, asked) => {
  const state = nodeState({ policies, host: { name, tiers: denying } });
  expect(nodeVerdict(state, { at: 'interface', name: interfaceName }, node, packet()).allowed).toBe(!asked);
});

test('before NAT, an interface whose endpoint says nothing there is among all interfaces', () => {
  const state = nodeState({ policies, profiles, host: { name: 'eth0', ...open } });
  const id = { endpoint_id: 'all' };
  state.apply({
    host_endpoint_update: { id, endpoint: { name: '*', pre_dnat_tiers: denying, untracked_tiers: denying } },
  });
  expect(stagesOf(nodeVerdict(state, eth0, node, packet()))).toEqual(['pre-dnat ingress deny']);
});

test('of several endpoints for one interface, the first by identifier is asked', () => {
  const state = nodeState({ policies, profiles, host: { name: 'eth0', ...open } });
  state.apply({ host_endpoint_update: { id: { endpoint_id: 'a' }, endpoint: { name: 'eth0', tiers: denying } } });
  expect(nodeVerdict(state, eth0, node, packet()).allowed).toBe(false);
});

test('an endpoint without a name is that of the interface with its address', () => {
  const state = nodeState({ policies, host: { expected_ipv4_addrs: ['192.0.2.1'], tiers: denying } });
  const from = (addresses: string[]) =>
    nodeVerdict(state, { at: 'interface', name: 'eth3', addresses }, node, packet()).allowed;
  expect(from(['192.0.2.1'])).toBe(false);
  expect(from(['192.0.2.2'])).toBe(true);
});

test.each([
  ['drop', false],
  ['accept', true],
  ['return', true],
] as const)('a workload to its node: %s', (endpointToHostAction, allowed) => {
  const state = nodeState({ profiles, workload: open, options: { settings: { endpointToHostAction } } });
  expect(nodeVerdict(state, workload, node, out).allowed).toBe(allowed);
});

test('neighbour discovery reaches the node whatever the policy', () => {
  const state = nodeState({ policies, workload: shut });
  const solicit = { source: 'fd00::1', destination: 'fe80::1', protocol: 'icmpv6', icmp: { type: 135, code: 0 } };
  expect(nodeVerdict(state, workload, node, solicit).allowed).toBe(true);
  expect(nodeVerdict(state, workload, node, { ...solicit, icmp: { type: 128, code: 0 } }).allowed).toBe(false);
});

test('a workload may send from its own addresses and those it was given', () => {
  const given = { profiles, workload: { ...open, allow_spoofed_source_prefixes: ['10.77.0.0/16'] } };
  const state = nodeState(given);
  const from = (source: string) => nodeVerdict(state, workload, eth0, packet({ source, destination: '10.9.0.9' }));
  expect(from('10.0.0.1').allowed).toBe(true);
  expect(from('10.77.1.1').allowed).toBe(true);
  expect(from('10.0.0.2').decidedBy).toEqual({ by: 'spoofed-source', source: '10.0.0.2' });
  const discover = packet({ source: '0.0.0.0', destination: '255.255.255.255', protocol: 'udp', destinationPort: 67 });
  expect(nodeVerdict(state, workload, eth0, discover).allowed).toBe(true);
  expect(nodeVerdict(state, workload, eth0, { ...discover, destination: '10.9.0.9' }).allowed).toBe(false);
  const linkLocal = packet({ source: 'fe80::1', destination: 'ff02::2' });
  expect(nodeVerdict(state, workload, eth0, linkLocal).allowed).toBe(true);
});

test('an endpoint that the node does not know is closed', () => {
  const state = nodeState({});
  const unknown: Place = { at: 'workload', key: 'k8s|prod/other|eth0' };
  expect(nodeVerdict(state, eth0, unknown, packet()).decidedBy).toMatchObject({ by: 'unknown-endpoint' });
  expect(nodeVerdict(state, unknown, eth0, packet()).allowed).toBe(false);
});

describe('both ends', () => {
  const sender = nodeState({ policies, profiles, workload: open });
  const receiver = (endpoint: object) => {
    const state = nodeState({ policies, profiles, workload: { ipv4_nets: ['10.9.0.9/32'], ...endpoint } });
    return state;
  };

  test('both must allow', () => {
    expect(connectionVerdict(sender, receiver(open), out)).toMatchObject({
      allowed: true,
      source: { allowed: true },
      destination: { allowed: true },
    });
    expect(connectionVerdict(sender, receiver(shut), out)).toMatchObject({
      allowed: false,
      source: { allowed: true },
      destination: { allowed: false },
    });
  });

  test('outside the cluster nobody is asked', () => {
    expect(connectionVerdict(sender, undefined, out)).toMatchObject({ allowed: true, destination: undefined });
    expect(connectionVerdict(undefined, receiver(shut), out)).toMatchObject({ allowed: false, source: undefined });
  });

  test('two workloads of one node', () => {
    const state = nodeState({ policies, profiles, workload: open });
    const id = { orchestrator_id: 'k8s', workload_id: 'prod/db', endpoint_id: 'eth0' };
    const endpoint = { state: 'active', ipv4_nets: ['10.9.0.9/32'], ...shut };
    state.apply({ workload_endpoint_update: { id, endpoint } });
    const verdict = connectionVerdict(state, state, out);
    expect(stagesOf(verdict.destination!)).toEqual(['workload egress allow', 'workload ingress deny']);
    expect(verdict.allowed).toBe(false);
  });

  test('a packet that makes no sense is refused by field', () => {
    expect(() => connectionVerdict(sender, undefined, packet({ source: 'x' }))).toThrow(
      /source: x is not an IP address/,
    );
    expect(() => connectionVerdict(sender, undefined, packet({ destination: '::1' }))).toThrow(/destination/);
    expect(() => connectionVerdict(sender, undefined, packet({ destinationPort: 70_000 }))).toThrow(/70000/);
    expect(() => connectionVerdict(sender, undefined, packet({ protocol: 'nope' }))).toThrow(/nope/);
  });
});
