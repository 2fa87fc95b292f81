import { compareCodePoints } from './order.ts';
import { isSelectorKey } from './tokenizer.ts';

/** What is wrong with a part of a label selector; `field` is relative to it: `matchExpressions[0].operator`. */
export interface LabelSelectorProblem {
  readonly field: string;
  readonly reason: string;
}

export interface LabelSelectorTerms {
  /** To be joined by `&&`; none: everything matches. */
  readonly terms: readonly string[];
  /** If there is any, `terms` is not the selector's meaning. */
  readonly problems: readonly LabelSelectorProblem[];
}

/**
 * Calico's terms for a Kubernetes LabelSelector, in Felix's order and writing. Takes whatever stands where a
 * LabelSelector should; its texts come from outside, so what could not be quoted safely is a problem.
 */
export function labelSelectorTerms(selector: unknown): LabelSelectorTerms {
  const terms: string[] = [];
  const problems: LabelSelectorProblem[] = [];
  if (!isRecord(selector)) {
    if (selector != null) problems.push({ field: '', reason: `expected a label selector, got ${show(selector)}` });
    return { terms, problems };
  }
  for (const field of Object.keys(selector)) {
    if (field !== 'matchLabels' && field !== 'matchExpressions') problems.push({ field, reason: 'unknown field' });
  }
  collectMatchLabels(selector['matchLabels'], terms, problems);
  collectMatchExpressions(selector['matchExpressions'], terms, problems);
  return { terms, problems };
}

function collectMatchLabels(labels: unknown, terms: string[], problems: LabelSelectorProblem[]): void {
  if (labels == null) return;
  if (!isRecord(labels)) {
    problems.push({ field: 'matchLabels', reason: `expected a map of strings, got ${show(labels)}` });
    return;
  }
  for (const key of Object.keys(labels).sort(compareCodePoints)) {
    const field = `matchLabels[${JSON.stringify(key)}]`;
    const value = quote(labels[key]);
    if (!isSelectorKey(key)) problems.push({ field, reason: `invalid label key ${show(key)}` });
    else if (value === undefined) problems.push({ field, reason: `invalid label value ${show(labels[key])}` });
    else terms.push(`${key} == ${value}`);
  }
}

function collectMatchExpressions(expressions: unknown, terms: string[], problems: LabelSelectorProblem[]): void {
  if (expressions == null) return;
  if (!Array.isArray(expressions)) {
    problems.push({ field: 'matchExpressions', reason: `expected a list, got ${show(expressions)}` });
    return;
  }
  for (const [i, expression] of expressions.entries()) {
    const term = expressionTerm(expression);
    if (typeof term === 'string') terms.push(term);
    else problems.push({ ...term, field: `matchExpressions[${i}]${term.field}` });
  }
}

function expressionTerm(expression: unknown): string | LabelSelectorProblem {
  if (!isRecord(expression)) return { field: '', reason: `expected a requirement, got ${show(expression)}` };
  const { key, operator, values } = expression;
  if (typeof key !== 'string' || !isSelectorKey(key)) {
    return { field: '.key', reason: `invalid label key ${show(key)}` };
  }
  switch (operator) {
    case 'In':
    case 'NotIn': {
      const quoted = quoteValues(values);
      return typeof quoted === 'string' ? `${key} ${operator === 'In' ? 'in' : 'not in'} { ${quoted} }` : quoted;
    }
    case 'Exists':
    case 'DoesNotExist':
      if (values != null && !(Array.isArray(values) && values.length === 0)) {
        return { field: '.values', reason: `must be empty with ${operator}, got ${show(values)}` };
      }
      return operator === 'Exists' ? `has(${key})` : `! has(${key})`;
    default:
      return { field: '.operator', reason: `expected In, NotIn, Exists or DoesNotExist, got ${show(operator)}` };
  }
}

function quoteValues(values: unknown): string | LabelSelectorProblem {
  if (!Array.isArray(values) || values.length === 0) {
    return { field: '.values', reason: `expected at least one value, got ${show(values)}` };
  }
  const quoted: string[] = [];
  for (const [i, value] of values.entries()) {
    const text = quote(value);
    if (text === undefined) return { field: `.values[${i}]`, reason: `invalid label value ${show(value)}` };
    quoted.push(text);
  }
  return quoted.join(', ');
}

// Any text that can be quoted may stand here: the API server lets label selectors name values that no label can have.
function quote(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  if (!value.includes("'")) return `'${value}'`;
  return value.includes('"') ? undefined : `"${value}"`;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const shownLength = 100;

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > shownLength ? `${text.slice(0, shownLength)}…` : text;
}
