// One end's answer about one packet.
import {
  type Address,
  askWorkload,
  type Direction,
  EPHEMERAL_PORT,
  type Packet,
  type PolicyView,
  parseAddress,
  type StageVerdict,
  type WorkloadEndpoint,
} from '@manul/evaluator';
import type { PortRange } from './port-classes.ts';

/** Somebody that packets come from or go to: a pod, or an address outside. */
export interface Party {
  readonly endpoint: WorkloadEndpoint | undefined;
  readonly addresses: readonly Address[];
}

export function partyOf(endpoint: WorkloadEndpoint): Party {
  return { endpoint, addresses: endpoint.nets };
}

export type IpVersion = Address['version'];

/** The IP versions that all of them have, IPv4 first. */
export function commonVersions(...parties: readonly Party[]): IpVersion[] {
  return ipVersions.filter((version) => parties.every((party) => addressOf(party, version)));
}

const ipVersions: readonly IpVersion[] = [4, 6];

/** Who has these addresses and no policy: somebody outside. */
export function outsider(...texts: readonly string[]): Party {
  return { endpoint: undefined, addresses: texts.flatMap((text) => parseAddress(text) ?? []) };
}

/** Of this IP version; without one, of the first that both have. Undefined where they have none in common. */
export function packetBetween(
  from: Party,
  to: Party,
  { number, first }: PortRange,
  version = commonVersions(from, to)[0],
): Packet | undefined {
  const [source, destination] = [addressOf(from, version), addressOf(to, version)];
  if (!source || !destination) return undefined;
  const isIcmp = first === undefined;
  const icmpv6 = isIcmp && source.version === 6;
  return {
    sourceText: '',
    source,
    destination,
    protocol: icmpv6 ? 58 : number,
    sourcePort: isIcmp ? undefined : EPHEMERAL_PORT,
    destinationPort: first,
    icmp: isIcmp ? { type: icmpv6 ? 128 : 8, code: 0 } : undefined,
    state: 'new',
  };
}

/** The end's own policy alone. An end without an endpoint has none. */
export function askEnd(
  view: PolicyView,
  direction: Direction,
  from: Party,
  to: Party,
  port: PortRange,
  version?: IpVersion,
): StageVerdict | undefined {
  const { endpoint } = direction === 'egress' ? from : to;
  const packet = endpoint && packetBetween(from, to, port, version);
  return packet && askWorkload(view, endpoint, direction, packet);
}

/** Whether both ends allow it over an IP version that they have. A pod always reaches itself. */
export function isAllowed(view: PolicyView, from: Party, to: Party, port: PortRange, version?: IpVersion): boolean {
  if (from.endpoint && from.endpoint === to.endpoint) return true;
  const denies = (direction: Direction) => askEnd(view, direction, from, to, port, version)?.outcome === 'deny';
  return !denies('egress') && !denies('ingress');
}

/** The IP versions, of those that both ends have, over which both allow it. */
export function allowedVersions(view: PolicyView, from: Party, to: Party, port: PortRange): IpVersion[] {
  return commonVersions(from, to).filter((version) => isAllowed(view, from, to, port, version));
}

function addressOf({ addresses }: Party, version: IpVersion | undefined): Address | undefined {
  return addresses.find((address) => address.version === version);
}
