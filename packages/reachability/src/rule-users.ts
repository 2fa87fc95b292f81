// Which endpoints have a policy or a profile, so that what a change to it touches is found without going through all.
import type { WorkloadEndpoint } from '@manul/evaluator';
import { ownerKey } from './rule-source.ts';

const nobody: ReadonlySet<string> = new Set();

export class RuleUsers {
  readonly #users = new Map<string, Set<string>>();

  /** Keys of endpoints. */
  of(owner: string): ReadonlySet<string> {
    return this.#users.get(owner) ?? nobody;
  }

  /** Two states of one endpoint. */
  replace(was: WorkloadEndpoint | undefined, is: WorkloadEndpoint | undefined): void {
    if (was) for (const owner of ownersOf(was)) this.#remove(owner, was.key);
    if (is) for (const owner of ownersOf(is)) this.#add(owner, is.key);
  }

  #add(owner: string, key: string): void {
    const users = this.#users.get(owner);
    if (users) users.add(key);
    else this.#users.set(owner, new Set([key]));
  }

  #remove(owner: string, key: string): void {
    const users = this.#users.get(owner);
    users?.delete(key);
    if (users?.size === 0) this.#users.delete(owner);
  }
}

/** By `ownerKey`; one that applies in both directions comes twice. */
function* ownersOf({ tiers, profiles }: WorkloadEndpoint): Generator<string> {
  for (const { ingress, egress } of tiers) {
    for (const ref of ingress) yield ownerKey({ type: 'policy', ...ref });
    for (const ref of egress) yield ownerKey({ type: 'policy', ...ref });
  }
  for (const name of profiles) yield ownerKey({ type: 'profile', name });
}
