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

  /** @throws FieldError if it has no proper name. */
  constructor(object: ApiObject, errors: Errors, namespaced: boolean) {
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
    const values = typeof annotations.value === 'object' ? (annotations.value as Record<string, unknown>) : {};
    const value = Object.hasOwn(values, key) ? values[key] : undefined;
    return new Field(typeof value === 'string' ? value : undefined, `metadata.annotations[${JSON.stringify(key)}]`);
  }

  set<K extends ResourceKind>(kind: K, key: string, value: ResourceByKind[K] | undefined): void {
    const update = value === undefined ? { kind, key, value } : { kind, key, value, origin: this.#origin() };
    this.updates.push(update as ModelUpdate);
  }

  #origin(): Origin {
    const { resourceVersion } = this.metadata.object();
    return {
      apiVersion: this.root.get('apiVersion').string(),
      kind: this.kind,
      namespace: this.namespace,
      name: this.name,
      resourceVersion: typeof resourceVersion === 'string' ? resourceVersion : '',
    };
  }
}

/** What errors call an object, whatever it is: `<kind> <namespace>/<name>`, or `<kind> <name>`. */
export function describeObject(object: unknown): string {
  const root = asRecord(object);
  const metadata = asRecord(root['metadata']);
  const kind = typeof root['kind'] === 'string' ? root['kind'] : `object of kind ${show(root['kind'])}`;
  const name = typeof metadata['name'] === 'string' ? metadata['name'] : '(no name)';
  const { namespace } = metadata;
  return typeof namespace === 'string' && namespace !== '' ? `${kind} ${namespace}/${name}` : `${kind} ${name}`;
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
