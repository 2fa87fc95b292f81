import type { SelectorNode } from './ast.ts';

/** A label's value, undefined where there is no such label. */
export type LabelLookup = (key: string) => string | undefined;
export type Evaluator = (lookup: LabelLookup) => boolean;

/** A closure for each node, so that nothing is looked at twice. Negative tests hold where the label is missing. */
export function compileEvaluator(node: SelectorNode): Evaluator {
  switch (node.op) {
    case 'all':
    case 'global':
      return () => true;
    case 'not': {
      const operand = compileEvaluator(node.operand);
      return (lookup) => !operand(lookup);
    }
    case 'and':
      return compileAnd(node.operands.map(compileEvaluator));
    case 'or':
      return compileOr(node.operands.map(compileEvaluator));
    default:
      return compileLabelTest(node);
  }
}

function compileAnd(operands: readonly Evaluator[]): Evaluator {
  return (lookup) => {
    for (const operand of operands) if (!operand(lookup)) return false;
    return true;
  };
}

function compileOr(operands: readonly Evaluator[]): Evaluator {
  return (lookup) => {
    for (const operand of operands) if (operand(lookup)) return true;
    return false;
  };
}

function compileLabelTest(node: Extract<SelectorNode, { key: string }>): Evaluator {
  const { key } = node;
  switch (node.op) {
    case 'has':
      return (lookup) => lookup(key) !== undefined;
    case '==':
      return (lookup) => lookup(key) === node.value;
    case '!=':
      return (lookup) => lookup(key) !== node.value;
    case 'contains':
      return (lookup) => lookup(key)?.includes(node.value) === true;
    case 'starts with':
      return (lookup) => lookup(key)?.startsWith(node.value) === true;
    case 'ends with':
      return (lookup) => lookup(key)?.endsWith(node.value) === true;
    case 'in':
    case 'not in': {
      const values: ReadonlySet<string | undefined> = new Set(node.values);
      const expected = node.op === 'in';
      return (lookup) => values.has(lookup(key)) === expected;
    }
  }
}
