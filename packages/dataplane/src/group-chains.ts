import type { felix } from '@manul/proto';
import { groupChain, groupPolicies, type PolicyGroup, type Rendering, type TierGroups } from '@manul/rules';
import type { PolicyDirectory } from './policy-directory.ts';
import type { PolicyTables } from './policy-manager.ts';

/** The chains of groups of policies, which live as long as some endpoint uses them. */
export class GroupChains {
  readonly #tables: PolicyTables;
  readonly #rendering: Rendering;
  readonly #directory: PolicyDirectory;
  readonly #users = new Map<string, number>();
  readonly #used = new Map<string, readonly string[]>();

  constructor(tables: PolicyTables, rendering: Rendering, directory: PolicyDirectory) {
    this.#tables = tables;
    this.#rendering = rendering;
    this.#directory = directory;
  }

  /** Divides an endpoint's tiers into groups. */
  groupTiers(tiers: readonly felix.ITierInfo[], directions = { inbound: true, outbound: true }): TierGroups[] {
    const selectorOf = (id: felix.IPolicyID) => this.#directory.selectorOf(id);
    return tiers.map((tier) => ({
      name: tier.name ?? '',
      defaultAction: tier.default_action ?? '',
      inbound: directions.inbound ? groupPolicies('inbound', tier.ingress_policies ?? [], selectorOf) : [],
      outbound: directions.outbound ? groupPolicies('outbound', tier.egress_policies ?? [], selectorOf) : [],
    }));
  }

  /** These tiers, and no others, are what `user` goes through. */
  use(user: string, tiers: readonly TierGroups[]): void {
    const groups = new Map<string, PolicyGroup>();
    for (const group of tiers.flatMap(({ inbound, outbound }) => [...inbound, ...outbound])) {
      if (!group.inline) groups.set(group.chainName(this.#rendering), group);
    }
    for (const [name, group] of groups) {
      const users = this.#users.get(name) ?? 0;
      this.#users.set(name, users + 1);
      if (users === 0) this.#update(group);
    }
    for (const name of this.#used.get(user) ?? []) {
      const users = (this.#users.get(name) ?? 0) - 1;
      if (users > 0) this.#users.set(name, users);
      else this.#remove(name);
    }
    if (groups.size > 0) this.#used.set(user, [...groups.keys()]);
    else this.#used.delete(user);
  }

  #update(group: PolicyGroup): void {
    const chain = groupChain(group, this.#rendering);
    for (const table of [this.#tables.filter, this.#tables.mangle, this.#tables.raw]) table.updateChain(chain);
  }

  #remove(name: string): void {
    this.#users.delete(name);
    for (const table of [this.#tables.filter, this.#tables.mangle, this.#tables.raw]) table.removeChain(name);
  }
}
