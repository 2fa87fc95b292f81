/** A CIDR as a number, so that one contains another where their leading bits agree. */
interface Prefix {
  readonly member: string;
  readonly family: 4 | 6;
  readonly bits: bigint;
  readonly length: number;
}

export interface VisibleChange {
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/**
 * The members of one set of CIDRs less those that another member contains: nftables refuses overlapping intervals.
 */
export class OverlapFilter {
  readonly #prefixes = new Map<string, Prefix>();
  /** By family and length, for the containment test: few lengths are in use at a time. */
  readonly #byLength = new Map<
    string,
    { readonly family: 4 | 6; readonly length: number; readonly bits: Set<bigint> }
  >();

  /** A member joins. */
  add(member: string): VisibleChange {
    const prefix = parsePrefix(member);
    const contained = this.#isContained(prefix);
    this.#prefixes.set(member, prefix);
    this.#lengthOf(prefix).bits.add(prefix.bits);
    return contained ? unchanged : { added: [member], removed: this.#directlyContained(prefix) };
  }

  /** A member leaves. */
  remove(member: string): VisibleChange {
    const prefix = this.#prefixes.get(member)!;
    const contained = this.#isContained(prefix);
    const uncovered = contained ? [] : this.#directlyContained(prefix);
    this.#prefixes.delete(member);
    const sameLength = this.#lengthOf(prefix);
    sameLength.bits.delete(prefix.bits);
    if (sameLength.bits.size === 0) this.#byLength.delete(`${prefix.family}/${prefix.length}`);
    return contained ? unchanged : { added: uncovered, removed: [member] };
  }

  #lengthOf({ family, length }: Prefix) {
    const key = `${family}/${length}`;
    let sameLength = this.#byLength.get(key);
    if (!sameLength) {
      sameLength = { family, length, bits: new Set() };
      this.#byLength.set(key, sameLength);
    }
    return sameLength;
  }

  #isContained(prefix: Prefix, below = -1): boolean {
    for (const { family, length, bits } of this.#byLength.values()) {
      if (family !== prefix.family || length >= prefix.length || length <= below) continue;
      if (bits.has(truncate(prefix, length))) return true;
    }
    return false;
  }

  /** Members inside `outer`, less those inside a member that is itself inside it. Looks at all: wide members are few. */
  #directlyContained(outer: Prefix): string[] {
    const hostLength = outer.family === 4 ? 32 : 128;
    if (outer.length === hostLength) return [];
    const inside: string[] = [];
    for (const prefix of this.#prefixes.values()) {
      if (prefix.family !== outer.family || prefix.length <= outer.length) continue;
      if (truncate(prefix, outer.length) !== outer.bits) continue;
      if (!this.#isContained(prefix, outer.length)) inside.push(prefix.member);
    }
    return inside;
  }
}

const unchanged: VisibleChange = { added: [], removed: [] };

function truncate(prefix: Prefix, length: number): bigint {
  const drop = BigInt((prefix.family === 4 ? 32 : 128) - length);
  return (prefix.bits >> drop) << drop;
}

function parsePrefix(member: string): Prefix {
  const slash = member.indexOf('/');
  const address = member.slice(0, slash);
  const length = Number(member.slice(slash + 1));
  return address.includes(':')
    ? { member, family: 6, bits: ipv6Bits(address), length }
    : { member, family: 4, bits: ipv4Bits(address), length };
}

function ipv4Bits(address: string): bigint {
  return address.split('.').reduce((bits, octet) => bits * 256n + BigInt(octet), 0n);
}

/** The 128 bits of a canonical IPv6 address, which may end in dotted decimals. */
function ipv6Bits(address: string): bigint {
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(address);
  if (dotted) {
    const low = ipv4Bits(dotted[2]!);
    return ipv6Bits(`${dotted[1]}${(low >> 16n).toString(16)}:${(low & 0xffffn).toString(16)}`);
  }
  const [head = '', tail] = address.split('::');
  const words = (text: string) => (text === '' ? [] : text.split(':'));
  const left = words(head);
  const right = words(tail ?? '');
  const zeros = tail === undefined ? [] : new Array<string>(8 - left.length - right.length).fill('0');
  return [...left, ...zeros, ...right].reduce((bits, word) => bits * 65536n + BigInt(`0x${word}`), 0n);
}
