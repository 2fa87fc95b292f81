import { describe, expect, test } from 'vitest';
import { defaultRulesConfig, rendering } from './config.ts';
import { groupChain } from './policy-chains.ts';
import { groupPolicies, PolicyGroup } from './policy-group.ts';

const r = rendering(defaultRulesConfig, 4);
const ids = (...names: string[]) => names.map((name) => ({ kind: 'GlobalNetworkPolicy', name }));

describe('policy groups', () => {
  test('neighbours with one selector; order is kept', () => {
    const groups = groupPolicies('inbound', ids('a1', 'a2', 'b1', 'a3'), ({ name }) => name?.[0] ?? '');
    expect(groups.map(({ policies }) => policies.map(({ name }) => name))).toEqual([['a1', 'a2'], ['b1'], ['a3']]);
    expect(groups.map(({ inline }) => inline)).toEqual([false, true, true]);
  });

  test('staged policies count for the name, not for the size', () => {
    const group = new PolicyGroup('inbound', '', [...ids('a'), { kind: 'StagedGlobalNetworkPolicy', name: 'b' }]);
    expect(group.inline).toBe(true);
    expect(group.enforced).toEqual(ids('a'));
  });

  test('direction, selector, members and their order make the name', () => {
    const names = [
      new PolicyGroup('inbound', 's', ids('a', 'b')),
      new PolicyGroup('outbound', 's', ids('a', 'b')),
      new PolicyGroup('inbound', 't', ids('a', 'b')),
      new PolicyGroup('inbound', 's', ids('b', 'a')),
      new PolicyGroup('inbound', 's', ids('a', 'b', 'c')),
    ].map((group) => group.chainName(r));
    expect(new Set(names).size).toBe(5);
  });

  test('every fifth policy the verdict is looked at', () => {
    const { rules } = groupChain(new PolicyGroup('inbound', '', ids('1', '2', '3', '4', '5', '6', '7')), r);
    expect(rules.map(({ match, action }) => `${match.length} ${action?.do}`)).toEqual([
      ...['0 jump', '1 jump', '1 jump', '1 jump', '1 jump'],
      ...['1 return', '0 jump', '1 jump'],
    ]);
  });
});
