// How one set of manifests becomes another, in kustomize's terms: objects that are added, and patches to those that differ.
import { isDeepStrictEqual } from 'node:util';
import { stringify } from 'yaml';
import { identity, type Manifest } from './manifests.ts';

interface Target {
  readonly group?: string;
  readonly version: string;
  readonly kind: string;
  readonly name: string;
}

export interface Patch {
  readonly target?: Target;
  /** YAML: JSON patch operations with a target, or a whole object without. */
  readonly patch: string;
}

interface Differences {
  readonly added: readonly Manifest[];
  readonly patches: readonly Patch[];
}

export function differences(base: readonly Manifest[], wanted: readonly Manifest[]): Differences {
  const before = new Map(base.map((object) => [identity(object), object]));
  const after = new Map(wanted.map((object) => [identity(object), object]));
  const removed = base.filter((object) => !after.has(identity(object))).map(removal);
  const changed = wanted.flatMap((object) => {
    const old = before.get(identity(object));
    const operations = old ? operationsBetween(old, object, '') : [];
    return operations.length === 0
      ? []
      : [{ target: targetOf(object), patch: stringify(operations, { lineWidth: 0 }) }];
  });
  return { added: wanted.filter((object) => !before.has(identity(object))), patches: [...removed, ...changed] };
}

function removal({ apiVersion, kind, metadata: { name, namespace } }: Manifest): Patch {
  const metadata = { name, ...(namespace !== undefined && { namespace }) };
  return { patch: stringify({ $patch: 'delete', apiVersion, kind, metadata }) };
}

function targetOf({ apiVersion, kind, metadata: { name } }: Manifest): Target {
  const [version, group] = apiVersion.split('/').reverse() as [string, string?];
  return { ...(group !== undefined && { group }), version, kind, name };
}

interface Operation {
  readonly op: 'add' | 'remove' | 'replace';
  readonly path: string;
  readonly value?: unknown;
}

/**
 * JSON patch (RFC 6902). Lists are replaced whole: which item is which is for each kind to say. The path comes last, since
 * kustomize trims a patch, and with it the line end of a text that is last.
 */
function operationsBetween(before: unknown, after: unknown, path: string): readonly Operation[] {
  if (isDeepStrictEqual(before, after)) return [];
  if (!isObject(before) || !isObject(after)) return [{ op: 'replace', value: after, path }];
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.flatMap((key): readonly Operation[] => {
    const at = `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    if (!Object.hasOwn(before, key)) return [{ op: 'add', value: after[key], path: at }];
    if (!Object.hasOwn(after, key)) return [{ op: 'remove', path: at }];
    return operationsBetween(before[key], after[key], at);
  });
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
