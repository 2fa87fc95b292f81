import { X509Certificate } from 'node:crypto';
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

/**
 * As `readNamedFile`, for authorities in PEM. Where a file holds none, TLS would take it without a word, and then trust
 * nobody; that throws ConfigError.
 */
export function readNamedAuthorities(flag: string, path: string): Buffer {
  const pem = readNamedFile(flag, path);
  try {
    new X509Certificate(pem);
  } catch (error) {
    throw new ConfigError(`${flag}: ${path} holds no certificate`, { cause: error });
  }
  return pem;
}
