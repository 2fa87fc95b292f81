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

export function outsider(text: string): Party {
  const address = parseAddress(text);
  return { endpoint: undefined, addresses: address ? [address] : [] };
}

/** With addresses of the first IP version that both have; undefined where there is none. */
export function packetBetween(from: Party, to: Party, { number, first }: PortRange): Packet | undefined {
  const [source, destination] = addressesBetween(from, to) ?? [];
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
): StageVerdict | undefined {
  const { endpoint } = direction === 'egress' ? from : to;
  const packet = endpoint && packetBetween(from, to, port);
  return packet && askWorkload(view, endpoint, direction, packet);
}

/** Whether both ends allow it. A pod always reaches itself. */
export function isAllowed(view: PolicyView, from: Party, to: Party, port: PortRange): boolean {
  if (from.endpoint && from.endpoint === to.endpoint) return true;
  const denies = (direction: Direction) => askEnd(view, direction, from, to, port)?.outcome === 'deny';
  return !denies('egress') && !denies('ingress');
}

function addressesBetween(from: Party, to: Party): readonly [Address, Address] | undefined {
  for (const version of [4, 6]) {
    const source = from.addresses.find((address) => address.version === version);
    const destination = to.addresses.find((address) => address.version === version);
    if (source && destination) return [source, destination];
  }
  return undefined;
}
