import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

let folder: string | undefined;

afterAll(() => {
  if (folder) rmSync(folder, { recursive: true, force: true });
});

/** Writes a file that goes with the test file's last test, and gives its path. The last content under a name counts. */
export function writeTemporary(name: string, content: string): string {
  folder ??= mkdtempSync(join(tmpdir(), 'manul-deploy-'));
  const path = join(folder, name);
  writeFileSync(path, content, { mode: 0o600 });
  return path;
}
