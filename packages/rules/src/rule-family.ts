// Which part of a policy rule applies to one IP version.
import type { felix } from '@manul/proto';
import { looksLike } from './addresses.ts';
import type { IpVersion } from './chain.ts';
import { protocolOf } from './rule-problem.ts';

/**
 * The rule with the networks of this IP version alone; undefined where it says nothing about this version: it names the
 * other one, or one of its lists of networks has nothing of this one.
 */
export function ruleForVersion(rule: felix.IRule, ipVersion: IpVersion): felix.IRule | undefined {
  if (rule.ip_version && rule.ip_version !== ipVersion) return undefined;
  if (asksForOtherIcmp(rule, ipVersion)) return undefined;
  const everything = ipVersion === 4 ? '0.0.0.0/0' : '::/0';
  const nets: Pick<felix.IRule, 'src_net' | 'dst_net' | 'not_src_net' | 'not_dst_net'> = {};
  for (const field of ['src_net', 'dst_net', 'not_src_net', 'not_dst_net'] as const) {
    const all = rule[field] ?? [];
    const ours = all.filter((net) => looksLike(net, ipVersion));
    if (all.length > 0 && ours.length === 0) return undefined;
    // "Not anything" never matches, and the kernel refuses to be told so.
    if (field.startsWith('not_') && ours.includes(everything)) return undefined;
    nets[field] = ours;
  }
  return { ...rule, ...nets };
}

/** ICMP types belong to one protocol each: with the other version's, no packet matches and the kernel refuses. */
function asksForOtherIcmp(rule: felix.IRule, ipVersion: IpVersion): boolean {
  const typed = [rule.icmp_type, rule.icmp_type_code, rule.not_icmp_type, rule.not_icmp_type_code];
  if (typed.every((value) => value === undefined || value === null)) return false;
  const protocol = protocolOf(rule.protocol);
  const forIpv6 = protocol === 'icmpv6' || protocol === 'ipv6-icmp' || protocol === 58;
  return forIpv6 !== (ipVersion === 6);
}
