import type { SelectorNode } from './ast.ts';

export interface Rewriting {
  /** Put before every label key. */
  readonly prefix?: string;
  /** What takes the place of `all()`. */
  readonly all?: SelectorNode;
  /** What takes the place of `global()`. */
  readonly global?: SelectorNode;
}

/** The selector with these parts replaced. */
export function rewriteNode(node: SelectorNode, rewriting: Rewriting): SelectorNode {
  switch (node.op) {
    case 'all':
      return rewriting.all ?? node;
    case 'global':
      return rewriting.global ?? node;
    case 'not':
      return { op: 'not', operand: rewriteNode(node.operand, rewriting) };
    case 'and':
    case 'or':
      return { op: node.op, operands: node.operands.map((operand) => rewriteNode(operand, rewriting)) };
    default:
      return rewriting.prefix === undefined ? node : { ...node, key: rewriting.prefix + node.key };
  }
}
