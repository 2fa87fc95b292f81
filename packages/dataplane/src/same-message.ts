import type { felix } from '@manul/proto';

/** True where the two say the same, whatever their place in the stream. */
export function sameMessage(a: felix.IToDataplane, b: felix.IToDataplane): boolean {
  const { sequence_number: _a, ...left } = a;
  const { sequence_number: _b, ...right } = b;
  return same(left, right);
}

function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((item, i) => same(item, b[i]));
  }
  if (a instanceof Uint8Array)
    return b instanceof Uint8Array && a.length === b.length && a.every((byte, i) => byte === b[i]);
  const left = present(a);
  const right = new Map(present(b));
  return left.length === right.size && left.every(([key, value]) => same(value, right.get(key)));
}

function present(value: object): [string, unknown][] {
  return Object.entries(value).filter(([, field]) => field !== undefined && field !== null);
}
