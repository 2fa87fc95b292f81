// Tells the owners of objects that are not applied as written, as Events on those objects. A courtesy: status, metrics and
// log have it all, so what the API server refuses, or what comes too fast, is counted and dropped.
import { hash } from 'node:crypto';
import type { ApiObject, ObjectError } from '@manul/model';
import type { ObjectEvent } from '@manul/source-kubernetes';

export interface ObjectEventsOptions {
  readonly write: (event: ObjectEvent) => Promise<void>;
  readonly counted: (outcome: 'written' | 'failed' | 'dropped') => void;
  /** Between two writes. */
  readonly gapMilliseconds: number;
  /** What waits to be written; beyond it is dropped. */
  readonly maxWaiting: number;
}

const maxMessageLength = 1000;

export class ObjectEvents {
  readonly #options: ObjectEventsOptions;
  /** By name, so that one mistake is told once however often its object is written meanwhile. */
  readonly #waiting = new Map<string, ObjectEvent>();
  #busy = false;

  constructor(options: ObjectEventsOptions) {
    this.#options = options;
  }

  report(object: ApiObject, errors: readonly ObjectError[]): void {
    for (const error of errors) {
      const event = describe(object, error);
      if (this.#waiting.has(event.name)) continue;
      if (this.#waiting.size >= this.#options.maxWaiting) this.#options.counted('dropped');
      else this.#waiting.set(event.name, event);
    }
    if (!this.#busy && this.#waiting.size > 0) void this.#writeNext();
  }

  async #writeNext(): Promise<void> {
    const [event] = this.#waiting.values();
    this.#busy = event !== undefined;
    if (!event) return;
    try {
      await this.#options.write(event);
      this.#options.counted('written');
    } catch {
      this.#options.counted('failed');
    }
    this.#waiting.delete(event.name);
    setTimeout(() => void this.#writeNext(), this.#options.gapMilliseconds).unref();
  }
}

function describe({ apiVersion, kind, metadata }: ApiObject, { field, reason, effect }: ObjectError): ObjectEvent {
  const { namespace, name } = metadata;
  const uid = typeof metadata['uid'] === 'string' ? metadata['uid'] : undefined;
  const message = `${field === '' ? '' : `${field}: `}${reason}; ${effect}`.slice(0, maxMessageLength);
  const digest = hash('sha256', [apiVersion, kind, namespace ?? '', name, uid ?? '', message].join('\n')).slice(0, 16);
  return {
    // A name is a DNS subdomain of at most 253 characters.
    name: `${name.slice(0, 230).replace(/[^a-z0-9]+$/, '')}.${digest}`,
    object: { apiVersion, kind, namespace, name, uid },
    reason: 'NotAppliedAsWritten',
    message,
  };
}
