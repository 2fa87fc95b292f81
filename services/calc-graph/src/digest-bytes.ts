/** A digest as it travels: 8 bytes, little-endian. */
export function digestToBytes(digest: bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(digest);
  return bytes;
}

export function digestFromBytes(bytes: Uint8Array): bigint {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getBigUint64(0, true);
}
