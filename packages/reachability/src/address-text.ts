import type { Address } from '@manul/evaluator';
import { normalizeAddress } from '@manul/model';

/** Dotted for IPv4, RFC 5952 for IPv6. */
export function addressText({ version, bits }: Address): string {
  if (version === 4) return [24, 16, 8, 0].map((shift) => (Number(bits) >>> shift) & 255).join('.');
  const groups = Array.from({ length: 8 }, (_, i) => (BigInt(bits) >> BigInt(112 - 16 * i)) & 0xffffn);
  const text = groups.map((group) => group.toString(16)).join(':');
  return normalizeAddress(text) ?? text;
}
