/**
 * A set of small numbers, a bit for each. Most spans are of one node: a slot that is alone is kept as the number that it
 * is, for which an array of bits would take hundreds of bytes.
 */
export class SlotSet {
  #slots: Uint32Array | number | undefined;
  #size = 0;

  constructor(slots: Iterable<number> = []) {
    for (const slot of slots) this.add(slot);
  }

  get size(): number {
    return this.#size;
  }

  has(slot: number): boolean {
    const slots = this.#slots;
    return typeof slots === 'object' ? hasBit(slots, slot) : slots === slot;
  }

  /** False where it was there. */
  add(slot: number): boolean {
    if (this.has(slot)) return false;
    const slots = this.#slots;
    if (slots === undefined) this.#slots = slot;
    else this.#slots = withBit(typeof slots === 'number' ? withBit(none, slots) : slots, slot);
    this.#size++;
    return true;
  }

  /** False where it was not there. */
  delete(slot: number): boolean {
    if (!this.has(slot)) return false;
    const slots = this.#slots;
    if (typeof slots === 'object') slots[slot >>> 5]! &= ~(1 << (slot & 31));
    this.#size--;
    if (this.#size === 0) this.#slots = undefined;
    return true;
  }

  *[Symbol.iterator](): Iterator<number> {
    const slots = this.#slots;
    if (typeof slots === 'number') yield slots;
    if (typeof slots !== 'object') return;
    for (let at = 0; at < slots.length; at++) {
      for (let word = slots[at]!; word !== 0; word &= word - 1) yield at * 32 + (31 - Math.clz32(word & -word));
    }
  }
}

const none = new Uint32Array(0);

function hasBit(words: Uint32Array, slot: number): boolean {
  const word = words[slot >>> 5];
  return word !== undefined && (word & (1 << (slot & 31))) !== 0;
}

/** The words with that bit set: the same array where it is large enough, else a larger one. */
function withBit(words: Uint32Array, slot: number): Uint32Array {
  const at = slot >>> 5;
  let larger = words;
  if (at >= words.length) {
    larger = new Uint32Array(at + 1);
    larger.set(words);
  }
  larger[at]! |= 1 << (slot & 31);
  return larger;
}
