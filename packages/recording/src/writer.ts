// Writes a recording to files while it is made. Writing never waits and never throws: whoever is recorded (a driver) has
// better things to do. What goes wrong ends the recording, once, with the reason.
import { type FileHandle, open, rm } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { type FileForm, formOf, segmentPath } from './file-name.ts';
import { entryToLine, headerToLine } from './json-lines.ts';
import { type Entry, encodeEntry, encodeHeader, type Header } from './record.ts';
import { RecordingState } from './state.ts';

export interface WriterOptions {
  /** A file is full once it has this many bytes, before compression, beyond the state that it begins with. */
  readonly maxBytes?: number;
  /** A file is full this long after it was begun; the last one even where nothing happens. */
  readonly maxMilliseconds?: number;
  /** Full files make room for new ones, of which this many are kept; undefined: the first full file ends the recording. */
  readonly keep?: number;
  /** What was recorded is on its way to the disk after this long. */
  readonly flushMilliseconds?: number;
  /** The recording ends where this much waits for the disk. */
  readonly maxPendingBytes?: number;
}

/** Why a recording ended. */
export type WriterEnd =
  | { readonly why: 'closed' }
  | { readonly why: 'full' }
  | { readonly why: 'failed'; readonly error: unknown };

const compress = promisify(gzip);
const defaultFlushMilliseconds = 1_000;
const defaultMaxPendingBytes = 256 * 1024 * 1024;
const eagerBytes = 256 * 1024;

export class RecordingWriter {
  /** Settles when nothing more will be written; never rejects. */
  readonly ended: Promise<WriterEnd>;
  readonly #path: string;
  readonly #header: Header;
  readonly #options: WriterOptions;
  readonly #form: FileForm;
  readonly #state: RecordingState | undefined;
  /** Used by the work on the disk alone, one piece after another. */
  #file: FileHandle;
  #work: Promise<void> = Promise.resolve();
  #pending: Buffer[] = [];
  #pendingBytes = 0;
  #timer: NodeJS.Timeout | undefined;
  #lastsUntil: NodeJS.Timeout | undefined;
  #segment = 0;
  #segmentBytes = 0;
  #segmentBeganAt = 0;
  #entries = 0;
  #end: WriterEnd | undefined;
  #settle: (end: WriterEnd) => void = () => {};

  private constructor(path: string, header: Header, options: WriterOptions, file: FileHandle) {
    this.#path = path;
    this.#header = header;
    this.#options = options;
    this.#form = formOf(path);
    this.#state = options.keep === undefined ? undefined : new RecordingState();
    this.#file = file;
    this.ended = new Promise((resolve) => {
      this.#settle = resolve;
    });
    this.#beginSegment();
    const { maxMilliseconds, keep } = options;
    if (maxMilliseconds !== undefined && keep === undefined) {
      this.#lastsUntil = setTimeout(() => this.#finish({ why: 'full' }), maxMilliseconds);
    }
  }

  /** Replaces a file of that name. Form and compression follow the name. Throws the file system's errors. */
  static async create(path: string, header: Header, options: WriterOptions = {}): Promise<RecordingWriter> {
    return new RecordingWriter(path, header, options, await open(path, 'w', 0o600));
  }

  /** Entries taken so far. */
  get entries(): number {
    return this.#entries;
  }

  get hasEnded(): boolean {
    return this.#end !== undefined;
  }

  /** After the end, does nothing. */
  write(entry: Entry): void {
    if (this.#end) return;
    this.#append({ entry });
    this.#entries++;
    this.#state?.apply(entry);
    const maxPending = this.#options.maxPendingBytes ?? defaultMaxPendingBytes;
    if (this.#pendingBytes > maxPending) {
      this.#finish({
        why: 'failed',
        error: new Error(`the disk is too slow: ${this.#pendingBytes} bytes wait for it`),
      });
    } else if (entry.flush && this.#isFull()) this.#onFull();
    else this.#schedule();
  }

  /** Everything taken so far is in the file. */
  async flush(): Promise<void> {
    this.#drain();
    await this.#work;
  }

  /** Writes what is pending and closes the file. */
  async close(): Promise<WriterEnd> {
    this.#finish({ why: 'closed' });
    return this.ended;
  }

  #beginSegment(): void {
    this.#append({ header: { ...this.#header, segment: this.#segment } });
    for (const entry of this.#state?.entries() ?? []) this.#append({ entry });
    this.#segmentBytes = 0;
    this.#segmentBeganAt = Date.now();
  }

  #append(record: { readonly header: Header } | { readonly entry: Entry }): void {
    const bytes = this.#encode(record);
    this.#pending.push(bytes);
    this.#pendingBytes += bytes.length;
    this.#segmentBytes += bytes.length;
  }

  #encode(record: { readonly header: Header } | { readonly entry: Entry }): Buffer {
    if (this.#form.form === 'binary') {
      return 'header' in record ? encodeHeader(record.header) : encodeEntry(record.entry);
    }
    return Buffer.from('header' in record ? headerToLine(record.header) : entryToLine(record.entry));
  }

  #isFull(): boolean {
    const { maxBytes, maxMilliseconds } = this.#options;
    return (
      (maxBytes !== undefined && this.#segmentBytes >= maxBytes) ||
      (maxMilliseconds !== undefined && Date.now() - this.#segmentBeganAt >= maxMilliseconds)
    );
  }

  #onFull(): void {
    const { keep } = this.#options;
    if (keep === undefined) this.#finish({ why: 'full' });
    else this.#rotate(keep);
  }

  /** The next file begins with the state as it is now. */
  #rotate(keep: number): void {
    this.#drain();
    this.#segment++;
    const path = segmentPath(this.#path, this.#segment);
    const surplus = this.#segment - keep;
    this.#enqueue(async () => {
      await this.#file.close();
      this.#file = await open(path, 'w', 0o600);
      if (surplus >= 0) await rm(segmentPath(this.#path, surplus), { force: true });
    });
    this.#beginSegment();
    this.#drain();
  }

  #schedule(): void {
    if (this.#pendingBytes >= eagerBytes) this.#drain();
    else this.#timer ??= setTimeout(() => this.#drain(), this.#options.flushMilliseconds ?? defaultFlushMilliseconds);
  }

  /** Hands what is pending to the disk. Each time, a gzip member of its own: whole ones survive a crash. */
  #drain(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#pending.length === 0) return;
    const bytes = Buffer.concat(this.#pending);
    this.#pending = [];
    this.#enqueue(async () => {
      await this.#file.writeFile(this.#form.gzip ? await compress(bytes) : bytes);
      this.#pendingBytes -= bytes.length;
    });
  }

  /** After a failure nothing more is written: it would follow a gap. */
  #enqueue(work: () => Promise<void>): void {
    this.#work = this.#work.then(async () => {
      if (this.#end?.why === 'failed') return;
      try {
        await work();
      } catch (error) {
        this.#finish({ why: 'failed', error });
      }
    });
  }

  #finish(end: WriterEnd): void {
    if (this.#end && end.why !== 'failed') return;
    const isFirst = this.#end === undefined;
    if (end.why !== 'failed') this.#drain();
    clearTimeout(this.#timer);
    clearTimeout(this.#lastsUntil);
    this.#end = end;
    if (!isFirst) return;
    void this.#work.then(async () => {
      try {
        await this.#file.close();
      } catch (error) {
        this.#end = { why: 'failed', error };
      }
      this.#settle(this.#end ?? end);
    });
  }
}
