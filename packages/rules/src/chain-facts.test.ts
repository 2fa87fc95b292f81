import { describe, expect, test } from 'vitest';
import { jump, rule, setMark } from './build.ts';
import type { Chain } from './chain.ts';
import { chainsReferredTo, reachableChains, sameChain, setsReferredTo } from './chain-facts.ts';

const chain = (name: string, ...to: string[]): Chain => ({ name, rules: to.map((target) => rule([], jump(target))) });
const mapped = (...chains: Chain[]) => new Map(chains.map((one) => [one.name, one]));

describe('reachable chains', () => {
  test('from kernel chains, directly and not', () => {
    const chains = mapped(chain('a', 'b'), chain('b', 'c'), chain('c'), chain('d', 'c'));
    expect([...reachableChains(chains, [[rule([], jump('a'))]])].sort()).toEqual(['a', 'b', 'c']);
  });

  test('forced ones and what they lead to; a circle ends', () => {
    const chains = mapped({ ...chain('x', 'y'), forced: true }, chain('y', 'x'), chain('z'));
    expect([...reachableChains(chains, [])].sort()).toEqual(['x', 'y']);
  });

  test('a target that is not there is not reached', () => {
    expect(reachableChains(mapped(chain('a', 'nowhere')), [[rule([], jump('a'))]])).toEqual(new Set(['a']));
  });
});

describe('sameChain', () => {
  test('by content', () => {
    expect(sameChain(chain('a', 'b'), chain('a', 'b'))).toBe(true);
    expect(sameChain(chain('a', 'b'), chain('a', 'c'))).toBe(false);
    expect(sameChain(chain('a', 'b'), chain('b', 'b'))).toBe(false);
    expect(sameChain(chain('a'), undefined)).toBe(false);
    expect(sameChain({ ...chain('a'), forced: true }, chain('a'))).toBe(false);
    expect(sameChain({ ...chain('a'), forced: false }, chain('a'))).toBe(true);
  });

  test('comments count', () => {
    const one = { name: 'a', rules: [rule([], setMark(1), 'x')] };
    expect(sameChain(one, { name: 'a', rules: [rule([], setMark(1), 'y')] })).toBe(false);
    expect(sameChain(one, { name: 'a', rules: [rule([], setMark(1))] })).toBe(false);
  });
});

test('what rules refer to', () => {
  const rules = [
    rule({ on: 'source-set', set: 's' }, jump('a')),
    rule({ on: 'destination-port-set', set: 'p' }, setMark(1)),
  ];
  expect([...chainsReferredTo(rules)]).toEqual(['a']);
  expect([...setsReferredTo(rules)]).toEqual(['s', 'p']);
});
