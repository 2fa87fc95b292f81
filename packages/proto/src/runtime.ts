// How protobufjs is set up. Imported before the generated code, which asks at load time.
import protobuf from 'protobufjs/minimal.js';

// 64-bit fields as plain numbers, as the generated types declare them. They would otherwise be decoded to Long objects
// wherever that library is found.
protobuf.util.Long = undefined as never;
protobuf.configure();

interface BytesReader {
  readonly buf: Buffer;
  pos: number;
}

type ReadString = (this: BytesReader) => string;

// protobufjs puts each text together character by character, which V8 keeps as two objects, and there may be a million
// members of sets. Node cuts it out at once, with U+FFFD for what is no UTF-8: only such a text needs the check.
const reader = protobuf.BufferReader.prototype as unknown as { string: ReadString; stringVerify: ReadString };
const { string: cut, stringVerify: check } = reader;
reader.stringVerify = function (this: BytesReader): string {
  const start = this.pos;
  const text = cut.call(this);
  if (!text.includes('\ufffd')) return text;
  this.pos = start;
  return check.call(this);
};
