// The messages of policies and profiles, with what they need.
import { hash } from 'node:crypto';
import type { Policy, Profile, Rule } from '@manul/model';
import { felix } from '@manul/proto';
import { canonicalSelector } from './canonical-selector.ts';
import { encodeMessage } from './encode.ts';
import type { IpSet, IpSetSource } from './ip-set.ts';
import { scanRule } from './rule-scanner.ts';

export interface RulesMessage {
  /** An encoded felix.ToDataplane. */
  readonly message: Uint8Array;
  /** Each once, with a reference held. */
  readonly sets: ReadonlySet<IpSet>;
  readonly rulePaths: readonly string[];
}

export const noSets: ReadonlySet<IpSet> = new Set();

/** Takes a reference to the set of that source. */
export type TakeSet = (source: IpSetSource) => IpSet;
export type GiveSetBack = (set: IpSet) => void;

export function policyMessage(policy: Policy, takeSet: TakeSet, giveBack: GiveSetBack): RulesMessage {
  const seed = `${policy.kind}/${policy.namespace}/${policy.name}`;
  return rulesMessage(policy, seed, takeSet, giveBack, (rules) => ({
    active_policy_update: {
      id: policyId(policy),
      policy: {
        namespace: policy.namespace,
        ...rules,
        untracked: policy.untracked,
        pre_dnat: policy.preDnat,
        original_selector: canonicalSelector(policy.selector),
        perf_hints: [...policy.performanceHints],
        tier: policy.tier,
      },
    },
  }));
}

function policyId({ kind, namespace, name }: Pick<Policy, 'kind' | 'namespace' | 'name'>): felix.IPolicyID {
  return { kind, namespace, name };
}

type Directions = Pick<Profile, 'inboundRules' | 'outboundRules'>;

export function profileMessage(
  name: string,
  profile: Directions | undefined,
  takeSet: TakeSet,
  giveBack: GiveSetBack,
): RulesMessage {
  if (!profile) return { message: missingProfile(name), sets: noSets, rulePaths: [] };
  return rulesMessage(profile, `profile/${name}`, takeSet, giveBack, (rules) => ({
    active_profile_update: { id: { name }, profile: rules },
  }));
}

/** Endpoints may name a profile that is not there, or not yet: what it would allow is unknown, so nothing is. */
function missingProfile(name: string): Uint8Array {
  const rules = [{ action: 'deny', rule_id: 'missing' }];
  return encodeMessage({
    active_profile_update: { id: { name }, profile: { inbound_rules: rules, outbound_rules: rules } },
  });
}

function rulesMessage(
  directions: Directions,
  seed: string,
  takeSet: TakeSet,
  giveBack: GiveSetBack,
  compose: (rules: Required<Pick<felix.IPolicy, 'inbound_rules' | 'outbound_rules'>>) => felix.IToDataplane,
): RulesMessage {
  const sets = new Set<IpSet>();
  const reference = (source: IpSetSource) => {
    const set = takeSet(source);
    if (sets.has(set)) giveBack(set);
    else sets.add(set);
    return set.id;
  };
  const scan = (rules: readonly Rule[], direction: string) =>
    rules.map((rule) => withId(scanRule(rule, reference), `${seed} ${direction}`));
  const message = encodeMessage(
    compose({
      inbound_rules: scan(directions.inboundRules, 'in'),
      outbound_rules: scan(directions.outboundRules, 'out'),
    }),
  );
  const rulePaths = [...directions.inboundRules, ...directions.outboundRules].map((rule) => rule.path);
  return { message, sets: sets.size === 0 ? noSets : sets, rulePaths };
}

const ruleIdLength = 16;

/** Opaque, and stable as long as the rule is: 96 bits tell apart what one policy holds. */
function withId(rule: felix.IRule, seed: string): felix.IRule {
  const content = Buffer.concat([Buffer.from(`${seed} `), felix.Rule.encode(rule).finish()]);
  rule.rule_id = hash('sha256', content, 'base64url').slice(0, ruleIdLength);
  return rule;
}
