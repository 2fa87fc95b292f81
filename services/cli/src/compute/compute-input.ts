import { access } from 'node:fs/promises';
import type { ApiObject, ObjectChange } from '@manul/model';
import { readManifests as readTree } from '@manul/source-files';
import { readJsonFile } from '../json-file.ts';

/** Reads an array of steps. Throws an error that names the file and the place. */
export async function readSteps(file: string): Promise<ObjectChange[][]> {
  const steps = await readJsonFile(file);
  if (!Array.isArray(steps)) throw new TypeError(`${file}: not an array of steps`);
  return steps.map((step, i) => {
    if (!Array.isArray(step)) throw new TypeError(`${file}: [${i}]: not a list of operations`);
    return step.map((entry, j) => checkChange(entry, `${file}: [${i}][${j}]`));
  });
}

function checkChange(entry: unknown, where: string): ObjectChange {
  const { op, object } = isRecord(entry) ? entry : {};
  if (op !== 'apply' && op !== 'delete') throw new TypeError(`${where}.op: neither "apply" nor "delete"`);
  return { op, object: checkObject(object, `${where}.object`) };
}

/** Reads a tree of manifests as one step. `onProblem` hears of each file that has something wrong. */
export async function readManifests(directory: string, onProblem: (problem: string) => void): Promise<ObjectChange[]> {
  await access(directory);
  const { objects, problems } = await readTree(directory);
  for (const [file, problem] of problems) onProblem(`${file}: ${problem}`);
  return objects.map((object) => ({ op: 'apply', object }));
}

/** No more than what names an object; the rest is checked where it is converted. */
function checkObject(value: unknown, where: string): ApiObject {
  if (!isRecord(value)) throw new TypeError(`${where}: not an object`);
  for (const field of ['apiVersion', 'kind']) {
    if (typeof value[field] !== 'string') throw new TypeError(`${where}.${field}: not a string`);
  }
  const { metadata } = value;
  if (!isRecord(metadata) || typeof metadata['name'] !== 'string') {
    throw new TypeError(`${where}.metadata.name: not a string`);
  }
  return value as unknown as ApiObject;
}

/** Felix's parameter: overlapping members are left out of IP sets unless it is `Disabled`, which it is by default here. */
export async function readSuppressOverlaps(file: string | undefined): Promise<boolean> {
  if (file === undefined) return false;
  const config = await readJsonFile(file);
  if (!isRecord(config)) throw new TypeError(`${file}: not an object`);
  const { felix = {} } = config;
  if (!isRecord(felix)) throw new TypeError(`${file}: felix: not an object`);
  const mode = felix['NFTablesMode'] ?? 'Disabled';
  if (typeof mode !== 'string') throw new TypeError(`${file}: felix.NFTablesMode: not a string`);
  return mode !== 'Disabled';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
