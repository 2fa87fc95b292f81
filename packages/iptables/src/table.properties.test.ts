// Random tables and random meddling. fast-check prints its seed on failure and takes it from MANUL_SEED.
import type { Chain, Rule } from '@manul/rules';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FakeIptables, type FakeLimits, targetOf } from './fake-iptables.ts';
import { formatRule } from './rule-format.ts';
import { IptablesTable } from './table.ts';

fc.configureGlobal({ numRuns: 100, ...(process.env['MANUL_SEED'] && { seed: Number(process.env['MANUL_SEED']) }) });

const clock = { now: () => 0, sleep: async () => {} };
const marks = { chainPrefix: 'cali-', commentPrefix: 'cali:' };

function tableOf(kernel: FakeIptables, insertMode: 'insert' | 'append' = 'insert'): IptablesTable {
  return new IptablesTable({ name: 'filter', commands: kernel, formatRule, marks, insertMode, clock });
}

/** What is wanted: for each of some chains its rules, and the hook's. Rules lead only to chains further on: no loops. */
interface Wish {
  readonly chains: readonly (readonly Rule[])[];
  readonly inserted: readonly Rule[];
  readonly appended: readonly Rule[];
}

const chainCount = 6;
const nameOf = (i: number) => `cali-chain-${i}`;
const dropFrom = (i: number): Rule => ({
  match: [{ on: 'source-net', cidr: `10.0.0.${i}` }],
  action: { do: 'drop' },
  comments: [`rule ${i}`],
});
const plain = fc.integer({ min: 0, max: 9 }).map(dropFrom);
const jumpBeyond = (i: number) =>
  fc
    .integer({ min: i + 1, max: chainCount - 1 })
    .map((to): Rule => ({ match: [], action: { do: 'jump', chain: nameOf(to) } }));
const rulesOf = (i: number) =>
  fc.array(i < chainCount - 1 ? fc.oneof(plain, jumpBeyond(i)) : plain, { minLength: 1, maxLength: 30, size: 'large' });
const wish: fc.Arbitrary<Wish> = fc.record({
  chains: fc.tuple(...Array.from({ length: chainCount }, (_, i) => rulesOf(i))),
  inserted: fc.array(jumpBeyond(-1), { maxLength: 3 }),
  appended: fc.array(jumpBeyond(-1), { maxLength: 2 }),
});

function ask(table: IptablesTable, { chains, inserted, appended }: Wish): void {
  table.updateChains(chains.map((rules, i): Chain => ({ name: nameOf(i), rules })));
  table.insertRules('FORWARD', inserted);
  table.appendRules('FORWARD', appended);
}

/** The kernel that a fresh start would make of a wish. */
async function fresh(wanted: Wish, foreign: readonly string[], insertMode: 'insert' | 'append'): Promise<FakeIptables> {
  const kernel = new FakeIptables();
  kernel.chains.set('FORWARD', [...foreign]);
  const table = tableOf(kernel, insertMode);
  ask(table, wanted);
  table.allowRemovals();
  await table.apply();
  return kernel;
}

/** Something that another writer does to one chain. */
const meddling = fc.record({
  chain: fc.constantFrom('FORWARD', ...Array.from({ length: chainCount }, (_, i) => nameOf(i))),
  what: fc.constantFrom('flush', 'shift', 'push', 'double', 'delete'),
});

function meddle(kernel: FakeIptables, { chain, what }: { readonly chain: string; readonly what: string }): void {
  const rules = kernel.chains.get(chain);
  if (!rules) return;
  if (what === 'flush') rules.length = 0;
  else if (what === 'shift') rules.shift();
  else if (what === 'push') rules.push('-s 192.0.2.9 -j ACCEPT');
  else if (what === 'double') rules.push(...rules);
  else if (chain !== 'FORWARD') kernel.chains.delete(chain);
}

const foreign = (kernel: FakeIptables) =>
  (kernel.chains.get('FORWARD') ?? []).filter((rule) => !rule.includes('cali:'));

describe('a table', () => {
  it('ends as a fresh start would make it, whatever it was and whoever meddled', async () => {
    const steps = fc.array(fc.tuple(wish, fc.array(meddling, { maxLength: 3 })), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(steps, fc.constantFrom('insert', 'append'), fc.boolean(), async (history, mode, restarts) => {
        const kernel = new FakeIptables();
        kernel.chains.set('FORWARD', ['-s 192.0.2.1 -j ACCEPT', '-j LOG']);
        let table = tableOf(kernel, mode);
        for (const [wanted, meddlings] of history) {
          if (restarts) table = tableOf(kernel, mode);
          ask(table, wanted);
          table.allowRemovals();
          await table.apply();
          for (const each of meddlings) meddle(kernel, each);
          const others = foreign(kernel);
          await table.verify('all');
          expect((await table.apply()).faults).toEqual([]);
          expect(foreign(kernel)).toEqual(others);
          expect(kernel.chains).toEqual((await fresh(wanted, others, mode)).chains);
          const inputs = kernel.inputs.length;
          await table.verify('all');
          expect(await table.apply()).toMatchObject({ written: 0, driftHealed: 0 });
          expect(kernel.inputs).toHaveLength(inputs);
        }
      }),
    );
  });

  it('heals what others changed also where it is read while rounds write', async () => {
    const rounds = fc.array(wish, { minLength: 1, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(wish, fc.array(meddling, { maxLength: 3 }), rounds, async (first, meddlings, later) => {
        const kernel = await fresh(first, ['-j LOG'], 'insert');
        const table = tableOf(kernel);
        ask(table, first);
        table.allowRemovals();
        await table.apply();
        for (const each of meddlings) meddle(kernel, each);
        const others = foreign(kernel);
        // What is printed is as the table was in the beginning, and arrives when it has been written.
        const gate = Promise.withResolvers<void>();
        const save = kernel.save.bind(kernel);
        kernel.save = async (name, given) => {
          kernel.save = save;
          const printed = await save(name, given);
          await gate.promise;
          return printed;
        };
        const reading = table.verify('all');
        const before = kernel.inputs.length;
        for (const wanted of later) {
          ask(table, wanted);
          await table.apply();
        }
        const writtenMeanwhile = kernel.inputs.slice(before).join('');
        gate.resolve();
        await reading;
        await table.apply();
        const expected = (await fresh(later.at(-1) ?? first, others, 'insert')).chains;
        const isUntouched = ([name]: readonly [string, unknown]) => !writtenMeanwhile.includes(`${name} `);
        expect(new Map([...kernel.chains].filter(isUntouched))).toEqual(new Map([...expected].filter(isUntouched)));
        // Of chains that were written meanwhile nothing was learnt; they are read after the write.
        await table.verify('written');
        await table.apply();
        expect(kernel.chains).toEqual(expected);
        await table.verify('all');
        expect(await table.apply()).toMatchObject({ written: 0, driftHealed: 0, faults: [] });
      }),
    );
  });

  it('removes nothing before it is allowed to', async () => {
    await fc.assert(
      fc.asyncProperty(wish, wish, async (first, second) => {
        const kernel = await fresh(first, [], 'insert');
        const before = [...kernel.chains.keys()];
        const hooks = kernel.chains.get('FORWARD') ?? [];
        const table = tableOf(kernel);
        ask(table, second);
        await table.apply();
        expect([...kernel.chains.keys()]).toEqual(expect.arrayContaining(before));
        expect(kernel.chains.get('FORWARD')).toEqual(expect.arrayContaining(hooks));
        table.allowRemovals();
        await table.apply();
        expect(kernel.chains).toEqual((await fresh(second, [], 'insert')).chains);
      }),
    );
  });

  it('writes no more lines than a rewrite of the chains that changed', async () => {
    await fc.assert(
      fc.asyncProperty(wish, rulesOf(0), async (wanted, rules) => {
        const kernel = await fresh(
          { ...wanted, inserted: [{ match: [], action: { do: 'jump', chain: nameOf(0) } }] },
          [],
          'insert',
        );
        const table = tableOf(kernel);
        ask(table, { ...wanted, inserted: [{ match: [], action: { do: 'jump', chain: nameOf(0) } }] });
        await table.apply();
        // Without jumps, so that no other chain comes or goes.
        const plainRules = rules.filter((rule) => rule.action?.do !== 'jump');
        const kept = wanted.chains[0]?.filter((rule) => rule.action?.do === 'jump') ?? [];
        table.updateChain({ name: nameOf(0), rules: [...plainRules, ...kept] });
        expect((await table.apply()).written).toBeLessThanOrEqual(plainRules.length + kept.length + 1);
      }),
    );
  });
});

describe('a table that the kernel does not take as it is', () => {
  const isBad = (rule: string) => (rule.includes('10.0.0.7') ? 'Invalid argument' : undefined);

  /** A packet that is led on ends in a rule: nothing that a hook leads to is empty. */
  function expectNothingOpen(kernel: FakeIptables): void {
    const seen = new Set<string>();
    const visit = (name: string) => {
      if (seen.has(name)) return;
      seen.add(name);
      const rules = kernel.chains.get(name);
      if (name !== 'FORWARD') expect(rules, name).not.toHaveLength(0);
      for (const rule of rules ?? []) {
        const target = targetOf(rule);
        if (target !== undefined) visit(target);
      }
    };
    visit('FORWARD');
  }

  /** Looks at the kernel after each transaction. */
  class Watched extends FakeIptables {
    override async take(input: string) {
      const outcome = await super.take(input);
      expectNothingOpen(this);
      return outcome;
    }
  }

  function reachableIn({ chains, inserted, appended }: Wish): Set<string> {
    const reachable = new Set<string>();
    const visit = (rules: readonly Rule[]) => {
      for (const { action } of rules) {
        if (action?.do !== 'jump' || reachable.has(action.chain)) continue;
        reachable.add(action.chain);
        visit(chains[Number(action.chain.slice('cali-chain-'.length))] ?? []);
      }
    };
    visit([...inserted, ...appended]);
    return reachable;
  }

  const history = fc.array(wish, { minLength: 1, maxLength: 4 });
  const limits: fc.Arbitrary<FakeLimits> = fc.record({
    maxLines: fc.integer({ min: 16, max: 100 }),
    refuse: fc.constantFrom(isBad, () => undefined),
  });

  it('never opens, closes what is refused, and programs the rest', async () => {
    await fc.assert(
      fc.asyncProperty(history, limits, async (wishes, limit) => {
        const kernel = new Watched(limit);
        const table = tableOf(kernel);
        table.allowRemovals();
        for (const wanted of wishes) {
          ask(table, wanted);
          const { faults } = await table.apply();
          expect(faults.every(({ isolated }) => isolated)).toBe(true);
          const refused = new Set(faults.map(({ name }) => name));
          const reachable = reachableIn(wanted);
          wanted.chains.forEach((rules, i) => {
            const found = kernel.chains.get(nameOf(i));
            if (!reachable.has(nameOf(i))) {
              // What a refused chain may still lead to stays.
              if (refused.size === 0) expect(found).toBeUndefined();
              return;
            }
            if (!found) {
              expect(refused).toContain(nameOf(i));
              return;
            }
            const bad = rules.some((rule) => isBad(formatRule(rule)));
            if (!refused.has(nameOf(i))) expect(found).toHaveLength(rules.length);
            else if (bad && limit.refuse === isBad) expect(found.join()).not.toContain('10.0.0.7');
            else expect.unreachable(`${nameOf(i)} was refused for nothing`);
          });
        }
      }),
    );
  });

  it('relies on nothing of a chain that it could not fill to its end', async () => {
    const kernel = new Watched({ maxLines: 16, refuse: isBad });
    const table = tableOf(kernel);
    const chain = nameOf(0);
    table.insertRules('FORWARD', [{ match: [], action: { do: 'jump', chain } }]);
    table.updateChain({ name: chain, rules: [...Array.from({ length: 20 }, () => dropFrom(1)), dropFrom(7)] });
    expect((await table.apply()).faults).toMatchObject([{ name: chain }]);
    table.updateChain({ name: chain, rules: [dropFrom(2)] });
    expect((await table.apply()).faults).toEqual([]);
    expect(kernel.chains.get(chain)).toEqual([expect.stringContaining('10.0.0.2')]);
  });

  it('ends as in one transaction where it has to be split', async () => {
    await fc.assert(
      fc.asyncProperty(history, fc.integer({ min: 16, max: 100 }), async (wishes, maxLines) => {
        const kernel = new Watched({ maxLines });
        const table = tableOf(kernel);
        table.allowRemovals();
        for (const wanted of wishes) {
          ask(table, wanted);
          expect((await table.apply()).faults).toEqual([]);
          expect(kernel.chains).toEqual((await fresh(wanted, [], 'insert')).chains);
        }
      }),
    );
  });
});
