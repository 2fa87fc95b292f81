// Inputs that are nearly right: what is quite wrong is refused at the first byte, and finds nothing.

export type Random = () => number;

/** The same numbers for the same seed: from 0 up to, not including, 1. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const interestingBytes = [0, 1, 0x0a, 0x20, 0x22, 0x27, 0x5c, 0x7f, 0x80, 0xc0, 0xff];
const maxBytes = 64 * 1024;

/** One of the seeds, changed in a few places; now and then just noise. */
export function mutate(seeds: readonly Buffer[], words: readonly string[], random: Random): Buffer {
  const below = (limit: number) => Math.floor(random() * limit);
  const pick = <T>(items: readonly T[]): T => items[below(items.length)] as T;
  if (random() < 0.02) return Buffer.from(Array.from({ length: below(200) }, () => below(256)));
  let bytes = Buffer.from(pick(seeds));
  for (let changes = 1 + below(6); changes > 0; changes--) {
    const at = below(bytes.length + 1);
    const to = Math.min(bytes.length, at + 1 + below(random() < 0.1 ? bytes.length + 1 : 8));
    const [head, middle, tail] = [bytes.subarray(0, at), bytes.subarray(at, to), bytes.subarray(to)];
    switch (below(7)) {
      case 0:
        if (at < bytes.length) bytes[at] = (bytes[at] ?? 0) ^ (1 << below(8));
        break;
      case 1:
        if (at < bytes.length) bytes[at] = pick(interestingBytes);
        break;
      case 2:
        bytes = Buffer.concat([head, tail]);
        break;
      case 3:
        bytes = Buffer.concat([head, ...Array.from({ length: 1 + below(20) }, () => middle), middle, tail]);
        break;
      case 4:
        bytes = Buffer.concat([head, Buffer.from(words.length > 0 ? pick(words) : ''), bytes.subarray(at)]);
        break;
      case 5: {
        const other = pick(seeds);
        bytes = Buffer.concat([head, other.subarray(below(other.length + 1))]);
        break;
      }
      default:
        bytes = Buffer.from(head);
    }
    bytes = bytes.subarray(0, maxBytes);
  }
  return bytes;
}
