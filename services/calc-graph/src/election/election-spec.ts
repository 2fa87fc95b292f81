/** How the leader is found: `redis`, or `lease:NAMESPACE/NAME`. */
export type ElectionSpec =
  | { readonly kind: 'redis' }
  | { readonly kind: 'lease'; readonly namespace: string; readonly name: string };

const lease = /^lease:([a-z0-9][-a-z0-9]{0,62})\/([a-z0-9][-a-z0-9.]{0,252})$/;

/** Undefined where the text is neither. */
export function parseElectionSpec(text: string): ElectionSpec | undefined {
  if (text === 'redis') return { kind: 'redis' };
  const match = lease.exec(text);
  return match ? { kind: 'lease', namespace: match[1]!, name: match[2]! } : undefined;
}
