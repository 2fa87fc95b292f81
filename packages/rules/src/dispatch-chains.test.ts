import { describe, expect, test } from 'vitest';
import type { Chain } from './chain.ts';
import { defaultRulesConfig, rendering } from './config.ts';
import {
  fromHostDispatchChains,
  hostFilterDispatchChains,
  toHostDispatchChains,
  workloadDispatchChains,
} from './dispatch-chains.ts';

const r = rendering(defaultRulesConfig, 4);
const targets = (chains: readonly Chain[], name: string) =>
  chains
    .find((chain) => chain.name === name)
    ?.rules.map(({ match: [match], action }) => [
      match && 'name' in match ? match.name : '*',
      action && 'chain' in action ? action.chain : action?.do,
    ]);

describe('dispatch', () => {
  test('without workloads, what looks like one is unknown', () => {
    expect(targets(workloadDispatchChains([], r), 'cali-from-wl-dispatch')).toEqual([['*', 'drop']]);
  });

  test('sorted, whatever the order given, each once', () => {
    const chains = workloadDispatchChains(['calib', 'calia', 'calib'], r);
    expect(targets(chains, 'cali-to-wl-dispatch')).toEqual([
      ['calia', 'cali-tw-calia'],
      ['calib', 'cali-tw-calib'],
      ['*', 'drop'],
    ]);
  });

  test('names with the same next character share a chain, which also ends in the drop', () => {
    const chains = workloadDispatchChains(['calia1', 'calia2', 'calib1'], r);
    expect(targets(chains, 'cali-from-wl-dispatch')).toEqual([
      ['calia+', 'cali-from-wl-dispatch-a'],
      ['calib1', 'cali-fw-calib1'],
      ['*', 'drop'],
    ]);
    expect(targets(chains, 'cali-from-wl-dispatch-a')).toEqual([
      ['calia1', 'cali-fw-calia1'],
      ['calia2', 'cali-fw-calia2'],
      ['*', 'drop'],
    ]);
  });

  test('a name that is the beginning of another', () => {
    const chains = workloadDispatchChains(['cali', 'calia'], r);
    expect(targets(chains, 'cali-from-wl-dispatch')).toEqual([
      ['cali', 'cali-fw-cali'],
      ['calia', 'cali-fw-calia'],
      ['*', 'drop'],
    ]);
  });

  test('host interfaces without an endpoint are not policed', () => {
    const chains = hostFilterDispatchChains({ named: ['eth0'], any: false }, r);
    expect(targets(chains, 'cali-from-host-endpoint')).toEqual([['eth0', 'cali-fh-eth0']]);
    expect(targets(chains, 'cali-to-hep-forward')).toEqual([['eth0', 'cali-thfw-eth0']]);
  });

  test('an endpoint for all interfaces; workloads are not among them', () => {
    const any = { named: [], any: true };
    expect(targets(fromHostDispatchChains(any, r), 'cali-from-host-endpoint')).toEqual([
      ['*', 'cali-fh-any-interface-at-all'],
    ]);
    expect(targets(toHostDispatchChains(any, r), 'cali-to-host-endpoint')).toEqual([
      ['cali+', 'return'],
      ['*', 'cali-th-any-interface-at-all'],
    ]);
  });
});
