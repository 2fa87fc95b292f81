// Manifests that another process watches: it sees a file as it was or as it is, never half of it.
import { renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Replaces a file in one step. The name in between is not a manifest's. */
export function replaceFile(file: string, content: string): void {
  const partial = join(dirname(file), '.partial');
  writeFileSync(partial, content);
  renameSync(partial, file);
}

/** Objects as one YAML stream: JSON is YAML. */
export function toManifest(objects: readonly object[]): string {
  return objects.map((object) => `${JSON.stringify(object)}\n`).join('---\n');
}
