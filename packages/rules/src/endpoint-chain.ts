// The chain that decides about one direction of one endpoint's traffic: connection tracking first, then each tier's
// policies in order, then the profiles. A packet that is accepted returns with the accept bit set.
import {
  back,
  clearMark,
  destinationPort,
  established,
  invalid,
  jump,
  marked,
  noTrack,
  protocol,
  rule,
  setMark,
  unmarked,
} from './build.ts';
import type { Action, Chain, Rule } from './chain.ts';
import type { Rendering } from './config.ts';
import { chainsOfGroup } from './policy-chains.ts';
import type { PolicyGroup } from './policy-group.ts';
import { connectionLimitRules, packetRateRules, type TrafficLimits } from './traffic-limits.ts';

/** One tier of one endpoint. */
export interface TierGroups {
  readonly name: string;
  readonly defaultAction: string;
  readonly inbound: readonly PolicyGroup[];
  readonly outbound: readonly PolicyGroup[];
}

export interface EndpointChain {
  readonly name: string;
  readonly direction: 'inbound' | 'outbound';
  /** Untracked and pre-DNAT policy decides for some traffic, and leaves the rest to the tables after it. */
  readonly kind: 'normal' | 'forward' | 'untracked' | 'pre-dnat';
  readonly tiers: readonly TierGroups[];
  readonly profiles?: readonly string[];
  /** A chain of ports that stay open whatever policy says. */
  readonly failsafe?: string;
  /** What to do with packets of connections that were accepted before. */
  readonly allow: Action;
  readonly limits?: TrafficLimits;
  /** Drop encapsulated packets, which could go around the policy. */
  readonly blockEncapsulated?: boolean;
  /** Why nothing new may pass: something that this endpoint's policy needs is not in the kernel. */
  readonly closed?: string;
}

export function endpointChain(endpoint: EndpointChain, r: Rendering): Chain {
  const { marks } = r;
  const rules: Rule[] = [];
  if (endpoint.limits) rules.push(...packetRateRules(endpoint.limits, endpoint.direction, r));
  if (endpoint.kind !== 'untracked') rules.push(...conntrackRules(endpoint.allow, r));
  if (endpoint.limits) rules.push(...connectionLimitRules(endpoint.limits, endpoint.direction));
  if (endpoint.failsafe !== undefined) rules.push(rule([], jump(endpoint.failsafe)));
  rules.push(rule([], clearMark(marks.accept | marks.pass)));
  if (endpoint.blockEncapsulated) rules.push(...encapsulationRules(r));
  if (endpoint.closed !== undefined) {
    return { name: endpoint.name, rules: [...rules, rule([], deny(r), endpoint.closed)] };
  }
  for (const tier of endpoint.tiers) rules.push(...tierRules(tier, endpoint, r));
  if (endpoint.kind === 'forward' && endpoint.tiers.length === 0) {
    rules.push(
      rule([], setMark(marks.accept), 'Allow forwarded traffic by default'),
      rule([], back, 'Return for accepted forward traffic'),
    );
  }
  if (endpoint.kind === 'normal') rules.push(...profileRules(endpoint, r));
  return { name: endpoint.name, rules };
}

export function deny({ config }: Rendering): Action {
  return { do: config.filterDenyAction };
}

/** Begins a comment on a rule that denies, as `Drop` or `Reject`. */
function denyWord({ config }: Rendering): string {
  return config.filterDenyAction === 'drop' ? 'Drop' : 'Reject';
}

function conntrackRules(allow: Action, r: Rendering): Rule[] {
  const rules = [rule(established, allow)];
  // Whoever gets the packet back has to see that it was accepted.
  if (allow.do !== 'accept') rules.unshift(rule(established, setMark(r.marks.accept)));
  if (r.config.dropInvalid) rules.push(rule(invalid, deny(r)));
  return rules;
}

function encapsulationRules(r: Rendering): Rule[] {
  const { allowVxlanFromWorkloads, allowIpipFromWorkloads, vxlanPort } = r.config;
  const rules: Rule[] = [];
  const comment = (what: string) => `${denyWord(r)} ${what} encapped packets originating in workloads`;
  if (!allowVxlanFromWorkloads) {
    rules.push(rule([protocol(17), destinationPort(vxlanPort)], deny(r), comment('VXLAN')));
  }
  if (!allowIpipFromWorkloads) rules.push(rule(protocol(4), deny(r), comment('IPinIP')));
  return rules;
}

function tierRules(tier: TierGroups, endpoint: EndpointChain, r: Rendering): Rule[] {
  const { marks } = r;
  const groups = endpoint.direction === 'inbound' ? tier.inbound : tier.outbound;
  if (groups.length === 0) return [];
  const rules: Rule[] = [rule([], clearMark(marks.pass), `Start of tier ${tier.name}`)];
  for (const chain of groups.flatMap((group) => (group.enforced.length === 0 ? [] : chainsOfGroup(group, r)))) {
    rules.push(rule(unmarked(marks.pass), jump(chain)));
    if (endpoint.kind === 'untracked') rules.push(rule(marked(marks.accept), noTrack));
    // Not accepted outright: the packet may still have to pass another endpoint.
    rules.push(rule(marked(marks.accept), back, 'Return if policy accepted'));
  }
  const decides = endpoint.kind === 'normal' || endpoint.kind === 'forward';
  const enforced = groups.some((group) => group.enforced.length > 0);
  if (decides && enforced && tier.defaultAction !== 'Pass') {
    const comment = `End of tier ${tier.name}. ${denyWord(r)} if no policies passed packet`;
    rules.push(rule(unmarked(marks.pass), deny(r), comment));
  }
  return rules;
}

function profileRules(endpoint: EndpointChain, r: Rendering): Rule[] {
  const { names, marks } = r;
  const chainOf = endpoint.direction === 'inbound' ? names.profileInbound : names.profileOutbound;
  const rules = (endpoint.profiles ?? []).flatMap((profile) => [
    rule([], jump(chainOf(profile))),
    rule(marked(marks.accept), back, 'Return if profile accepted'),
  ]);
  return [...rules, rule([], deny(r), `${denyWord(r)} if no profiles matched`)];
}

/** A chain that lets nothing through, connections that were accepted before included. */
export function shutChain(name: string, why: string, r: Rendering): Chain {
  return { name, rules: [rule([], deny(r), why)] };
}
