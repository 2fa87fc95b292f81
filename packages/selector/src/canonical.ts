import type { SelectorNode } from './ast.ts';

/**
 * The one text of all selectors that are written alike but for blanks, quotes, order of set members and needless
 * parentheses. Identifiers of IP sets are hashes of it, so it follows Felix to the character.
 */
export function canonicalText(node: SelectorNode): string {
  return print(node, false);
}

/** The canonical text but for one thing: it parses to the same node. `!!a` reads as `a`, so that is `!(!a)` here. */
export function faithfulText(node: SelectorNode): string {
  return print(node, true);
}

function print(node: SelectorNode, faithful: boolean): string {
  switch (node.op) {
    case 'all':
    case 'global':
      return `${node.op}()`;
    case 'has':
      return `has(${node.key})`;
    case 'not':
      return faithful && node.operand.op === 'not'
        ? `!(${print(node.operand, faithful)})`
        : `!${print(node.operand, faithful)}`;
    case 'and':
    case 'or':
      return `(${node.operands.map((operand) => print(operand, faithful)).join(operators[node.op])})`;
    case 'in':
    case 'not in':
      return `${node.key} ${node.op} {${node.values.map(quote).join(', ')}}`;
    default:
      return `${node.key} ${node.op} ${quote(node.value)}`;
  }
}

const operators = { and: ' && ', or: ' || ' };

function quote(text: string): string {
  return text.includes('"') ? `'${text}'` : `"${text}"`;
}
