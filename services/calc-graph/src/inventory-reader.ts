const entryBytes = 16;
/** Far above what one node holds, far below what would hurt the server. */
const maxEntries = 2_000_000;

/** Puts a driver's inventory together from its chunks. */
export class InventoryReader {
  /** Hash of key to content. */
  readonly entries = new Map<bigint, bigint>();

  /** Gives what is wrong with the chunk, or undefined. */
  add(chunk: Uint8Array): string | undefined {
    if (chunk.length % entryBytes !== 0) return `inventory: ${chunk.length} bytes are no whole number of entries`;
    if (this.entries.size + chunk.length / entryBytes > maxEntries) return `inventory: more than ${maxEntries} entries`;
    const view = new DataView(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    for (let offset = 0; offset < chunk.length; offset += entryBytes) {
      this.entries.set(view.getBigUint64(offset, true), view.getBigUint64(offset + 8, true));
    }
    return undefined;
  }
}
