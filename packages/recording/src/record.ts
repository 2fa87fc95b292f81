// Records of the binary form: a varint with the length, the message, and at the message's end its checksum.
import { crc32 } from 'node:zlib';
import { manul } from '@manul/proto';
import { RecordingError } from './error.ts';

export type Header = manul.v1.IRecordingHeader;
export type Entry = manul.v1.IRecordingEntry;

export const formatName = 'manul-recording';
/** The newest format that this code reads, and the one that it writes. */
export const formatVersion = 1;

/** One update is never split, and an IP set may have a million members. */
const maxRecordBytes = 512 * 1024 * 1024;
/** Field 15, fixed32. */
const checksumTag = (15 << 3) | 5;
const checksumBytes = 5;

export function encodeHeader(header: Header): Buffer {
  const { checksum: _, ...rest } = { ...header, format: formatName, format_version: formatVersion };
  return encodeRecord(manul.v1.RecordingHeader.encode(rest).finish());
}

export function encodeEntry(entry: Entry): Buffer {
  const { checksum: _, ...rest } = entry;
  return encodeRecord(manul.v1.RecordingEntry.encode(rest).finish());
}

/** A record with its checksum removed. Throws RecordingError `corrupt`. */
export function verifyRecord(record: Buffer): Buffer {
  const end = record.length - checksumBytes;
  if (end < 0 || record[end] !== checksumTag) throw new RecordingError('corrupt', 'it has no checksum');
  const message = record.subarray(0, end);
  if (record.readUInt32LE(end + 1) !== crc32(message)) throw new RecordingError('corrupt', 'its checksum is wrong');
  return message;
}

/** A header from a verified record; see `checkHeader`. */
export function decodeHeader(message: Buffer): Header {
  return checkHeader(decode(() => manul.v1.RecordingHeader.decode(message)));
}

export function decodeEntry(message: Buffer): Entry {
  return decode(() => manul.v1.RecordingEntry.decode(message));
}

/** Throws RecordingError unless it is the header of a recording that this version can read. */
export function checkHeader(header: Header): Header {
  if (header.format !== formatName) throw new RecordingError('not-a-recording', 'this is not a recording');
  const version = header.format_version ?? 0;
  if (version <= formatVersion) return header;
  const producer = header.producer ? ` (written by ${header.producer})` : '';
  const reason = `its format is version ${version}${producer}; this manul reads up to version ${formatVersion}`;
  throw new RecordingError('newer-version', reason);
}

export type NextRecord = { readonly record: Buffer; readonly end: number };

/**
 * The record that begins at `start`; undefined where more bytes are needed to tell. Throws RecordingError `corrupt`
 * where no record can begin.
 */
export function nextRecord(bytes: Buffer, start: number): NextRecord | undefined {
  let length = 0;
  for (let index = 0; index < 5; index++) {
    const byte = bytes[start + index];
    if (byte === undefined) return undefined;
    length += (byte & 0x7f) * 2 ** (7 * index);
    if (byte >= 0x80) continue;
    if (length > maxRecordBytes) break;
    const from = start + index + 1;
    const end = from + length;
    return end > bytes.length ? undefined : { record: bytes.subarray(from, end), end };
  }
  throw new RecordingError('corrupt', 'its length makes no sense');
}

function encodeRecord(message: Uint8Array): Buffer {
  const length = varint(message.length + checksumBytes);
  const record = Buffer.allocUnsafe(length.length + message.length + checksumBytes);
  record.set(length);
  record.set(message, length.length);
  const end = length.length + message.length;
  record[end] = checksumTag;
  record.writeUInt32LE(crc32(message), end + 1);
  return record;
}

function varint(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return [...bytes, rest];
    bytes.push((rest % 128) | 0x80);
  }
}

function decode<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw new RecordingError('corrupt', error instanceof Error ? error.message : String(error), { cause: error });
  }
}
