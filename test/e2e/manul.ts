// The command as a user runs it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { test } from 'vitest';
import { missingTools } from '../../services/cli/src/lab/requirements.ts';

export const command = fileURLToPath(new URL('../../services/cli/bin/manul', import.meta.url));

/** A test that needs a lab. Skipped where commands are missing, except in CI, where it fails and names them. */
export const labTest = test.skipIf(process.env['CI'] === undefined && missingTools() !== undefined);

export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export async function manul(...args: readonly string[]): Promise<Run> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code: code as number | null, stdout, stderr };
}

/** Starts the command and settles when `pattern` shows on its standard output. */
export async function startManul(pattern: RegExp, ...args: readonly string[]) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  const match = await new Promise<RegExpExecArray>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const found = pattern.exec(output);
      if (found) resolve(found);
    });
    child.once('close', () => reject(new Error(`ended before ${pattern} showed:\n${output}`)));
  });
  return { child, match, output: () => output };
}
