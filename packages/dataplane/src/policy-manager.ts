// Policies and profiles to chains.
import { type felix, objectKey } from '@manul/proto';
import { type Chain, policyChains, profileChains, type Rendering, sameChain, setsReferredTo } from '@manul/rules';
import type { Manager } from './manager.ts';
import { NoopTable } from './noop-table.ts';
import type { Table } from './table.ts';

export interface PolicyTables {
  readonly raw: Table;
  readonly mangle: Table;
  readonly filter: Table;
}

/** Told which IP sets are needed, by kernel name. */
export type NeededIpSets = (kernelNames: ReadonlySet<string>) => void;

interface Held {
  readonly chains: readonly Chain[];
  readonly forced: boolean;
}

const everywhere = 'AssumeNeededOnEveryNode';

/**
 * Keeps the chains of all active policies and profiles in the tables. Which table a policy is needed in may change with
 * it, and cannot be seen from it alone, so each is given to raw, mangle and filter; a table programs only what something
 * refers to.
 */
export class PolicyManager implements Manager {
  readonly #raw: Table;
  readonly #mangle: Table;
  readonly #filter: Table;
  readonly #rendering: Rendering;
  readonly #rawEgressOnly: boolean;
  readonly #onNeededIpSets: NeededIpSets;
  readonly #held = new Map<string, Held>();
  /** In raw-egress-only mode: kernel names of the IP sets that each policy's chains use. */
  readonly #neededIpSets = new Map<string, ReadonlySet<string>>();
  #filterDirty: boolean;

  private constructor(tables: PolicyTables, rendering: Rendering, onNeededIpSets: NeededIpSets | undefined) {
    this.#raw = tables.raw;
    this.#mangle = tables.mangle;
    this.#filter = tables.filter;
    this.#rendering = rendering;
    this.#rawEgressOnly = onNeededIpSets !== undefined;
    this.#onNeededIpSets = onNeededIpSets ?? (() => {});
    // An empty union has to be handed over once too: without a filter everything would be programmed.
    this.#filterDirty = this.#rawEgressOnly;
  }

  static normal(tables: PolicyTables, rendering: Rendering): PolicyManager {
    return new PolicyManager(tables, rendering, undefined);
  }

  /** Only untracked egress policy in raw is ours; the rest is another dataplane's work. */
  static rawEgressOnly(raw: Table, rendering: Rendering, onNeededIpSets: NeededIpSets): PolicyManager {
    const tables = {
      raw,
      mangle: new NoopTable('mangle', rendering.ipVersion),
      filter: new NoopTable('filter', rendering.ipVersion),
    };
    return new PolicyManager(tables, rendering, onNeededIpSets);
  }

  onUpdate(message: felix.IToDataplane): void {
    const { active_policy_update, active_policy_remove, active_profile_update, active_profile_remove } = message;
    const key = objectKey(message)?.key ?? '';
    if (active_policy_update) {
      this.#updatePolicy(key, active_policy_update.id ?? {}, active_policy_update.policy ?? {});
    } else if (active_policy_remove) {
      this.#cleanUpPolicy(key, active_policy_remove.id ?? {});
    } else if (active_profile_update) {
      this.#updateProfile(key, active_profile_update.id?.name ?? '', active_profile_update.profile ?? {});
    } else if (active_profile_remove) {
      this.#removeProfile(key, active_profile_remove.id?.name ?? '');
    }
  }

  completeDeferredWork(): void {
    if (!this.#filterDirty) return;
    this.#filterDirty = false;
    const union = new Set<string>();
    for (const names of this.#neededIpSets.values()) for (const name of names) union.add(name);
    this.#onNeededIpSets(union);
  }

  /** The object whose chain has this kernel name. */
  ownerOf(chain: string): string | undefined {
    for (const [key, { chains }] of this.#held) if (chains.some(({ name }) => name === chain)) return key;
    return undefined;
  }

  /** The objects whose rules match on the IP set with this kernel name. */
  usersOf(set: string): string[] {
    const uses = ({ rules }: Chain) => setsReferredTo(rules).some((name) => name === set);
    return [...this.#held].filter(([, { chains }]) => chains.some(uses)).map(([key]) => key);
  }

  #updatePolicy(key: string, id: felix.IPolicyID, policy: felix.IPolicy): void {
    if (this.#rawEgressOnly && !policy.untracked) {
      this.#cleanUpPolicy(key, id);
      return;
    }
    const pair = policyChains(id, policy, this.#rendering);
    let chains = pair ? [pair.inbound, pair.outbound] : [];
    if (this.#rawEgressOnly) {
      chains = chains.filter(({ name }) => name.includes(this.#rendering.names.policyOutboundPrefix));
      this.#neededIpSets.set(key, new Set(chains.flatMap(({ rules }) => [...setsReferredTo(rules)])));
      this.#filterDirty = true;
    }
    const forced = policy.perf_hints?.includes(everywhere) ?? false;
    if (!this.#hold(key, chains, forced)) return;
    this.#raw.updateChains(chains);
    this.#mangle.updateChains(chains);
    this.#filter.updateChains(forced ? chains.map((chain) => ({ ...chain, forced })) : chains);
  }

  #cleanUpPolicy(key: string, id: felix.IPolicyID): void {
    if (this.#rawEgressOnly) {
      this.#neededIpSets.delete(key);
      this.#filterDirty = true;
    }
    this.#held.delete(key);
    const { names } = this.#rendering;
    const chains = [names.policyInbound(id), names.policyOutbound(id)];
    for (const table of [this.#filter, this.#mangle, this.#raw]) table.removeChains(chains);
  }

  #updateProfile(key: string, name: string, profile: felix.IProfile): void {
    if (this.#rawEgressOnly) return;
    const { inbound, outbound } = profileChains(name, profile, this.#rendering);
    if (!this.#hold(key, [inbound, outbound], false)) return;
    this.#filter.updateChains([inbound, outbound]);
    // Mangle evaluates profiles for what leaves the host, alone.
    this.#mangle.updateChains([outbound]);
  }

  #removeProfile(key: string, name: string): void {
    this.#held.delete(key);
    const { names } = this.#rendering;
    this.#filter.removeChains([names.profileInbound(name), names.profileOutbound(name)]);
    this.#mangle.removeChains([names.profileOutbound(name)]);
  }

  /** False where the chains are just those that the tables have. */
  #hold(key: string, chains: readonly Chain[], forced: boolean): boolean {
    const held = this.#held.get(key);
    const same = held?.chains.length === chains.length && held.chains.every((chain, i) => sameChain(chain, chains[i]));
    if (held && same && held.forced === forced) return false;
    this.#held.set(key, { chains, forced });
    return true;
  }
}
