// Bytes of messages, made once and shared.

import type { Origin } from '@manul/model';
import { felix, manul } from '@manul/proto';

const updatesTag = 0x0a; // ToNode.updates
const messageTag = 0x0a; // Update.message
const originTag = 0x12; // Update.origin
const nanosecondsPerMillisecond = 1e6;

export function encodeMessage(message: felix.IToDataplane): Uint8Array {
  return felix.ToDataplane.encode(message).finish();
}

export function encodeOrigin(origin: Origin | undefined, rulePaths: readonly string[] = []): Uint8Array | undefined {
  if (!origin) return undefined;
  return manul.v1.Origin.encode({
    api_version: origin.apiVersion,
    kind: origin.kind,
    namespace: origin.namespace,
    name: origin.name,
    resource_version: origin.resourceVersion,
    rule_paths: [...rulePaths],
    ...(origin.observedAt !== undefined && { observed_at: Math.round(origin.observedAt * nanosecondsPerMillisecond) }),
  }).finish();
}

/** A manul.v1.ToNode with one update, of the encoded message, which may be in parts, and origin. */
export function encodeFrame(
  message: readonly Bytes[],
  origin: Uint8Array | undefined,
  allocate: (size: number) => Buffer = Buffer.allocUnsafeSlow,
): Buffer {
  const messageLength = lengthOf(message);
  const originLength = origin ? fieldLength(origin.length) : 0;
  const updateLength = fieldLength(messageLength) + originLength;
  const frame = allocate(fieldLength(updateLength));
  let offset = writeHeader(frame, 0, updatesTag, updateLength);
  offset = writeHeader(frame, offset, messageTag, messageLength);
  offset = writeParts(frame, offset, message);
  if (origin) {
    offset = writeHeader(frame, offset, originTag, origin.length);
    frame.set(origin, offset);
  }
  return frame;
}

/** The encoded message in a frame that `encodeFrame` made; a view of it. */
export function messageOfFrame(frame: Buffer): Buffer {
  const afterUpdate = skipHeader(frame, 0).start;
  const { start, length } = skipHeader(frame, afterUpdate);
  return frame.subarray(start, start + length);
}

function skipHeader(frame: Buffer, offset: number): { start: number; length: number } {
  let length = 0;
  let scale = 1;
  let at = offset + 1;
  for (let byte = 0x80; byte >= 0x80; scale *= 0x80) {
    byte = frame[at++]!;
    length += (byte & 0x7f) * scale;
  }
  return { start: at, length };
}

/** A frame of a message that comes from no single object. */
export function encodeMessageFrame(message: felix.IToDataplane): Buffer {
  return encodeFrame([encodeMessage(message)], undefined);
}

/**
 * Bytes with a byte for each character: what is kept for long is kept so, since a buffer takes 250 bytes beside what it
 * holds, and one from a pool keeps the whole pool.
 */
export type ByteString = string;
export type Bytes = Uint8Array | ByteString;

export function byteString(bytes: Uint8Array): ByteString {
  if (bytes.length === 0) return '';
  const { buffer, byteOffset, length } = bytes;
  return (Buffer.isBuffer(bytes) ? bytes : Buffer.from(buffer, byteOffset, length)).toString('latin1');
}

/**
 * A field that holds bytes or a message, for a message that is put together from parts. Not to be kept: its memory is
 * shared.
 */
export function encodeField(tag: number, parts: readonly Bytes[]): Buffer {
  const length = lengthOf(parts);
  const field = Buffer.allocUnsafe(fieldLength(length));
  writeParts(field, writeHeader(field, 0, tag, length), parts);
  return field;
}

/** Tag and length of such a field, which come before its content. */
export function fieldHeader(tag: number, length: number): ByteString {
  let header = String.fromCharCode(tag);
  let rest = length;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) header += String.fromCharCode((rest % 0x80) | 0x80);
  return header + String.fromCharCode(rest);
}

/** The length of such a field with its header, in bytes. */
export function fieldLength(contentLength: number): number {
  return 1 + varintLength(contentLength) + contentLength;
}

/**
 * Memory for what is sent and forgotten: of frames that are made together, many share one piece of it, which goes when
 * the last of them does.
 */
export function allocateToSend(size: number): Buffer {
  if (size > slabSize / 4) return Buffer.allocUnsafeSlow(size);
  if (slabUsed + size > slabSize) {
    slab = Buffer.allocUnsafeSlow(slabSize);
    slabUsed = 0;
  }
  const start = slabUsed;
  slabUsed += size;
  return slab.subarray(start, slabUsed);
}

const slabSize = 128 * 1024;
let slab = Buffer.alloc(0);
let slabUsed = slabSize;

function lengthOf(parts: readonly Bytes[]): number {
  let length = 0;
  for (const part of parts) length += part.length;
  return length;
}

function writeParts(target: Buffer, start: number, parts: readonly Bytes[]): number {
  let offset = start;
  for (const part of parts) {
    if (typeof part === 'string') target.write(part, offset, 'latin1');
    else target.set(part, offset);
    offset += part.length;
  }
  return offset;
}

function writeHeader(target: Uint8Array, offset: number, tag: number, length: number): number {
  target[offset] = tag;
  let at = offset + 1;
  let rest = length;
  while (rest >= 0x80) {
    target[at++] = (rest % 0x80) | 0x80;
    rest = Math.floor(rest / 0x80);
  }
  target[at++] = rest;
  return at;
}

function varintLength(value: number): number {
  let length = 1;
  for (let rest = value; rest >= 0x80; rest = Math.floor(rest / 0x80)) length++;
  return length;
}

/** Tells a resuming driver to drop what stands under those hashes of keys. */
export function encodeForgetFrame(keyHashes: readonly bigint[]): Buffer {
  const forget = keyHashes.map((keyHash) => {
    const bytes = Buffer.alloc(8);
    bytes.writeBigUInt64LE(keyHash);
    return bytes;
  });
  const encoded = manul.v1.ToNode.encode({ forget }).finish();
  return Buffer.from(encoded);
}
