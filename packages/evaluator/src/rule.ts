// One rule, compiled once when its policy arrives: names to numbers, CIDRs to bits.
import type { felix } from '@manul/proto';
import { type Cidr, type IpVersion, parseCidr } from './address.ts';
import { messageProtocol } from './protocol.ts';

export type RuleAction = 'allow' | 'deny' | 'pass' | 'log';

export interface PortRange {
  readonly first: number;
  readonly last: number;
}

export interface Icmp {
  readonly type: number;
  /** Undefined: any. */
  readonly code: number | undefined;
}

/** What a rule asks of one end. Sets are by identifier. */
export interface RuleSide {
  /** Undefined: any. Otherwise those of each IP version; a version without any is not matched at all. */
  readonly nets: NetsByVersion | undefined;
  readonly notNets: NetsByVersion | undefined;
  /** Every set must hold the address. */
  readonly sets: readonly string[];
  readonly notSets: readonly string[];
  /** Every set must hold the address with its protocol and port. */
  readonly portSets: readonly string[];
  /** Ports and named ports are alternatives; undefined: any. */
  readonly ports: readonly PortRange[] | undefined;
  readonly namedPorts: readonly string[];
  readonly notPorts: readonly PortRange[];
  readonly notNamedPorts: readonly string[];
}

export type NetsByVersion = Readonly<Record<IpVersion, readonly Cidr[]>>;

export interface Rule {
  readonly action: RuleAction;
  readonly id: string;
  readonly ipVersion: IpVersion | undefined;
  readonly protocol: number | undefined;
  readonly notProtocol: number | undefined;
  readonly icmp: Icmp | undefined;
  readonly notIcmp: Icmp | undefined;
  readonly source: RuleSide;
  readonly destination: RuleSide;
  /** Why the rule cannot be understood: then an allow rule allows nothing, a deny or pass rule denies. */
  readonly fault: string | undefined;
}

/**
 * Never throws: what cannot be understood becomes the rule's fault, and the rest of the rule still narrows what it is
 * about. HTTP matches are for an enforcer at layer 7 and leave the rule as it is.
 */
export function compileRule(rule: felix.IRule): Rule {
  const faults: string[] = [];
  const compiled = {
    action: actionOf(rule.action ?? '', faults),
    id: rule.rule_id ?? '',
    ipVersion: versionOf(rule.ip_version ?? 0, faults),
    protocol: protocolOf(rule.protocol, 'protocol', faults),
    notProtocol: protocolOf(rule.not_protocol, 'not_protocol', faults),
    icmp: icmpOf(rule.icmp_type_code, rule.icmp_type),
    notIcmp: icmpOf(rule.not_icmp_type_code, rule.not_icmp_type),
    source: sourceOf(rule, faults),
    destination: destinationOf(rule, faults),
  };
  return { ...compiled, fault: faults.length > 0 ? faults.join('; ') : undefined };
}

/** An empty action is allow on the wire. What nobody knows denies. */
function actionOf(action: string, faults: string[]): RuleAction {
  switch (action.toLowerCase()) {
    case '':
    case 'allow':
      return 'allow';
    case 'deny':
      return 'deny';
    case 'pass':
    case 'next-tier':
      return 'pass';
    case 'log':
      return 'log';
    default:
      faults.push(`action: ${action} is unknown`);
      return 'deny';
  }
}

function versionOf(version: number, faults: string[]): IpVersion | undefined {
  if (version === 4 || version === 6) return version;
  if (version !== 0) faults.push(`ip_version: ${version} is unknown`);
  return undefined;
}

function protocolOf(protocol: felix.IProtocol | null | undefined, field: string, faults: string[]): number | undefined {
  if (!protocol) return undefined;
  const number = messageProtocol(protocol);
  if (number === undefined) faults.push(`${field}: ${protocol.name ?? protocol.number} is unknown`);
  return number;
}

function icmpOf(both: felix.IIcmpTypeAndCode | null | undefined, type: number | null | undefined): Icmp | undefined {
  if (both) return { type: both.type ?? 0, code: both.code ?? 0 };
  return type === null || type === undefined ? undefined : { type, code: undefined };
}

function sourceOf(rule: felix.IRule, faults: string[]): RuleSide {
  return {
    nets: netsOf(rule.src_net, 'src_net', faults),
    notNets: netsOf(rule.not_src_net, 'not_src_net', faults),
    sets: rule.src_ip_set_ids ?? [],
    notSets: rule.not_src_ip_set_ids ?? [],
    portSets: [],
    ...portsOf(rule.src_ports, rule.src_named_port_ip_set_ids),
    notPorts: rangesOf(rule.not_src_ports),
    notNamedPorts: rule.not_src_named_port_ip_set_ids ?? [],
  };
}

function destinationOf(rule: felix.IRule, faults: string[]): RuleSide {
  return {
    nets: netsOf(rule.dst_net, 'dst_net', faults),
    notNets: netsOf(rule.not_dst_net, 'not_dst_net', faults),
    sets: rule.dst_ip_set_ids ?? [],
    notSets: rule.not_dst_ip_set_ids ?? [],
    portSets: rule.dst_ip_port_set_ids ?? [],
    ...portsOf(rule.dst_ports, rule.dst_named_port_ip_set_ids),
    notPorts: rangesOf(rule.not_dst_ports),
    notNamedPorts: rule.not_dst_named_port_ip_set_ids ?? [],
  };
}

function netsOf(
  nets: readonly string[] | null | undefined,
  field: string,
  faults: string[],
): NetsByVersion | undefined {
  if (!nets || nets.length === 0) return undefined;
  const byVersion: Record<IpVersion, Cidr[]> = { 4: [], 6: [] };
  for (const net of nets) {
    const cidr = parseCidr(net);
    if (cidr) byVersion[cidr.version].push(cidr);
    else faults.push(`${field}: ${net} is not a CIDR`);
  }
  return byVersion;
}

function portsOf(
  ranges: readonly felix.IPortRange[] | null | undefined,
  named: readonly string[] | null | undefined,
): Pick<RuleSide, 'ports' | 'namedPorts'> {
  const restricted = (ranges?.length ?? 0) + (named?.length ?? 0) > 0;
  return { ports: restricted ? rangesOf(ranges) : undefined, namedPorts: named ?? [] };
}

function rangesOf(ranges: readonly felix.IPortRange[] | null | undefined): readonly PortRange[] {
  return (ranges ?? []).map(({ first, last }) => ({ first: first ?? 0, last: last ?? 0 }));
}
