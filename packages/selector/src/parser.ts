import type { SelectorNode } from './ast.ts';
import { SelectorError } from './error.ts';
import { compareCodePoints } from './order.ts';
import { type Token, tokenize } from './tokenizer.ts';

/** Above what an API object can hold, so only hostile input meets it. */
const maxSelectorLength = 1 << 20;
// Parser, printer, compiler and analysis recurse once or twice a level: this keeps them far from the stack's end. The
// nesting of operators is bounded apart from that of parentheses, so that the canonical form of what parses, in which
// each combination has its own parentheses, parses too.
const maxParentheses = 500;
const maxNesting = 100;

/**
 * `||` binds weaker than `&&`, and `!` strongest; a row of `!` collapses to one or none. The empty selector is `all()`.
 * @throws SelectorError
 */
export function parseSelectorNode(text: string): SelectorNode {
  if (text.length > maxSelectorLength) {
    throw new SelectorError(`selector longer than ${maxSelectorLength} characters`, text, maxSelectorLength);
  }
  const parser = new Parser(text, tokenize(text));
  return parser.parse();
}

interface Parsed {
  readonly node: SelectorNode;
  /** Levels of combinations and negations in `node`. */
  readonly nesting: number;
}

class Parser {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  #next = 0;
  #parentheses = 0;

  constructor(text: string, tokens: readonly Token[]) {
    this.#text = text;
    this.#tokens = tokens;
  }

  parse(): SelectorNode {
    if (this.#peek().kind === 'end') return { op: 'all' };
    const { node } = this.#parseCombination('or');
    if (this.#peek().kind !== 'end') this.#fail('expected the end, && or ||');
    return node;
  }

  #parseCombination(op: 'and' | 'or'): Parsed {
    const parseOperand = () => (op === 'or' ? this.#parseCombination('and') : this.#parseTerm());
    const first = parseOperand();
    const operands = [first.node];
    let { nesting } = first;
    while (this.#accept(op === 'or' ? '||' : '&&')) {
      const operand = parseOperand();
      operands.push(operand.node);
      nesting = Math.max(nesting, operand.nesting);
    }
    return operands.length === 1 ? first : this.#nest({ op, operands }, nesting);
  }

  #parseTerm(): Parsed {
    let negated = false;
    while (this.#accept('!')) negated = !negated;
    const term = this.#parsePositiveTerm();
    return negated ? this.#nest({ op: 'not', operand: term.node }, term.nesting) : term;
  }

  #parsePositiveTerm(): Parsed {
    if (this.#peek().kind === '(') return this.#parseParentheses();
    const token = this.#take();
    switch (token.kind) {
      case 'all':
      case 'global':
        return { node: { op: token.kind }, nesting: 0 };
      case 'has':
        return { node: { op: 'has', key: token.text }, nesting: 0 };
      case 'label':
        return { node: this.#parseLabelTest(token.text), nesting: 0 };
      default:
        return this.#fail('expected a label test', token);
    }
  }

  #parseParentheses(): Parsed {
    if (++this.#parentheses > maxParentheses) this.#fail('parentheses nested too deep');
    this.#take();
    const inner = this.#parseCombination('or');
    if (!this.#accept(')')) this.#fail('expected )');
    this.#parentheses--;
    return inner;
  }

  #parseLabelTest(key: string): SelectorNode {
    const token = this.#take();
    if (token.kind !== 'operator') return this.#fail('expected an operator', token);
    if (token.operator === 'in' || token.operator === 'not in') {
      return { op: token.operator, key, values: this.#parseSet() };
    }
    const value = this.#take();
    if (value.kind !== 'string') return this.#fail('expected a quoted string', value);
    return { op: token.operator, key, value: value.text };
  }

  #parseSet(): readonly string[] {
    if (!this.#accept('{')) this.#fail('expected {');
    const values = new Set<string>();
    for (let token = this.#peek(); token.kind === 'string'; token = this.#peek()) {
      values.add(token.text);
      this.#take();
      if (!this.#accept(',')) break;
    }
    if (!this.#accept('}')) this.#fail('expected }');
    return [...values].sort(compareCodePoints);
  }

  #nest(node: SelectorNode, nesting: number): Parsed {
    if (nesting >= maxNesting) this.#fail('nested too deep');
    return { node, nesting: nesting + 1 };
  }

  #peek(): Token {
    return this.#tokens[this.#next]!;
  }

  // Never moves past the last token, `end`.
  #take(): Token {
    const token = this.#peek();
    if (token.kind !== 'end') this.#next++;
    return token;
  }

  #accept(kind: Token['kind']): boolean {
    if (this.#peek().kind !== kind) return false;
    this.#take();
    return true;
  }

  #fail(reason: string, token: Token = this.#peek()): never {
    throw new SelectorError(reason, this.#text, token.at);
  }
}
