// Which policies apply to which endpoint, in which order? Answered once for all groups of endpoints that the same targets
// match.

import { EndpointItem } from './endpoint-output.ts';
import type { Group, Item } from './group.ts';
import { oneOrMany } from './one-or-many.ts';
import { comparePolicies, compareTiers, type PolicyMeta, type Tiers } from './policy-order.ts';
import { MatchSet, Target } from './policy-output.ts';
import { noPolicies, Resolution } from './resolution.ts';
import { members, type SmallSet, withMember, withoutMember } from './small-set.ts';
import type { WorkCounters } from './work.ts';

export class PolicyResolver {
  readonly #tiers: Tiers;
  readonly #work: WorkCounters;
  /** Match sets with no target or with several, by the targets' identifiers. */
  readonly #matchSets = new Map<string, MatchSet>();
  readonly #changedGroups = new Set<Group>();
  readonly #changedMatchSets = new Set<MatchSet>();
  /** Items that came into another group; some perhaps more than once. */
  #movedItems: EndpointItem[] = [];

  constructor(tiers: Tiers, work: WorkCounters) {
    this.#tiers = tiers;
    this.#work = work;
  }

  itemJoined(item: Item): void {
    if (!(item instanceof EndpointItem)) return;
    const group = item.group!;
    if (group.matchSet) this.#movedItems.push(item);
    // All its items follow.
    else this.#changedGroups.add(group);
  }

  groupRemoved(group: Group): void {
    this.#changedGroups.delete(group);
    this.#leaveMatchSet(group);
  }

  targetAdded(target: Target): void {
    for (const group of members(target.selector.groups)) {
      // A group of network sets alone may have had endpoints, and may have some again.
      if (group.nodes !== undefined || group.matchSet) this.#changedGroups.add(group);
    }
  }

  targetChanged(target: Target): void {
    for (const matchSet of members(target.matchSets)) this.#changedMatchSets.add(matchSet);
  }

  targetRemoved(target: Target): void {
    for (const matchSet of members(target.matchSets)) {
      for (const group of members(matchSet.groups)) this.#changedGroups.add(group);
    }
  }

  /** Brings the endpoints up to date. */
  flush(): void {
    const groups = new Set<Group>();
    for (const group of this.#changedGroups) if (this.#updateMatchSet(group)) groups.add(group);
    this.#changedGroups.clear();
    for (const matchSet of this.#changedMatchSets) {
      if (matchSet.groups === undefined) continue;
      const resolution = this.#resolve(matchSet.targets);
      if (resolution.equals(matchSet.resolution)) continue;
      matchSet.resolution = resolution;
      for (const group of members(matchSet.groups)) groups.add(group);
    }
    this.#changedMatchSets.clear();
    for (const group of groups) {
      for (const item of group.items) if (item instanceof EndpointItem) this.#movedItems.push(item);
    }
    for (const item of this.#movedItems) {
      if (!item.group) continue;
      this.#work.endpointsResolved++;
      item.endpoint.resolve(matchSetOf(item.group)?.resolution ?? noPolicies);
    }
    this.#movedItems = [];
  }

  sizes(): Record<string, number> {
    return { matchSets: this.#matchSets.size };
  }

  /** True where other targets match the group than before. */
  #updateMatchSet(group: Group): boolean {
    const targets = targetsOf(group);
    const old = matchSetOf(group);
    if (old && sameTargets(old.targets, targets)) return false;
    if (old) this.#leaveMatchSet(group);
    const matchSet = this.#matchSetFor(targets);
    matchSet.groups = withMember(matchSet.groups, group);
    group.matchSet = matchSet;
    return true;
  }

  #matchSetFor(targets: SmallSet<Target>): MatchSet {
    const known = targets instanceof Target ? targets.soleMatchSet : this.#matchSets.get(signature(targets));
    if (known) return known;
    const matchSet = new MatchSet(targets, this.#resolve(targets));
    if (targets instanceof Target) targets.soleMatchSet = matchSet;
    else this.#matchSets.set(signature(targets), matchSet);
    for (const target of members(targets)) target.matchSets = withMember(target.matchSets, matchSet);
    return matchSet;
  }

  #leaveMatchSet(group: Group): void {
    const matchSet = matchSetOf(group);
    if (!matchSet) return;
    group.matchSet = undefined;
    matchSet.groups = withoutMember(matchSet.groups, group);
    if (matchSet.groups !== undefined) return;
    const { targets } = matchSet;
    if (targets instanceof Target) targets.soleMatchSet = undefined;
    else this.#matchSets.delete(signature(targets));
    for (const target of members(targets)) target.matchSets = withoutMember(target.matchSets, matchSet);
  }

  #resolve(targets: SmallSet<Target>): Resolution {
    const byTier = new Map<string, PolicyMeta[]>();
    for (const target of members(targets)) {
      for (const { meta } of members(target.policies)) {
        const policies = byTier.get(meta.tier);
        if (policies) policies.push(meta);
        else byTier.set(meta.tier, [meta]);
      }
    }
    if (byTier.size === 0) return noPolicies;
    const tiers = [...byTier.keys()].map((name) => this.#tiers.get(name)).sort(compareTiers);
    return new Resolution(
      tiers.map(({ name, defaultAction }) => ({
        name,
        defaultAction,
        policies: oneOrMany(byTier.get(name)!.sort(comparePolicies)),
      })),
    );
  }
}

/** The group's only target, or all of them in the order of their identifiers. */
function targetsOf(group: Group): SmallSet<Target> {
  const targets: Target[] = [];
  for (const { nodeWatcher } of members(group.matches)) if (nodeWatcher instanceof Target) targets.push(nodeWatcher);
  if (targets.length < 2) return targets[0];
  return targets.sort((a, b) => a.id - b.id);
}

function sameTargets(a: SmallSet<Target>, b: SmallSet<Target>): boolean {
  if (a === b) return true;
  return a !== undefined && b !== undefined && signature(a) === signature(b);
}

function signature(targets: SmallSet<Target>): string {
  let text = '';
  for (const { id } of members(targets)) text += `${id},`;
  return text;
}

function matchSetOf({ matchSet }: Group): MatchSet | undefined {
  return matchSet instanceof MatchSet ? matchSet : undefined;
}
