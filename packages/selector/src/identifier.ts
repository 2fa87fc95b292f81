import { hash } from 'node:crypto';

/**
 * A short name for content of any length, the same on every node and in every release, since drivers recognise by it
 * what is in their kernels: `<prefix>:` and the content's SHA-224 in URL-safe base64.
 */
export function contentIdentifier(prefix: string, content: string): string {
  return `${prefix}:${hash('sha224', `${prefix}:${content}`, 'base64url')}`;
}

/** Identifies the IP set of all that a selector matches. */
export function selectorSetId(canonical: string): string {
  return contentIdentifier('s', canonical);
}
