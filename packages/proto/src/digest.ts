// What a node holds, as numbers that graph and driver compute alike: see manul.v1.Inventory. All numbers are unsigned
// 64-bit; sums are modulo 2^64.
import { hash } from 'node:crypto';
import { felix } from '../gen/messages.js';

/** The first 8 bytes of SHA-256, read as a little-endian number. */
export function hash64(data: string | Uint8Array): bigint {
  // A text with a character for each byte comes far cheaper than a buffer.
  scratch.write(hash('sha256', data, 'binary'), 'latin1');
  return scratch.readBigUInt64LE(0);
}

const scratch = Buffer.alloc(8);

/** What an object adds to a digest, which is the sum of them modulo 2^64. */
export function digestTerm(keyHash: bigint, content: bigint): bigint {
  return keyHash ^ content;
}

/** The sum, modulo 2^64. */
export function addModulo64(sum: bigint, term: bigint): bigint {
  return BigInt.asUintN(64, sum + term);
}

/** The difference, modulo 2^64. */
export function subtractModulo64(sum: bigint, term: bigint): bigint {
  return BigInt.asUintN(64, sum - term);
}

/** The content of an object that is sent whole: `encoded` is its felix.ToDataplane, without sequence number. */
export function messageContent(encoded: Uint8Array): bigint {
  return hash64(encoded);
}

/** The content of an IP set without members. Each member adds `memberContent` to it. */
export function emptySetContent(id: string, type: felix.IPSetUpdate.IPSetType): bigint {
  return hash64(`${id} ${felix.IPSetUpdate.IPSetType[type]}`);
}

/** What a member, as messages write it, adds to the content of its set. */
export function memberContent(member: string): bigint {
  return hash64(member);
}
