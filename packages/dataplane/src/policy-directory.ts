import { type felix, objectKey } from '@manul/proto';
import { type ClosedDirections, isStaged } from '@manul/rules';

/**
 * What endpoints need to know of policies and profiles: the selector, by which policies are grouped, and whether the
 * chains are there to be jumped to. An endpoint that needs one that is not there is closed.
 */
export class PolicyDirectory {
  /** By object key; a profile's selector is empty. */
  readonly #selectors = new Map<string, string>();
  readonly #failures = new Map<string, string>();
  #changed = new Set<string>();

  onUpdate(message: felix.IToDataplane): void {
    const { active_policy_update, active_profile_update, active_policy_remove, active_profile_remove } = message;
    const updated = active_policy_update ?? active_profile_update;
    if (!updated && !active_policy_remove && !active_profile_remove) return;
    const key = objectKey(message)?.key ?? '';
    // Whatever was wrong with it may be put right by this.
    if (this.#failures.delete(key)) this.#changed.add(key);
    const selector = updated ? (active_policy_update?.policy?.original_selector ?? '') : undefined;
    if (this.#selectors.get(key) === selector) return;
    this.#changed.add(key);
    if (selector === undefined) this.#selectors.delete(key);
    else this.#selectors.set(key, selector);
  }

  /** The kernel refused this policy or profile. False where it had failed before. */
  fail(key: string, reason: string): boolean {
    if (this.#failures.has(key)) return false;
    this.#failures.set(key, reason);
    this.#changed.add(key);
    return true;
  }

  /** Lets these be tried again. */
  recover(keys: Iterable<string>): void {
    for (const key of keys) if (this.#failures.delete(key)) this.#changed.add(key);
  }

  failures(): ReadonlyMap<string, string> {
    return this.#failures;
  }

  /** The objects that came, went, failed, or changed their group, since this was last asked. */
  takeChanged(): ReadonlySet<string> {
    const changed = this.#changed;
    this.#changed = new Set();
    return changed;
  }

  selectorOf(id: felix.IPolicyID): string {
    return this.#selectors.get(policyKey(id)) ?? '';
  }

  /** Why an endpoint with these tiers and profiles has to be closed, in each direction. */
  closed(tiers: readonly felix.ITierInfo[], profiles: readonly string[]): ClosedDirections {
    const ofProfiles = profiles.map(profileKey);
    const why = (policies: (tier: felix.ITierInfo) => readonly felix.IPolicyID[] | null | undefined) => {
      const keys = tiers.flatMap((tier) => (policies(tier) ?? []).filter((id) => !isStaged(id)).map(policyKey));
      return this.#firstProblem([...keys, ...ofProfiles]);
    };
    const inbound = why((tier) => tier.ingress_policies);
    const outbound = why((tier) => tier.egress_policies);
    return { ...(inbound !== undefined && { inbound }), ...(outbound !== undefined && { outbound }) };
  }

  #firstProblem(keys: readonly string[]): string | undefined {
    for (const key of keys) {
      const failure = this.#failures.get(key);
      if (failure !== undefined) return `Closed: ${key} failed`;
      if (!this.#selectors.has(key)) return `Closed: ${key} is missing`;
    }
    return undefined;
  }
}

function policyKey({ kind, namespace, name }: felix.IPolicyID): string {
  return `active_policy ${kind ?? ''}|${namespace ?? ''}|${name ?? ''}`;
}

function profileKey(name: string): string {
  return `active_profile ${name}`;
}

/** The policies and profiles that these tiers name. */
export function* keysUsed(tiers: readonly felix.ITierInfo[], profiles: readonly string[]): Generator<string> {
  for (const tier of tiers) {
    for (const id of tier.ingress_policies ?? []) yield policyKey(id);
    for (const id of tier.egress_policies ?? []) yield policyKey(id);
  }
  for (const name of profiles) yield profileKey(name);
}
