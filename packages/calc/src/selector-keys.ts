import type { SelectorNode } from '@manul/selector';

/** All label keys that a selector asks for. */
export function selectorKeys(node: SelectorNode, keys = new Set<string>()): Set<string> {
  if ('key' in node) keys.add(node.key);
  else if ('operands' in node) for (const operand of node.operands) selectorKeys(operand, keys);
  else if ('operand' in node) selectorKeys(node.operand, keys);
  return keys;
}
