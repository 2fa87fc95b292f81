// Active rules: which policies some node needs, and where. Policies with one selector share one target, and its span.
import type { Origin, Policy } from '@manul/model';
import { canonicalSelector } from './canonical-selector.ts';
import { keysOf } from './counts.ts';
import type { IndexedSelector } from './group.ts';
import type { IpSets } from './ip-sets.ts';
import type { LabelIndex } from './label-index.ts';
import type { Nodes } from './nodes.ts';
import type { NodeState, Placement } from './output.ts';
import { type PolicyMeta, policyMeta, sameMeta, type Tiers } from './policy-order.ts';
import { PolicyOutput, policyKey, Target } from './policy-output.ts';
import { Retired } from './retired.ts';
import { policyMessage } from './rules-message.ts';
import { members, withMember, withoutMember } from './small-set.ts';
import type { WorkCounters } from './work.ts';

/** Hears of changes to what the policies of endpoints depend on. */
interface TargetListener {
  targetAdded(target: Target): void;
  /** Policies joined or left the target, or their order changed. */
  targetChanged(target: Target): void;
  targetRemoved(target: Target): void;
}

export interface PolicyChange {
  readonly key: string;
  readonly policy: Policy | undefined;
  readonly origin: Origin | undefined;
}

const assumeNeededOnEveryNode = 'AssumeNeededOnEveryNode';

export interface ActivePoliciesParts {
  readonly index: LabelIndex;
  readonly ipSets: IpSets;
  readonly nodes: Nodes;
  readonly tiers: Tiers;
  readonly listener: TargetListener;
  readonly work: WorkCounters;
}

export class ActivePolicies {
  readonly #parts: ActivePoliciesParts;
  readonly #policies = new Map<string, PolicyOutput>();
  #targetCount = 0;
  readonly #everywhere = new Set<PolicyOutput>();
  readonly #retired = new Retired<PolicyOutput>();
  /** Policies of which it may have changed whether some node needs them, or what their rules name. */
  readonly #unsettled = new Set<PolicyOutput>();
  readonly #emptinessChanged = new Set<Target>();
  /** Targets that are new: what their selectors match has yet to be looked for. */
  readonly #unmatched = new Map<IndexedSelector, Target>();
  #nextTargetId = 1;

  constructor(parts: ActivePoliciesParts) {
    this.#parts = parts;
  }

  /** Policies that every node needs. */
  everywhere(): Iterable<PolicyOutput> {
    return this.#everywhere;
  }

  /** Targets of the policies in that tier. */
  targetsOfTier(name: string): ReadonlySet<Target> {
    const targets = new Set<Target>();
    for (const { meta, target } of this.#policies.values()) if (meta.tier === name && target) targets.add(target);
    return targets;
  }

  /** Who needs a policy, by its key in updates. */
  placementOf(key: string): Placement {
    return this.#policies.get(key)?.placement;
  }

  /** Makes the policies known. What they apply to follows with `match`, so that endpoints may be added in between. */
  update(changes: readonly PolicyChange[]): void {
    const { index } = this.#parts;
    const present = changes.filter((change) => change.policy !== undefined);
    const selectors = index.acquireSelectors(present.map(({ policy }) => canonicalSelector(policy!.selector)));
    for (const change of changes) if (!change.policy) this.#remove(change.key);
    for (const [i, { key, policy, origin }] of present.entries()) {
      const selector = selectors[i]!;
      const known = this.#targetOf(selector);
      if (known) index.releaseSelector(selector);
      this.#put(key, policy!, origin, known ?? this.#createTarget(selector));
    }
  }

  /** Finds out where new selectors apply. */
  match(): void {
    const { index, listener } = this.#parts;
    index.match(this.#unmatched.keys());
    for (const target of this.#unmatched.values()) {
      for (const group of members(target.selector.groups)) {
        for (const node of keysOf(group.nodes)) target.nodeJoined(node);
      }
      target.selector.nodeWatcher = target;
      listener.targetAdded(target);
    }
    this.#unmatched.clear();
  }

  /** Takes into use the IP sets that active policies name, and lets go of all others. */
  settle(): void {
    for (const target of this.#emptinessChanged) {
      for (const policy of members(target.policies)) this.#unsettled.add(policy);
    }
    this.#emptinessChanged.clear();
    for (const policy of this.#unsettled) {
      const active = policy.target !== undefined && (policy.everywhere || policy.target.nodeCount > 0);
      if (active && !policy.usesSets) this.#useSets(policy);
      else if (!active && policy.usesSets) this.#unuseSets(policy);
    }
    this.#unsettled.clear();
  }

  sizes(): Record<string, number> {
    return {
      policies: this.#policies.size,
      targets: this.#targetCount,
      policiesEverywhere: this.#everywhere.size,
      retiredPolicies: this.#retired.size,
    };
  }

  #targetOf(selector: IndexedSelector): Target | undefined {
    const { nodeWatcher } = selector;
    return nodeWatcher instanceof Target ? nodeWatcher : this.#unmatched.get(selector);
  }

  #createTarget(selector: IndexedSelector): Target {
    const target = new Target(this.#nextTargetId++, selector, this.#parts.work, this.#emptinessChanged);
    this.#targetCount++;
    this.#unmatched.set(selector, target);
    return target;
  }

  #put(key: string, policy: Policy, origin: Origin | undefined, target: Target): void {
    const { ipSets, work } = this.#parts;
    work.policiesScanned++;
    const meta = policyMeta(policy);
    const known = this.#policies.get(key);
    const output = known ?? this.#retired.revive(policyKey(meta)) ?? new PolicyOutput(meta);
    this.#policies.set(key, output);
    const rules = policyMessage(
      policy,
      (source) => ipSets.reference(source),
      (set) => ipSets.dereference(set),
    );
    const held = output.content;
    const changed = output.setMessage(rules, origin);
    if (changed) {
      for (const node of this.#nodesOf(output)) node.touch(output, held);
      if (output.usesSets) this.#unuseSets(output);
    }
    const oldSets = output.sets;
    output.sets = rules.sets;
    for (const set of members(oldSets)) ipSets.dereference(set);
    const everywhere = policy.performanceHints.includes(assumeNeededOnEveryNode);
    if (output.target !== target || output.everywhere !== everywhere) this.#move(output, target, everywhere);
    if (changed) this.#unsettled.add(output);
    this.#setMeta(output, meta, known !== undefined);
  }

  #setMeta(output: PolicyOutput, meta: PolicyMeta, known: boolean): void {
    const { tiers, listener } = this.#parts;
    if (known && sameMeta(output.meta, meta)) return;
    tiers.addPolicy(meta.tier);
    if (known) tiers.removePolicy(output.meta.tier);
    output.meta = meta;
    listener.targetChanged(output.target!);
  }

  #remove(key: string): void {
    const output = this.#policies.get(key);
    if (!output) return;
    const { ipSets, tiers } = this.#parts;
    this.#policies.delete(key);
    if (output.usesSets) this.#unuseSets(output);
    for (const set of members(output.sets)) ipSets.dereference(set);
    output.sets = undefined;
    this.#move(output, undefined, false);
    tiers.removePolicy(output.meta.tier);
    this.#unsettled.delete(output);
    this.#retired.retire(output);
    output.clear();
  }

  /** Moves the policy to where it is needed from now on. */
  #move(output: PolicyOutput, target: Target | undefined, everywhere: boolean): void {
    const old = output.target;
    const wasEverywhere = output.everywhere;
    output.target = target;
    output.everywhere = everywhere;
    if (old) {
      old.policies = withoutMember(old.policies, output);
      if (wasEverywhere) this.#leaveEverywhere(output);
      else old.removeOutput(output);
    }
    if (target) {
      target.policies = withMember(target.policies, output);
      if (everywhere) this.#enterEverywhere(output);
      else target.addOutput(output);
    }
    if (!old || old === target) return;
    if (old.policies === undefined) this.#removeTarget(old);
    else this.#parts.listener.targetChanged(old);
    if (target) this.#parts.listener.targetChanged(target);
  }

  #enterEverywhere(output: PolicyOutput): void {
    this.#everywhere.add(output);
    for (const node of this.#parts.nodes.subscribed) node.touch(output, undefined);
  }

  #leaveEverywhere(output: PolicyOutput): void {
    this.#everywhere.delete(output);
    for (const node of this.#parts.nodes.subscribed) node.touch(output, output.content);
  }

  #nodesOf(output: PolicyOutput): Iterable<NodeState> {
    if (!output.target) return [];
    return output.everywhere ? this.#parts.nodes.subscribed : output.target.nodes();
  }

  #useSets(output: PolicyOutput): void {
    output.usesSets = true;
    for (const set of members(output.sets)) {
      this.#parts.ipSets.use(set, output.everywhere);
      if (!output.everywhere) output.target!.addUser(set);
    }
    output.setsSpan = output.everywhere ? undefined : output.target;
  }

  /** Undoes what `#useSets` did, whatever has become of the policy since. */
  #unuseSets(output: PolicyOutput): void {
    output.usesSets = false;
    for (const set of members(output.sets)) {
      output.setsSpan?.removeUser(set);
      this.#parts.ipSets.unuse(set, output.setsSpan === undefined);
    }
    output.setsSpan = undefined;
  }

  #removeTarget(target: Target): void {
    const { index, listener } = this.#parts;
    this.#targetCount--;
    this.#unmatched.delete(target.selector);
    this.#emptinessChanged.delete(target);
    target.selector.nodeWatcher = undefined;
    listener.targetRemoved(target);
    index.releaseSelector(target.selector);
  }
}
