import type { felix } from '@manul/proto';
import { shortKind } from './chain-names.ts';

/** The kernel's log prefix holds 29 characters; `: ` follows ours. */
const maxLength = 27;
const unsafe = /[^\w @%+=:,./-]/g;

/** Whose rule it is that logs. */
export type LogOwner = { readonly policy: felix.IPolicyID; readonly tier: string } | { readonly profile: string };

/** Fills in `%t` (tier), `%k` (short kind), `%n` (name) and `%p` (namespace/name). */
export function logPrefix(format: string, owner: LogOwner): string {
  const { kind, name, namespace, tier } =
    'policy' in owner
      ? {
          kind: shortKind(owner.policy.kind ?? ''),
          name: owner.policy.name ?? '',
          namespace: owner.policy.namespace ?? '',
          tier: owner.tier,
        }
      : { kind: 'pro', name: owner.profile, namespace: '', tier: '' };
  const values: Readonly<Record<string, string>> = {
    '%t': tier,
    '%k': kind,
    '%n': name,
    '%p': namespace === '' ? name : `${namespace}/${name}`,
  };
  const filled = (format || 'calico-packet').replace(/%[tknp]/g, (specifier) => values[specifier] ?? specifier);
  return filled.replace(unsafe, '_').slice(0, maxLength);
}
