import type { ApiObject } from '../conversion.ts';
import type { Origin } from '../resources.ts';
import type { ModelUpdate, ResourceByKind, ResourceKind } from '../update.ts';
import type { Errors } from './errors.ts';
import { Field, show } from './field.ts';
import { readLabels } from './labels.ts';
import { readName, readNamespace } from './names.ts';

/** One object on its way through conversion: checked identity, fields to read, updates and errors so far. */
export class SourceObject {
  readonly root: Field;
  readonly kind: string;
  readonly name: string;
  /** Empty where the kind has none. */
  readonly namespace: string;
  readonly errors: Errors;
  readonly updates: ModelUpdate[] = [];
  readonly #observedAt: number | undefined;

  /** @throws FieldError if it has no proper name. */
  constructor(object: ApiObject, errors: Errors, namespaced: boolean, observedAt?: number) {
    this.#observedAt = observedAt;
    this.root = new Field(object);
    this.errors = errors;
    this.kind = object.kind;
    this.name = readName(this.metadata.get('name'));
    this.namespace = namespaced ? readNamespace(this.metadata.get('namespace')) : '';
  }

  get metadata(): Field {
    return this.root.get('metadata');
  }

  get spec(): Field {
    return this.root.get('spec');
  }

  get status(): Field {
    return this.root.get('status');
  }

  /** `<namespace>/<name>`, or `<name>`. */
  get key(): string {
    return this.namespace === '' ? this.name : `${this.namespace}/${this.name}`;
  }

  labels(): Record<string, string> {
    return readLabels(this.metadata.get('labels'), this.errors);
  }

  /** An annotation's value, absent where there is none that is a string. */
  annotation(key: string): Field {
    const annotations = this.metadata.get('annotations');
    const { value } = annotations;
    const annotation = typeof value === 'object' ? annotations.get(key) : new Field(undefined, annotations, key);
    return typeof annotation.value === 'string' ? annotation : annotation.withValue(undefined);
  }

  set<K extends ResourceKind>(kind: K, key: string, value: ResourceByKind[K] | undefined): void {
    const update = value === undefined ? { kind, key, value } : { kind, key, value, origin: this.#origin() };
    this.updates.push(update as ModelUpdate);
  }

  /**
   * Sets what can be read. What cannot is noted, and an earlier version that could be stays in force: a mistake in an
   * edit of what closes something must not open it.
   */
  setIfRead<K extends ResourceKind>(kind: K, key: string, effect: string, read: () => ResourceByKind[K] | undefined) {
    const outcome = this.errors.isolate(effect, () => ({ value: read() }));
    if (outcome) this.set(kind, key, outcome.value);
  }

  #origin(): Origin {
    const { resourceVersion } = this.metadata.object();
    return {
      apiVersion: this.root.get('apiVersion').string(),
      kind: this.kind,
      namespace: this.namespace,
      name: this.name,
      resourceVersion: typeof resourceVersion === 'string' ? resourceVersion : '',
      ...(this.#observedAt !== undefined && { observedAt: this.#observedAt }),
    };
  }
}

/** What errors call an object, whatever it is: `<kind> <namespace>/<name>`, or `<kind> <name>`. */
export function describeObject(object: unknown): string {
  const root = asRecord(object);
  const metadata = asRecord(root['metadata']);
  const kind = root['kind'] === undefined ? 'object' : word(root['kind']);
  const name = metadata['name'] === undefined ? '(no name)' : word(metadata['name']);
  const { namespace } = metadata;
  return namespace === undefined || namespace === '' ? `${kind} ${name}` : `${kind} ${word(namespace)}/${name}`;
}

// What could be a name stands as it is; anything else must not upset a log or a terminal.
function word(value: unknown): string {
  return typeof value === 'string' && /^[A-Za-z0-9.:-]{1,253}$/.test(value) ? value : show(value);
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
