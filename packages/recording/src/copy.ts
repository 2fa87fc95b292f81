// A recording in another form, entry by entry.
import { open } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { formOf } from './file-name.ts';
import { entryToLine, headerToLine } from './json-lines.ts';
import type { RecordingForm } from './reader.ts';
import { type Entry, encodeEntry, encodeHeader, type Header } from './record.ts';

const compress = promisify(gzip);
const chunkBytes = 1024 * 1024;

/** The bytes of a recording, in chunks. */
export async function* encodeRecording(
  header: Header,
  entries: Iterable<Entry> | AsyncIterable<Entry>,
  form: RecordingForm,
): AsyncGenerator<Buffer> {
  const isBinary = form === 'binary';
  let pending: Buffer[] = [isBinary ? encodeHeader(header) : Buffer.from(headerToLine(header))];
  let bytes = 0;
  for await (const entry of entries) {
    const record = isBinary ? encodeEntry(entry) : Buffer.from(entryToLine(entry));
    pending.push(record);
    bytes += record.length;
    if (bytes < chunkBytes) continue;
    yield Buffer.concat(pending);
    pending = [];
    bytes = 0;
  }
  yield Buffer.concat(pending);
}

/** Writes a whole recording; form and compression follow the file's name. */
export async function writeRecording(
  path: string,
  header: Header,
  entries: Iterable<Entry> | AsyncIterable<Entry>,
): Promise<void> {
  const { form, gzip: gzipped } = formOf(path);
  const file = await open(path, 'w', 0o600);
  try {
    for await (const chunk of encodeRecording(header, entries, form)) {
      await file.writeFile(gzipped ? await compress(chunk) : chunk);
    }
  } finally {
    await file.close();
  }
}
