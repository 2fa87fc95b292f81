import { parseSelector } from '@manul/selector';

/**
 * The canonical form of a selector of the model. The model writes `!(!a)` where the canonical form is `!!a`, which would
 * not parse to the same; all else is canonical already.
 */
export function canonicalSelector(text: string): string {
  return text.includes('!(!') ? parseSelector(text).canonical : text;
}
