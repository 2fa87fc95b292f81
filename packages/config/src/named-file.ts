import { readFileSync } from 'node:fs';
import { ConfigError } from './load.ts';

/** The content of a file that a setting names. Throws ConfigError, which begins with `flag`, where it cannot be read. */
export function readNamedFile(flag: string, path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new ConfigError(`${flag}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
