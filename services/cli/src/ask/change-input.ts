// The change of a what-if, from files, directories or two revisions of a git repository.
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ApiObject } from '@manul/model';
import { parseManifest, readManifests } from '@manul/source-files';

export interface ChangeText {
  /** Manifests, as the admin API takes them. */
  readonly apply: string;
  readonly delete: string;
}

const run = promisify(execFile);
const manifest = /\.(ya?ml|json)$/;

/** Of files and directories; `-` is standard input. Rejects with an Error that names what is wrong where. */
export async function readTexts(paths: readonly string[]): Promise<string> {
  const texts = await Promise.all(paths.map(readText));
  return texts.flat().join('\n---\n');
}

async function readText(path: string): Promise<string[]> {
  const files = path === '-' || !(await stat(path)).isDirectory() ? [path] : await manifestsBelow(path);
  const read = await Promise.all(files.map(readManifest));
  // A slip in a path must not pass for a change that changes nothing.
  if (read.every(({ objects }) => objects === 0)) throw new Error(`${path}: there are no objects`);
  return read.map(({ text }) => text);
}

async function manifestsBelow(directory: string): Promise<string[]> {
  const files = await readdir(directory, { recursive: true });
  return files
    .filter((file) => manifest.test(file))
    .map((file) => join(directory, file))
    .sort();
}

async function readManifest(file: string): Promise<{ readonly text: string; readonly objects: number }> {
  const text = file === '-' ? await readStdin() : await readFile(file, 'utf8');
  const { objects, errors, warnings } = parseManifest(text);
  const wrong = [...errors, ...warnings];
  if (wrong.length > 0) throw new Error(`${file}: ${wrong.join('; ')}`);
  return { text, objects: objects.length };
}

/** What leads from one revision of a directory in a git repository to another; without `to`, to the work tree. */
export async function gitChange(directory: string, from: string, to: string | undefined): Promise<ChangeText> {
  const before = await objectsAt(directory, from);
  const after = to === undefined ? await objectsIn(directory) : await objectsAt(directory, to);
  const applied = [...after].filter(([key, object]) => JSON.stringify(before.get(key)) !== JSON.stringify(object));
  const deleted = [...before].filter(([key]) => !after.has(key));
  return { apply: listOf(applied), delete: listOf(deleted) };
}

async function objectsAt(directory: string, revision: string): Promise<Map<string, ApiObject>> {
  // A revision that looks like an option would be one.
  if (revision.startsWith('-')) throw new TypeError(`${revision} is no revision`);
  const scratch = await mkdtemp(join(tmpdir(), 'manul-what-if-'));
  try {
    const archive = join(scratch, 'tree.tar');
    await run('git', ['-C', directory, 'archive', '--format=tar', '-o', archive, revision, '--', '.']);
    await run('tar', ['-xf', archive, '-C', scratch]);
    await rm(archive);
    return await objectsIn(scratch);
  } catch (error) {
    const { stderr } = error as { stderr?: string };
    throw new Error(`${directory} at ${revision}: ${stderr?.trim() || (error as Error).message}`, { cause: error });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function objectsIn(directory: string): Promise<Map<string, ApiObject>> {
  const { objects, problems } = await readManifests(directory);
  const [problem] = problems;
  // What cannot be read must not be taken for deleted.
  if (problem) throw new Error(`${problem[0]}: ${problem[1]}`);
  return new Map(objects.map((object) => [keyOf(object), object]));
}

function keyOf({ apiVersion, kind, metadata }: ApiObject): string {
  const group = apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
  return [group, kind, metadata.namespace ?? '', metadata.name].join('|');
}

function listOf(objects: readonly (readonly [string, ApiObject])[]): string {
  if (objects.length === 0) return '';
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects.map(([, object]) => object) });
}

async function readStdin(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
