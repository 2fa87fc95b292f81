import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { ApiObject, ObjectChange } from '@manul/model';
import { type FileTree, type FoundFile, findFiles, signatureOf } from './file-tree.ts';
import type { PlacedObject } from './manifest.ts';
import { ManifestSet } from './manifest-set.ts';

export interface FilesOptions {
  /** A file is read once it has been left alone for so long: it may be in the middle of being written. */
  readonly settleMs: number;
  /** Larger files are named and not read. */
  readonly maxFileBytes: number;
}

export const defaultFilesOptions: FilesOptions = { settleMs: 50, maxFileBytes: 5 * 1024 * 1024 };

export interface Refresh {
  readonly changes: readonly ObjectChange[];
  /** What is wrong now, by file. */
  readonly problems: ReadonlyMap<string, string>;
  /** Whether all that was found has been taken in; otherwise look again after `settleMs`. */
  readonly isSettled: boolean;
  readonly directories: ReadonlyMap<string, string>;
}

/** Where the last-good forms of files are kept. */
export interface FileKeeper {
  keep(path: string, objects: readonly PlacedObject[]): void;
  forget(path: string): void;
}

/** The manifests under a directory, taken in anew whenever asked, as far as they have changed. */
export class ManifestTree {
  readonly #root: string;
  readonly #options: FilesOptions;
  readonly #manifests: ManifestSet;
  readonly #keeper: FileKeeper | undefined;
  /** The signature of each file when it was taken in. */
  readonly #taken = new Map<string, string>();
  /** Files that were not found the last time. Once may be the moment in which they are replaced or moved. */
  readonly #vanished = new Set<string>();

  constructor(root: string, options: FilesOptions, keeper?: FileKeeper, isUnderstood?: (object: ApiObject) => boolean) {
    this.#root = root;
    this.#options = options;
    this.#keeper = keeper;
    this.#manifests = new ManifestSet(isUnderstood);
  }

  /** Begins with the last-good forms of files, as if they had just been read. Gives their objects. */
  restore(files: ReadonlyMap<string, readonly PlacedObject[]>): readonly ObjectChange[] {
    for (const [path, objects] of files) {
      this.#manifests.restore(path, objects);
      // No file's signature: whatever is there now is read.
      this.#taken.set(path, '');
    }
    return this.#manifests.difference().changes;
  }

  async refresh(): Promise<Refresh> {
    const tree = await findFiles(this.#root);
    let isSettled = this.#forget(tree);
    for (const file of tree.files.values()) {
      this.#vanished.delete(file.path);
      if (this.#taken.get(file.path) !== file.signature && !(await this.#take(file))) isSettled = false;
    }
    const { changes, problems } = this.#manifests.difference(this.#vanished);
    const unreadable = [...tree.unreadable].map(([path, reason]) => [path || this.#root, reason] as const);
    return { changes, problems: new Map([...unreadable, ...problems]), isSettled, directories: tree.directories };
  }

  /** Removes what is gone for good. False where something is missing for the first time. */
  #forget(tree: FileTree): boolean {
    let isCertain = true;
    for (const path of this.#taken.keys()) {
      if (tree.files.has(path) || isWithin(path, tree.unreadable)) continue;
      if (this.#vanished.delete(path)) {
        this.#taken.delete(path);
        this.#manifests.remove(path);
        this.#keeper?.forget(path);
      } else {
        this.#vanished.add(path);
        isCertain = false;
      }
    }
    return isCertain;
  }

  /** False where the file is being written. */
  async #take(file: FoundFile): Promise<boolean> {
    if (file.size > this.#options.maxFileBytes) {
      const sizes = `${file.size} bytes, more than the ${this.#options.maxFileBytes} that are read`;
      this.#manifests.fail(file.path, `has ${sizes}; its objects stay as they last were good`);
      this.#taken.set(file.path, file.signature);
      return true;
    }
    const age = Date.now() - file.modifiedMs;
    if (age >= 0 && age < this.#options.settleMs) return false;
    try {
      const text = await readUnchanged(this.#pathOf(file), file.signature);
      if (text === undefined) return false;
      this.#manifests.put(file.path, text);
      const good = this.#manifests.lastGood(file.path);
      if (good) this.#keeper?.keep(file.path, good);
      this.#taken.set(file.path, file.signature);
    } catch (error) {
      this.#manifests.fail(file.path, `cannot be read: ${(error as Error).message}`);
      // No file's signature: it is tried again each time.
      this.#taken.set(file.path, '');
    }
    return true;
  }

  #pathOf(file: FoundFile): string {
    return file.path === this.#root ? this.#root : join(this.#root, file.path);
  }
}

/** The file's text; undefined where it is no longer, or by the end of reading not any more, the file of the signature. */
async function readUnchanged(path: string, signature: string): Promise<string | undefined> {
  let handle: Awaited<ReturnType<typeof open>>;
  try {
    handle = await open(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    const bytes = await handle.readFile();
    if (signatureOf(await handle.stat({ bigint: true })) !== signature) return undefined;
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } finally {
    await handle.close();
  }
}

function isWithin(path: string, directories: ReadonlyMap<string, string>): boolean {
  for (const directory of directories.keys()) {
    if (directory === '' || path === directory || path.startsWith(`${directory}/`)) return true;
  }
  return false;
}
