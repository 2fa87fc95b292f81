import type { Rule } from '@manul/rules';
import { describe, expect, it } from 'vitest';
import { formatRule } from './rule-format.ts';
import { appendSeed, renderRules, safeComment } from './rule-hash.ts';

const jumpTo = (chain: string): Rule => ({ match: [], action: { do: 'jump', chain } });
const render = (chain: string, rules: readonly Rule[]) => renderRules(chain, chain, rules, formatRule, 'cali:');

describe('rules as lines', () => {
  // These hashes are on every node that runs Felix.
  it.each([
    ['INPUT', 'Cz_u1IQiXIMmKD4c'],
    ['FORWARD', 'wUHhoiAYhphO9Mso'],
    ['OUTPUT', 'tVnHkvAo15HuiPy0'],
    ['PREROUTING', '6gwbT8clXdHdC1b1'],
    ['POSTROUTING', 'O3lYWMrLQYEMJtB5'],
  ])('bear the hash that Felix gives to its rule in %s', (chain, hash) => {
    expect(render(chain, [jumpTo(`cali-${chain}`)])).toEqual({
      hashes: [hash],
      bodies: [`-m comment --comment "cali:${hash}" --jump cali-${chain}`],
    });
  });

  it('have hashes that depend on the chain, the rules before and the place in the chain', () => {
    const [a, b] = [jumpTo('a'), jumpTo('b')];
    const { hashes } = render('x', [a, b]);
    expect(render('x', [b, a]).hashes).not.toContain(hashes[1]);
    expect(render('y', [a, b]).hashes[0]).not.toBe(hashes[0]);
    expect(render('x', [a, b, a]).hashes.slice(0, 2)).toEqual(hashes);
    expect(renderRules(appendSeed('x'), 'x', [a], formatRule, 'cali:').hashes[0]).not.toBe(hashes[0]);
  });

  it('keep comments on their line and within their quotes', () => {
    const [body] = render('x', [{ match: [], comments: ['a "b" \\\n--jump ACCEPT', 'é😀'] }]).bodies;
    expect(body).toMatch(/^-m comment --comment "cali:[\w-]{16}" /);
    expect(body).toContain('-m comment --comment "a _b_ __--jump ACCEPT" -m comment --comment "__"');
    expect(safeComment('x'.repeat(300))).toHaveLength(256);
  });
});
