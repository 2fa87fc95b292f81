import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { run } from './render.ts';

let directory: string;
let out: string;
let err: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'manul-render-'));
  out = '';
  err = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += String(text);
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    err += String(text);
    return true;
  });
});

afterEach(() => {
  vi.restoreAllMocks();
  rmSync(directory, { recursive: true });
});

const file = (name: string, content: unknown) => {
  const path = join(directory, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};

const untracked = {
  active_policy_update: {
    id: { kind: 'GlobalNetworkPolicy', name: 'dns' },
    policy: {
      untracked: true,
      outbound_rules: [{ action: 'allow', dst_ip_set_ids: ['s:dns'], metadata: { annotations: { a: 'b' } } }],
    },
  },
};

describe('manul render', () => {
  test('each step whole, in both IP versions, with the raw-egress-only sections', async () => {
    const messages = file('messages.json', [
      [untracked],
      [{ active_policy_remove: { id: untracked.active_policy_update.id } }],
    ]);
    expect(await run(['--messages', messages])).toBe(0);
    const [first, second] = JSON.parse(out);
    const chain = 'cali-po-gnp/dns';
    const rule = '-m set --match-set cali60s:dns dst --jump MARK --set-mark 0x10000/0x10000';
    expect(first['6'].filter.chains[chain]).toEqual([rule]);
    expect(first['6'].filter.comments[chain]).toEqual([['GlobalNetworkPolicy dns egress', 'a=b']]);
    expect(first['6'].filter.programmed).not.toContain(chain);
    expect(first['4'].filter.kernel.INPUT).toEqual({ insert: ['--jump cali-INPUT'] });
    expect(first.rawEgressOnly['6']).toEqual({ chains: { [chain]: [rule] }, needed_ip_sets: ['cali60s:dns'] });
    expect(Object.keys(second['4'])).toEqual(['raw', 'mangle', 'nat', 'filter']);
    expect(second['6'].filter.chains[chain]).toBeUndefined();
    expect(second.rawEgressOnly['6']).toEqual({ chains: {}, needed_ip_sets: [] });
  });

  test('configuration: Felix parameters and interfaces', async () => {
    const config = {
      hostname: 'a',
      felix: { DefaultEndpointToHostAction: 'ACCEPT' },
      interfaces: { eth7: ['10.0.0.7'] },
    };
    const endpoint = {
      host_endpoint_update: { id: { endpoint_id: 'e' }, endpoint: { expected_ipv4_addrs: ['10.0.0.7'] } },
    };
    expect(await run(['--messages', file('m.json', [[endpoint]]), '--config', file('c.json', config)])).toBe(0);
    const [step] = JSON.parse(out);
    expect(step['4'].filter.chains['cali-wl-to-host'].at(-1)).toBe('--jump ACCEPT');
    expect(step['4'].filter.programmed).toContain('cali-fh-eth7');
  });

  test.each<[string, unknown, unknown, RegExp]>([
    ['no JSON', '[', {}, /m\.json: .*JSON/],
    ['no steps', {}, {}, /m\.json: not an array of steps/],
    ['a step that is none', [{}], {}, /m\.json: step 0 is not an array of messages/],
    ['a message that is none', [[null]], {}, /m\.json: step 0, message 0 is not an object/],
    [
      'a field of another type',
      [[], [{ active_policy_update: { id: 5 } }]],
      {},
      /m\.json: step 1, message 0: .*ActivePolicyUpdate\.id/,
    ],
    ['a parameter that makes no sense', [], { felix: { IptablesMarkMask: '1' } }, /IptablesMarkMask: "1" is not/],
    ['interfaces without addresses', [], { interfaces: { eth0: 'x' } }, /interfaces\.eth0 is not a list of addresses/],
  ])('%s is named', async (_, messages, config, message) => {
    expect(await run(['--messages', file('m.json', messages), '--config', file('c.json', config)])).toBe(1);
    expect(err).toMatch(message);
  });

  test('what cannot be enforced as it says is named once, and closed', async () => {
    const policy = (src_net: readonly string[]) => ({
      active_policy_update: {
        id: { kind: 'GlobalNetworkPolicy', name: 'p' },
        policy: { inbound_rules: [{ action: 'deny' }, { action: 'allow', src_net }] },
      },
    });
    const set = { ipset_update: { id: 's', type: 'NET', members: ['10.0.0.0/40'] } };
    const messages = [[policy(['10.0.0.0/33']), set, { frob: {} }], [], [policy(['10.0.0.0/8'])]];
    expect(await run(['--messages', file('m.json', messages)])).toBe(0);
    expect(err.trim().split('\n')).toEqual([
      expect.stringMatching(/step 0, message 2 is none of felix\.ToDataplane's \(fields: frob\); it is ignored$/),
      expect.stringMatching(/step 0: active_policy .*\|p: inbound_rules\[1\]\.src_net: "10\.0\.0\.0\/33" is not/),
      expect.stringMatching(/step 0: ipset s: members: "10\.0\.0\.0\/40" cannot be in a hash:net set$/),
    ]);
    const steps = JSON.parse(out);
    const allows = (step: number) => steps[step]['4'].filter.chains['cali-pi-gnp/p'].join().includes('10.0.0.0/');
    expect([allows(0), allows(2)]).toEqual([false, true]);
  });

  test('a file that is not there', async () => {
    expect(await run(['--messages', join(directory, 'nowhere.json')])).toBe(1);
    expect(err).toContain('nowhere.json');
  });

  test('wrong usage and help', async () => {
    expect(await run([])).toBe(2);
    expect(err).toContain('--messages');
    expect(await run(['--help'])).toBe(0);
    expect(out).toContain('Example:');
  });
});
