import { createHash } from 'node:crypto';
import type { ApiObject, ObjectChange } from '@manul/model';
import { type PlacedObject, parseManifest } from './manifest.ts';
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
  /** Of each object its newest version that can be understood. */
  good: ReadonlyMap<string, PlacedObject>;
}

export interface Difference {
  readonly changes: readonly ObjectChange[];
  /** What is wrong with each file, now. */
  readonly problems: ReadonlyMap<string, string>;
}

/** The objects of all files together: takes texts, gives what differs from what it gave before. Pure. */
export class ManifestSet {
  readonly #isUnderstood: (object: ApiObject) => boolean;
  readonly #files = new Map<string, HeldFile>();
  #told = new Map<string, HeldObject>();

  /** `isUnderstood`: whether a version of an object can stand in for a broken one after a restart. */
  constructor(isUnderstood: (object: ApiObject) => boolean = () => true) {
    this.#isUnderstood = isUnderstood;
  }

  /** Begins with a file's last-good form. */
  restore(path: string, objects: readonly PlacedObject[]): void {
    const good = new Map(objects.map((placed) => [identityOf(placed.object), placed]));
    this.#files.set(path, { objects: objects.map(({ object, line }) => held(object, line)), error: undefined, good });
  }

  /** A file's last-good form: what `restore` is to be given. Undefined where it never was read. */
  lastGood(path: string): readonly PlacedObject[] | undefined {
    const file = this.#files.get(path);
    return file?.objects && [...file.good.values()];
  }

  /** Takes a file's text. One that is broken, or blank as a file is while it is being written, changes no objects. */
  put(path: string, text: string): void {
    const before = this.#files.get(path);
    if (before?.objects?.length && text.trim() === '') {
      before.error = 'is empty; its objects stay until the file is deleted';
      return;
    }
    const { objects, errors, warnings } = parseManifest(text);
    if (before?.objects && errors.length > 0) {
      before.error = `${summary(errors)}; its objects stay as they last were good`;
      return;
    }
    const reasons = [...warnings];
    if (errors.length > 0) {
      reasons.unshift(`${summary(errors)}; no good version of it is known, and only the rest of the file is used`);
    }
    const error = reasons.length > 0 ? summary(reasons) : undefined;
    const good = new Map<string, PlacedObject>();
    for (const placed of objects) {
      const identity = identityOf(placed.object);
      const kept = this.#isUnderstood(placed.object) ? placed : before?.good.get(identity);
      if (kept) good.set(identity, kept);
    }
    this.#files.set(path, { objects: objects.map(({ object, line }) => held(object, line)), error, good });
  }

  /** A file that is there but cannot be taken in: its objects stay. */
  fail(path: string, reason: string): void {
    const file = this.#files.get(path) ?? { objects: undefined, error: undefined, good: new Map() };
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
