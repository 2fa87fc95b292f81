import { encodeObject, felix, type HeldObject, HeldObjects } from '@manul/proto';
import { type Kind, kindOf, kinds, removalOf, stateKey } from './state-key.ts';

interface HeldSet {
  readonly type: felix.IPSetUpdate.IPSetType;
  readonly members: Set<string>;
}

/**
 * The last message about each object: what the node is to enforce. Takes messages in, gives back those that change
 * something, so that a snapshot can be applied as a difference:
 *
 *   beginSnapshot() → accept(message)... → endSnapshot(), which gives the removals of what the snapshot did not have
 *
 * Keys are those of manul.v1.Inventory. Knows nothing of kernels.
 */
export class DesiredState {
  /** Encoded, which takes a tenth of the room that decoded ones do. */
  readonly #messages = new Map<Kind, Map<string, Uint8Array>>(kinds.map((kind) => [kind, new Map()]));
  readonly #sets = new Map<string, HeldSet>();
  #held = new HeldObjects();
  #seen: Set<string> | undefined;
  #inSync = false;

  /** Everything that the sender had at start has been accepted. */
  get inSync(): boolean {
    return this.#inSync;
  }

  /** Of all objects; see manul.v1.Inventory. */
  get digest(): bigint {
    return this.#held.digest;
  }

  inventory(): Iterable<HeldObject> {
    return this.#held.values();
  }

  beginSnapshot(): void {
    this.#seen = new Set();
  }

  /** The removals of everything that was not in the snapshot, endpoints first. Nothing where none was begun. */
  endSnapshot(): felix.IToDataplane[] {
    const seen = this.#seen;
    this.#seen = undefined;
    if (!seen) return [];
    const removals: felix.IToDataplane[] = [];
    for (const kind of kinds.toReversed()) {
      const keys = kind === 'ipset' ? this.#sets.keys() : (this.#messages.get(kind)?.keys() ?? []);
      for (const key of [...keys]) {
        const removal = seen.has(key) ? undefined : this.#removalOf(kind, key);
        if (removal) removals.push(...this.accept(removal));
      }
    }
    return removals;
  }

  /** The removals of the objects whose keys have these hashes, endpoints first: for a sender that cannot name them. */
  forget(keyHashes: ReadonlySet<bigint>): felix.IToDataplane[] {
    const keys = [...this.#held.values()].filter(({ keyHash }) => keyHashes.has(keyHash)).map(({ key }) => key);
    return kinds.toReversed().flatMap((kind) =>
      keys
        .filter((key) => kindOf(key) === kind)
        .flatMap((key) => this.#removalOf(kind, key) ?? [])
        .flatMap((removal) => this.accept(removal)),
    );
  }

  /** The message to pass on in its place: none where it changes nothing. A whole IP set that is held becomes a delta. */
  accept(message: felix.IToDataplane): felix.IToDataplane[] {
    if (message.in_sync) {
      if (this.#inSync) return [];
      this.#inSync = true;
      return [message];
    }
    const about = stateKey(message);
    // Routes, tunnels and the like: not kept, since nothing here depends on them.
    if (!about) return [message];
    const { key, change } = about;
    if (change !== 'remove') this.#seen?.add(key);
    else this.#seen?.delete(key);
    if (kindOf(key) !== 'ipset') return this.#acceptObject(key, message, change) ? [message] : [];
    const effective = this.#acceptSet(key, message);
    if (!effective) return [];
    this.#held.apply(effective);
    return [effective];
  }

  /** All of it, in an order that is safe at every prefix; in_sync last, if it was accepted. */
  *messages(): Generator<felix.IToDataplane> {
    for (const kind of kinds) {
      if (kind === 'ipset') for (const [key, set] of this.#sets) yield setMessage(key, set);
      else for (const encoded of this.#messages.get(kind)?.values() ?? []) yield felix.ToDataplane.decode(encoded);
    }
    if (this.#inSync) yield { in_sync: {} };
  }

  /** False where the message changes nothing. */
  #acceptObject(key: string, message: felix.IToDataplane, change: string): boolean {
    const objects = this.#messages.get(kindOf(key) as Kind);
    if (change === 'remove') {
      if (objects && !objects.delete(key)) return false;
      this.#held.apply(message);
      return true;
    }
    const encoded = encodeObject(message);
    const held = objects?.get(key);
    if (held && Buffer.compare(held, encoded) === 0) return false;
    objects?.set(key, encoded);
    this.#held.apply(message, encoded);
    return true;
  }

  #acceptSet(key: string, message: felix.IToDataplane): felix.IToDataplane | undefined {
    const { ipset_update: update, ipset_delta_update: delta } = message;
    const held = this.#sets.get(key);
    if (delta) return held && changeSet(key, held, delta.added_members ?? [], delta.removed_members ?? []);
    if (!update) return this.#sets.delete(key) ? message : undefined;
    const type = update.type ?? 0;
    const members = new Set(update.members);
    if (held?.type === type) {
      const removed = [...held.members].filter((member) => !members.has(member));
      return changeSet(key, held, members, removed);
    }
    this.#sets.set(key, { type, members });
    return { ipset_update: { id: idOf(key), type, members: [...members] } };
  }

  #removalOf(kind: Kind, key: string): felix.IToDataplane | undefined {
    if (kind === 'ipset') return { ipset_remove: { id: idOf(key) } };
    const held = this.#messages.get(kind)?.get(key);
    return held && removalOf(felix.ToDataplane.decode(held));
  }
}

function idOf(setKey: string): string {
  return setKey.slice('ipset '.length);
}

function setMessage(key: string, { type, members }: HeldSet): felix.IToDataplane {
  return { ipset_update: { id: idOf(key), type, members: [...members] } };
}

/** Changes the set; gives the delta that says how, undefined where it does not change. */
function changeSet(
  key: string,
  held: HeldSet,
  add: Iterable<string>,
  remove: Iterable<string>,
): felix.IToDataplane | undefined {
  const added_members = [...new Set(add)].filter((member) => !held.members.has(member));
  const removed_members = [...new Set(remove)].filter((member) => held.members.has(member));
  if (added_members.length === 0 && removed_members.length === 0) return undefined;
  for (const member of added_members) held.members.add(member);
  for (const member of removed_members) held.members.delete(member);
  return { ipset_delta_update: { id: idOf(key), added_members, removed_members } };
}
