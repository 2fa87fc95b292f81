// Recognising addresses without opening a socket: what is not one must not reach a rule.
import type { IpVersion } from './chain.ts';

const octet = '(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const ipv4 = new RegExp(`^${octet}(\\.${octet}){3}$`);
const group = /^[0-9a-fA-F]{1,4}$/;

/** The version of an address, or of a network in CIDR notation; undefined where the text is neither. */
export function addressVersion(text: string): IpVersion | undefined {
  const slash = text.indexOf('/');
  const address = slash < 0 ? text : text.slice(0, slash);
  const version = ipv4.test(address) ? 4 : isIpv6(address) ? 6 : undefined;
  if (version === undefined || slash < 0) return version;
  const length = text.slice(slash + 1);
  return /^\d{1,3}$/.test(length) && Number(length) <= (version === 4 ? 32 : 128) ? version : undefined;
}

/** An address as 8 or 32 hexadecimal digits, so that texts of one address compare equal; undefined where it is none. */
export function addressDigits(text: string): string | undefined {
  const version = text.includes('/') ? undefined : addressVersion(text);
  if (version === 4) return ipv4Digits(text);
  if (version !== 6) return undefined;
  const embedded = /[^:]+\.[^:]+$/.exec(text)?.[0];
  const hex = embedded === undefined ? text : text.replace(embedded, ipv4Digits(embedded).replace(/(?=.{4}$)/, ':'));
  const [head = '', tail] = hex.split('::');
  const groups = (half: string) => (half === '' ? [] : half.split(':')).map((part) => part.padStart(4, '0'));
  const [before, after] = [groups(head).join(''), groups(tail ?? '').join('')];
  return (before + '0'.repeat(32 - before.length - after.length) + after).toLowerCase();
}

function ipv4Digits(text: string): string {
  return text
    .split('.')
    .map((part) => Number(part).toString(16).padStart(2, '0'))
    .join('');
}

/** True where the text looks like the other version's, whatever else is wrong with it. */
export function looksLike(text: string, ipVersion: IpVersion): boolean {
  return text.includes(':') === (ipVersion === 6);
}

function isIpv6(text: string): boolean {
  const halves = text.split('::');
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  const last = groups.at(-1);
  const embedded = last !== undefined && ipv4.test(last) && !text.endsWith('::');
  if (embedded) groups.pop();
  const count = groups.length + (embedded ? 2 : 0);
  return groups.every((g) => group.test(g)) && (halves.length === 2 ? count < 8 : count === 8);
}
