// What is asked about: one packet, as the policy of an endpoint sees it, that is after destination NAT where that
// happens before the policy (a Service's address is replaced by a backend's).
import { type Address, parseAddress } from './address.ts';
import { hasPorts, protocolNumber } from './protocol.ts';

/** What connection tracking says of the packet. `new` opens a connection; `untracked` is kept out of it by policy. */
export type ConnectionState = 'new' | 'established' | 'related' | 'invalid' | 'untracked';

export interface PacketDescription {
  readonly source: string;
  readonly destination: string;
  /** `tcp`, `udp`, `sctp`, `icmp`, `icmpv6`, another name, or a number. */
  readonly protocol: string | number;
  /** Absent: a port that clients choose, see `EPHEMERAL_PORT`. Ignored where the protocol has none. */
  readonly sourcePort?: number;
  readonly destinationPort?: number;
  /** For ICMP and ICMPv6; absent: an echo request. */
  readonly icmp?: { readonly type: number; readonly code: number };
  /** Absent: `new`. */
  readonly state?: ConnectionState;
}

export interface Packet {
  /** The source as it was given, for people to read. */
  readonly sourceText: string;
  readonly source: Address;
  readonly destination: Address;
  readonly protocol: number;
  /** Undefined where the protocol has no ports. */
  readonly sourcePort: number | undefined;
  readonly destinationPort: number | undefined;
  readonly icmp: { readonly type: number; readonly code: number } | undefined;
  readonly state: ConnectionState;
}

/** In the middle of the range that RFC 6335 leaves to clients. */
export const EPHEMERAL_PORT = 57_344;

/** Says which field of a packet description is not usable. */
export class PacketError extends Error {
  readonly field: string;

  constructor(field: string, reason: string) {
    super(`packet ${field}: ${reason}`);
    this.name = 'PacketError';
    this.field = field;
  }
}

/** Throws a PacketError. */
export function parsePacket(description: PacketDescription): Packet {
  const source = addressOf(description, 'source');
  const destination = addressOf(description, 'destination');
  if (source.version !== destination.version) throw new PacketError('destination', 'not of the IP version of source');
  const protocol = protocolNumber(description.protocol);
  if (protocol === undefined) throw new PacketError('protocol', `${description.protocol} is unknown`);
  const ports = hasPorts(protocol);
  const isIcmp = protocol === 1 || protocol === 58;
  return {
    sourceText: description.source,
    source,
    destination,
    protocol,
    sourcePort: ports ? portOf('sourcePort', description.sourcePort ?? EPHEMERAL_PORT) : undefined,
    destinationPort: ports ? portOf('destinationPort', description.destinationPort) : undefined,
    icmp: isIcmp ? (description.icmp ?? { type: protocol === 1 ? 8 : 128, code: 0 }) : undefined,
    state: description.state ?? 'new',
  };
}

function addressOf(description: PacketDescription, field: 'source' | 'destination'): Address {
  const address = parseAddress(description[field]);
  if (!address) throw new PacketError(field, `${description[field]} is not an IP address`);
  return address;
}

function portOf(field: string, port: number | undefined): number {
  if (port === undefined) throw new PacketError(field, 'missing');
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new PacketError(field, `${port} is not a port`);
  return port;
}
