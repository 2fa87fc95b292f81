import type { Origin } from '@manul/model';
import { type ByteString, encodeFrame, encodeOrigin, messageOfFrame } from './encode.ts';

/** The frame of an output, in a field of it: small while it goes to one node at most, a Buffer once it is shared. */
export type StoredFrame = ByteString | Buffer;

export const noFrame: StoredFrame = '';

export function storedFrame(
  message: Uint8Array,
  origin: Origin | undefined,
  rulePaths?: readonly string[],
): StoredFrame {
  return encodeFrame([message], encodeOrigin(origin, rulePaths), Buffer.allocUnsafe).toString('latin1');
}

/** Whether it says just that; its origin may be another even so. */
export function isFrameOf(frame: StoredFrame, message: Uint8Array): boolean {
  return frame.length > 0 && messageOfFrame(frameBytes(frame)).equals(message);
}

/** To be sent, and to be stored where it is sent to several nodes. */
export function frameBytes(frame: StoredFrame): Buffer {
  if (typeof frame !== 'string') return frame;
  const bytes = Buffer.allocUnsafeSlow(frame.length);
  bytes.write(frame, 'latin1');
  return bytes;
}
