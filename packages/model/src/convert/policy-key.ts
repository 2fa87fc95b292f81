import type { PolicyKind } from '../resources.ts';

/** The key of a policy in updates. */
export function policyKey(kind: PolicyKind, namespace: string, name: string): string {
  return `${kind}|${namespace}|${name}`;
}

/** The effect of a selector that cannot be read: of whom the policy is for, nothing is known. */
export const policyUnread = 'this version of the policy is not applied';
