/** Above this many, hashing is faster than looking at each. */
const few = 8;

/**
 * A set for things that are had by the hundred thousand and mostly hold next to nothing: a Set takes 200 bytes before
 * its first member, and an array that is pushed to nearly as much. In no particular order.
 */
export class SmallSet<T> implements Iterable<T> {
  /** An array of exactly the members, while they are few. */
  #members: readonly T[] | Set<T> = none;

  get size(): number {
    return isArray(this.#members) ? this.#members.length : this.#members.size;
  }

  has(member: T): boolean {
    return isArray(this.#members) ? this.#members.includes(member) : this.#members.has(member);
  }

  add(member: T): void {
    const members = this.#members;
    if (!isArray(members)) members.add(member);
    else if (members.length === 0) this.#members = [member];
    else if (!members.includes(member)) {
      this.#members = members.length < few ? members.concat([member]) : new Set(members).add(member);
    }
  }

  delete(member: T): boolean {
    const members = this.#members;
    if (!isArray(members)) return members.delete(member);
    const at = members.indexOf(member);
    if (at < 0) return false;
    this.#members = members.length === 1 ? none : members.toSpliced(at, 1);
    return true;
  }

  [Symbol.iterator](): Iterator<T> {
    return this.#members[Symbol.iterator]();
  }
}

const none: readonly never[] = [];

function isArray<T>(members: readonly T[] | Set<T>): members is readonly T[] {
  return Array.isArray(members);
}
