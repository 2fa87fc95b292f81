import type { SourceObject } from './source-object.ts';

/** The directions in which a policy isolates what it applies to. */
export interface PolicyTypes {
  readonly ingress: boolean;
  readonly egress: boolean;
}

/**
 * What the field says of a policy's directions; undefined where it is absent or empty. One that cannot be read counts as
 * both: either may have been meant.
 */
export function givenTypes({ spec, errors }: SourceObject, field: 'types' | 'policyTypes'): PolicyTypes | undefined {
  const types = errors.isolate('the policy applies to ingress and egress', () =>
    spec
      .get(field)
      .items()
      .map((type) => type.oneOf('Ingress', 'Egress')),
  );
  if (types === undefined) return { ingress: true, egress: true };
  if (types.length === 0) return undefined;
  return { ingress: types.includes('Ingress'), egress: types.includes('Egress') };
}

/** Whether there are rules, understood or not; a value that is no list was meant to be some. */
export function hasRules(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== undefined;
}
