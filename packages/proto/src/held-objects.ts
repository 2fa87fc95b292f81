import { felix } from '../gen/messages.js';
import {
  addModulo64,
  digestTerm,
  emptySetContent,
  hash64,
  memberContent,
  messageContent,
  subtractModulo64,
} from './digest.ts';
import { objectKey } from './object-key.ts';

export interface HeldObject {
  readonly key: string;
  readonly keyHash: bigint;
  readonly content: bigint;
}

/** The receiver's account of what it holds, for Hello, Inventory and Receipt. A message costs its own size. */
export class HeldObjects {
  readonly #objects = new Map<string, HeldObject>();
  #digest = 0n;

  /** The digest of everything held, as in manul.v1.Inventory. */
  get digest(): bigint {
    return this.#digest;
  }

  get size(): number {
    return this.#objects.size;
  }

  /** Everything held, in no particular order. */
  values(): Iterable<HeldObject> {
    return this.#objects.values();
  }

  /**
   * Messages that are about no object change nothing; so does a delta to a set that is not held.
   * @param encoded the message as `encodeObject` gives it, where that is known already
   */
  apply(message: felix.IToDataplane, encoded?: Uint8Array): void {
    const about = objectKey(message);
    if (!about) return;
    const { key, change } = about;
    const held = this.#objects.get(key);
    if (change === 'remove') {
      this.#remove(held);
      return;
    }
    const content =
      change === 'delta' ? deltaContent(held, message.ipset_delta_update) : updateContent(message, encoded);
    if (content === undefined) return;
    this.#remove(held);
    const next = { key, keyHash: held?.keyHash ?? hash64(key), content };
    this.#objects.set(key, next);
    this.#digest = addModulo64(this.#digest, digestTerm(next.keyHash, content));
  }

  /** Drops the object of that key, as ToNode.forget asks. */
  forget(key: string): void {
    this.#remove(this.#objects.get(key));
  }

  #remove(held: HeldObject | undefined): void {
    if (!held) return;
    this.#objects.delete(held.key);
    this.#digest = subtractModulo64(this.#digest, digestTerm(held.keyHash, held.content));
  }
}

/** What a message says, whatever its place in the stream. */
export function encodeObject({ sequence_number: _, ...object }: felix.IToDataplane): Uint8Array {
  return felix.ToDataplane.encode(object).finish();
}

function updateContent(message: felix.IToDataplane, encoded: Uint8Array | undefined): bigint {
  const set = message.ipset_update;
  if (set) return sumMembers(emptySetContent(set.id ?? '', set.type ?? 0), set.members);
  return messageContent(encoded ?? encodeObject(message));
}

function deltaContent(
  held: HeldObject | undefined,
  delta: felix.IIPSetDeltaUpdate | null | undefined,
): bigint | undefined {
  if (!held || !delta) return undefined;
  let content = sumMembers(held.content, delta.added_members);
  for (const member of delta.removed_members ?? []) content = subtractModulo64(content, memberContent(member));
  return content;
}

function sumMembers(start: bigint, members: readonly string[] | null | undefined): bigint {
  let sum = start;
  for (const member of members ?? []) sum = addModulo64(sum, memberContent(member));
  return sum;
}
