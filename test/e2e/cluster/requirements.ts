import { test } from 'vitest';
import { missingTools } from '../../../services/cli/src/lab/requirements.ts';
import { findProgram, missingPrograms } from '../../apiserver/src/index.ts';

/** Whether a lab with a real API server can be had here. */
export const hasApiServer = isThere([...missingPrograms(), ...missingKubectl()]);
/** Whether a lab can be had here. */
export const hasLab = isThere([]);

function isThere(missing: readonly string[]): boolean {
  const all = [missingTools() ?? [], missing].flat();
  if (all.length === 0) return true;
  const reason = `needs ${all.join(' and ')}`;
  // A file whose tests all are left out says why, or fails where nothing may be left out.
  test('this machine has what the tests need', ({ skip }) => {
    if (process.env['CI']) throw new Error(reason);
    skip(reason);
  });
  return false;
}

function missingKubectl(): readonly string[] {
  return findProgram('kubectl') ? [] : ['kubectl (Debian: apt-get install kubernetes-client)'];
}
