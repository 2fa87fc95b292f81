import type { Chain } from '@manul/rules';
import { describe, expect, test } from 'vitest';
import { urgentChains } from './urgent-chains.ts';
import { WantedChains } from './wanted-chains.ts';

const chain = (name: string, ...targets: string[]): Chain => ({
  name,
  rules: targets.map((target) => ({ match: [], action: { do: 'jump', chain: target } })),
});

/** Three endpoints behind a dispatch: `new` has policies a and b, `one` has b and c, `two` has d. */
const chains = [
  chain('dispatch', 'new', 'one', 'two'),
  chain('new', 'a', 'group'),
  chain('group', 'b'),
  chain('one', 'group', 'c'),
  chain('two', 'd'),
  ...['a', 'b', 'c', 'd'].map((name) => chain(name)),
];
const others = ['one', 'two'];
const all = chains.map(({ name }) => name);

function urgent(due: readonly string[], inKernel: readonly string[] = all, given = chains): string[] {
  const wanted = new WantedChains(() => {});
  for (const each of given) wanted.set(each);
  wanted.retainTargets(chain('hook', 'dispatch').rules);
  const kernel = new Set(inKernel);
  const isInKernel = (name: string) => kernel.has(name);
  return [...urgentChains(new Set(others), { wanted, roots: ['dispatch'], due: new Set(due), isInKernel })].toSorted();
}

const ofNew = ['a', 'b', 'dispatch', 'group', 'new'];

describe('what cannot wait', () => {
  test('is all that new endpoints need, and what leads to them', () => {
    expect(urgent(['dispatch', 'new', 'a', 'c', 'd'], ['dispatch', 'group', 'one', 'two', 'b', 'c', 'd'])).toEqual(
      ofNew,
    );
  });

  test('takes those along that share something which changes, with all that they need', () => {
    expect(urgent(['b', 'c', 'd'])).toEqual([...ofNew, 'c', 'one'].toSorted());
  });

  test('and those who share something with these', () => {
    const given = [...chains.filter(({ name }) => name !== 'two'), chain('two', 'c', 'd')];
    expect(urgent(['b', 'c', 'd'], all, given)).toEqual(all.toSorted());
    expect(urgent(['b', 'd'], all, given)).toEqual([...ofNew, 'c', 'one'].toSorted());
  });

  test('takes those along whose way in the kernel is not known', () => {
    expect(urgent(['two'])).toEqual([...ofNew, 'd', 'two'].toSorted());
    expect(urgent(['group'])).toEqual([...ofNew, 'c', 'one'].toSorted());
  });

  test('takes along what the kernel lacks, since something leads to it', () => {
    expect(
      urgent(
        [],
        all.filter((name) => name !== 'one'),
      ),
    ).toEqual([...ofNew, 'c', 'one'].toSorted());
  });

  test('leaves out what nothing leads to any more', () => {
    const given = [...chains.filter(({ name }) => name !== 'dispatch'), chain('dispatch', 'new', 'one')];
    expect(urgent(['two', 'd'], all, given)).toEqual(ofNew);
  });
});
