import type { SetOperator, ValueOperator } from './ast.ts';
import { SelectorError } from './error.ts';

export type Token =
  | { readonly kind: '(' | ')' | '{' | '}' | ',' | '!' | '&&' | '||' | 'all' | 'global' | 'end'; readonly at: number }
  | { readonly kind: 'operator'; readonly operator: ValueOperator | SetOperator; readonly at: number }
  | { readonly kind: 'label' | 'string' | 'has'; readonly text: string; readonly at: number };

/** Longer label keys are refused. */
const maxKeyLength = 512;

const key = /[A-Za-z0-9_./-]+/y;
const blank = /[ \t]*/y;
// Only the last word needs an end, so `notin` and `startswith` are operators too.
const wordOperator = /(?:contains|starts[ \t]*with|ends[ \t]*with|not[ \t]*in|in)(?![A-Za-z0-9_./-])/y;
const wordOperators: ReadonlyMap<string, ValueOperator | SetOperator> = new Map([
  ['contains', 'contains'],
  ['startswith', 'starts with'],
  ['endswith', 'ends with'],
  ['notin', 'not in'],
  ['in', 'in'],
]);
// A call's name and its parenthesis belong together: `has (a)` is the label "has" and a syntax error.
const call = /(has|all|global)\([ \t]*/y;

/** Whether selectors can name this label. */
export function isSelectorKey(text: string): boolean {
  return text.length <= maxKeyLength && /^[A-Za-z0-9_./-]+$/.test(text);
}

/** Splits `text` into tokens, the last one `end`. @throws SelectorError */
export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = skip(blank, text, 0);
  while (at < text.length) {
    const afterLabel = tokens.at(-1)?.kind === 'label';
    const end = readSymbol(text, at, tokens) ?? (afterLabel ? readOperator : readTerm)(text, at, tokens);
    at = skip(blank, text, end);
  }
  tokens.push({ kind: 'end', at: text.length });
  return tokens;
}

// The readers push one token and return where it ends.

function readSymbol(text: string, at: number, tokens: Token[]): number | undefined {
  const first = text[at];
  switch (first) {
    case '(':
    case ')':
    case '{':
    case '}':
    case ',':
      tokens.push({ kind: first, at });
      return at + 1;
    case '"':
    case "'":
      return readString(first, text, at, tokens);
    case '!':
      if (text[at + 1] !== '=') {
        tokens.push({ kind: '!', at });
        return at + 1;
      }
      tokens.push({ kind: 'operator', operator: '!=', at });
      return at + 2;
    case '=':
      expectDouble(text, at);
      tokens.push({ kind: 'operator', operator: '==', at });
      return at + 2;
    case '&':
    case '|':
      expectDouble(text, at);
      tokens.push({ kind: first === '&' ? '&&' : '||', at });
      return at + 2;
    default:
      return undefined;
  }
}

function expectDouble(text: string, at: number): void {
  const symbol = text[at];
  if (text[at + 1] !== symbol) throw new SelectorError(`expected ${symbol}${symbol}`, text, at);
}

// Strings have no escapes: one kind of quote may stand inside the other, and both together cannot be written.
function readString(quote: string, text: string, at: number, tokens: Token[]): number {
  const close = text.indexOf(quote, at + 1);
  if (close < 0) throw new SelectorError('unterminated string', text, at);
  tokens.push({ kind: 'string', text: text.slice(at + 1, close), at });
  return close + 1;
}

function readOperator(text: string, at: number, tokens: Token[]): number {
  wordOperator.lastIndex = at;
  const words = wordOperator.exec(text)?.[0];
  const operator = words === undefined ? undefined : wordOperators.get(words.replaceAll(/[ \t]/g, ''));
  if (operator === undefined) throw new SelectorError('expected an operator', text, at);
  tokens.push({ kind: 'operator', operator, at });
  return wordOperator.lastIndex;
}

function readTerm(text: string, at: number, tokens: Token[]): number {
  call.lastIndex = at;
  const name = call.exec(text)?.[1];
  if (name === undefined) {
    const end = readKey(text, at);
    tokens.push({ kind: 'label', text: text.slice(at, end), at });
    return end;
  }
  let end = call.lastIndex;
  if (name === 'has') {
    const start = end;
    end = readKey(text, start);
    tokens.push({ kind: 'has', text: text.slice(start, end), at });
  } else {
    tokens.push({ kind: name === 'all' ? 'all' : 'global', at });
  }
  end = skip(blank, text, end);
  if (text[end] !== ')') throw new SelectorError(`expected ) after ${name}(`, text, end);
  return end + 1;
}

function readKey(text: string, at: number): number {
  const end = skip(key, text, at);
  if (end === at) throw new SelectorError('expected a label key', text, at);
  if (end - at > maxKeyLength) throw new SelectorError(`label key longer than ${maxKeyLength} characters`, text, at);
  return end;
}

function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}
