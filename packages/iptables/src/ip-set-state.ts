// One IP set: the members that are wanted, and how the kernel's set differs. Only the difference is kept, so that a set
// of a million members is held once.
import type { IpSetType } from '@manul/dataplane';
import type { IpVersion } from '@manul/rules';
import type { SavedSet } from './ip-set-listing.ts';
import { halves, readMember } from './ip-set-member.ts';

/** What `ipset create` is told; two sets with equal shapes can be swapped. */
export interface SetShape {
  readonly type: string;
  readonly maxElements: number;
}

/** Felix's default, so that its sets are taken over as they are. */
const defaultMaxElements = 1_048_576;

export class IpSetState {
  readonly name: string;
  readonly #ipVersion: IpVersion;
  /** Undefined: the set is not wanted. */
  #type: IpSetType | undefined;
  #members = new Set<string>();
  #wholeSpace = false;
  /** The two halves of the address space, where they are members by themselves. */
  #ownHalves = new Set<string>();
  /** What the kernel has; undefined: no such set. Both differences below are then empty. */
  kernel: SetShape | undefined;
  /** Wanted, and not in the kernel's set. */
  #missing = new Set<string>();
  /** In the kernel's set, and not wanted. */
  #extra = new Set<string>();
  /** Members that could not be understood, with the reason. */
  readonly invalid = new Map<string, string>();
  /** Why the kernel did not take it; it is left alone until it changes or the kernel is read again. */
  refused: string | undefined;

  constructor(name: string, ipVersion: IpVersion) {
    this.name = name;
    this.#ipVersion = ipVersion;
  }

  get wanted(): { readonly type: IpSetType; readonly members: ReadonlySet<string> } | undefined {
    return this.#type && { type: this.#type, members: this.#members };
  }

  /** Whether a member with one of these addresses is in the kernel's set, and not wanted. */
  isLeaving(addresses: ReadonlySet<unknown>): boolean {
    return this.#extra.values().some((member) => addresses.has(member.split(',', 1)[0]));
  }

  get missing(): ReadonlySet<string> {
    return this.#missing;
  }

  get extra(): ReadonlySet<string> {
    return this.#extra;
  }

  replace(type: IpSetType, members: Iterable<string>): void {
    const before = this.#members;
    this.#type = type;
    this.#members = new Set();
    this.#wholeSpace = false;
    this.#ownHalves.clear();
    this.invalid.clear();
    this.refused = undefined;
    const added: string[] = [];
    for (const member of this.#read(type, members, true)) {
      if (!this.#members.has(member)) {
        this.#members.add(member);
        if (!before.delete(member)) {
          added.push(member);
        }
      }
    }
    this.#noteAdded(added);
    this.#noteRemoved(before);
  }

  add(members: readonly string[]): void {
    if (this.#type) {
      const added = this.#read(this.#type, members, true).filter((member) => !this.#members.has(member));
      for (const member of added) {
        this.#members.add(member);
      }
      this.#noteAdded(added);
    }
  }

  remove(members: readonly string[]): void {
    if (this.#type) {
      for (const member of members) {
        this.invalid.delete(member);
      }
      this.#noteRemoved(this.#read(this.#type, members, false).filter((member) => this.#members.delete(member)));
    }
  }

  unwant(): void {
    const before = this.#members;
    this.#type = undefined;
    this.#members = new Set();
    this.#wholeSpace = false;
    this.#ownHalves.clear();
    this.invalid.clear();
    this.refused = undefined;
    this.#noteRemoved(before);
  }

  /** The largest that the kernel's set must be while members are still to be removed from it. */
  maxElementsNeeded(): number {
    let size = defaultMaxElements;
    while (size < this.#members.size + this.#extra.size) {
      size *= 2;
    }
    return size;
  }

  /** The members to add, which from now on count as being in the kernel's set. */
  takeMissing(): string[] {
    const taken = [...this.#missing];
    this.#missing.clear();
    return taken;
  }

  /** The members to remove, which from now on count as gone. */
  takeExtra(): string[] {
    const taken = [...this.#extra];
    this.#extra.clear();
    return taken;
  }

  /** Everything that is wanted, which from now on counts as being in a kernel's set of this shape. */
  takeAll(shape: SetShape): string[] {
    this.kernel = shape;
    this.#missing.clear();
    return [...this.#members];
  }

  gone(): void {
    this.kernel = undefined;
    this.#missing.clear();
    this.#extra.clear();
  }

  /**
   * Takes over what was read.
   * @returns how many members are not as they were believed to be, the set itself counting as one
   */
  load(saved: SavedSet | undefined): number {
    const expected = this.kernel;
    const before = this.#missing.size + this.#extra.size;
    if (!saved) {
      this.gone();
      return expected ? 1 : 0;
    }
    this.kernel = { type: saved.type, maxElements: saved.maxElements };
    if (this.#type !== undefined && saved.type !== this.#type) {
      this.#missing.clear();
      this.#extra.clear();
      return expected?.type === saved.type ? 0 : 1;
    }
    this.#extra = new Set(saved.members.filter((member) => !this.#members.has(member)));
    const found = saved.members.length - this.#extra.size;
    this.#missing = found === this.#members.size ? new Set() : difference(this.#members, new Set(saved.members));
    return expected ? Math.abs(this.#missing.size + this.#extra.size - before) : 1;
  }

  #noteAdded(members: Iterable<string>): void {
    if (this.kernel) {
      for (const member of members) {
        if (!this.#extra.delete(member)) {
          this.#missing.add(member);
        }
      }
    }
  }

  #noteRemoved(members: Iterable<string>): void {
    if (this.kernel) {
      for (const member of members) {
        if (!this.#missing.delete(member)) {
          this.#extra.add(member);
        }
      }
    }
  }

  /** Canonical members of this IP version; for removals those that nothing else keeps in the set. */
  #read(type: IpSetType, members: Iterable<string>, adding: boolean): string[] {
    const read: string[] = [];
    for (const text of members) {
      const reading = readMember(type, this.#ipVersion, text);
      if (typeof reading === 'string') {
        if (this.#isEffective(reading, adding)) {
          read.push(reading);
        }
      } else if (reading.kind === 'whole') {
        this.#wholeSpace = adding;
        read.push(...halves[this.#ipVersion].filter((half) => !this.#ownHalves.has(half)));
      } else if (reading.kind === 'invalid' && adding) {
        this.invalid.set(text, reading.reason);
      }
    }
    return read;
  }

  /** A half of the address space may be a member by itself and as a part of the whole. */
  #isEffective(member: string, adding: boolean): boolean {
    if (member !== halves[this.#ipVersion][0] && member !== halves[this.#ipVersion][1]) {
      return true;
    }
    if (adding) {
      this.#ownHalves.add(member);
    } else {
      this.#ownHalves.delete(member);
    }
    return !this.#wholeSpace;
  }
}

function difference(members: ReadonlySet<string>, without: ReadonlySet<string>): Set<string> {
  const rest = new Set<string>();
  for (const member of members) {
    if (!without.has(member)) {
      rest.add(member);
    }
  }
  return rest;
}
