import {
  canonicalText,
  faithfulText,
  parseSelector,
  rewriteNode,
  SelectorError,
  type SelectorNode,
} from '@manul/selector';
import { namespaceLabel, namespacePrefix, serviceAccountLabel, serviceAccountPrefix } from './calico-names.ts';
import { type Field, FieldError } from './field.ts';

// Identifiers of IP sets derive from selectors, so each is put together from its parts just as Felix does it: the same
// terms, in the same order and nesting.

/** A selector as its author wrote it; `node` is undefined where there is none. */
export interface WrittenSelector {
  readonly text: string;
  readonly node: SelectorNode | undefined;
}

export const noSelector: WrittenSelector = { text: '', node: undefined };

const inAnyNamespace: SelectorNode = { op: 'has', key: namespaceLabel };
const inNoNamespace: SelectorNode = { op: 'not', operand: inAnyNamespace };
const ofAnyServiceAccount: SelectorNode = { op: 'has', key: serviceAccountLabel };

/** Reads an optional selector. */
export function readSelector(field: Field): WrittenSelector {
  return writtenSelector(field.optionalString(), field);
}

/** A selector that conversion made of the parts of `field`. */
export function writtenSelector(text: string, field: Field): WrittenSelector {
  return text === '' ? noSelector : { text, node: parse(text, field) };
}

export interface PolicySelectorParts {
  readonly selector: WrittenSelector;
  /** The policy's namespace, empty for a global policy. */
  readonly namespace: string;
  /** Of a global policy alone. */
  readonly namespaceSelector: WrittenSelector;
  readonly serviceAccountSelector: WrittenSelector;
}

/** Selects what a policy applies to. Errors that only show once the parts are put together are reported at `field`. */
export function policySelector(parts: PolicySelectorParts, field: Field): string {
  const { selector, namespace, namespaceSelector, serviceAccountSelector } = parts;
  let { node } = selector;
  if (namespace !== '') node = and(node, equals(namespaceLabel, namespace));
  if (namespaceSelector.node) {
    node = rewriteNode(and(node, prefix(namespaceSelector.node, namespacePrefix)), { all: inAnyNamespace });
  }
  if (serviceAccountSelector.node) {
    node = and(node, prefix(serviceAccountSelector.node, serviceAccountPrefix));
    // In a namespaced policy, all() in it goes on to match every endpoint.
    if (namespace === '') node = rewriteNode(node, { all: ofAnyServiceAccount });
  }
  return settle(node ?? { op: 'all' }, field);
}

export interface RuleSelectorParts {
  readonly selector: WrittenSelector;
  readonly notSelector: WrittenSelector;
  readonly namespaceSelector: WrittenSelector;
  readonly serviceAccountSelector: WrittenSelector;
  readonly serviceAccountNames: readonly string[];
  /** The policy's namespace, empty for global policies and profiles. */
  readonly namespace: string;
}

/** Whom one side of a rule means; empty: anyone. */
export function ruleSelector(parts: RuleSelectorParts, field: Field): string {
  const serviceAccounts = serviceAccountNode(parts);
  const endpoints = parts.selector.node ? and(serviceAccounts, parts.selector.node) : serviceAccounts;
  const namespaces = namespaceNode(parts, endpoints !== undefined);
  const node = endpoints ? and(namespaces, endpoints) : namespaces;
  return node ? settle(node, field) : '';
}

/** A selector that stands for itself, as a rule's notSelector; empty where there is none. */
export function plainSelector(written: WrittenSelector, field: Field): string {
  return written.node ? settle(written.node, field) : '';
}

function serviceAccountNode(parts: RuleSelectorParts): SelectorNode | undefined {
  const { node } = parts.serviceAccountSelector;
  const bySelector = node && prefix(node, serviceAccountPrefix);
  const names = [...new Set(parts.serviceAccountNames)].sort();
  return names.length === 0 ? bySelector : and(bySelector, { op: 'in', key: serviceAccountLabel, values: names });
}

function namespaceNode(parts: RuleSelectorParts, hasEndpointSelector: boolean): SelectorNode | undefined {
  const { node } = parts.namespaceSelector;
  if (node) return rewriteNode(prefix(node, namespacePrefix), { all: inAnyNamespace, global: inNoNamespace });
  // Any selector makes the rule one about endpoints, and those that a namespaced policy means are in its namespace.
  const isAboutEndpoints = hasEndpointSelector || parts.notSelector.node !== undefined;
  return parts.namespace !== '' && isAboutEndpoints ? equals(namespaceLabel, parts.namespace) : undefined;
}

function equals(key: string, value: string): SelectorNode {
  return { op: '==', key, value };
}

function and(first: SelectorNode | undefined, second: SelectorNode): SelectorNode {
  return first ? { op: 'and', operands: [first, second] } : second;
}

// Felix prints the prefixed selector and parses what it printed, which loses double negations.
function prefix(node: SelectorNode, prefix: string): SelectorNode {
  return parseSelector(canonicalText(rewriteNode(node, { prefix }))).node;
}

// Whoever takes the text must be able to parse it, and parts that are each within the parser's bounds may exceed them.
function settle(node: SelectorNode, field: Field): string {
  const text = faithfulText(node);
  parse(text, field);
  return text;
}

function parse(text: string, field: Field): SelectorNode {
  try {
    return parseSelector(text).node;
  } catch (error) {
    if (!(error instanceof SelectorError)) throw error;
    throw new FieldError(field.path, error.message);
  }
}
