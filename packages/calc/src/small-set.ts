/** Above this many, hashing is faster than looking at each. */
const few = 8;

/**
 * A set for things that are had by the million and mostly hold one member or none. It is kept in a field of its owner:
 * nothing, the only member itself, an array of exactly those while they are few, or a Set, which takes 200 bytes before
 * its first member. In no particular order. Members are neither arrays nor Sets. The array is never written to; the Set
 * belongs to the field alone.
 */
export type SmallSet<T extends object> = T | readonly T[] | Set<T> | undefined;

/** To be put where the set was. */
export function withMember<T extends object>(set: SmallSet<T>, member: T): SmallSet<T> {
  if (set === undefined || set === member) return member;
  if (set instanceof Set) return set.add(member);
  if (!isArray(set)) return [set, member];
  if (set.includes(member)) return set;
  return set.length < few ? set.concat([member]) : new Set(set).add(member);
}

/** To be put where the set was. */
export function withoutMember<T extends object>(set: SmallSet<T>, member: T): SmallSet<T> {
  if (set === member) return undefined;
  if (set instanceof Set) {
    set.delete(member);
    return set.size > 0 ? set : undefined;
  }
  if (set === undefined || !isArray(set)) return set;
  const at = set.indexOf(member);
  if (at < 0) return set;
  return set.length > 2 ? set.toSpliced(at, 1) : set[1 - at];
}

export function isMember<T extends object>(set: SmallSet<T>, thing: T): boolean {
  if (set === thing) return true;
  if (set instanceof Set) return set.has(thing);
  return set !== undefined && isArray(set) && set.includes(thing);
}

export function memberCount<T extends object>(set: SmallSet<T>): number {
  if (set === undefined) return 0;
  if (set instanceof Set) return set.size;
  return isArray(set) ? set.length : 1;
}

/** To be copied by those who change the set on the way: what the rest of the way then meets depends on its size. */
export function members<T extends object>(set: SmallSet<T>): Iterable<T> {
  if (set === undefined) return none;
  return set instanceof Set || isArray(set) ? set : [set];
}

const none: readonly never[] = [];

function isArray<T extends object>(set: T | readonly T[]): set is readonly T[] {
  return Array.isArray(set);
}
