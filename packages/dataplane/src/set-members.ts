// An IP set's members, as messages have them, to what the kernel takes. What does not fit the set's type, or belongs to
// the other IP version, is left out.
import type { felix } from '@manul/proto';
import { addressVersion, type IpVersion } from '@manul/rules';
import type { IpSetType } from './table.ts';

const types: readonly IpSetType[] = ['hash:ip', 'hash:ip,port', 'hash:net'];

export function kernelSetType(type: felix.IPSetUpdate.IPSetType): IpSetType {
  return types[type] ?? 'hash:net';
}

/** The members of one IP version. A network of everything, which the kernel cannot hold, becomes its two halves. */
export function* kernelMembers(type: IpSetType, ipVersion: IpVersion, members: Iterable<string>): Generator<string> {
  for (const member of members) {
    if (memberVersion(type, member) !== ipVersion) continue;
    if (type === 'hash:net' && member.endsWith('/0'))
      yield* ipVersion === 4 ? ['0.0.0.0/1', '128.0.0.0/1'] : ['::/1', '8000::/1'];
    else yield member;
  }
}

/** The IP version of a member; undefined for one that the set cannot hold. */
export function memberVersion(type: IpSetType, member: string): IpVersion | undefined {
  switch (type) {
    case 'hash:net':
      return addressVersion(member);
    case 'hash:ip':
      return member.includes('/') ? undefined : addressVersion(member);
    case 'hash:ip,port': {
      const parts = /^([^,/]+),(?:tcp|udp|sctp|udplite):(\d{1,5})$/.exec(member);
      return parts && Number(parts[2]) <= 65535 ? addressVersion(parts[1] ?? '') : undefined;
    }
  }
}
