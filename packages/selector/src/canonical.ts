import type { SelectorNode } from './ast.ts';

/**
 * The one text of all selectors that are written alike but for blanks, quotes, order of set members and needless
 * parentheses. Identifiers of IP sets are hashes of it, so it follows Felix to the character.
 */
export function canonicalText(node: SelectorNode): string {
  switch (node.op) {
    case 'all':
    case 'global':
      return `${node.op}()`;
    case 'has':
      return `has(${node.key})`;
    case 'not':
      return `!${canonicalText(node.operand)}`;
    case 'and':
      return `(${node.operands.map(canonicalText).join(' && ')})`;
    case 'or':
      return `(${node.operands.map(canonicalText).join(' || ')})`;
    case 'in':
    case 'not in':
      return `${node.key} ${node.op} {${node.values.map(quote).join(', ')}}`;
    default:
      return `${node.key} ${node.op} ${quote(node.value)}`;
  }
}

function quote(text: string): string {
  return text.includes('"') ? `'${text}'` : `"${text}"`;
}
