import { adminTier, baselineTier, defaultTier } from './convert/calico-names.ts';
import { makeRule } from './convert/rule.ts';
import type { Profile, Tier } from './resources.ts';
import type { ModelUpdate } from './update.ts';

/** Tiers that exist whether or not there are objects for them, with the orders and actions that Calico insists on. */
export const builtInTiers: readonly Tier[] = [
  { name: adminTier, order: 1_000, defaultAction: 'Pass' },
  { name: defaultTier, order: 1_000_000, defaultAction: 'Deny' },
  { name: baselineTier, order: 10_000_000, defaultAction: 'Pass' },
];

/** For host endpoints that shall be open where no policy applies. */
export const allowProfile: Profile = {
  name: 'projectcalico-default-allow',
  labels: {},
  inboundRules: [makeRule('allow', '')],
  outboundRules: [makeRule('allow', '')],
};

/** What every cluster has before its first object. */
export function builtInUpdates(): readonly ModelUpdate[] {
  return [
    { kind: 'profile', key: allowProfile.name, value: allowProfile },
    ...builtInTiers.map((tier): ModelUpdate => ({ kind: 'tier', key: tier.name, value: tier })),
  ];
}
