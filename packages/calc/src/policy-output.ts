import type { Origin } from '@manul/model';
import { messageContent } from '@manul/proto';
import { encodeMessageFrame, messageOfFrame } from './encode.ts';
import type { Group, GroupSet, IndexedSelector, NodeWatcher } from './group.ts';
import type { IpSet } from './ip-set.ts';
import { type NodeState, Output, type Placement, type Rendering, updateFields } from './output.ts';
import type { PolicyMeta } from './policy-order.ts';
import type { Resolution } from './resolution.ts';
import type { RulesMessage } from './rules-message.ts';
import type { SmallSet } from './small-set.ts';
import { Span } from './span.ts';
import { frameBytes, isFrameOf, noFrame, storedFrame } from './stored-frame.ts';
import type { WorkCounters } from './work.ts';

/** All policies with one selector, needed on the nodes of what it matches. */
export class Target extends Span implements NodeWatcher {
  readonly id: number;
  readonly selector: IndexedSelector;
  policies: SmallSet<PolicyOutput>;
  /** The match sets that have this target. */
  matchSets: SmallSet<MatchSet>;
  /** The match set that has this target and no other. */
  soleMatchSet: MatchSet | undefined;
  readonly #emptinessChanged: Set<Target>;

  /** Puts itself into `emptinessChanged` when its first node joins or its last leaves. */
  constructor(id: number, selector: IndexedSelector, work: WorkCounters, emptinessChanged: Set<Target>) {
    super(work);
    this.id = id;
    this.selector = selector;
    this.policies = undefined;
    this.matchSets = undefined;
    this.soleMatchSet = undefined;
    this.#emptinessChanged = emptinessChanged;
  }

  nodeJoined(node: NodeState): void {
    this.retain(node);
    if (this.nodeCount === 1) this.#emptinessChanged.add(this);
  }

  nodeLeft(node: NodeState): void {
    this.release(node);
    if (this.nodeCount === 0) this.#emptinessChanged.add(this);
  }
}

/** The groups that the same targets match. */
export class MatchSet implements GroupSet {
  readonly targets: SmallSet<Target>;
  groups: SmallSet<Group>;
  resolution: Resolution;

  constructor(targets: SmallSet<Target>, resolution: Resolution) {
    this.targets = targets;
    this.groups = undefined;
    this.resolution = resolution;
  }
}

export class PolicyOutput extends Output {
  meta: PolicyMeta;
  /** Undefined once it is gone. */
  target: Target | undefined;
  /** Every node is sent it, as a performance hint of the policy asks. */
  everywhere = false;
  /** The IP sets that its rules name. */
  sets: SmallSet<IpSet>;
  /** Whether the sets are in use on its behalf. */
  usesSets = false;
  /** Where the sets are then in use; undefined: everywhere. */
  setsSpan: Span | undefined;
  #frame = noFrame;

  constructor(meta: PolicyMeta) {
    super();
    this.meta = meta;
    this.sets = undefined;
  }

  get kind() {
    return 'policy' as const;
  }

  get key(): string {
    return policyKey(this.meta);
  }

  get field(): number {
    return updateFields.active_policy;
  }

  get placement(): Placement {
    return this.target && this.everywhere ? 'everywhere' : this.target;
  }

  neededBy(node: NodeState): boolean {
    return this.target !== undefined && (this.everywhere || this.target.hasNode(node));
  }

  /** False where the policy says what it said before; its origin may be another even so. */
  setMessage({ message, rulePaths }: RulesMessage, origin: Origin | undefined): boolean {
    const changed = !isFrameOf(this.#frame, message);
    this.#frame = storedFrame(message, origin, rulePaths);
    if (changed) this.content = undefined;
    return changed;
  }

  /** The policy is gone. */
  clear(): void {
    this.#frame = noFrame;
    this.content = undefined;
  }

  render(): Rendering {
    const frame = frameBytes(this.#frame);
    if (this.everywhere || (this.target?.nodeCount ?? 0) > 1) this.#frame = frame;
    this.content ??= messageContent(messageOfFrame(frame));
    return { frame, content: this.content };
  }

  renderRemoval(): Buffer {
    const { kind, namespace, name } = this.meta;
    return encodeMessageFrame({ active_policy_remove: { id: { kind, namespace, name } } });
  }
}

/** As in manul.v1.Inventory. */
export function policyKey({ kind, namespace, name }: Pick<PolicyMeta, 'kind' | 'namespace' | 'name'>): string {
  return `active_policy ${kind}|${namespace}|${name}`;
}
