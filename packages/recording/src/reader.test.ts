import { crc32 } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { encodeRecording } from './copy.ts';
import { RecordingError } from './error.ts';
import { collect, entries, header, inPieces } from './fixtures.ts';
import { entryToLine } from './json-lines.ts';
import { type RecordingForm, type RecordingReader, readRecording } from './reader.ts';
import { type Entry, encodeEntry, encodeHeader } from './record.ts';

const encode = async (form: RecordingForm, from = header, list: readonly Entry[] = entries) =>
  Buffer.concat(await collect(encodeRecording(from, list, form)));

const read = (bytes: Buffer, size = 1 << 20) => readRecording(inPieces(bytes, size), 'run.rec');

/** All that can be read, and the error that ended it. */
async function salvage(reader: RecordingReader): Promise<{ good: number; error: RecordingError | undefined }> {
  let good = 0;
  try {
    for await (const _ of reader) good++;
  } catch (error) {
    if (error instanceof RecordingError) return { good, error };
    throw error;
  }
  return { good, error: undefined };
}

describe.each(['binary', 'json-lines'] as const)('%s', (form) => {
  const other = form === 'binary' ? 'json-lines' : 'binary';

  test.each([1, 7, 1 << 20])('reads back what was written, in pieces of %i bytes', async (size) => {
    const reader = await read(await encode(form), size);
    expect(reader.form).toBe(form);
    expect(reader.header).toMatchObject({ ...header, format: 'manul-recording', format_version: 1 });
    const read1 = await collect(reader);
    expect(read1.map(entryToLine)).toEqual(entries.map(entryToLine));
    expect(reader.entries).toBe(entries.length);
    expect(reader.goodBytes).toBe((await encode(form)).length);
  });

  test('converts to the other form and back, to the byte', async () => {
    const first = await encode(form);
    const reader = await read(first);
    const converted = await encode(other, reader.header, await collect(reader));
    const back = await read(converted);
    expect(await encode(form, back.header, await collect(back))).toEqual(first);
  });

  test('cut off anywhere, gives all whole entries and says that it is torn', async () => {
    const bytes = await encode(form);
    const heads = await encode(form, header, []);
    const ends = await Promise.all(
      entries.map(async (_, n) => (await encode(form, header, entries.slice(0, n + 1))).length),
    );
    for (let length = heads.length; length < bytes.length; length++) {
      const reader = await read(bytes.subarray(0, length), 50);
      const { good, error } = await salvage(reader);
      // Of a line, only its end may be missing.
      const whole = ends.filter((end) => end <= length || (form === 'json-lines' && end === length + 1)).length;
      const atEdge =
        length === heads.length || ends.includes(length) || (form === 'json-lines' && ends.includes(length + 1));
      expect([length, good]).toEqual([length, whole]);
      expect(error?.code).toBe(atEdge ? undefined : 'torn');
      if (error) expect(error.message).toContain(`run.rec: ${form === 'binary' ? 'record' : 'line'}`);
    }
  });

  test('a newer version is refused by name', async () => {
    const bytes = await encode(form);
    const newer =
      form === 'binary'
        ? encodeNewer()
        : Buffer.from(bytes.toString().replace('"format_version":1', '"format_version":9,"brand_new":true'));
    await expect(read(newer)).rejects.toThrow(
      'run.rec: its format is version 9 (written by test); this manul reads up to version 1',
    );
  });
});

function encodeNewer(): Buffer {
  const bytes = encodeHeader(header);
  const at = bytes.indexOf(Buffer.from([0x10, 0x01]));
  bytes[at + 1] = 9;
  return resealed(bytes);
}

/** With the checksum that fits its content. */
function resealed(record: Buffer): Buffer {
  const message = record.subarray(1, -5);
  record.writeUInt32LE(crc32(message), record.length - 4);
  return record;
}

test.each([
  ['nothing', Buffer.alloc(0), /run\.rec: it is empty/],
  ['text', Buffer.from('hello, world\n'), /run\.rec: this is not a recording/],
  ['other JSON', Buffer.from('{"kind":"List"}\n'), /this is not a recording/],
  ['zeros', Buffer.alloc(100), /this is not a recording/],
  ['an entry first', encodeEntry(entries[0]!), /this is not a recording/],
])('%s is not a recording', async (_name, bytes, message) => {
  await expect(read(bytes)).rejects.toThrow(message);
});

test('a changed byte anywhere is found, and what stands before it is given', async () => {
  const bytes = await encode('binary');
  const start = encodeHeader(header).length;
  const ends = entries.map(
    (_, n) => start + entries.slice(0, n + 1).reduce((sum, e) => sum + encodeEntry(e).length, 0),
  );
  for (let at = start; at < bytes.length; at++) {
    const damaged = Buffer.from(bytes);
    damaged[at] = damaged[at]! ^ 0x41;
    const { good, error } = await salvage(await read(damaged));
    expect(error?.code).toMatch(/^(corrupt|torn)$/);
    expect(good).toBe(ends.filter((end) => end <= at).length);
  }
});

test.each([
  ['{"revision":"1","flush":', /line 3 at byte \d+ is torn/],
  ['{"revision":"1","flush":\n', /line 3 at byte \d+ is invalid: .*JSON/],
  ['[]\n', /it is not a JSON object/],
  ['{"flsh":{}}\n', /flsh is not a field of this format/],
  ['{"output":{"ipset_update":{"id":"s","type":"LIST"}}}\n', /output\.ipset_update\.type .* does not fit/],
  ['{"output":{"ipset_update":{"members":"x"}}}\n', /IPSetUpdate\.members/],
  ['{"revision":"many"}\n', /revision .* does not fit/],
])('the line %j is refused', async (line, message) => {
  const bytes = Buffer.concat([await encode('json-lines', header, entries.slice(0, 1)), Buffer.from(line)]);
  const { good, error } = await salvage(await read(bytes));
  expect(good).toBe(1);
  expect(error?.message).toMatch(message);
});

test('times and revisions are exact', async () => {
  const reader = await read(await encode('binary'));
  expect(reader.header.started_at).toBe(1_763_913_600_123_456);
  expect((await collect(reader)).at(-1)?.revision).toBe(2 ** 40);
});
