import type { SelectorNode } from './ast.ts';

/** A label's value, undefined where there is no such label. */
export type LabelLookup = (key: string) => string | undefined;

/** Whether a selector matches what has those labels. Negative tests hold where the label is missing. */
export function evaluateNode(node: SelectorNode, lookup: LabelLookup): boolean {
  switch (node.op) {
    case 'all':
    case 'global':
      return true;
    case 'not':
      return !evaluateNode(node.operand, lookup);
    case 'and':
      for (const operand of node.operands) if (!evaluateNode(operand, lookup)) return false;
      return true;
    case 'or':
      for (const operand of node.operands) if (evaluateNode(operand, lookup)) return true;
      return false;
    default:
      return evaluateLabelTest(node, lookup(node.key));
  }
}

function evaluateLabelTest(node: Extract<SelectorNode, { key: string }>, value: string | undefined): boolean {
  switch (node.op) {
    case 'has':
      return value !== undefined;
    case '==':
      return value === node.value;
    case '!=':
      return value !== node.value;
    case 'contains':
      return value?.includes(node.value) === true;
    case 'starts with':
      return value?.startsWith(node.value) === true;
    case 'ends with':
      return value?.endsWith(node.value) === true;
    case 'in':
      return value !== undefined && node.values.includes(value);
    case 'not in':
      return value === undefined || !node.values.includes(value);
  }
}
