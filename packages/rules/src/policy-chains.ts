// The chains of policies, profiles and groups of policies.
import type { felix } from '@manul/proto';
import { back, jump, rule, someMarked, unmarked } from './build.ts';
import type { Chain, Rule } from './chain.ts';
import { isStaged } from './chain-names.ts';
import type { Rendering } from './config.ts';
import type { PolicyGroup } from './policy-group.ts';
import { renderRules } from './rule-rendering.ts';

export interface ChainPair {
  readonly inbound: Chain;
  readonly outbound: Chain;
}

/** A staged policy has no chains. */
export function policyChains(id: felix.IPolicyID, policy: felix.IPolicy, r: Rendering): ChainPair | undefined {
  if (isStaged(id)) return undefined;
  const called = `${id.kind} ${id.namespace ? `${id.namespace}/` : ''}${id.name}`;
  const owner = { policy: id, tier: policy.tier ?? '' };
  return {
    inbound: {
      name: r.names.policyInbound(id),
      rules: renderRules(policy.inbound_rules ?? [], owner, `${called} ingress`, r),
    },
    outbound: {
      name: r.names.policyOutbound(id),
      rules: renderRules(policy.outbound_rules ?? [], owner, `${called} egress`, r),
    },
  };
}

export function profileChains(name: string, profile: felix.IProfile, r: Rendering): ChainPair {
  const owner = { profile: name };
  return {
    inbound: {
      name: r.names.profileInbound(name),
      rules: renderRules(profile.inbound_rules ?? [], owner, `Profile ${name} ingress`, r),
    },
    outbound: {
      name: r.names.profileOutbound(name),
      rules: renderRules(profile.outbound_rules ?? [], owner, `Profile ${name} egress`, r),
    },
  };
}

/** So many policies are tried before the verdict is looked at with a rule of its own. */
const stride = 5;

/** One chain that goes through the policies of a group. */
export function groupChain(group: PolicyGroup, r: Rendering): Chain {
  const verdict = (r.marks.accept | r.marks.pass) >>> 0;
  const rules: Rule[] = [];
  group.enforced.forEach((id, i) => {
    const first = i % stride === 0;
    if (first && i > 0) rules.push(rule(someMarked(verdict), back, 'Return on verdict'));
    // Right after the start, or after such a return, no bit can be set.
    rules.push(rule(first ? [] : unmarked(verdict), jump(policyChainName(group, id, r))));
  });
  return { name: group.chainName(r), rules };
}

/** The chains to go through for a group, in order: its own, or its policies' where it is too small to have one. */
export function chainsOfGroup(group: PolicyGroup, r: Rendering): string[] {
  if (!group.inline) return [group.chainName(r)];
  return group.enforced.map((id) => policyChainName(group, id, r));
}

function policyChainName(group: PolicyGroup, id: felix.IPolicyID, { names }: Rendering): string {
  return group.direction === 'inbound' ? names.policyInbound(id) : names.policyOutbound(id);
}
