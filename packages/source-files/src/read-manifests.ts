import { setTimeout } from 'node:timers/promises';
import type { ApiObject } from '@manul/model';
import { defaultFilesOptions, type FilesOptions, ManifestTree } from './manifest-tree.ts';
import { identityOf } from './objects.ts';

export interface Manifests {
  readonly objects: readonly ApiObject[];
  /** What is wrong with each file that has something wrong. */
  readonly problems: ReadonlyMap<string, string>;
}

/** Reads a directory of manifests (or a single file) once, as `filesSource` would. */
export async function readManifests(root: string, options: Partial<FilesOptions> = {}): Promise<Manifests> {
  const all = { ...defaultFilesOptions, ...options };
  const tree = new ManifestTree(root, all);
  const objects = new Map<string, ApiObject>();
  for (;;) {
    const { changes, problems, isSettled } = await tree.refresh();
    for (const { op, object } of changes) {
      if (op === 'apply') objects.set(identityOf(object), object);
      else objects.delete(identityOf(object));
    }
    if (isSettled) return { objects: [...objects.values()], problems };
    await setTimeout(all.settleMs);
  }
}
