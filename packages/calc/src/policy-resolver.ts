// Which policies apply to which endpoint, in which order? Answered once for all groups of endpoints that the same targets
// match.

import { EndpointItem } from './endpoint-output.ts';
import type { Group, Item } from './group.ts';
import { comparePolicies, compareTiers, type PolicyMeta, type Tiers } from './policy-order.ts';
import { Target } from './policy-output.ts';
import { noPolicies, Resolution } from './resolution.ts';
import { SmallSet } from './small-set.ts';
import type { WorkCounters } from './work.ts';

/** The groups that the same targets match. */
interface MatchSet {
  readonly signature: string;
  readonly targets: readonly Target[];
  readonly groups: SmallSet<Group>;
  resolution: Resolution;
}

export class PolicyResolver {
  readonly #tiers: Tiers;
  readonly #work: WorkCounters;
  readonly #matchSets = new Map<string, MatchSet>();
  readonly #matchSetOf = new Map<Group, MatchSet>();
  readonly #matchSetsOf = new Map<Target, SmallSet<MatchSet>>();
  readonly #changedGroups = new Set<Group>();
  readonly #changedMatchSets = new Set<MatchSet>();
  readonly #movedItems = new Set<EndpointItem>();

  constructor(tiers: Tiers, work: WorkCounters) {
    this.#tiers = tiers;
    this.#work = work;
  }

  itemJoined(item: Item): void {
    if (!(item instanceof EndpointItem)) return;
    this.#movedItems.add(item);
    if (!this.#matchSetOf.has(item.group!)) this.#changedGroups.add(item.group!);
  }

  groupRemoved(group: Group): void {
    this.#changedGroups.delete(group);
    this.#leaveMatchSet(group);
  }

  targetAdded(target: Target): void {
    for (const group of target.selector.groups) {
      // A group of network sets alone may have had endpoints, and may have some again.
      if (group.nodes.size > 0 || this.#matchSetOf.has(group)) this.#changedGroups.add(group);
    }
  }

  targetChanged(target: Target): void {
    for (const matchSet of this.#matchSetsOf.get(target) ?? []) this.#changedMatchSets.add(matchSet);
  }

  targetRemoved(target: Target): void {
    for (const matchSet of this.#matchSetsOf.get(target) ?? []) {
      for (const group of matchSet.groups) this.#changedGroups.add(group);
    }
  }

  tierChanged(name: string): void {
    for (const matchSet of this.#matchSets.values()) {
      const concerned = matchSet.targets.some((target) => [...target.policies].some(({ meta }) => meta.tier === name));
      if (concerned) this.#changedMatchSets.add(matchSet);
    }
  }

  /** Brings the endpoints up to date. */
  flush(): void {
    const groups = new Set<Group>();
    for (const group of this.#changedGroups) if (this.#updateMatchSet(group)) groups.add(group);
    this.#changedGroups.clear();
    for (const matchSet of this.#changedMatchSets) {
      if (matchSet.groups.size === 0) continue;
      const resolution = this.#resolve(matchSet.targets);
      if (resolution.equals(matchSet.resolution)) continue;
      matchSet.resolution = resolution;
      for (const group of matchSet.groups) groups.add(group);
    }
    this.#changedMatchSets.clear();
    for (const group of groups) {
      for (const item of group.items) if (item instanceof EndpointItem) this.#movedItems.add(item);
    }
    for (const item of this.#movedItems) {
      if (!item.group) continue;
      this.#work.endpointsResolved++;
      item.endpoint.resolve(this.#matchSetOf.get(item.group)?.resolution ?? noPolicies);
    }
    this.#movedItems.clear();
  }

  sizes(): Record<string, number> {
    return {
      matchSets: this.#matchSets.size,
      matchedGroups: this.#matchSetOf.size,
      matchedTargets: this.#matchSetsOf.size,
    };
  }

  /** True where other targets match the group than before. */
  #updateMatchSet(group: Group): boolean {
    const targets: Target[] = [];
    for (const { nodeWatcher } of group.matches) if (nodeWatcher instanceof Target) targets.push(nodeWatcher);
    targets.sort((a, b) => a.id - b.id);
    const signature = targets.map((target) => target.id).join();
    const old = this.#matchSetOf.get(group);
    if (old?.signature === signature) return false;
    if (old) this.#leaveMatchSet(group);
    const matchSet = this.#matchSets.get(signature) ?? this.#createMatchSet(signature, targets);
    matchSet.groups.add(group);
    this.#matchSetOf.set(group, matchSet);
    return true;
  }

  #createMatchSet(signature: string, targets: readonly Target[]): MatchSet {
    const matchSet = { signature, targets, groups: new SmallSet<Group>(), resolution: this.#resolve(targets) };
    this.#matchSets.set(signature, matchSet);
    for (const target of targets) {
      let matchSets = this.#matchSetsOf.get(target);
      if (!matchSets) {
        matchSets = new SmallSet();
        this.#matchSetsOf.set(target, matchSets);
      }
      matchSets.add(matchSet);
    }
    return matchSet;
  }

  #leaveMatchSet(group: Group): void {
    const matchSet = this.#matchSetOf.get(group);
    if (!matchSet) return;
    this.#matchSetOf.delete(group);
    matchSet.groups.delete(group);
    if (matchSet.groups.size > 0) return;
    this.#matchSets.delete(matchSet.signature);
    for (const target of matchSet.targets) {
      const matchSets = this.#matchSetsOf.get(target)!;
      matchSets.delete(matchSet);
      if (matchSets.size === 0) this.#matchSetsOf.delete(target);
    }
  }

  #resolve(targets: readonly Target[]): Resolution {
    if (targets.length === 0) return noPolicies;
    const byTier = new Map<string, PolicyMeta[]>();
    for (const target of targets) {
      for (const { meta } of target.policies) {
        const policies = byTier.get(meta.tier);
        if (policies) policies.push(meta);
        else byTier.set(meta.tier, [meta]);
      }
    }
    const tiers = [...byTier.keys()].map((name) => this.#tiers.get(name)).sort(compareTiers);
    return new Resolution(
      tiers.map(({ name, defaultAction }) => ({
        name,
        defaultAction,
        policies: byTier.get(name)!.sort(comparePolicies),
      })),
    );
  }
}
