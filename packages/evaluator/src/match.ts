// Whether a packet is what a rule is about.
import { type Address, type Cidr, cidrContains } from './address.ts';
import type { IpSet } from './ip-set.ts';
import type { Packet } from './packet.ts';
import { icmpProtocol } from './protocol.ts';
import type { Icmp, NetsByVersion, PortRange, Rule, RuleSide } from './rule.ts';

/** An IP set, and the member of it that the packet's address (and port) is. */
export interface SetMatch {
  readonly side: 'source' | 'destination';
  readonly set: string;
  readonly member: string;
}

export type MatchResult =
  | { readonly matches: false }
  | {
      readonly matches: true;
      readonly sets: readonly SetMatch[];
      /** Why nobody can say whether the packet matches: a part of the rule, or a set that it names, is not usable. */
      readonly fault: string | undefined;
    };

export type SetLookup = (id: string) => IpSet | undefined;

const NO_MATCH: MatchResult = { matches: false };

/**
 * Everything in the rule that is understood must match; what is not understood makes the match a faulty one.
 */
export function matchRule(rule: Rule, packet: Packet, lookup: SetLookup): MatchResult {
  if (rule.ipVersion !== undefined && rule.ipVersion !== packet.source.version) return NO_MATCH;
  if (rule.protocol !== undefined && rule.protocol !== packet.protocol) return NO_MATCH;
  if (rule.notProtocol !== undefined && rule.notProtocol === packet.protocol) return NO_MATCH;
  if (rule.icmp && !icmpMatches(rule.icmp, packet)) return NO_MATCH;
  if (rule.notIcmp && icmpMatches(rule.notIcmp, packet)) return NO_MATCH;
  const sets: SetMatch[] = [];
  const faults: string[] = rule.fault === undefined ? [] : [rule.fault];
  const source = { side: 'source', address: packet.source, port: packet.sourcePort } as const;
  const destination = { side: 'destination', address: packet.destination, port: packet.destinationPort } as const;
  for (const [end, asked] of [[source, rule.source] as const, [destination, rule.destination] as const]) {
    if (!new SideMatcher(end, packet.protocol, lookup, sets, faults).matches(asked)) return NO_MATCH;
  }
  return { matches: true, sets, fault: faults.length > 0 ? faults.join('; ') : undefined };
}

interface End {
  readonly side: 'source' | 'destination';
  readonly address: Address;
  readonly port: number | undefined;
}

class SideMatcher {
  readonly #end: End;
  readonly #protocol: number;
  readonly #lookup: SetLookup;
  readonly #sets: SetMatch[];
  readonly #faults: string[];

  constructor(end: End, protocol: number, lookup: SetLookup, sets: SetMatch[], faults: string[]) {
    this.#end = end;
    this.#protocol = protocol;
    this.#lookup = lookup;
    this.#sets = sets;
    this.#faults = faults;
  }

  matches(asked: RuleSide): boolean {
    return (
      this.#netsMatch(asked) &&
      this.#portsMatch(asked) &&
      asked.sets.every((id) => this.#inSet(id, 'address')) &&
      asked.portSets.every((id) => this.#inSet(id, 'port')) &&
      !asked.notSets.some((id) => this.#inSet(id, 'address', 'negated')) &&
      !asked.notNamedPorts.some((id) => this.#inSet(id, 'port', 'negated'))
    );
  }

  #netsMatch(asked: RuleSide): boolean {
    const { address } = this.#end;
    const nets = netsFor(asked.nets, address);
    const notNets = netsFor(asked.notNets, address);
    if (nets === 'other version only' || notNets === 'other version only') return false;
    const contains = (cidr: Cidr) => cidrContains(cidr, address);
    return (nets === undefined || nets.some(contains)) && !notNets?.some(contains);
  }

  #portsMatch(asked: RuleSide): boolean {
    const { port } = this.#end;
    const inRange = ({ first, last }: PortRange) => port !== undefined && first <= port && port <= last;
    if (asked.notPorts.some(inRange)) return false;
    return (
      asked.ports === undefined || asked.ports.some(inRange) || asked.namedPorts.some((id) => this.#inSet(id, 'port'))
    );
  }

  /**
   * A set that is not there, or whose members are not all understood, leaves the question open: the match goes on as
   * though the answer were the fitting one, with a fault.
   */
  #inSet(id: string, by: 'address' | 'port', sense: 'asked' | 'negated' = 'asked'): boolean {
    const { side, address, port } = this.#end;
    const set = this.#lookup(id);
    const member = by === 'address' ? set?.findAddress(address) : set?.findPort(address, this.#protocol, port);
    if (member !== undefined) {
      if (sense === 'asked') this.#sets.push({ side, set: id, member });
      return true;
    }
    if (set && set.invalid.size === 0) return false;
    this.#faults.push(set ? `IP set ${id}: ${[...set.invalid][0]} is not a member` : `IP set ${id} is missing`);
    return sense === 'asked';
  }
}

/** A rule that names networks of the other IP version alone is not about this version at all. */
function netsFor(
  nets: NetsByVersion | undefined,
  address: Address,
): readonly Cidr[] | 'other version only' | undefined {
  if (nets === undefined) return undefined;
  const ours = nets[address.version];
  if (ours.length > 0) return ours;
  const others = nets[address.version === 4 ? 6 : 4];
  return others.length > 0 ? 'other version only' : undefined;
}

function icmpMatches(asked: Icmp, packet: Packet): boolean {
  if (packet.protocol !== icmpProtocol(packet.source.version) || !packet.icmp) return false;
  return packet.icmp.type === asked.type && (asked.code === undefined || packet.icmp.code === asked.code);
}
