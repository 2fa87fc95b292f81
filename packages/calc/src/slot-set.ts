/** A set of small numbers, a bit for each. */
export class SlotSet {
  #words: Uint32Array;
  #size = 0;

  constructor(slots: Iterable<number> = []) {
    this.#words = none;
    for (const slot of slots) this.add(slot);
  }

  get size(): number {
    return this.#size;
  }

  has(slot: number): boolean {
    const word = this.#words[slot >>> 5];
    return word !== undefined && (word & (1 << (slot & 31))) !== 0;
  }

  /** False where it was there. */
  add(slot: number): boolean {
    if (this.has(slot)) return false;
    const at = slot >>> 5;
    if (at >= this.#words.length) {
      const larger = new Uint32Array(at + 1);
      larger.set(this.#words);
      this.#words = larger;
    }
    this.#words[at]! |= 1 << (slot & 31);
    this.#size++;
    return true;
  }

  /** False where it was not there. */
  delete(slot: number): boolean {
    if (!this.has(slot)) return false;
    this.#words[slot >>> 5]! &= ~(1 << (slot & 31));
    this.#size--;
    return true;
  }

  *[Symbol.iterator](): Iterator<number> {
    for (let at = 0; at < this.#words.length; at++) {
      for (let word = this.#words[at]!; word !== 0; word &= word - 1) yield at * 32 + (31 - Math.clz32(word & -word));
    }
  }
}

const none = new Uint32Array(0);
