import type { BigIntStats, Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';

export interface FoundFile {
  /** From the root of the tree, with forward slashes. */
  readonly path: string;
  /** Changes whenever the file does: it is another file, or has another size or time. */
  readonly signature: string;
  readonly size: number;
  readonly modifiedMs: number;
}

export interface FileTree {
  /** Manifests by path, sorted. */
  readonly files: ReadonlyMap<string, FoundFile>;
  /** Every directory that was looked into, with what tells it from another of the same path. */
  readonly directories: ReadonlyMap<string, string>;
  /** Paths that could not be looked at, and why. What was under them is not known to be gone. */
  readonly unreadable: ReadonlyMap<string, string>;
}

const manifestName = /\.(ya?ml|json)$/i;

/**
 * Finds the manifests under a directory (or just the one file). Links are followed. Names that begin with a dot are
 * left out: editors keep their swap files there, and a ConfigMap's volume its versions, which its links point into.
 */
export async function findFiles(root: string): Promise<FileTree> {
  const found: Mutable = { files: new Map(), directories: new Map(), unreadable: new Map() };
  await look(root, root, new Set(), found);
  const files = new Map([...found.files].sort(([a], [b]) => (a < b ? -1 : 1)));
  return { ...found, files };
}

export function signatureOf(stats: BigIntStats): string {
  return `${stats.dev}:${stats.ino}:${stats.size}:${stats.mtimeNs}:${stats.ctimeNs}`;
}

interface Mutable {
  readonly files: Map<string, FoundFile>;
  readonly directories: Map<string, string>;
  readonly unreadable: Map<string, string>;
}

/** `above`: the real paths of the directories that lead here, so that a link to one of them is not followed round. */
async function look(root: string, path: string, above: ReadonlySet<string>, found: Mutable): Promise<void> {
  const name = relative(root, path).replaceAll('\\', '/');
  try {
    const stats = await stat(path, { bigint: true });
    if (stats.isDirectory()) {
      await lookInto(root, path, stats, above, found);
    } else if (stats.isFile() && (name === '' || manifestName.test(name))) {
      const file = { path: name || path, signature: signatureOf(stats), size: Number(stats.size) };
      found.files.set(file.path, { ...file, modifiedMs: Number(stats.mtimeMs) });
      // Of a file by itself, the directory tells when it is replaced.
      if (name === '') found.directories.set(dirname(path), '');
    }
  } catch (error) {
    // What vanished since its directory was read is simply not there, and a dangling link never was.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' && path !== root) return;
    found.unreadable.set(name, (error as Error).message);
  }
}

async function lookInto(
  root: string,
  path: string,
  stats: BigIntStats,
  above: ReadonlySet<string>,
  found: Mutable,
): Promise<void> {
  const real = await realpath(path);
  if (above.has(real)) return;
  found.directories.set(path, `${stats.dev}:${stats.ino}`);
  const entries: Dirent[] = await readdir(path, { withFileTypes: true });
  const within = new Set([...above, real]);
  for (const entry of entries) {
    const isWorthIt = entry.isDirectory() || entry.isSymbolicLink() || manifestName.test(entry.name);
    if (isWorthIt && !entry.name.startsWith('.')) await look(root, join(path, entry.name), within, found);
  }
}
