// Tiers, then profiles: what decides at any endpoint.
import { matchRule } from './match.ts';
import type { PolicyView, RuleLists, Tier } from './node-state.ts';
import type { Packet } from './packet.ts';
import type { Rule } from './rule.ts';
import type { Direction, PolicyRef, RuleOwner, Step } from './verdict.ts';

type RuleOutcome = 'allow' | 'deny' | 'pass' | 'no-match';
export type TierOutcome = 'allow' | 'deny' | 'undecided';

/** One question to one node's policy; collects its steps. */
export class Question {
  readonly #state: PolicyView;
  readonly #packet: Packet;
  readonly #direction: Direction;
  readonly steps: Step[] = [];

  constructor(state: PolicyView, packet: Packet, direction: Direction) {
    this.#state = state;
    this.#packet = packet;
    this.#direction = direction;
  }

  /**
   * Tiers in order. A tier without policies in this direction has no say. Undecided where every tier passed or none
   * had a say. With `endOfTier` ignore, a tier whose policies do not match never denies: later stages have their say.
   */
  askTiers(tiers: readonly Tier[], endOfTier: 'decides' | 'ignore' = 'decides'): TierOutcome {
    for (const tier of tiers) {
      const policies = tier[this.#direction];
      if (policies.length === 0) continue;
      const outcome = this.#askPolicies(tier.name, policies);
      if (outcome === 'allow' || outcome === 'deny') return outcome;
      if (outcome === 'pass' || endOfTier === 'ignore') continue;
      if (this.#endTier(tier) === 'deny') return 'deny';
    }
    return 'undecided';
  }

  /** The profiles' rules, where no tier decided; nothing matching denies. */
  askProfiles(profiles: readonly string[]): 'allow' | 'deny' {
    for (const name of profiles) {
      const profile = this.#state.profile(name);
      if (!profile) {
        this.steps.push({ by: 'missing-profile', profile: name });
        return 'deny';
      }
      const outcome = this.#askRules(undefined, { type: 'profile', name }, this.#rulesOf(profile));
      if (outcome === 'allow' || outcome === 'deny') return outcome;
    }
    this.steps.push({ by: 'no-profile-matched' });
    return 'deny';
  }

  #askPolicies(tier: string, policies: readonly PolicyRef[]): RuleOutcome {
    for (const ref of policies) {
      const policy = this.#state.policy(ref);
      if (!policy) {
        this.steps.push({ by: 'missing-policy', tier, policy: ref });
        return 'deny';
      }
      const outcome = this.#askRules(tier, { type: 'policy', ...ref }, this.#rulesOf(policy));
      if (outcome !== 'no-match') return outcome;
    }
    return 'no-match';
  }

  #endTier({ name: tier, defaultAction }: Tier): 'deny' | 'pass' {
    const action = defaultAction === 'Pass' ? 'pass' : 'deny';
    const reason = defaultAction === '' ? 'the tier has no default action' : `the tier's default is ${defaultAction}`;
    this.steps.push({ by: 'tier-default', tier, action, reason });
    return action;
  }

  #rulesOf(lists: RuleLists): readonly Rule[] {
    return this.#direction === 'ingress' ? lists.inbound : lists.outbound;
  }

  #askRules(tier: string | undefined, owner: RuleOwner, rules: readonly Rule[]): RuleOutcome {
    for (const [index, rule] of rules.entries()) {
      const match = matchRule(rule, this.#packet, this.#state.ipSet);
      if (!match.matches) continue;
      const { sets, fault } = match;
      const { id: ruleId, action } = rule;
      this.steps.push({ by: 'rule', tier, owner, direction: this.#direction, index, ruleId, action, sets, fault });
      if (action === 'log' || (action === 'allow' && fault !== undefined)) continue;
      return fault === undefined ? action : 'deny';
    }
    this.steps.push({ by: 'no-rule-matched', tier, owner });
    return 'no-match';
  }
}
