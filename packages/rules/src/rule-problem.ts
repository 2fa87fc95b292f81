// What makes a policy rule impossible to render. A message may come from any graph, so nothing in it is trusted: what
// is named here never reaches the kernel.
import type { felix } from '@manul/proto';
import { addressVersion } from './addresses.ts';

/** The field as in felix.Rule, and what is wrong with it. */
export interface RuleProblem {
  readonly field: string;
  readonly reason: string;
}

const actions = new Set(['', 'allow', 'deny', 'pass', 'next-tier', 'log']);
/** Names that iptables knows by itself. Others it looks up in the host's /etc/protocols, and `ipip` is not 4 there. */
const protocols: ReadonlyMap<string, number> = new Map([
  ['tcp', 6],
  ['udp', 17],
  ['udplite', 136],
  ['sctp', 132],
  ['icmp', 1],
  ['icmpv6', 58],
  ['ipv6-icmp', 58],
  ['esp', 50],
  ['ah', 51],
]);
const withPorts = new Set<string | number>(['tcp', 'udp', 'udplite', 'sctp', 6, 17, 33, 132, 136]);
const icmp = new Set<string | number>(['icmp', 'icmpv6', 'ipv6-icmp', 1, 58]);
const safeSetId = /^[A-Za-z0-9:._/@+=-]+$/;

/** The first problem of a rule; undefined for a rule that can be rendered. */
export function ruleProblem(rule: felix.IRule): RuleProblem | undefined {
  return (
    (actions.has(rule.action ?? '')
      ? undefined
      : { field: 'action', reason: `unknown action ${quote(rule.action)}` }) ??
    protocolProblem(rule) ??
    netsProblem(rule) ??
    portsProblem(rule) ??
    setsProblem(rule) ??
    icmpProblem(rule)
  );
}

/** The protocol's name in lower case, or its number; undefined where the rule has none. */
export function protocolOf(protocol: felix.IProtocol | null | undefined): string | number | undefined {
  if (!protocol) return undefined;
  return protocol.name ? protocol.name.toLowerCase() : (protocol.number ?? undefined);
}

/**
 * A kernel rule takes one protocol, wanted or excluded: one that is wanted says all that an excluded one could. Undefined
 * for a rule that excludes what it wants, and so matches nothing.
 */
export function withOneProtocol(rule: felix.IRule): felix.IRule | undefined {
  const [wanted, excluded] = [rule.protocol, rule.not_protocol].map((each) => numberOf(protocolOf(each)));
  if (wanted === undefined || excluded === undefined) return rule;
  if (wanted === excluded) return undefined;
  const { not_protocol: _, ...rest } = rule;
  return rest;
}

function numberOf(protocol: string | number | undefined): number | undefined {
  return typeof protocol === 'string' ? protocols.get(protocol) : protocol;
}

function protocolProblem(rule: felix.IRule): RuleProblem | undefined {
  for (const field of ['protocol', 'not_protocol'] as const) {
    if (!rule[field]) continue;
    const value = protocolOf(rule[field]);
    // 0 would mean any protocol to the kernel.
    const known = typeof value === 'number' ? isWhole(value, 1, 255) : value !== undefined && protocols.has(value);
    if (!known) return { field, reason: `unknown protocol ${quote(value)}` };
  }
  return undefined;
}

function netsProblem(rule: felix.IRule): RuleProblem | undefined {
  for (const field of ['src_net', 'dst_net', 'not_src_net', 'not_dst_net'] as const) {
    const bad = rule[field]?.find((net) => addressVersion(net) === undefined);
    if (bad !== undefined) return { field, reason: `${quote(bad)} is not a network` };
  }
  return undefined;
}

function portsProblem(rule: felix.IRule): RuleProblem | undefined {
  for (const field of ['src_ports', 'dst_ports', 'not_src_ports', 'not_dst_ports'] as const) {
    const ranges = rule[field] ?? [];
    if (ranges.length === 0) continue;
    const bad = ranges.find(
      ({ first, last }) => !isWhole(first ?? 0, 0, 65535) || !isWhole(last ?? 0, first ?? 0, 65535),
    );
    if (bad) return { field, reason: `${bad.first ?? 0}:${bad.last ?? 0} is not a range of ports` };
    const protocol = protocolOf(rule.protocol);
    if (protocol === undefined || !withPorts.has(protocol)) {
      return { field, reason: `ports need a protocol that has ports, not ${quote(protocol)}` };
    }
  }
  return undefined;
}

function setsProblem(rule: felix.IRule): RuleProblem | undefined {
  const fields = [
    ...([
      'src_ip_set_ids',
      'dst_ip_set_ids',
      'dst_ip_port_set_ids',
      'not_src_ip_set_ids',
      'not_dst_ip_set_ids',
    ] as const),
    ...(['src_named_port_ip_set_ids', 'dst_named_port_ip_set_ids'] as const),
    ...(['not_src_named_port_ip_set_ids', 'not_dst_named_port_ip_set_ids'] as const),
  ];
  for (const field of fields) {
    const bad = rule[field]?.find((id) => !safeSetId.test(id));
    if (bad !== undefined) return { field, reason: `${quote(bad)} cannot name an IP set` };
  }
  return undefined;
}

function icmpProblem(rule: felix.IRule): RuleProblem | undefined {
  for (const prefix of ['', 'not_'] as const) {
    const pair = rule[`${prefix}icmp_type_code`];
    const type = pair ? (pair.type ?? 0) : rule[`${prefix}icmp_type`];
    if (type === undefined || type === null) continue;
    const field = pair ? `${prefix}icmp_type_code` : `${prefix}icmp_type`;
    if (!isWhole(type, 0, 255) || !isWhole(pair?.code ?? 0, 0, 255)) {
      return { field, reason: `${type}/${pair?.code ?? 0} is not an ICMP type` };
    }
    const protocol = protocolOf(rule.protocol);
    if (protocol === undefined || !icmp.has(protocol)) return { field, reason: 'an ICMP type needs an ICMP protocol' };
  }
  return undefined;
}

function isWhole(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}

function quote(value: unknown): string {
  return value === undefined ? 'none' : JSON.stringify(value);
}
