import { createHash } from 'node:crypto';
import type { ApiObject, ObjectChange } from '@manul/model';
import { parseManifest } from './manifest.ts';
import { identityOf, nameOf } from './objects.ts';

interface HeldObject {
  readonly identity: string;
  readonly object: ApiObject;
  readonly digest: string;
  readonly line: number;
}

interface HeldFile {
  /** As the file last was good; undefined where it never was read. */
  objects: readonly HeldObject[] | undefined;
  error: string | undefined;
}

export interface Difference {
  readonly changes: readonly ObjectChange[];
  /** What is wrong with each file, now. */
  readonly problems: ReadonlyMap<string, string>;
}

/** The objects of all files together: takes texts, gives what differs from what it gave before. Pure. */
export class ManifestSet {
  readonly #files = new Map<string, HeldFile>();
  #told = new Map<string, HeldObject>();

  /** Takes a file's text. One that is broken, or blank as a file is while it is being written, changes no objects. */
  put(path: string, text: string): void {
    const before = this.#files.get(path);
    if (before?.objects?.length && text.trim() === '') {
      before.error = 'is empty; its objects stay until the file is deleted';
      return;
    }
    const { objects, errors } = parseManifest(text);
    if (before?.objects && errors.length > 0) {
      before.error = `${summary(errors)}; its objects stay as they last were good`;
      return;
    }
    const error = errors.length > 0 ? `${summary(errors)}; the rest of the file is used` : undefined;
    this.#files.set(path, { objects: objects.map(({ object, line }) => held(object, line)), error });
  }

  /** A file that is there but cannot be taken in: its objects stay. */
  fail(path: string, reason: string): void {
    const file = this.#files.get(path) ?? { objects: undefined, error: undefined };
    file.error = reason;
    this.#files.set(path, file);
  }

  remove(path: string): void {
    this.#files.delete(path);
  }

  /**
   * Compares all objects with those of the last call. Of an object in several files the first, by path, counts; files
   * that are `missing` (and may be about to return, or have moved) come last.
   */
  difference(missing: ReadonlySet<string> = new Set()): Difference {
    const problems = new Map<string, string>();
    const now = new Map<string, HeldObject>();
    const owners = new Map<string, string>();
    const present = [...this.#files.keys()].filter((path) => !missing.has(path)).sort();
    for (const path of [...present, ...missing]) {
      const { objects, error } = this.#files.get(path) ?? { objects: undefined, error: undefined };
      const reasons = error === undefined ? [] : [error];
      for (const held of objects ?? []) {
        const owner = owners.get(held.identity);
        if (owner !== undefined) {
          if (missing.has(path)) continue;
          reasons.push(`line ${held.line}: ${nameOf(held.object)} is in ${owner} already, which counts`);
          continue;
        }
        owners.set(held.identity, path);
        now.set(held.identity, held);
      }
      if (reasons.length > 0) problems.set(path, summary(reasons));
    }
    const changes = [...appliedSince(this.#told, now), ...deletedSince(this.#told, now)];
    this.#told = now;
    return { changes, problems };
  }
}

function* appliedSince(before: ReadonlyMap<string, HeldObject>, now: ReadonlyMap<string, HeldObject>) {
  for (const [identity, { object, digest }] of now) {
    if (before.get(identity)?.digest !== digest) yield { op: 'apply', object } satisfies ObjectChange;
  }
}

function* deletedSince(before: ReadonlyMap<string, HeldObject>, now: ReadonlyMap<string, HeldObject>) {
  for (const [identity, { object }] of before) {
    if (!now.has(identity)) yield { op: 'delete', object } satisfies ObjectChange;
  }
}

function held(object: ApiObject, line: number): HeldObject {
  const digest = createHash('sha256').update(JSON.stringify(object)).digest('base64');
  return { identity: identityOf(object), object, digest, line };
}

const mostNamed = 5;

function summary(reasons: readonly string[]): string {
  const rest = reasons.length - mostNamed;
  return reasons.slice(0, mostNamed).join('; ') + (rest > 0 ? `; and ${rest} more` : '');
}
