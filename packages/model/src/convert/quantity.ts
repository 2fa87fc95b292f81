import type { Field } from './field.ts';

const suffixes: ReadonlyMap<string, number> = new Map([
  ['n', 1e-9],
  ['u', 1e-6],
  ['m', 1e-3],
  ['', 1],
  ...['k', 'M', 'G', 'T', 'P', 'E'].map((suffix, i) => [suffix, 1000 ** (i + 1)] as const),
  ...['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'].map((suffix, i) => [suffix, 1024 ** (i + 1)] as const),
]);

const quantity = /^([+-]?(?:\d+(?:\.\d*)?|\.\d+))(?:[eE]([+-]?\d{1,3})|([numkMGTPE]|[KMGTPE]i)?)$/;

/** A Kubernetes quantity such as `10M` or `1Gi`, rounded up to a whole number. */
export function readQuantity(field: Field): number {
  const match = quantity.exec(field.string());
  if (match === null) return field.failExpecting('a quantity');
  const scale = match[2] === undefined ? suffixes.get(match[3] ?? '')! : 10 ** Number(match[2]);
  return Math.ceil(Number(match[1]) * scale);
}
