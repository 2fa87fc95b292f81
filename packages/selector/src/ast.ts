/** One test of one label, or a combination of tests. Plain data; `values` are sorted and without duplicates. */
export type SelectorNode =
  | { readonly op: 'all' }
  /** Like `all`, but means "outside any namespace" where it stands for namespaces; see rewrite.ts. */
  | { readonly op: 'global' }
  | { readonly op: 'has'; readonly key: string }
  | { readonly op: ValueOperator; readonly key: string; readonly value: string }
  | { readonly op: SetOperator; readonly key: string; readonly values: readonly string[] }
  | { readonly op: 'not'; readonly operand: SelectorNode }
  | { readonly op: 'and' | 'or'; readonly operands: readonly SelectorNode[] };

/** Named as they are written. */
export type ValueOperator = '==' | '!=' | 'contains' | 'starts with' | 'ends with';
export type SetOperator = 'in' | 'not in';
