// What is wrong with which object, now. Each mistake is logged once when it appears and once when it is mended.
import type { ApiObject, ObjectError } from '@manul/model';
import type { Logger } from '@manul/observability';

/** One name for an object, whatever version of it: `networking.k8s.io/NetworkPolicy prod/web`. */
export function objectKey({ apiVersion, kind, metadata }: ApiObject): string {
  const slash = apiVersion.indexOf('/');
  const group = slash < 0 ? '' : `${apiVersion.slice(0, slash)}/`;
  return `${group}${kind} ${metadata.namespace ? `${metadata.namespace}/` : ''}${metadata.name}`;
}

export class ObjectErrors {
  readonly #byObject = new Map<string, readonly ObjectError[]>();
  readonly #log: Logger;

  constructor(log: Logger) {
    this.#log = log;
  }

  /** Objects with errors. */
  get size(): number {
    return this.#byObject.size;
  }

  /** Records what the newest version of an object has wrong; nothing: it is right, or gone. */
  set(key: string, errors: readonly ObjectError[]): void {
    const before = this.#byObject.get(key) ?? [];
    if (errors.length === 0) {
      if (this.#byObject.delete(key)) this.#log.info({ object: key }, 'object is right again');
      return;
    }
    this.#byObject.set(key, errors);
    const known = new Set(before.map(text));
    const fresh = errors.filter((error) => !known.has(text(error)));
    for (const error of fresh) this.#log.warn({ ...error }, 'object is not applied as written');
  }

  /** At most `limit`, in the order in which they appeared. */
  list(limit: number): readonly ObjectError[] {
    return this.#byObject
      .values()
      .flatMap((errors) => errors.values())
      .take(limit)
      .toArray();
  }
}

function text({ field, reason, effect }: ObjectError): string {
  return `${field}\n${reason}\n${effect}`;
}
