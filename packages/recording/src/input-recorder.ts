// From a stream of inputs to entries. A stream that was lost begins again with all objects: the recording has what
// changed meanwhile, removals too, as though the stream had never been lost.
import { hash64, manul } from '@manul/proto';
import { type NamedObject, objectKeyOf } from './input-state.ts';
import type { Entry } from './record.ts';
import type { RecordingSink } from './stream-recorder.ts';

const { DELETE } = manul.v1.Input.Operation;

interface Known {
  readonly hash: bigint;
  readonly names: NamedObject;
}

export class InputRecorder {
  readonly #sink: RecordingSink;
  readonly #known = new Map<string, Known>();
  /** Objects that a stream which began anew has told of so far; undefined once all of them have been. */
  #told: Set<string> | undefined = new Set();
  /** Something is in the recording that no flush ends yet. */
  #isOpen = false;

  constructor(sink: RecordingSink) {
    this.#sink = sink;
  }

  /** As the stream has them. Throws a SyntaxError where an object is not JSON. */
  entries(entries: readonly Entry[]): void {
    for (const entry of entries) {
      if (entry.flush) this.#flush(entry);
      else if (entry.input) this.#take(entry, entry.input);
    }
  }

  /** The next stream tells of all objects again. */
  disconnected(): void {
    this.#told = new Set();
  }

  #take(entry: Entry, input: manul.v1.IInput): void {
    const names: NamedObject = JSON.parse(input.object ?? '');
    const key = objectKeyOf(names);
    this.#told?.add(key);
    if (input.operation === DELETE) {
      if (!this.#known.delete(key)) return;
    } else {
      const hash = hash64(input.object ?? '');
      if (this.#known.get(key)?.hash === hash) return;
      this.#known.set(key, { hash, names: bare(names) });
    }
    this.#write({ ...entry, origin: originOf(names) });
  }

  #flush(flush: Entry): void {
    if (this.#told) for (const key of [...this.#known.keys()]) if (!this.#told.has(key)) this.#remove(key, flush);
    this.#told = undefined;
    if (!this.#isOpen) return;
    this.#sink.write(flush);
    this.#isOpen = false;
  }

  #remove(key: string, { flush: _, ...place }: Entry): void {
    const names = this.#known.get(key)?.names;
    this.#known.delete(key);
    if (!names) return;
    const input = { operation: DELETE, object: JSON.stringify(names) };
    this.#write({ ...place, input, origin: originOf(names) });
  }

  #write(entry: Entry): void {
    this.#sink.write(entry);
    this.#isOpen = true;
  }
}

function bare({ apiVersion, kind, metadata: { namespace, name } = {} }: NamedObject): NamedObject {
  const names = { ...(namespace !== undefined && { namespace }), ...(name !== undefined && { name }) };
  return { ...(apiVersion !== undefined && { apiVersion }), ...(kind !== undefined && { kind }), metadata: names };
}

/** As an entry of inputs names the object that it holds. */
export function originOf({ apiVersion, kind, metadata }: NamedObject): manul.v1.IOrigin {
  const { name, namespace, resourceVersion } = metadata ?? {};
  return {
    api_version: apiVersion ?? '',
    kind: kind ?? '',
    name: name ?? '',
    ...(namespace !== undefined && { namespace }),
    ...(resourceVersion !== undefined && { resource_version: resourceVersion }),
  };
}
