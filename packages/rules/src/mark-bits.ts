// Bits of the packet mark, allocated from a mask that the operator may change so that other software keeps its own.

export interface MarkBits {
  /** Policy or profile accepted the packet. */
  readonly accept: number;
  /** Policy passed the packet on to the next tier. */
  readonly pass: number;
  /** A deny rule matched; the rule after it drops. */
  readonly drop: number;
  /** Results inside one policy rule; in raw, also "comes from a workload". */
  readonly scratch0: number;
  readonly scratch1: number;
}

const needed = 5;

/** Takes the lowest bits of the mask. Throws a RangeError where the mask has too few. */
export function allocateMarkBits(mask: number): MarkBits {
  const bits: number[] = [];
  for (let i = 0; i < 32 && bits.length < needed; i++) {
    const bit = (1 << i) >>> 0;
    if ((mask & bit) !== 0) bits.push(bit);
  }
  const [accept, pass, drop, scratch0, scratch1] = bits;
  if (
    accept === undefined ||
    pass === undefined ||
    drop === undefined ||
    scratch0 === undefined ||
    scratch1 === undefined
  ) {
    throw new RangeError(`the mark mask 0x${mask.toString(16)} has ${bits.length} bits, ${needed} are needed`);
  }
  return { accept, pass, drop, scratch0, scratch1 };
}

/** Everything that may be left over on a packet. The drop bit never outlives the rule after the one that sets it. */
export function allMarks(marks: MarkBits): number {
  return (marks.accept | marks.pass | marks.scratch0 | marks.scratch1) >>> 0;
}
