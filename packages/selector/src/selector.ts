import type { SelectorNode } from './ast.ts';
import { canonicalText } from './canonical.ts';
import { compileEvaluator, type Evaluator } from './evaluate.ts';
import { parseSelectorNode } from './parser.ts';
import { type LabelRestrictions, labelRestrictions } from './restrictions.ts';

/** Immutable, so it may be kept and shared by text. Compiled and analysed when first asked for. */
export interface Selector {
  readonly node: SelectorNode;
  readonly canonical: string;
  readonly evaluate: Evaluator;
  readonly restrictions: LabelRestrictions;
}

/** Does not cache. @throws SelectorError */
export function parseSelector(text: string): Selector {
  return new ParsedSelector(parseSelectorNode(text));
}

class ParsedSelector implements Selector {
  readonly node: SelectorNode;
  readonly canonical: string;
  #evaluate: Evaluator | undefined;
  #restrictions: LabelRestrictions | undefined;

  constructor(node: SelectorNode) {
    this.node = node;
    this.canonical = canonicalText(node);
  }

  get evaluate(): Evaluator {
    this.#evaluate ??= compileEvaluator(this.node);
    return this.#evaluate;
  }

  get restrictions(): LabelRestrictions {
    this.#restrictions ??= labelRestrictions(this.node);
    return this.#restrictions;
  }
}
