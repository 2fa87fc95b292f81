import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandError, type CommandRunner } from '@manul/iptables';
import { createLogger } from '@manul/observability';
import type { felix } from '@manul/proto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parseFlow } from './conntrack.ts';
import { refuseMidstream, StrictMode } from './strict-mode.ts';

const tcp = (source: string, destination: string, port: number, state = 'ESTABLISHED') =>
  `ipv4     2 tcp      6 431999 ${state} src=${source} dst=${destination} sport=40000 dport=${port} src=${destination} dst=${source} sport=${port} dport=40000 [ASSURED] mark=0 use=1`;
const udp = (source: string, sport: number, destination: string, dport: number) =>
  `ipv4     2 udp      17 29 src=${source} dst=${destination} sport=${sport} dport=${dport} src=${destination} dst=${source} sport=${dport} dport=${sport} mark=0 use=1`;

test('the connection is as policy sees it: after destination NAT, before source NAT', () => {
  const line =
    'ipv4     2 tcp      6 86399 ESTABLISHED src=10.0.0.5 dst=10.96.0.1 sport=4000 dport=443 src=10.0.0.9 dst=192.168.0.1 sport=6443 dport=61000 [ASSURED] mark=0 use=1';
  expect(parseFlow(line)).toEqual({
    protocol: 6,
    source: '10.0.0.5',
    destination: '10.0.0.9',
    sourcePort: 4000,
    destinationPort: 6443,
    icmp: undefined,
    criteria: '--family ipv4 --proto 6 --orig-src 10.0.0.5 --orig-dst 10.96.0.1 --sport 4000 --dport 443'.split(' '),
  });
});

test('ICMP, IPv6 and unknown protocols', () => {
  const icmp = parseFlow(
    'ipv6     10 icmpv6   58 29 src=fd00::1 dst=fd00::2 type=128 code=0 id=7 src=fd00::2 dst=fd00::1 type=129 code=0 id=7 mark=0 use=1',
  );
  expect(icmp).toMatchObject({ protocol: 58, icmp: { type: 128, code: 0 }, destination: 'fd00::2' });
  expect(icmp?.criteria.slice(-6)).toEqual(['--icmp-type', '128', '--icmp-code', '0', '--icmp-id', '7']);
  const gre = parseFlow('ipv4     2 unknown  99 500 src=10.0.0.1 dst=10.0.0.2 src=10.0.0.2 dst=10.0.0.1 mark=0 use=1');
  expect(gre).toMatchObject({ protocol: 99, sourcePort: undefined });
});

test.each([
  ['over', tcp('10.0.0.5', '10.0.0.1', 80, 'TIME_WAIT')],
  ['of another zone', `${tcp('10.0.0.5', '10.0.0.1', 80)} zone=3`],
  ['a summary', 'conntrack v1.4.7 (conntrack-tools): 1 flow entries have been shown.'],
])('a connection that is %s is left alone', (_, line) => {
  expect(parseFlow(line)).toBeUndefined();
});

let table: string[];
let deleted: string[];
let cuts: number[];
let isBroken: boolean;
let refusal: string | undefined;
let strict: StrictMode;
let judgements: number;

const run: CommandRunner = async (_command, args) => {
  if (isBroken) throw new CommandError('failed', { command: 'conntrack', args }, { exitStatus: 2, stderr: 'broken' });
  if (args[0] === '--delete') deleted.push(args.join(' '));
  return { stdout: args[2] === 'ipv4' ? table.join('\n') : '', stderr: '' };
};

beforeEach(() => {
  table = [];
  deleted = [];
  cuts = [];
  judgements = 0;
  isBroken = false;
  refusal = undefined;
  const log = createLogger({ service: 'test', level: 'silent' });
  strict = new StrictMode({
    node: 'node-1',
    settings: {},
    run,
    log,
    onCut: (connections) => cuts.push(connections),
    refuse: () => {
      judgements++;
      return refusal;
    },
    ownAddresses: () => new Set(['192.168.0.1']),
  });
});
afterEach(() => strict.stop());

const id = { kind: 'NetworkPolicy', namespace: 'prod', name: 'web' };

function policy(...from: string[]): felix.IToDataplane {
  const inbound_rules = from.map((net) => ({ action: 'allow', src_net: [net] }));
  return { active_policy_update: { id, policy: { inbound_rules } } };
}

const endpoint: felix.IToDataplane = {
  workload_endpoint_update: {
    id: { orchestrator_id: 'k8s', workload_id: 'prod/web', endpoint_id: 'eth0' },
    endpoint: {
      state: 'active',
      name: 'cali1',
      ipv4_nets: ['10.0.0.1/32'],
      profile_ids: ['all'],
      tiers: [{ name: 'default', default_action: 'Deny', ingress_policies: [id] }],
    },
  },
};
const profile: felix.IToDataplane = {
  active_profile_update: {
    id: { name: 'all' },
    profile: { inbound_rules: [{ action: 'allow' }], outbound_rules: [{ action: 'allow' }] },
  },
};

async function round(...messages: felix.IToDataplane[]): Promise<void> {
  for (const message of messages) strict.onUpdate(message);
  const before = judgements;
  strict.afterRound();
  await judgedAfter(before);
}

/** Settles once one more judgement has come to its end: its commands, which are ours, take microtasks alone. */
async function judgedAfter(before: number): Promise<void> {
  await expect.poll(() => judgements).toBeGreaterThan(before);
  await new Promise((resolve) => setImmediate(resolve));
}

test('of established connections those that became denied are cut, and no others', async () => {
  table = [
    tcp('10.1.0.1', '10.0.0.1', 80),
    tcp('10.2.0.1', '10.0.0.1', 80),
    tcp('10.3.0.1', '10.0.0.1', 80),
    tcp('10.0.0.1', '10.1.0.1', 80),
    tcp('192.168.0.1', '10.0.0.1', 80),
    tcp('192.168.0.1', '192.168.0.1', 80),
  ];
  await round(profile, policy('10.1.0.0/16', '10.2.0.0/16'), endpoint);
  expect(deleted).toEqual([]);
  await round(policy('10.2.0.0/16'));
  expect(deleted).toEqual([
    '--delete --family ipv4 --proto 6 --orig-src 10.1.0.1 --orig-dst 10.0.0.1 --sport 40000 --dport 80',
  ]);
  expect(cuts).toEqual([1]);
});

test('what a change has not reached yet is judged by the next round', async () => {
  table = [tcp('10.1.0.1', '10.0.0.1', 80)];
  await round(profile, policy('10.1.0.0/16'), endpoint);
  strict.onUpdate(policy('10.1.0.0/16', '10.5.0.0/16'));
  const before = judgements;
  strict.afterRound();
  strict.onUpdate(policy());
  await judgedAfter(before);
  expect(deleted).toEqual([]);
  strict.afterRound();
  await expect.poll(() => deleted.length).toBe(1);
});

test('what comes back from the other end is cut as well', async () => {
  table = [udp('10.1.0.1', 5000, '10.0.0.1', 53)];
  await round(profile, policy('10.1.0.0/16'), endpoint);
  await round(policy());
  expect(deleted).toHaveLength(1);
  table = [udp('10.0.0.1', 53, '10.1.0.1', 5000), udp('10.0.0.1', 54, '10.1.0.1', 5000)];
  // Again each second, as it never leaves this table.
  await expect.poll(() => deleted.length).toBeGreaterThan(1);
  for (const cut of deleted.slice(1)) expect(cut).toContain('--orig-src 10.0.0.1 --orig-dst 10.1.0.1 --sport 53');
});

test('a judgement that could not come to its end is made again', async () => {
  table = [tcp('10.1.0.1', '10.0.0.1', 80)];
  await round(profile, policy('10.1.0.0/16'), endpoint);
  isBroken = true;
  await round(policy());
  isBroken = false;
  expect(deleted).toEqual([]);
  await expect.poll(() => deleted.length).toBe(1);
});

test('a kernel setting that cannot be written is a warning, and connections are cut all the same', async () => {
  refusal = 'read-only file system';
  table = [tcp('10.1.0.1', '10.0.0.1', 80)];
  await round(profile, policy('10.1.0.0/16'), endpoint);
  await round(policy());
  await expect.poll(() => deleted.length).toBe(1);
  expect(strict.warning).toBe('read-only file system');
  refusal = undefined;
  await round(policy('10.9.0.0/16'));
  await expect.poll(() => strict.warning).toBeUndefined();
});

test('the kernel setting is written where that is needed', () => {
  const directory = mkdtempSync(join(tmpdir(), 'manul-strict-'));
  const path = join(directory, 'loose');
  try {
    writeFileSync(path, '1\n');
    expect(refuseMidstream(path)).toBeUndefined();
    expect(readFileSync(path, 'utf8')).toBe('0');
    expect(refuseMidstream(join(directory, 'none', 'loose'))).toMatch(
      /^net\.netfilter\.nf_conntrack_tcp_loose .* set it on the node \(ENOENT/,
    );
  } finally {
    rmSync(directory, { recursive: true });
  }
});
