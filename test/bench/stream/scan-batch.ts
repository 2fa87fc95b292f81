const updatesField = 1;
const positionField = 2;
const inventoryWantedField = 5;
const digestField = 7;
const lengthDelimited = 2;

export interface Scanned {
  readonly updateCount: number;
  readonly position: Buffer | undefined;
  readonly digest: Buffer | undefined;
  readonly inventoryWanted: boolean;
}

/** Counts a ToNode's updates and finds what an acknowledgement needs, without decoding it: a thousand nodes share a CPU. */
export function scanBatch(batch: Buffer): Scanned {
  let updateCount = 0;
  let position: Buffer | undefined;
  let digest: Buffer | undefined;
  let inventoryWanted = false;
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = batch[at++]!;
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  };
  while (at < batch.length) {
    const tag = varint();
    const length = varint();
    const field = tag >> 3;
    if (field === inventoryWantedField) inventoryWanted = true;
    if ((tag & 7) !== lengthDelimited) continue;
    if (field === updatesField) updateCount++;
    else if (field === positionField) position = batch.subarray(at, at + length);
    else if (field === digestField) digest = Buffer.from(batch.subarray(at, at + length));
    at += length;
  }
  return { updateCount, position, digest, inventoryWanted };
}
