/** What `--source` names. */
export type SourceSpec =
  | { readonly kind: 'directory'; readonly directory: string }
  | { readonly kind: 'recording'; readonly file: string }
  | { readonly kind: 'kubernetes'; readonly kubeconfig: string | undefined };

/** Reads `directory:DIR`, `recording:FILE` or `kubernetes[:KUBECONFIG]`; undefined for anything else. */
export function parseSourceSpec(text: string): SourceSpec | undefined {
  const colon = text.indexOf(':');
  const [kind, rest] = colon < 0 ? [text, undefined] : [text.slice(0, colon), text.slice(colon + 1)];
  if (rest === '') return undefined;
  if (kind === 'directory' && rest !== undefined) return { kind, directory: rest };
  if (kind === 'recording' && rest !== undefined) return { kind, file: rest };
  if (kind === 'kubernetes') return { kind, kubeconfig: rest };
  return undefined;
}
