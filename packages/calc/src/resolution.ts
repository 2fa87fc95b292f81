import type { DefaultAction } from '@manul/model';
import { felix } from '@manul/proto';
import { type ByteString, byteString, encodeField } from './encode.ts';
import { listOf, type OneOrMany, oneOrMany } from './one-or-many.ts';
import type { PolicyMeta } from './policy-order.ts';

export interface ResolvedTier {
  readonly name: string;
  readonly defaultAction: DefaultAction | '';
  /** In the order in which they apply; at least one. */
  readonly policies: OneOrMany<PolicyMeta>;
}

const workloadTiersTag = 0x3a; // WorkloadEndpoint.tiers

/** The policies of all endpoints that the same policies apply to, in order; encoded once for all of them. */
export class Resolution {
  readonly #tiers: OneOrMany<ResolvedTier>;
  /** Kept from the second time that it is asked for: many resolutions are those of one endpoint. */
  #workloadTiers: ByteString | undefined;
  #isShared = false;

  constructor(tiers: readonly ResolvedTier[]) {
    this.#tiers = oneOrMany(tiers);
    this.#workloadTiers = undefined;
  }

  equals(other: Resolution): boolean {
    if (this === other) return true;
    return same(listOf(this.#tiers), listOf(other.#tiers), sameTier);
  }

  /** The field `tiers` of felix.WorkloadEndpoint, encoded. */
  workloadTiers(): ByteString {
    if (this.#workloadTiers !== undefined) return this.#workloadTiers;
    const fields = this.#select(isNormal).map((tier) => felix.TierInfo.encode(tier).finish());
    const encoded = byteString(Buffer.concat(fields.map((field) => encodeField(workloadTiersTag, [field]))));
    if (this.#isShared) this.#workloadTiers = encoded;
    this.#isShared = true;
    return encoded;
  }

  hostTiers(): Required<Pick<felix.IHostEndpoint, 'tiers' | 'untracked_tiers' | 'pre_dnat_tiers' | 'forward_tiers'>> {
    return {
      tiers: this.#select(isNormal),
      untracked_tiers: this.#select((policy) => policy.untracked).map(passOn),
      // Ingress alone: outgoing traffic does not pass destination NAT.
      pre_dnat_tiers: this.#select((policy) => policy.preDnat && !policy.untracked, false).map(passOn),
      forward_tiers: this.#select((policy) => isNormal(policy) && policy.applyOnForward),
    };
  }

  #select(wanted: (policy: PolicyMeta) => boolean, egress = true): felix.ITierInfo[] {
    const selected: felix.ITierInfo[] = [];
    for (const { name, defaultAction, policies } of listOf(this.#tiers)) {
      const chosen = listOf(policies).filter(wanted);
      const ingress_policies = chosen.filter((policy) => policy.ingress).map(policyId);
      const egress_policies = egress ? chosen.filter((policy) => policy.egress).map(policyId) : [];
      if (ingress_policies.length + egress_policies.length === 0) continue;
      selected.push({ name, ingress_policies, egress_policies, default_action: defaultAction });
    }
    return selected;
  }
}

export const noPolicies = new Resolution([]);

function isNormal(policy: PolicyMeta): boolean {
  return !policy.untracked && !policy.preDnat;
}

/** What these tiers leave open goes on to the normal ones. */
function passOn(tier: felix.ITierInfo): felix.ITierInfo {
  return { ...tier, default_action: 'Pass' };
}

function policyId({ kind, namespace, name }: PolicyMeta): felix.IPolicyID {
  return { kind, namespace, name };
}

function sameTier(a: ResolvedTier, b: ResolvedTier): boolean {
  if (a.name !== b.name || a.defaultAction !== b.defaultAction) return false;
  return same(listOf(a.policies), listOf(b.policies), Object.is);
}

function same<T>(a: readonly T[], b: readonly T[], equals: (x: T, y: T) => boolean): boolean {
  return a.length === b.length && a.every((x, i) => equals(x, b[i]!));
}
