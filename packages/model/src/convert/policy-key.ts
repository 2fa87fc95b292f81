import type { PolicyKind } from '../resources.ts';

/** The key of a policy in updates. */
export function policyKey(kind: PolicyKind, namespace: string, name: string): string {
  return `${kind}|${namespace}|${name}`;
}

/** What becomes of a policy of which it is not known whom it is for. */
export const policyUnread = 'this version of the policy is not applied';
