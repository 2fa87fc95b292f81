// IP addresses and CIDRs as numbers. IPv4 fits a number, IPv6 takes a bigint; either is a key of a Map.

export type IpVersion = 4 | 6;
export type AddressBits = number | bigint;

export interface Address {
  readonly version: IpVersion;
  readonly bits: AddressBits;
}

/** Host bits are cleared. */
export interface Cidr extends Address {
  readonly length: number;
}

const ALL_IPV6 = (1n << 128n) - 1n;

/** Undefined where the text is not an address. */
export function parseAddress(text: string): Address | undefined {
  if (text.includes(':')) {
    const bits = parseIpv6(text);
    return bits === undefined ? undefined : { version: 6, bits };
  }
  const bits = parseIpv4(text);
  return bits === undefined ? undefined : { version: 4, bits };
}

/** Takes an address without a length for a CIDR of that address alone. Undefined where the text is neither. */
export function parseCidr(text: string): Cidr | undefined {
  const slash = text.indexOf('/');
  const address = parseAddress(slash < 0 ? text : text.slice(0, slash));
  if (!address) return undefined;
  const width = address.version === 4 ? 32 : 128;
  if (slash < 0) return { ...address, length: width };
  const digits = text.slice(slash + 1);
  const length = /^\d{1,3}$/.test(digits) ? Number(digits) : -1;
  if (length < 0 || length > width) return undefined;
  return { version: address.version, bits: maskBits(address, length), length };
}

/** The address with all bits beyond the first `length` cleared. */
export function maskBits(address: Address, length: number): AddressBits {
  if (typeof address.bits === 'number') return length === 0 ? 0 : (address.bits & (-1 << (32 - length))) >>> 0;
  const host = BigInt(128 - length);
  return address.bits & ((ALL_IPV6 >> host) << host);
}

export function cidrContains(cidr: Cidr, address: Address): boolean {
  return cidr.version === address.version && maskBits(address, cidr.length) === cidr.bits;
}

export function isWholeAddress(cidr: Cidr): boolean {
  return cidr.length === (cidr.version === 4 ? 32 : 128);
}

function parseIpv4(text: string): number | undefined {
  const parts = text.split('.');
  if (parts.length !== 4) return undefined;
  let bits = 0;
  for (const part of parts) {
    if (!/^(0|[1-9]\d{0,2})$/.test(part) || Number(part) > 255) return undefined;
    bits = bits * 256 + Number(part);
  }
  return bits;
}

function parseIpv6(text: string): bigint | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const head = ipv6Groups(halves[0]!);
  const tail = halves.length === 2 ? ipv6Groups(halves[1]!) : [];
  if (!head || !tail) return undefined;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const groups = [...head, ...new Array<number>(missing).fill(0), ...tail];
  return groups.reduce((bits, group) => (bits << 16n) | BigInt(group), 0n);
}

function ipv6Groups(text: string): number[] | undefined {
  if (text === '') return [];
  const groups: number[] = [];
  const parts = text.split(':');
  for (const [index, part] of parts.entries()) {
    if (part.includes('.') && index === parts.length - 1) {
      const embedded = parseIpv4(part);
      if (embedded === undefined) return undefined;
      groups.push(embedded >>> 16, embedded & 0xffff);
    } else if (/^[0-9a-fA-F]{1,4}$/.test(part)) groups.push(Number.parseInt(part, 16));
    else return undefined;
  }
  return groups;
}
