// Reads a recording in either form from its bytes, as they come.
import { RecordingError } from './error.ts';
import { entryFromLine, headerFromLine } from './json-lines.ts';
import { decodeEntry, decodeHeader, type Entry, type Header, nextRecord, verifyRecord } from './record.ts';

export type RecordingForm = 'binary' | 'json-lines';

/**
 * A recording's entries, once. The iteration throws RecordingError where the recording is damaged, after all entries
 * before the damage.
 */
export interface RecordingReader extends AsyncIterable<Entry> {
  readonly header: Header;
  readonly form: RecordingForm;
  /** Bytes up to the end of the last entry that was given out: where a torn tail begins. Uncompressed. */
  readonly goodBytes: number;
  /** Entries given out so far. */
  readonly entries: number;
}

const newline = 0x0a;
const brace = 0x7b;
/** Field 1, a string. */
const firstTag = (1 << 3) | 2;

/** `name` is for error messages. Throws RecordingError where there is no header that can be read. */
export async function readRecording(chunks: AsyncIterable<Uint8Array>, name: string): Promise<RecordingReader> {
  const reader = new ChunkReader(chunks, name);
  await reader.readHeader();
  return reader;
}

class ChunkReader implements RecordingReader {
  readonly #chunks: AsyncIterator<Uint8Array>;
  readonly #name: string;
  #bytes: Buffer = Buffer.alloc(0);
  #at = 0;
  #header: Header = {};
  form: RecordingForm = 'binary';
  goodBytes = 0;
  entries = 0;

  constructor(chunks: AsyncIterable<Uint8Array>, name: string) {
    this.#chunks = chunks[Symbol.asyncIterator]();
    this.#name = name;
  }

  get header(): Header {
    return this.#header;
  }

  async readHeader(): Promise<void> {
    const hasBegun = (await this.#more()) && (this.#bytes.length >= 2 || (await this.#more()));
    if (!hasBegun) throw this.#error(new RecordingError('not-a-recording', 'it is empty'));
    // Where the first byte of a binary header is a brace, it is its length, and the tag of its first field follows.
    if (this.#bytes[0] === brace && this.#bytes[1] !== firstTag) this.form = 'json-lines';
    try {
      const record = await this.#next();
      if (!record) throw new RecordingError('not-a-recording', 'it is empty');
      this.#header = this.form === 'binary' ? decodeHeader(verifyRecord(record)) : headerFromLine(record.toString());
    } catch (error) {
      const known = error instanceof RecordingError && error.code === 'newer-version';
      throw known ? this.#error(error) : this.#error(new RecordingError('not-a-recording', 'this is not a recording'));
    }
    this.goodBytes += this.#at;
    this.#drop();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Entry> {
    for (;;) {
      let entry: Entry;
      try {
        const record = await this.#next();
        if (!record) return;
        entry = this.form === 'binary' ? decodeEntry(verifyRecord(record)) : entryFromLine(record.toString());
      } catch (error) {
        throw this.#error(error);
      }
      this.entries++;
      this.goodBytes += this.#at;
      this.#drop();
      yield entry;
    }
  }

  /** The next record's bytes, without its length or line end; undefined at the end of the recording. */
  async #next(): Promise<Buffer | undefined> {
    for (;;) {
      const found = this.form === 'binary' ? nextRecord(this.#bytes, 0) : nextLine(this.#bytes);
      if (found) {
        this.#at = found.end;
        return found.record;
      }
      if (await this.#more()) continue;
      if (this.#bytes.length === 0) return undefined;
      if (this.form === 'json-lines' && isJson(this.#bytes)) {
        this.#at = this.#bytes.length;
        return this.#bytes;
      }
      throw new RecordingError('torn', `the last record breaks off after ${this.#bytes.length} bytes`);
    }
  }

  async #more(): Promise<boolean> {
    const { value, done } = await this.#chunks.next();
    if (done) return false;
    this.#bytes = this.#bytes.length === 0 ? Buffer.from(value) : Buffer.concat([this.#bytes, value]);
    return true;
  }

  #drop(): void {
    this.#bytes = this.#bytes.subarray(this.#at);
    this.#at = 0;
  }

  /** With the place in it, for those who have to find it. */
  #error(error: unknown): unknown {
    if (!(error instanceof RecordingError)) return error;
    if (error.code === 'not-a-recording' || error.code === 'newer-version') {
      return new RecordingError(error.code, `${this.#name}: ${error.message}`, { cause: error });
    }
    const place = this.form === 'binary' ? `record ${this.entries + 1}` : `line ${this.entries + 2}`;
    const before = `${this.entries} entries before it are good`;
    const text = `${this.#name}: ${place} at byte ${this.goodBytes} is ${error.code}: ${error.message}; ${before}`;
    return new RecordingError(error.code, text, { cause: error });
  }
}

function nextLine(bytes: Buffer): { readonly record: Buffer; readonly end: number } | undefined {
  const end = bytes.indexOf(newline);
  return end < 0 ? undefined : { record: bytes.subarray(0, end), end: end + 1 };
}

/** An editor may have left the last line without its end; JSON that breaks off is no JSON. */
function isJson(bytes: Buffer): boolean {
  try {
    JSON.parse(bytes.toString());
    return true;
  } catch {
    return false;
  }
}
