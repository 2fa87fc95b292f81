import type { ApiObject, ObjectChange } from '@manul/model';
import { trim } from './trim.ts';

/** An object as it comes from JSON: what is needed to tell it apart, and the rest. */
export interface RawObject {
  apiVersion?: string;
  kind?: string;
  metadata: { name: string; namespace?: string; resourceVersion?: string };
}

/** Whether this is an object that can be told apart from others. */
export function isRawObject(value: unknown): value is RawObject {
  const metadata = (value as Partial<RawObject> | null | undefined)?.metadata;
  return typeof metadata === 'object' && metadata !== null && typeof metadata.name === 'string';
}

/**
 * What has been told of one kind: each object's key and resourceVersion and nothing more, just enough to tell only
 * differences after a new list. It outlives watches, and changes of the version that the kind is served in.
 */
export class KnownObjects {
  readonly #kind: string;
  readonly #versions = new Map<string, string>();

  constructor(kind: string) {
    this.#kind = kind;
  }

  get size(): number {
    return this.#versions.size;
  }

  /** Takes an object as it is now; gives the change to tell, or undefined where it is as it was. */
  apply(object: RawObject, apiVersion: string): ObjectChange | undefined {
    const key = keyOf(object);
    const version = object.metadata.resourceVersion ?? '';
    if (this.#versions.get(key) === version && version !== '') return undefined;
    this.#versions.set(key, version);
    trim(this.#kind, object as unknown as Record<string, unknown>);
    // Items of a list say neither.
    object.apiVersion = apiVersion;
    object.kind = this.#kind;
    return { op: 'apply', object: object as ApiObject };
  }

  remove(object: RawObject, apiVersion: string): ObjectChange | undefined {
    const key = keyOf(object);
    return this.#versions.delete(key) ? this.#removal(key, apiVersion) : undefined;
  }

  keys(): Set<string> {
    return new Set(this.#versions.keys());
  }

  removeAll(keys: Iterable<string>, apiVersion: string): ObjectChange[] {
    const changes: ObjectChange[] = [];
    for (const key of keys) if (this.#versions.delete(key)) changes.push(this.#removal(key, apiVersion));
    return changes;
  }

  #removal(key: string, apiVersion: string): ObjectChange {
    const slash = key.indexOf('/');
    const namespace = key.slice(0, slash);
    const name = key.slice(slash + 1);
    const metadata = namespace === '' ? { name } : { name, namespace };
    return { op: 'delete', object: { apiVersion, kind: this.#kind, metadata } };
  }
}

/** `<namespace>/<name>`, the namespace empty where there is none. */
export function keyOf(object: RawObject): string {
  return `${object.metadata.namespace ?? ''}/${object.metadata.name}`;
}
