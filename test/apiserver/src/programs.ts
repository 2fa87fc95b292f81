import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where a program is, in PATH or where its own installer puts it. */
export function findProgram(name: string): string | undefined {
  for (const folder of [...(process.env['PATH'] ?? '').split(delimiter), '/usr/bin', '/usr/local/go/bin']) {
    if (folder === '') continue;
    const path = join(folder, name);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // Not there.
    }
  }
  return undefined;
}

const required = {
  go: 'go 1.22 or newer (https://go.dev/dl; Debian 12 has 1.19, which is too old)',
  etcd: 'etcd (Debian: apt-get install etcd-server)',
};

/** What must be installed before an API server can be started here; empty where all is. */
export function missingPrograms(): string[] {
  return Object.entries(required).flatMap(([name, hint]) => (findProgram(name) ? [] : [hint]));
}
