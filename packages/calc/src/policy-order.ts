import type { DefaultAction, Policy, Tier } from '@manul/model';
import { compareCodePoints } from '@manul/selector';

/** What the order of policies and their place in an endpoint's tiers depend on. Replaced when any of it changes. */
export interface PolicyMeta {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly tier: string;
  /** Undefined: after all that have one. */
  readonly order: number | undefined;
  readonly ingress: boolean;
  readonly egress: boolean;
  readonly untracked: boolean;
  readonly preDnat: boolean;
  readonly applyOnForward: boolean;
}

export function policyMeta(policy: Policy): PolicyMeta {
  const { kind, namespace, name, tier, order, ingress, egress, untracked, preDnat, applyOnForward } = policy;
  return { kind, namespace, name, tier, order, ingress, egress, untracked, preDnat, applyOnForward };
}

export function sameMeta(a: PolicyMeta, b: PolicyMeta): boolean {
  return (Object.keys(a) as (keyof PolicyMeta)[]).every((field) => a[field] === b[field]);
}

export function comparePolicies(a: PolicyMeta, b: PolicyMeta): number {
  const [x, y] = [orderOf(a), orderOf(b)];
  if (x !== y) return x < y ? -1 : 1;
  // As Felix compares `name/namespace/kind`.
  if (a.name !== b.name) return compareCodePoints(`${a.name}/`, `${b.name}/`);
  return compareCodePoints(`${a.namespace}/${a.kind}`, `${b.namespace}/${b.kind}`);
}

/** A tier as far as it is known. */
export interface KnownTier {
  readonly name: string;
  /** False where policies name a tier that does not exist. */
  readonly exists: boolean;
  readonly order: number | undefined;
  /** Empty for a tier that has never existed: drivers then drop what no policy in it decides. */
  readonly defaultAction: DefaultAction | '';
}

/** Tiers with an order come first, then those without one, and last those that do not exist. */
export function compareTiers(a: KnownTier, b: KnownTier): number {
  if (a.exists !== b.exists) return a.exists ? -1 : 1;
  const [x, y] = [orderOf(a), orderOf(b)];
  if (x !== y) return x < y ? -1 : 1;
  return compareCodePoints(a.name, b.name);
}

function orderOf({ order }: Pick<KnownTier, 'order'>): number {
  return order ?? Number.POSITIVE_INFINITY;
}

/**
 * Tiers by name. A tier that is deleted while policies are in it keeps its default action for them, as in Felix: what
 * endpoints do with traffic that no policy decides is not to change because an object went missing.
 */
export class Tiers {
  readonly #tiers = new Map<string, KnownTier>();
  readonly #policies = new Map<string, number>();

  /** True where the tier, or the order of tiers, changed. */
  update(name: string, tier: Tier | undefined): boolean {
    const old = this.#tiers.get(name);
    if (!tier) {
      if (!old?.exists) return false;
      if (this.#policies.has(name)) this.#tiers.set(name, { ...old, exists: false, order: undefined });
      else this.#tiers.delete(name);
      return true;
    }
    if (old?.exists && old.order === tier.order && old.defaultAction === tier.defaultAction) return false;
    this.#tiers.set(name, { name, exists: true, order: tier.order, defaultAction: tier.defaultAction });
    return true;
  }

  get(name: string): KnownTier {
    return this.#tiers.get(name) ?? { name, exists: false, order: undefined, defaultAction: '' };
  }

  addPolicy(name: string): void {
    this.#policies.set(name, (this.#policies.get(name) ?? 0) + 1);
  }

  removePolicy(name: string): void {
    const count = this.#policies.get(name)! - 1;
    if (count > 0) {
      this.#policies.set(name, count);
      return;
    }
    this.#policies.delete(name);
    if (this.#tiers.get(name)?.exists === false) this.#tiers.delete(name);
  }

  sizes(): Record<string, number> {
    return { tiers: this.#tiers.size, tiersWithPolicies: this.#policies.size };
  }
}
