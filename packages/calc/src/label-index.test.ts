import type { Labels } from '@manul/model';
import { evaluateNode, parseSelector } from '@manul/selector';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { IndexedSelector, Item, LabelParent } from './group.ts';
import { LabelIndex } from './label-index.ts';
import { LabelSets } from './labels.ts';
import { isMember } from './small-set.ts';
import { WorkCounters } from './work.ts';

class World {
  readonly work = new WorkCounters();
  readonly labelSets = new LabelSets();
  readonly index = new LabelIndex(this.labelSets, this.work);

  parent(labels: Labels): LabelParent {
    return { name: 'p', labels: this.labelSets.acquire(labels), children: undefined };
  }

  item(labels: Labels, parents: readonly LabelParent[] = []): Item {
    const place = { group: undefined, place: 0 };
    return { labels: this.labelSets.acquire(labels), parents, nets: [], ports: [], node: undefined, ...place };
  }

  add(labels: Labels, parents: readonly LabelParent[] = []): Item {
    const item = this.item(labels, parents);
    this.index.replaceItem(undefined, item);
    return item;
  }

  select(...texts: string[]): IndexedSelector[] {
    const selectors = this.index.acquireSelectors(texts);
    this.index.match(selectors);
    return selectors;
  }
}

const matches = (selector: IndexedSelector | undefined, item: Item) => isMember(selector!.groups, item.group!);

describe('inheritance', () => {
  test('the own label hides the inherited one, the first parent the second', () => {
    const world = new World();
    const [first, second] = [world.parent({ a: 'first', b: 'first' }), world.parent({ a: 'second', c: 'second' })];
    const item = world.add({ b: 'own' }, [first!, second!]);
    const selectors = world.select('a == "first"', 'b == "own"', 'c == "second"', 'a == "second"', 'b == "first"');
    expect(selectors.map((selector) => matches(selector, item))).toEqual([true, true, true, false, false]);
  });

  test("follows the parent's labels", () => {
    const world = new World();
    const parent = world.parent({ a: '1' });
    const item = world.add({}, [parent]);
    const [one, two] = world.select('a == "1"', 'a == "2"');
    world.index.updateParent(parent, () => {
      parent.labels = world.labelSets.acquire({ a: '2' });
    });
    expect([matches(one, item), matches(two, item)]).toEqual([false, true]);
  });
});

describe('work', () => {
  test('is shared by items that no selector tells apart', () => {
    const world = new World();
    world.select('app == "web"', 'has(role)');
    const items = Array.from({ length: 100 }, (_, n) => world.add({ app: 'web', n: String(n) }));
    expect(new Set(items.map(({ group }) => group)).size).toBe(1);
    expect(world.work.selectorEvaluations).toBe(1);
  });

  test('for a new selector is that of the rarest label that it asks for', () => {
    const world = new World();
    const items = Array.from({ length: 100 }, (_, n) => world.add({ app: 'web', n: String(n) }));
    world.select('has(n)', 'has(app)');
    world.work.take();
    const [selector] = world.select('(app == "web" && n == "7")');
    expect(matches(selector, items[7]!)).toBe(true);
    expect(world.work.selectorEvaluations).toBe(1);
  });

  test('for a new item is that of the selectors filed under its labels', () => {
    const world = new World();
    for (let n = 0; n < 100; n++) world.add({ app: 'web', n: String(n) });
    world.select(...Array.from({ length: 100 }, (_, n) => `(app == "web" && n == "${n}")`));
    world.work.take();
    world.add({ app: 'web', n: '7', other: 'x' });
    world.add({ app: 'web', n: 'new' });
    expect(world.work.selectorEvaluations).toBeLessThan(3);
  });
});

const value = fc.constantFrom('1', '2');
const labels = fc.record({ a: value, b: value, c: value }, { requiredKeys: [] }) as fc.Arbitrary<
  Record<string, string>
>;
const test1 = fc.constantFrom(
  'a == "1"',
  'a != "1"',
  'has(b)',
  '!has(b)',
  'b in {"1", "2"}',
  'c not in {"1"}',
  'all()',
  'c contains "2"',
);
const text = fc.oneof(
  test1,
  fc.tuple(test1, fc.constantFrom('&&', '||'), test1).map(([x, op, y]) => `(${x} ${op} ${y})`),
);
type Step = { readonly labels: Record<string, string>; readonly text: string; readonly what: number };
const step: fc.Arbitrary<Step> = fc.record({ labels, text, what: fc.nat(5) });

test('matches what evaluation does, whatever came in which order', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const world = new World();
      const items: { item: Item; labels: Labels }[] = [];
      const selectors: IndexedSelector[] = [];
      for (const { labels, text, what } of steps) {
        if (what < 2) items.push({ item: world.add(labels), labels });
        else if (what < 4) selectors.push(...world.select(parseSelector(text).canonical));
        else if (what === 4 && items.length > 0) world.index.replaceItem(items.shift()!.item, undefined);
        else if (what === 5 && selectors.length > 0) world.index.releaseSelector(selectors.shift()!);
        for (const selector of selectors) {
          for (const { item, labels } of items) {
            expect(matches(selector, item)).toBe(evaluateNode(selector.node, (key) => labels[key]));
          }
        }
      }
      for (const { item } of items) world.index.replaceItem(item, undefined);
      for (const selector of selectors) world.index.releaseSelector(selector);
      expect(Object.values(world.index.sizes()).every((size) => size === 0)).toBe(true);
    }),
    process.env['MANUL_SEED'] ? { seed: Number(process.env['MANUL_SEED']) } : {},
  );
});
