// One policy rule's criteria as matches of one kernel rule, in Felix's order.
import type { felix } from '@manul/proto';
import type { Match } from './chain.ts';
import type { Rendering } from './config.ts';
import type { Side } from './match-blocks.ts';
import { splitPorts } from './port-split.ts';
import { protocolOf } from './rule-problem.ts';

/** The rule has at most one network, one list of ports that fits and one named port on each side. */
export function ruleMatches(rule: felix.IRule, r: Rendering): Match[] {
  const protocol = protocolOf(rule.protocol);
  return [
    ...(protocol === undefined ? [] : [{ on: 'protocol', protocol } as const]),
    ...sideMatches('source', rule, r),
    ...sideMatches('destination', rule, r),
    ...icmpMatches(rule.icmp_type, rule.icmp_type_code, r),
    ...excluded(rule, r),
  ];
}

function sideMatches(side: Side, rule: felix.IRule, r: Rendering): Match[] {
  const source = side === 'source';
  const nets = (source ? rule.src_net : rule.dst_net) ?? [];
  const sets = (source ? rule.src_ip_set_ids : rule.dst_ip_set_ids) ?? [];
  const portSets = source ? [] : (rule.dst_ip_port_set_ids ?? []);
  const ports = (source ? rule.src_ports : rule.dst_ports) ?? [];
  const named = (source ? rule.src_named_port_ip_set_ids : rule.dst_named_port_ip_set_ids) ?? [];
  return [
    ...nets.map((cidr): Match => ({ on: `${side}-net`, cidr })),
    ...sets.map((id): Match => ({ on: `${side}-set`, set: r.setName(id) })),
    ...portSets.map((id): Match => ({ on: `${side}-port-set`, set: r.setName(id) })),
    ...splitPorts(ports).map((split): Match => ({ on: `${side}-ports`, ports: split })),
    ...named.map((id): Match => ({ on: `${side}-port-set`, set: r.setName(id) })),
  ];
}

function excluded(rule: felix.IRule, r: Rendering): Match[] {
  const protocol = protocolOf(rule.not_protocol);
  const icmp = icmpMatches(rule.not_icmp_type, rule.not_icmp_type_code, r);
  return [
    ...(protocol === undefined ? [] : [{ on: 'protocol', protocol, negate: true } as const]),
    ...excludedOnSide('source', rule, r),
    ...excludedOnSide('destination', rule, r),
    ...icmp.map((match) => ({ ...match, negate: true })),
  ];
}

function excludedOnSide(side: Side, rule: felix.IRule, r: Rendering): Match[] {
  const source = side === 'source';
  const nets = (source ? rule.not_src_net : rule.not_dst_net) ?? [];
  const sets = (source ? rule.not_src_ip_set_ids : rule.not_dst_ip_set_ids) ?? [];
  const ports = (source ? rule.not_src_ports : rule.not_dst_ports) ?? [];
  const named = (source ? rule.not_src_named_port_ip_set_ids : rule.not_dst_named_port_ip_set_ids) ?? [];
  return [
    ...nets.map((cidr): Match => ({ on: `${side}-net`, cidr, negate: true })),
    ...sets.map((id): Match => ({ on: `${side}-set`, set: r.setName(id), negate: true })),
    ...splitPorts(ports).map((split): Match => ({ on: `${side}-ports`, ports: split, negate: true })),
    ...named.map((id): Match => ({ on: `${side}-port-set`, set: r.setName(id), negate: true })),
  ];
}

function icmpMatches(
  type: number | null | undefined,
  pair: felix.IIcmpTypeAndCode | null | undefined,
  { ipVersion }: Rendering,
): (Match & { on: 'icmp-type' })[] {
  if (pair) return [{ on: 'icmp-type', ipVersion, type: pair.type ?? 0, code: pair.code ?? 0 }];
  return type === undefined || type === null ? [] : [{ on: 'icmp-type', ipVersion, type }];
}
