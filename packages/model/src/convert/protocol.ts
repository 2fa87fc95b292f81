import type { Protocol } from '../resources.ts';
import type { Field } from './field.ts';

const names = ['tcp', 'udp', 'icmp', 'icmpv6', 'sctp', 'udplite'];

/** A protocol's name in lower case or its number; undefined where it is absent. */
export function readProtocol(field: Field): Protocol | undefined {
  if (field.isAbsent) return undefined;
  if (typeof field.value === 'number') return field.integer(1, 255);
  const name = field.string().toLowerCase();
  if (names.includes(name)) return name;
  const number = /^[1-9]\d{0,2}$/.test(name) ? Number(name) : 256;
  return number <= 255 ? number : field.failExpecting('a protocol');
}

export function isIcmp(protocol: Protocol | undefined, version: 4 | 6): boolean {
  return version === 4 ? protocol === 'icmp' || protocol === 1 : protocol === 'icmpv6' || protocol === 58;
}

export function hasPorts(protocol: Protocol | undefined): boolean {
  return [6, 17, 132, 'tcp', 'udp', 'sctp'].some((known) => known === protocol);
}
