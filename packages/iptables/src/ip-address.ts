// Addresses and networks in the form in which the kernel's tools print them, so that what is wanted can be compared
// with what is there as text.
import { isIPv4 } from 'node:net';
import type { IpVersion } from '@manul/rules';

export interface IpNet {
  readonly ipVersion: IpVersion;
  /** The network's address, in canonical form. */
  readonly address: string;
  readonly prefixLength: number;
}

/** Undefined for what is no address or network. Bits after the prefix are cleared, as the kernel does. */
export function parseNet(text: string): IpNet | undefined {
  const slash = text.indexOf('/');
  const address = slash < 0 ? text : text.slice(0, slash);
  const ipVersion = address.includes(':') ? 6 : 4;
  const width = ipVersion === 6 ? 128 : 32;
  const prefixLength = slash < 0 ? width : parsePrefix(text.slice(slash + 1), width);
  if (prefixLength === undefined) {
    return undefined;
  }
  if (ipVersion === 4) {
    // node:net refuses octets with leading zeros, as inet_pton does.
    if (!isIPv4(address)) {
      return undefined;
    }
    return { ipVersion, address: prefixLength === 32 ? address : maskV4(address, prefixLength), prefixLength };
  }
  const groups = parseV6(address);
  return groups && { ipVersion, address: formatV6(maskV6(groups, prefixLength)), prefixLength };
}

function parsePrefix(text: string, width: number): number | undefined {
  if (!/^(0|[1-9]\d{0,2})$/.test(text)) {
    return undefined;
  }
  const prefix = Number(text);
  return prefix <= width ? prefix : undefined;
}

function maskV4(address: string, prefixLength: number): string {
  return address
    .split('.')
    .map((octet, i) => Number(octet) & (0xff00 >> Math.min(8, Math.max(0, prefixLength - i * 8))) & 0xff)
    .join('.');
}

function maskV6(groups: readonly number[], prefixLength: number): number[] {
  return groups.map((group, i) => group & (0xffff0000 >> Math.min(16, Math.max(0, prefixLength - i * 16))) & 0xffff);
}

/** Eight groups of 16 bits. */
function parseV6(address: string): number[] | undefined {
  const halves = address.split('::');
  if (halves.length > 2) {
    return undefined;
  }
  const head = parseGroups(halves[0] ?? '', halves.length === 1);
  const tail = halves.length === 2 ? parseGroups(halves[1] ?? '', true) : [];
  if (!head || !tail) {
    return undefined;
  }
  const missing = 8 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) {
    return undefined;
  }
  return [...head, ...new Array<number>(missing).fill(0), ...tail];
}

/** @param atEnd where the last two groups may be written as an IPv4 address */
function parseGroups(text: string, atEnd: boolean): number[] | undefined {
  if (text === '') {
    return [];
  }
  const groups: number[] = [];
  const parts = text.split(':');
  for (const [i, part] of parts.entries()) {
    if (atEnd && i === parts.length - 1 && isIPv4(part)) {
      const [a = 0, b = 0, c = 0, d = 0] = part.split('.').map(Number);
      groups.push(a * 256 + b, c * 256 + d);
    } else if (/^[0-9a-fA-F]{1,4}$/.test(part)) {
      groups.push(Number.parseInt(part, 16));
    } else {
      return undefined;
    }
  }
  return groups;
}

/** As glibc's inet_ntop: the longest run of zeros shortened, and a dotted tail for embedded IPv4 addresses. */
function formatV6(groups: readonly number[]): string {
  const { start, length } = longestZeroRun(groups);
  const dotted = start === 0 && (length === 6 || (length === 5 && groups[5] === 0xffff));
  const shown = groups.map((group) => group.toString(16));
  if (dotted) {
    const [high = 0, low = 0] = groups.slice(6);
    shown.splice(6, 2, `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`);
  }
  if (length < 2) {
    return shown.join(':');
  }
  return `${shown.slice(0, start).join(':')}::${shown.slice(start + length).join(':')}`;
}

function longestZeroRun(groups: readonly number[]): { readonly start: number; readonly length: number } {
  let best = { start: -1, length: 0 };
  for (let i = 0; i < groups.length; i++) {
    let end = i;
    while (groups[end] === 0) {
      end++;
    }
    if (end - i > best.length) {
      best = { start: i, length: end - i };
    }
    i = Math.max(i, end - 1);
  }
  return best;
}
