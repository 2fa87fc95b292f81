// Frames: encoded manul.v1.ToNode messages with a part of a batch each. Protobuf merges concatenated messages, so a batch
// is the concatenation of its frames: an update is encoded once for all nodes, and each node's position goes behind it.
import { manul } from '../gen/messages.js';

type Position = Readonly<{ epoch: number; revision: number }>;

/** A frame of one update. In a batch it comes before the position that it belongs to. */
export function encodeUpdateFrame(update: manul.v1.IUpdate): Buffer {
  return encodeFrame({ updates: [update] });
}

/**
 * What the node holds once it has applied everything before this frame, with the digest of that, 8 bytes. Ends a flush.
 */
export function encodePositionFrame(position: Position, digest: Uint8Array): Buffer {
  return encodeFrame({ position, digest });
}

/** Every batch of a snapshot, or of the difference to an inventory, has such a frame; phase UPDATE needs none. */
export function encodePhaseFrame(phase: manul.v1.Phase): Buffer {
  return encodeFrame({ phase });
}

/** A frame that answers a hello: the first of a stream. */
export function encodeWelcomeFrame(welcome: manul.v1.IWelcome): Buffer {
  return encodeFrame({ welcome });
}

/** A frame that says why the server ends the stream, and when to come back. */
export function encodeGoodbyeFrame(goodbye: manul.v1.IGoodbye): Buffer {
  return encodeFrame({ goodbye });
}

/** Any part of a ToNode, in memory of its own: a frame is kept for long and must not pin protobufjs' shared pool. */
export function encodeFrame(part: manul.v1.IToNode): Buffer {
  const encoded = manul.v1.ToNode.encode(part).finish();
  const frame = Buffer.allocUnsafeSlow(encoded.length);
  frame.set(encoded);
  return frame;
}

/** The batch that the frames are the parts of, still encoded. */
export function concatenateFrames(frames: readonly Uint8Array[]): Buffer {
  return Buffer.concat(frames);
}

/** An encoded NodesBatch of one batch that is encoded already. They concatenate, as frames do. */
export function encodeNodeBatch(node: string, batch: Buffer): Buffer {
  const head = manul.v1.NodeBatch.encode({ node }).finish();
  const batchLength = varint(batch.length);
  const length = varint(head.length + 1 + batchLength.length + batch.length);
  return Buffer.concat([Uint8Array.of(nodesBatchTag, ...length), head, Uint8Array.of(batchTag, ...batchLength), batch]);
}

/** NodesBatch's field 1, NodeBatch's field 2, both length-delimited. */
const [nodesBatchTag, batchTag] = [(1 << 3) | 2, (2 << 3) | 2];

function varint(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest >>>= 7) {
    if (rest < 0x80) return [...bytes, rest];
    bytes.push((rest & 0x7f) | 0x80);
  }
}
