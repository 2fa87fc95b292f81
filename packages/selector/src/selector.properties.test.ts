// Random selectors against random labels; the seed is printed by fast-check and taken from MANUL_SEED.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SelectorNode } from './ast.ts';
import { canonicalText, faithfulText } from './canonical.ts';
import { compareCodePoints } from './order.ts';
import { parseSelectorNode } from './parser.ts';
import { isSatisfiable, type LabelRestrictions } from './restrictions.ts';
import { rewriteNode } from './rewrite.ts';
import { parseSelector } from './selector.ts';

fc.configureGlobal({ numRuns: 1000, ...(process.env['MANUL_SEED'] && { seed: Number(process.env['MANUL_SEED']) }) });

type Labels = Readonly<Record<string, string>>;

const key = fc.constantFrom('a', 'b', 'c');
const value = fc.constantFrom('', 'x', 'xy', 'yx', 'z"', "z'");
const labels: fc.Arbitrary<Labels> = fc.dictionary(key, value);

const node: fc.Arbitrary<SelectorNode> = fc.letrec<{ node: SelectorNode; leaf: SelectorNode }>((tie) => ({
  leaf: fc.oneof(
    fc.constant({ op: 'all' } as const),
    fc.constant({ op: 'global' } as const),
    fc.record({ op: fc.constant('has' as const), key }),
    fc.record({ op: fc.constantFrom('==', '!=', 'contains', 'starts with', 'ends with'), key, value }),
    fc.record({
      op: fc.constantFrom('in', 'not in'),
      key,
      values: fc.uniqueArray(value).map((values) => values.sort(compareCodePoints)),
    }),
  ),
  node: fc.oneof(
    { depthSize: 'small' },
    tie('leaf'),
    fc.record({ op: fc.constant('not' as const), operand: tie('node') }),
    fc.record({ op: fc.constantFrom('and', 'or'), operands: fc.array(tie('node'), { minLength: 2, maxLength: 3 }) }),
  ),
})).node;

/** What each operator means, without any of the shortcuts that the evaluator takes. */
function matches(n: SelectorNode, has: Labels): boolean {
  switch (n.op) {
    case 'all':
    case 'global':
      return true;
    case 'not':
      return !matches(n.operand, has);
    case 'and':
      return n.operands.every((operand) => matches(operand, has));
    case 'or':
      return n.operands.some((operand) => matches(operand, has));
  }
  const label = has[n.key];
  switch (n.op) {
    case 'has':
      return label !== undefined;
    case '==':
      return label !== undefined && label === n.value;
    case '!=':
      return label === undefined || label !== n.value;
    case 'contains':
      return label?.includes(n.value) ?? false;
    case 'starts with':
      return label?.startsWith(n.value) ?? false;
    case 'ends with':
      return label?.endsWith(n.value) ?? false;
    case 'in':
      return label !== undefined && n.values.includes(label);
    case 'not in':
      return label === undefined || !n.values.includes(label);
  }
}

function satisfies(has: Labels, restrictions: LabelRestrictions): boolean {
  return restrictions.entries().every(([k, { present, absent, values }]) => {
    const label = has[k];
    return label === undefined ? !present : !absent && (values === undefined || values.has(label));
  });
}

test('evaluates as the operators mean', () => {
  fc.assert(
    fc.property(node, labels, (n, has) => {
      expect(parseSelector(faithfulText(n)).evaluate((k) => has[k])).toBe(matches(n, has));
    }),
  );
});

test('the canonical text means the same', () => {
  fc.assert(
    fc.property(node, labels, (n, has) => {
      expect(parseSelector(canonicalText(n)).evaluate((k) => has[k])).toBe(matches(n, has));
    }),
  );
});

test('the faithful text reads back as the same node', () => {
  fc.assert(
    fc.property(node, (n) => {
      expect(parseSelectorNode(faithfulText(n))).toEqual(n);
    }),
  );
});

test('whatever matches satisfies the restrictions', () => {
  fc.assert(
    fc.property(node, labels, (n, has) => {
      const { restrictions } = parseSelector(faithfulText(n));
      if (matches(n, has)) expect({ has, ok: satisfies(has, restrictions) }).toEqual({ has, ok: true });
      if (!isSatisfiable(restrictions)) expect(matches(n, has)).toBe(false);
    }),
  );
});

test('a prefixed selector matches prefixed labels', () => {
  fc.assert(
    fc.property(node, labels, (n, has) => {
      const prefixed = rewriteNode(n, { prefix: 'p.' });
      const lookup = (k: string) => (k.startsWith('p.') ? has[k.slice(2)] : undefined);
      expect(parseSelector(faithfulText(prefixed)).evaluate(lookup)).toBe(matches(n, has));
    }),
  );
});

test('no text makes the parser do anything but parse or throw a SelectorError', () => {
  const fragment = fc.oneof(
    fc.constantFrom('a', '==', '!=', '!', '(', ')', '{', '}', ',', '&&', '||', '"x"', "'y'", 'in', 'not', 'has('),
    fc.string({ maxLength: 3 }),
  );
  fc.assert(
    fc.property(fc.array(fragment), fc.constantFrom('', ' '), (fragments, glue) => {
      try {
        const { node: parsed } = parseSelector(fragments.join(glue));
        expect(parseSelectorNode(faithfulText(parsed))).toEqual(parsed);
      } catch (error) {
        expect(error).toMatchObject({ name: 'SelectorError' });
      }
    }),
  );
});

test('orders as UTF-8 bytes do', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
      expect(Math.sign(compareCodePoints(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
    }),
  );
});
