import { describe, expect, test } from 'vitest';
import type { Chain, Rule } from './chain.ts';
import { defaultRulesConfig, rendering } from './config.ts';
import type { TierGroups } from './endpoint-chain.ts';
import { hostMangleEgressChain, hostPreDnatChain, hostRawChains, workloadChains } from './endpoint-chains.ts';
import { PolicyGroup } from './policy-group.ts';

const r = rendering(defaultRulesConfig, 4);
const group = (...kinds: string[]) =>
  new PolicyGroup(
    'inbound',
    'all()',
    kinds.map((kind, i) => ({ kind, namespace: 'a', name: `p${i}` })),
  );
const tier = (inbound: PolicyGroup[], defaultAction = 'Deny'): TierGroups => ({
  name: 't',
  defaultAction,
  inbound,
  outbound: [],
});
const to = (tiers: TierGroups[], more = {}): Chain =>
  workloadChains({ interface: 'cali1', tiers, profiles: ['kns.a'], ...more }, r)[0]!;
const jumps = ({ rules }: Chain) => rules.flatMap(({ action }) => (action?.do === 'jump' ? [action.chain] : []));
const comments = ({ rules }: Chain) => rules.flatMap((rule) => rule.comments ?? []);
const last = ({ rules }: Chain): Rule | undefined => rules.at(-1);

describe('workload chains', () => {
  test('tiers before profiles, and a drop where nothing accepts', () => {
    const chain = to([tier([group('NetworkPolicy')])]);
    expect(chain.name).toBe('cali-tw-cali1');
    expect(jumps(chain)).toEqual(['cali-pi-np/a/p0', 'cali-pri-kns.a']);
    expect(last(chain)).toEqual({ match: [], action: { do: 'drop' }, comments: ['Drop if no profiles matched'] });
  });

  test('two policies with one selector share a group, one does not need it', () => {
    const two = group('NetworkPolicy', 'NetworkPolicy');
    expect(jumps(to([tier([two])]))[0]).toBe(two.chainName(r));
    expect(two.chainName(r)).toMatch(/^cali-gi-.{20}$/);
  });

  test('a tier ends in a drop, unless its default is to pass, or nothing in it is enforced', () => {
    const end = 'End of tier t. Drop if no policies passed packet';
    expect(comments(to([tier([group('NetworkPolicy')])]))).toContain(end);
    expect(comments(to([tier([group('NetworkPolicy')], '')]))).toContain(end);
    expect(comments(to([tier([group('NetworkPolicy')], 'Pass')]))).not.toContain(end);
    const staged = to([tier([group('StagedNetworkPolicy')])]);
    expect(comments(staged)).not.toContain(end);
    expect(jumps(staged)).toEqual(['cali-pri-kns.a']);
  });

  test('closed: what was accepted before goes on, nothing new passes', () => {
    const chain = to([tier([group('NetworkPolicy')])], { closed: { inbound: 'because' } });
    expect(jumps(chain)).toEqual([]);
    expect(chain.rules[0]?.action).toEqual({ do: 'accept' });
    expect(last(chain)).toEqual({ match: [], action: { do: 'drop' }, comments: ['because'] });
  });

  test('shut: nothing passes', () => {
    const chains = workloadChains({ interface: 'cali1', tiers: [], profiles: [], shut: 'because' }, r);
    expect(chains.map(({ rules }) => rules)).toEqual([
      [{ match: [], action: { do: 'drop' }, comments: ['because'] }],
      [{ match: [], action: { do: 'drop' }, comments: ['because'] }],
    ]);
  });

  test('limits stay within what the kernel can count', () => {
    const limits = { packetRate: 1_000_000, packetBurst: 0, connections: 2 ** 40 };
    const chain = to([], { limits: { inbound: limits, outbound: limits } });
    const matches = chain.rules.flatMap(({ match }) => match);
    expect(matches).toContainEqual({ on: 'limit', rate: '10000/sec', burst: 1 });
    expect(matches).toContainEqual({ on: 'connections-above', count: 0xffffffff });
  });

  test('what is conntrack-invalid passes where so configured', () => {
    const lenient = rendering({ ...defaultRulesConfig, dropInvalid: false }, 4);
    const [chain] = workloadChains({ interface: 'cali1', tiers: [], profiles: [] }, lenient);
    expect(chain?.rules[1]?.action).toEqual({ do: 'clear-mark', mark: 0x30000 });
  });
});

describe('host chains', () => {
  const host = { interface: 'eth0', tiers: [tier([group('GlobalNetworkPolicy')])] };

  test('untracked policy switches tracking off, has no profiles and leaves the rest to the other tables', () => {
    const [, from] = hostRawChains(host, r);
    expect(from?.rules.map(({ action }) => action?.do)).toContain('no-track');
    expect(jumps(from!)).toEqual(['cali-failsafe-in', 'cali-pi-gnp/a/p0']);
    expect(last(from!)?.action).toEqual({ do: 'return' });
    expect(from?.rules.flatMap(({ match }) => match).some(({ on }) => on === 'conntrack-state')).toBe(false);
  });

  test('pre-DNAT policy leaves the rest to filter', () => {
    expect(last(hostPreDnatChain(host, r))?.action).toEqual({ do: 'return' });
  });

  test("mangle marks what it accepts, since others' rules follow", () => {
    const { rules } = hostMangleEgressChain({ ...host, profiles: [] }, r);
    expect(rules.slice(0, 2).map(({ action }) => action)).toEqual([
      { do: 'set-mark', mark: 0x10000 },
      { do: 'return' },
    ]);
  });

  test('closed: failsafe ports stay open', () => {
    const [, from] = hostRawChains({ ...host, closed: { inbound: 'because' } }, r);
    expect(jumps(from!)).toEqual(['cali-failsafe-in']);
    expect(last(from!)?.action).toEqual({ do: 'drop' });
  });
});
