import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'vitest';
import { missingTools, searchPath } from '../../../services/cli/src/lab/requirements.ts';
import { buildApiServer } from '../../apiserver/src/build.ts';
import { findProgram, missingPrograms } from '../../apiserver/src/index.ts';

/** Whether a lab can be had here. Otherwise a test says what is missing: it is skipped, and under CI it fails. */
export function requireLab(...more: readonly (string | undefined)[]): boolean {
  return isThere([missingTools() ?? [], ...more.map((each) => each ?? [])].flat());
}

/** How to get a command that a lab does not need by itself; undefined where it is there. */
export function missingCommand(command: string, debianPackage: string): string | undefined {
  const folders = searchPath().split(':');
  return folders.some((folder) => existsSync(join(folder, command)))
    ? undefined
    : `${command} (Debian: apt-get install ${debianPackage})`;
}

/** Whether a lab with a real API server can be had here; builds the server where that has not been done yet. */
export async function requireApiServer(): Promise<boolean> {
  const kubectl = findProgram('kubectl') ? [] : ['kubectl (Debian: apt-get install kubernetes-client)'];
  const missing = [missingTools() ?? [], missingPrograms(), kubectl].flat();
  if (missing.length > 0) return isThere(missing);
  try {
    await buildApiServer();
    return true;
  } catch (error) {
    return isThere([`an API server, which cannot be built: ${error instanceof Error ? error.message : error}`]);
  }
}

function isThere(missing: readonly string[]): boolean {
  if (missing.length === 0) return true;
  const reason = `needs ${missing.join(' and ')}`;
  process.stderr.write(`skipped: ${reason}\n`);
  test('this machine has what the tests need', ({ skip }) => {
    if (process.env['CI']) throw new Error(reason);
    skip(reason);
  });
  return false;
}
