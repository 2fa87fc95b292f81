import { readFile } from 'node:fs/promises';

/** What a file holds. Rejects with an error that names the file where it is not there or no JSON. */
export async function readJsonFile(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8');
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new SyntaxError(`${file}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}
