/** Above this many, hashing is faster than looking at each. */
const few = 8;

/**
 * A set for things that are had by the million and mostly hold one member or none: a Set takes 200 bytes before its
 * first, and an array for one member twice as much as this. In no particular order. Members are not `undefined`.
 */
export class SmallSet<T> implements Iterable<T> {
  /** The member, where it is the only one. */
  #only: T | undefined;
  /** Two and more: while they are few, an array of exactly those. */
  #members: readonly T[] | Set<T> | undefined;

  get size(): number {
    const members = this.#members;
    if (members === undefined) return this.#only === undefined ? 0 : 1;
    return isArray(members) ? members.length : members.size;
  }

  has(member: T): boolean {
    const members = this.#members;
    if (members === undefined) return this.#only === member;
    return isArray(members) ? members.includes(member) : members.has(member);
  }

  add(member: T): void {
    const members = this.#members;
    if (members === undefined) this.#addToNoneOrOne(member);
    else if (!isArray(members)) members.add(member);
    else if (!members.includes(member)) {
      this.#members = members.length < few ? members.concat([member]) : new Set(members).add(member);
    }
  }

  delete(member: T): boolean {
    const members = this.#members;
    if (members === undefined) {
      if (this.#only !== member) return false;
      this.#only = undefined;
      return true;
    }
    if (!isArray(members)) return members.delete(member);
    const at = members.indexOf(member);
    if (at < 0) return false;
    if (members.length > 2) this.#members = members.toSpliced(at, 1);
    else {
      this.#only = members[1 - at];
      this.#members = undefined;
    }
    return true;
  }

  [Symbol.iterator](): Iterator<T> {
    const members = this.#members ?? (this.#only === undefined ? none : [this.#only]);
    return members[Symbol.iterator]();
  }

  #addToNoneOrOne(member: T): void {
    if (this.#only === undefined) this.#only = member;
    else if (this.#only !== member) {
      this.#members = [this.#only, member];
      this.#only = undefined;
    }
  }
}

const none: readonly never[] = [];

function isArray<T>(members: readonly T[] | Set<T>): members is readonly T[] {
  return Array.isArray(members);
}
