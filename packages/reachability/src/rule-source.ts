// Where rules come from: the messages' own words about policies and profiles, which the evaluator's compiled rules leave
// out, kept for explanations.
import type { RuleOwner } from '@manul/evaluator';
import { type felix, type manul, objectKey } from '@manul/proto';

export interface RuleSource {
  readonly inbound: readonly felix.IRule[];
  readonly outbound: readonly felix.IRule[];
  readonly origin: manul.v1.IOrigin | undefined;
}

export function ownerKey(owner: RuleOwner): string {
  if (owner.type === 'profile') return `active_profile ${owner.name}`;
  return `active_policy ${owner.kind}|${owner.namespace}|${owner.name}`;
}

/**
 * As people name it: `NetworkPolicy prod/web` for Kubernetes' own kind, `Calico NetworkPolicy prod/web` for Calico's,
 * `Profile kns.prod`.
 */
export function ownerName(owner: RuleOwner): string {
  if (owner.type === 'profile') return `Profile ${owner.name}`;
  const kind = owner.kind === 'NetworkPolicy' ? 'Calico NetworkPolicy' : owner.kind.replace(/^Kubernetes/, '');
  return `${kind} ${owner.namespace === '' ? '' : `${owner.namespace}/`}${owner.name}`;
}

export interface RuleSourceView {
  get(owner: RuleOwner): RuleSource | undefined;
  /** By `ownerKey`. */
  entries(): Iterable<readonly [string, RuleSource]>;
}

export class RuleSources implements RuleSourceView {
  readonly #sources = new Map<string, RuleSource>();

  get(owner: RuleOwner): RuleSource | undefined {
    return this.#sources.get(ownerKey(owner));
  }

  entries(): Iterable<readonly [string, RuleSource]> {
    return this.#sources;
  }

  apply({ message, origin }: manul.v1.IUpdate): void {
    const rules = message?.active_policy_update?.policy ?? message?.active_profile_update?.profile;
    const key = message ? objectKey(message)?.key : undefined;
    if (key === undefined || !message) return;
    if (rules) {
      const { inbound_rules: inbound, outbound_rules: outbound } = rules;
      this.#sources.set(key, { inbound: inbound ?? [], outbound: outbound ?? [], origin: origin ?? undefined });
    } else if (message.active_policy_remove || message.active_profile_remove) this.#sources.delete(key);
  }
}
