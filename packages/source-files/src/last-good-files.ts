// The last-good form of each manifest, on disk: a service that starts while a manifest is broken goes on from it,
// instead of taking what it cannot read for something that was deleted. One file for each manifest: a line of JSON that
// says what it is, then the objects. What is torn, corrupt or another directory's is never used.
import { createHash } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { PlacedObject } from './manifest.ts';

export interface LastGoodFilesOptions {
  /** The folder to keep them in; made where it is missing. */
  readonly directory: string;
  /** The manifests' directory: what is kept of another one is not used. */
  readonly root: string;
  /** Of all that is kept together. What would exceed it is not kept. */
  readonly maxBytes: number;
  /** Hears, by subject, what keeps something from being kept or used; undefined: nothing any more. */
  readonly onProblem: (subject: string, reason: string | undefined) => void;
}

interface Header {
  readonly format: typeof format;
  readonly version: number;
  readonly root: string;
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

const format = 'manul-manifest';
const version = 1;
const extension = '.last-good';

export class LastGoodFiles {
  readonly #options: LastGoodFilesOptions;
  /** By manifest: bytes and checksum of what is on disk. */
  readonly #kept = new Map<string, { readonly bytes: number; readonly sha256: string }>();
  readonly #waiting = new Map<string, readonly PlacedObject[] | undefined>();
  #bytes = 0;
  #working: Promise<void> = Promise.resolve();
  #isWorking = false;

  constructor(options: LastGoodFilesOptions) {
    this.#options = options;
  }

  /** Reads what was kept, by manifest. Never rejects. */
  async load(): Promise<ReadonlyMap<string, readonly PlacedObject[]>> {
    const { directory, onProblem } = this.#options;
    const found = new Map<string, readonly PlacedObject[]>();
    let names: string[];
    try {
      await mkdir(directory, { recursive: true, mode: 0o700 });
      names = (await readdir(directory)).filter((name) => name.endsWith(extension)).sort();
    } catch (error) {
      onProblem(directory, `nothing can be kept there: ${messageOf(error)}`);
      return found;
    }
    for (const name of names) {
      const path = join(directory, name);
      try {
        const read = await this.#read(path);
        if (read) found.set(...read);
      } catch (error) {
        onProblem(path, `is not used: ${messageOf(error)}`);
      }
    }
    return found;
  }

  /** Keeps the newest form of a manifest, soon. */
  keep(path: string, objects: readonly PlacedObject[]): void {
    this.#waiting.set(path, objects);
    this.#work();
  }

  /** The manifest was deleted. */
  forget(path: string): void {
    this.#waiting.set(path, undefined);
    this.#work();
  }

  /** Settles when all is on disk that was to be kept. */
  async settled(): Promise<void> {
    while (this.#isWorking) await this.#working;
  }

  #work(): void {
    if (this.#isWorking) return;
    this.#isWorking = true;
    this.#working = this.#workOff();
  }

  async #workOff(): Promise<void> {
    for (const [path, objects] of this.#waiting) {
      this.#waiting.delete(path);
      const subject = `last-good form of ${path}`;
      try {
        if (objects) await this.#write(path, objects);
        else await this.#remove(path);
        this.#options.onProblem(subject, undefined);
      } catch (error) {
        this.#options.onProblem(subject, `is not kept: ${messageOf(error)}`);
      }
    }
    this.#isWorking = false;
  }

  async #read(file: string): Promise<[string, readonly PlacedObject[]] | undefined> {
    const { maxBytes, root } = this.#options;
    if (this.#bytes + (await stat(file)).size > maxBytes) throw new Error(`exceeds ${maxBytes} bytes with the others`);
    const content = await readFile(file);
    const end = content.indexOf(0x0a);
    const header = parseHeader(content.toString('utf8', 0, Math.max(end, 0)));
    if (header.root !== root) return undefined;
    const body = content.subarray(end + 1);
    if (body.length !== header.bytes || checksum(body) !== header.sha256) throw new Error('torn or corrupt');
    this.#account(header.path, { bytes: content.length, sha256: header.sha256 });
    return [header.path, JSON.parse(body.toString('utf8')) as PlacedObject[]];
  }

  async #write(path: string, objects: readonly PlacedObject[]): Promise<void> {
    const { directory, root, maxBytes } = this.#options;
    const body = Buffer.from(JSON.stringify(objects));
    const sha256 = checksum(body);
    const before = this.#kept.get(path);
    if (before?.sha256 === sha256) return;
    const header: Header = { format, version, root, path, bytes: body.length, sha256 };
    const content = Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), body]);
    if (this.#bytes - (before?.bytes ?? 0) + content.length > maxBytes) {
      throw new Error(`${content.length} bytes more would exceed the ${maxBytes} for all`);
    }
    await replaceFile(join(directory, this.#nameOf(path)), content);
    this.#account(path, { bytes: content.length, sha256 });
  }

  async #remove(path: string): Promise<void> {
    await rm(join(this.#options.directory, this.#nameOf(path)), { force: true });
    this.#bytes -= this.#kept.get(path)?.bytes ?? 0;
    this.#kept.delete(path);
  }

  #account(path: string, kept: { readonly bytes: number; readonly sha256: string }): void {
    this.#bytes += kept.bytes - (this.#kept.get(path)?.bytes ?? 0);
    this.#kept.set(path, kept);
  }

  #nameOf(path: string): string {
    return `${checksum(Buffer.from(`${this.#options.root}\0${path}`)).slice(0, 32)}${extension}`;
  }
}

/** Whole or not at all: written beside it, flushed to disk and renamed. */
async function replaceFile(path: string, content: Buffer): Promise<void> {
  const temporary = `${path}.new`;
  try {
    const file = await open(temporary, 'w', 0o600);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

function parseHeader(line: string): Header {
  let header: Partial<Header> | null;
  try {
    header = JSON.parse(line) as Partial<Header> | null;
  } catch {
    throw new Error('it has no header');
  }
  if (header?.format !== format) throw new Error('it is no last-good form of a manifest');
  if (header.version !== version) throw new Error(`its format version is ${header.version}, not ${version}`);
  if (typeof header.path !== 'string' || typeof header.bytes !== 'number') throw new Error('its header is damaged');
  return header as Header;
}

function checksum(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
