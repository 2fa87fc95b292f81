import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { OverlapFilter } from './overlap.ts';

const members = [
  '10.0.0.1/32',
  '10.0.0.2/32',
  '10.0.0.0/24',
  '10.0.0.0/8',
  '0.0.0.0/1',
  '128.0.0.0/1',
  '10.1.0.0/16',
].concat(['fd00::1/128', 'fd00::/16', 'fd00::ffff:10.0.0.1/128', '::/1', '8000::/1', '2001:db8:0:1::/64']);

function contains(outer: string, inner: string): boolean {
  const [a, b] = [outer, inner].map((text) => {
    const [address = '', length] = text.split('/');
    const bits = address.includes(':')
      ? expand(address)
      : address
          .split('.')
          .map((n) => Number(n).toString(2).padStart(8, '0'))
          .join('');
    return { family: address.includes(':'), bits: bits.slice(0, Number(length)) };
  }) as [{ family: boolean; bits: string }, { family: boolean; bits: string }];
  return a.family === b.family && a.bits.length < b.bits.length && b.bits.startsWith(a.bits);
}

function expand(address: string): string {
  const text = address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, ...n) => {
    const [a, b, c, d] = n.slice(0, 4).map(Number) as [number, number, number, number];
    return `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
  });
  const [head = '', tail = ''] = text.split('::');
  const [left, right] = [head, tail].map((part) => part.split(':').filter(Boolean)) as [string[], string[]];
  const words = [...left, ...new Array<string>(8 - left.length - right.length).fill('0'), ...right];
  return words.map((word) => Number.parseInt(word, 16).toString(2).padStart(16, '0')).join('');
}

describe('what is visible', () => {
  test('is every member that no other contains, whatever came and went before', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...members), { maxLength: 40 }), (toggles) => {
        const filter = new OverlapFilter();
        const present = new Set<string>();
        const visible = new Set<string>();
        for (const member of toggles) {
          const change = present.has(member) ? filter.remove(member) : filter.add(member);
          if (!present.delete(member)) present.add(member);
          for (const gone of change.removed) expect(visible.delete(gone), `${gone} was visible`).toBe(true);
          for (const come of change.added) {
            expect(visible.has(come), `${come} was not visible`).toBe(false);
            visible.add(come);
          }
          const expected = [...present].filter((it) => ![...present].some((other) => contains(other, it)));
          expect([...visible].sort()).toEqual(expected.sort());
        }
      }),
      process.env['MANUL_SEED'] ? { seed: Number(process.env['MANUL_SEED']) } : {},
    );
  });
});
