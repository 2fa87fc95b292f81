import { describe, expect, test } from 'vitest';
import { defaultRulesConfig, rendering } from './config.ts';
import { fallbackChain, kernelRules, staticChains } from './static-chains.ts';
import { blockedCidrsChain } from './static-filter.ts';
import { reversePathSkipChain } from './static-raw.ts';

const r = rendering(defaultRulesConfig, 4);

describe('static chains', () => {
  test('every jump between them, or to a dispatch chain, has a target', () => {
    const dynamic = /dispatch|host-endpoint|hep-forward|cidr-block|rpf-skip|egress-dscp/;
    for (const table of ['raw', 'mangle', 'filter', 'nat'] as const) {
      const chains = staticChains(table, r);
      const names = new Set(chains.map(({ name }) => name));
      const jumps = chains.flatMap(({ rules }) =>
        rules.flatMap(({ action }) => (action && 'chain' in action ? [action.chain] : [])),
      );
      expect(jumps.filter((name) => !names.has(name) && !dynamic.test(name))).toEqual([]);
    }
  });

  test('where the kernel cannot check the reverse path, nothing from workloads passes, and the rest does', () => {
    const { rules } = fallbackChain('raw', 'cali-PREROUTING', r)!;
    const workload = { on: 'mark', value: 0x80000, mask: 0x80000 };
    expect(rules).toContainEqual({ match: [workload], action: { do: 'drop' } });
    expect(rules.filter(({ action }) => action?.do === 'drop')).toHaveLength(1);
    expect(
      fallbackChain('mangle', 'cali-POSTROUTING', r)
        ?.rules.flatMap(({ match }) => match)
        .some((m) => 'set' in m),
    ).toBe(false);
    expect(fallbackChain('filter', 'cali-PREROUTING', r)).toBeUndefined();
  });

  test('appended instead of inserted, ours come first of what is appended', () => {
    const append = rendering({ ...defaultRulesConfig, chainInsertMode: 'append' }, 4);
    const forward = kernelRules('filter', append).find(({ chain }) => chain === 'FORWARD');
    expect(forward?.insert).toEqual([]);
    expect(forward?.append.map(({ action }) => action?.do)).toEqual(['jump', 'accept', 'set-mark']);
  });

  test('service networks of one version, sorted; none where switched off', () => {
    const cidrs = ['10.2.0.0/16', 'fd00::/8', '10.1.0.0/16', 'nonsense'];
    expect(blockedCidrsChain(cidrs, r).rules.map(({ match }) => match)).toEqual([
      [{ on: 'destination-net', cidr: '10.1.0.0/16' }],
      [{ on: 'destination-net', cidr: '10.2.0.0/16' }],
    ]);
    const off = rendering({ ...defaultRulesConfig, serviceLoopPrevention: 'off' }, 4);
    expect(blockedCidrsChain(cidrs, off).rules).toEqual([]);
  });

  test('workloads that may spoof, sorted by interface', () => {
    const spoofers = new Map([
      ['calib', ['10.0.0.0/8', 'fd00::/8']],
      ['calia', ['11.0.0.0/8']],
    ]);
    expect(reversePathSkipChain(spoofers, r).rules.map(({ match }) => match)).toEqual([
      [
        { on: 'in-interface', name: 'calia' },
        { on: 'source-net', cidr: '11.0.0.0/8' },
      ],
      [
        { on: 'in-interface', name: 'calib' },
        { on: 'source-net', cidr: '10.0.0.0/8' },
      ],
    ]);
  });

  test('failsafe ports with a peer apply to its version', () => {
    const failsafeInbound = [
      { protocol: 'tcp', port: 22, net: '10.0.0.0/8' },
      { protocol: 'tcp', port: 23, net: 'fd00::/8' },
    ];
    const config = { ...defaultRulesConfig, failsafeInbound, failsafeOutbound: [] };
    const chains = staticChains('raw', rendering(config, 6));
    const ports = (name: string) =>
      chains.find((chain) => chain.name === name)?.rules.map(({ match }) => match.slice(1));
    expect(ports('cali-failsafe-in')).toEqual([
      [
        { on: 'destination-ports', ports: [{ first: 23, last: 23 }] },
        { on: 'source-net', cidr: 'fd00::/8' },
      ],
    ]);
    expect(ports('cali-failsafe-out')).toEqual([
      [
        { on: 'source-ports', ports: [{ first: 23, last: 23 }] },
        { on: 'destination-net', cidr: 'fd00::/8' },
      ],
    ]);
  });
});
