/** Above this many, hashing is faster than looking at each. */
const few = 8;

/**
 * A set for things that are had by the hundred thousand and mostly hold next to nothing: a Set takes 200 bytes before
 * its first member. In no particular order.
 */
export class SmallSet<T> implements Iterable<T> {
  #members: T[] | Set<T> | undefined;

  get size(): number {
    const members = this.#members;
    if (members === undefined) return 0;
    return Array.isArray(members) ? members.length : members.size;
  }

  has(member: T): boolean {
    const members = this.#members;
    if (members === undefined) return false;
    return Array.isArray(members) ? members.includes(member) : members.has(member);
  }

  add(member: T): void {
    const members = this.#members;
    if (members === undefined) this.#members = [member];
    else if (!Array.isArray(members)) members.add(member);
    else if (!members.includes(member)) {
      if (members.length < few) members.push(member);
      else this.#members = new Set(members).add(member);
    }
  }

  delete(member: T): boolean {
    const members = this.#members;
    if (members === undefined) return false;
    if (!Array.isArray(members)) return members.delete(member);
    const at = members.indexOf(member);
    if (at < 0) return false;
    members[at] = members[members.length - 1]!;
    members.pop();
    return true;
  }

  /** Not to be changed meanwhile. */
  [Symbol.iterator](): Iterator<T> {
    return (this.#members ?? none)[Symbol.iterator]();
  }
}

const none: readonly never[] = [];
