import type { SelectorNode } from './ast.ts';
import { canonicalText } from './canonical.ts';
import { evaluateNode, type LabelLookup } from './evaluate.ts';
import { parseSelectorNode } from './parser.ts';
import { type LabelRestrictions, labelRestrictions } from './restrictions.ts';

/** Immutable, so it may be kept and shared by text. Analysed when first asked. */
export interface Selector {
  readonly node: SelectorNode;
  readonly canonical: string;
  readonly restrictions: LabelRestrictions;
  evaluate(lookup: LabelLookup): boolean;
}

/** Does not cache. @throws SelectorError */
export function parseSelector(text: string): Selector {
  return new ParsedSelector(parseSelectorNode(text));
}

class ParsedSelector implements Selector {
  readonly node: SelectorNode;
  readonly canonical: string;
  #restrictions: LabelRestrictions | undefined;

  constructor(node: SelectorNode) {
    this.node = node;
    this.canonical = canonicalText(node);
  }

  get restrictions(): LabelRestrictions {
    this.#restrictions ??= labelRestrictions(this.node);
    return this.#restrictions;
  }

  evaluate(lookup: LabelLookup): boolean {
    return evaluateNode(this.node, lookup);
  }
}
