import type { PolicyKind } from '../resources.ts';

/** The key of a policy in updates. */
export function policyKey(kind: PolicyKind, namespace: string, name: string): string {
  return `${kind}|${namespace}|${name}`;
}
