import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let folder: string | undefined;

/** Writes a file that goes when the process does, and gives its path. The last content under a name counts. */
export function writeTemporary(name: string, content: string): string {
  if (folder === undefined) {
    const made = mkdtempSync(join(tmpdir(), 'manul-deploy-'));
    folder = made;
    process.on('exit', () => rmSync(made, { recursive: true, force: true }));
  }
  const path = join(folder, name);
  writeFileSync(path, content, { mode: 0o600 });
  return path;
}
