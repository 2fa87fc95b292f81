// Recordings in files.
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { RecordingError } from './error.ts';
import { type RecordingReader, readRecording } from './reader.ts';

const chunkBytes = 1024 * 1024;

/** Any form, told by content, gzipped or not. `-` is standard input. Throws RecordingError or the file system's error. */
export async function openRecording(path: string): Promise<RecordingReader> {
  const input = path === '-' ? process.stdin : createReadStream(path, { highWaterMark: chunkBytes });
  const name = path === '-' ? 'standard input' : path;
  const chunks: AsyncIterator<Buffer> = input[Symbol.asyncIterator]();
  const first = await chunks.next();
  const all = first.done ? [] : resume(first.value, chunks);
  const isGzip = !first.done && first.value[0] === 0x1f && first.value[1] === 0x8b;
  return readRecording(isGzip ? gunzip(Readable.from(all), name) : Readable.from(all), name);
}

async function* resume(first: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

/** What can be decompressed; RecordingError where that ends before the file does. */
async function* gunzip(input: Readable, name: string): AsyncGenerator<Uint8Array> {
  const stream = createGunzip({ chunkSize: chunkBytes });
  input.on('error', (error) => stream.destroy(error));
  try {
    for await (const chunk of input.pipe(stream)) yield chunk;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (!code.startsWith('Z_')) throw error;
    const isTorn = code === 'Z_BUF_ERROR';
    const reason = `${name}: the compressed data ${isTorn ? 'breaks off' : 'is damaged'}`;
    throw new RecordingError(isTorn ? 'torn' : 'corrupt', reason, { cause: error });
  }
}
