import type { SourceObject } from './source-object.ts';

// Class names of RFC 2474, 2597 and 3246: default, expedited and assured forwarding, class selectors.
const codePoints: ReadonlyMap<string, number> = new Map([
  ['DF', 0],
  ['EF', 46],
  ...[1, 2, 3, 4].flatMap((c) => [1, 2, 3].map((drop) => [`AF${c}${drop}`, 8 * c + 2 * drop] as const)),
  ...[0, 1, 2, 3, 4, 5, 6].map((c) => [`CS${c}`, 8 * c] as const),
]);

/** The code point that an annotation asks egress traffic to be marked with. */
export function readDscp(object: SourceObject): number | undefined {
  const field = object.annotation('qos.projectcalico.org/dscp');
  if (field.isAbsent) return undefined;
  return object.errors.isolate('traffic is not marked', () => {
    const text = field.string().trim();
    const value = /^\d{1,2}$/.test(text) ? Number(text) : codePoints.get(text.toUpperCase());
    return value !== undefined && value <= 63 ? value : field.failExpecting('a DSCP class or a number from 0 to 63');
  });
}
