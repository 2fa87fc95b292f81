// Profiles: labels that endpoints and network sets inherit, and rules for endpoints that no policy applies to.
import type { Labels, Origin, Profile } from '@manul/model';
import { messageContent } from '@manul/proto';
import { encodeMessageFrame, messageOfFrame } from './encode.ts';
import type { Item, LabelParent } from './group.ts';
import type { IpSet } from './ip-set.ts';
import type { IpSets } from './ip-sets.ts';
import type { LabelIndex } from './label-index.ts';
import { type LabelSet, type LabelSets, sameLabels } from './labels.ts';
import { type NodeState, Output, type Placement, type Rendering, updateFields } from './output.ts';
import { profileMessage, type RulesMessage } from './rules-message.ts';
import { members, type SmallSet } from './small-set.ts';
import { Span } from './span.ts';
import { frameBytes, isFrameOf, noFrame, storedFrame } from './stored-frame.ts';
import type { WorkCounters } from './work.ts';

/** A profile that exists, or that something refers to, or both. */
export class ProfileOutput extends Output implements LabelParent {
  readonly name: string;
  labels: LabelSet | undefined;
  children: SmallSet<Item>;
  /** Nodes with endpoints that have this profile. */
  readonly span: Span;
  exists = false;
  sets: SmallSet<IpSet>;
  usesSets = false;
  #frame = noFrame;

  constructor(name: string, work: WorkCounters) {
    super();
    this.name = name;
    this.children = undefined;
    this.sets = undefined;
    this.span = new Span(work);
    this.span.addOutput(this);
  }

  get kind() {
    return 'profile' as const;
  }

  get key(): string {
    return `active_profile ${this.name}`;
  }

  get field(): number {
    return updateFields.active_profile;
  }

  get placement(): Placement {
    return this.span;
  }

  neededBy(node: NodeState): boolean {
    return this.span.hasNode(node);
  }

  get hasMessage(): boolean {
    return this.#frame !== noFrame;
  }

  setMessage({ message, rulePaths }: RulesMessage, origin: Origin | undefined): boolean {
    const changed = !isFrameOf(this.#frame, message);
    this.#frame = storedFrame(message, origin, rulePaths);
    if (!changed) return false;
    for (const node of this.span.nodes()) node.touch(this, this.content);
    this.content = undefined;
    return true;
  }

  render(): Rendering {
    const frame = frameBytes(this.#frame);
    if (this.span.nodeCount > 1) this.#frame = frame;
    this.content ??= messageContent(messageOfFrame(frame));
    return { frame, content: this.content };
  }

  renderRemoval(): Buffer {
    return encodeMessageFrame({ active_profile_remove: { id: { name: this.name } } });
  }
}

export class Profiles {
  readonly #profiles = new Map<string, ProfileOutput>();
  readonly #index: LabelIndex;
  readonly #labelSets: LabelSets;
  readonly #ipSets: IpSets;
  readonly #work: WorkCounters;
  readonly #unsettled = new Set<ProfileOutput>();

  constructor(index: LabelIndex, labelSets: LabelSets, ipSets: IpSets, work: WorkCounters) {
    this.#index = index;
    this.#labelSets = labelSets;
    this.#ipSets = ipSets;
    this.#work = work;
  }

  /**
   * The profile of that name, whether it exists or not, for an item to have it as parent; see `retain`. Has no message
   * before `settle`.
   */
  get(name: string): ProfileOutput {
    let profile = this.#profiles.get(name);
    if (!profile) {
      profile = new ProfileOutput(name, this.#work);
      this.#profiles.set(name, profile);
    }
    this.#unsettled.add(profile);
    return profile;
  }

  update(name: string, value: Profile | undefined, origin: Origin | undefined): void {
    if (!value && !this.#profiles.get(name)?.exists) return;
    const profile = this.get(name);
    profile.exists = value !== undefined;
    this.#setLabels(profile, value?.labels);
    this.#setRules(profile, value, origin);
  }

  retain(profile: ProfileOutput, node: NodeState): void {
    profile.span.retain(node);
    if (profile.span.nodeCount === 1) this.#unsettled.add(profile);
  }

  release(profile: ProfileOutput, node: NodeState): void {
    profile.span.release(node);
    if (profile.span.nodeCount === 0) this.#unsettled.add(profile);
  }

  /** An item that had it as parent is gone. */
  orphaned(profile: ProfileOutput): void {
    if (profile.children === undefined) this.#unsettled.add(profile);
  }

  /** Takes into use the IP sets that needed profiles name; forgets profiles that neither exist nor are referred to. */
  settle(): void {
    for (const profile of this.#unsettled) {
      if (!profile.hasMessage) this.#setRules(profile, undefined, undefined);
      const active = profile.span.nodeCount > 0;
      if (active && !profile.usesSets) this.#useSets(profile);
      else if (!active && profile.usesSets) this.#unuseSets(profile);
    }
    for (const profile of this.#unsettled) {
      const unused = !profile.exists && profile.children === undefined;
      // While nodes have yet to hear that it is gone it may come back, and must then be the same.
      if (unused && profile.pending > 0) continue;
      this.#unsettled.delete(profile);
      if (!unused) continue;
      this.#profiles.delete(profile.name);
      for (const set of members(profile.sets)) this.#ipSets.dereference(set);
    }
  }

  sizes(): Record<string, number> {
    return { profiles: this.#profiles.size };
  }

  #setLabels(profile: ProfileOutput, labels: Labels | undefined): void {
    const old = profile.labels;
    const next = labels && this.#labelSets.acquire(labels);
    if (!sameLabels(next, old)) {
      this.#index.updateParent(profile, () => {
        profile.labels = next;
      });
    } else profile.labels = next;
    if (old) this.#labelSets.release(old);
  }

  #setRules(profile: ProfileOutput, value: Profile | undefined, origin: Origin | undefined): void {
    const ipSets = this.#ipSets;
    const rules = profileMessage(
      profile.name,
      value,
      (source) => ipSets.reference(source),
      (set) => ipSets.dereference(set),
    );
    const changed = profile.setMessage(rules, origin);
    if (changed && profile.usesSets) this.#unuseSets(profile);
    for (const set of members(profile.sets)) ipSets.dereference(set);
    profile.sets = rules.sets;
    this.#unsettled.add(profile);
  }

  #useSets(profile: ProfileOutput): void {
    profile.usesSets = true;
    for (const set of members(profile.sets)) {
      this.#ipSets.use(set, false);
      profile.span.addUser(set);
    }
  }

  #unuseSets(profile: ProfileOutput): void {
    profile.usesSets = false;
    for (const set of members(profile.sets)) {
      profile.span.removeUser(set);
      this.#ipSets.unuse(set, false);
    }
  }
}
