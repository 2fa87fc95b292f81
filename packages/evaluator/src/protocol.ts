// IP protocol numbers (IANA) of the names that rules and IP-set members use.
import type { felix } from '@manul/proto';
import type { IpVersion } from './address.ts';

const TCP = 6;
export const UDP = 17;
export const IPIP = 4;
const SCTP = 132;
const UDPLITE = 136;
const DCCP = 33;

const numbers: ReadonlyMap<string, number> = new Map([
  ['icmp', 1],
  ['igmp', 2],
  ['ipip', IPIP],
  ['tcp', TCP],
  ['udp', UDP],
  ['dccp', DCCP],
  ['gre', 47],
  ['esp', 50],
  ['ah', 51],
  ['icmpv6', 58],
  ['ipv6-icmp', 58],
  ['sctp', SCTP],
  ['udplite', UDPLITE],
]);

const withPorts: ReadonlySet<number> = new Set([TCP, UDP, DCCP, SCTP, UDPLITE]);

/** Undefined for what is neither a known name nor a number from 0 to 255. */
export function protocolNumber(protocol: string | number): number | undefined {
  const number = typeof protocol === 'number' || /^\d+$/.test(protocol) ? Number(protocol) : undefined;
  if (number === undefined) return numbers.get(String(protocol).toLowerCase());
  return Number.isInteger(number) && number >= 0 && number <= 255 ? number : undefined;
}

export function messageProtocol(protocol: felix.IProtocol): number | undefined {
  return protocolNumber(protocol.name ?? protocol.number ?? '');
}

/** Whether packets of this protocol carry ports. */
export function hasPorts(protocol: number): boolean {
  return withPorts.has(protocol);
}

/** ICMP for IPv4, ICMPv6 for IPv6. */
export function icmpProtocol(version: IpVersion): number {
  return version === 4 ? 1 : 58;
}
