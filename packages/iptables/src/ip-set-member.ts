// Members of IP sets as the ipset command writes them.
import type { IpSetType } from '@manul/dataplane';
import type { IpVersion } from '@manul/rules';
import { parseNet } from './ip-address.ts';

/** The whole address space, which a set of type hash:net cannot hold as one member. */
const wholeSpace: Readonly<Record<IpVersion, string>> = { 4: '0.0.0.0/0', 6: '::/0' };
export const halves: Readonly<Record<IpVersion, readonly [string, string]>> = {
  4: ['0.0.0.0/1', '128.0.0.0/1'],
  6: ['::/1', '8000::/1'],
};

/** A member of its set, as ipset prints it; or what else there is to say. A string, since there may be a million. */
export type MemberReading = string | NotAMember;

type NotAMember =
  /** All addresses of the set's IP version. */
  | { readonly kind: 'whole' }
  /** Right, but of the other IP version: another set's. */
  | { readonly kind: 'other-version' }
  | { readonly kind: 'invalid'; readonly reason: string };

/** Reads a member as in felix.IPSetUpdate: `10.0.0.1`, `10.0.0.0/24`, `10.0.0.1,tcp:80`. */
export function readMember(type: IpSetType, ipVersion: IpVersion, text: string): MemberReading {
  const comma = type === 'hash:ip,port' ? text.indexOf(',') : -1;
  if (type === 'hash:ip,port' && comma < 0) {
    return invalid('a member of hash:ip,port needs a protocol and a port');
  }
  const net = parseNet(comma < 0 ? text : text.slice(0, comma));
  if (!net) {
    return invalid('not an address');
  }
  if (net.ipVersion !== ipVersion) {
    return { kind: 'other-version' };
  }
  const full = net.prefixLength === (ipVersion === 6 ? 128 : 32);
  if (type === 'hash:net') {
    const member = full ? net.address : `${net.address}/${net.prefixLength}`;
    return member === wholeSpace[ipVersion] ? { kind: 'whole' } : member;
  }
  if (!full) {
    return invalid(`a member of ${type} is one address, not a network`);
  }
  if (comma < 0) {
    return net.address;
  }
  const port = readPort(text.slice(comma + 1));
  return port === undefined ? invalid('not a protocol and a port') : `${net.address},${port}`;
}

function invalid(reason: string): NotAMember {
  return { kind: 'invalid', reason };
}

function readPort(text: string): string | undefined {
  const match = /^(tcp|udp|sctp):(\d{1,5})$/i.exec(text);
  const [, protocol, port] = match ?? [];
  if (protocol === undefined || port === undefined || Number(port) > 65535) {
    return undefined;
  }
  return `${protocol.toLowerCase()}:${Number(port)}`;
}
