// From parsed YAML or JSON to API objects: lists taken apart, names checked, namespaces filled in.
import type { ApiObject } from '@manul/model';

/** A value that is no object of the API; the message names the field. */
class NotAnObject extends Error {}

type Fields = Record<string, unknown>;

/** Kinds that live in a namespace, `default` where an object names none. Others are taken as they are. */
const namespacedKinds = new Set([
  'Endpoints',
  'EndpointSlice',
  'NetworkPolicy',
  'NetworkSet',
  'Pod',
  'Service',
  'ServiceAccount',
  'StagedKubernetesNetworkPolicy',
  'StagedNetworkPolicy',
]);

/** The objects in one document: itself, or the items of a list. Throws `NotAnObject` where it is neither. */
export function objectsOf(document: unknown): { readonly objects: ApiObject[]; readonly errors: string[] } {
  const fields = fieldsOf(document, 'the document');
  const kind = textOf(fields, 'kind');
  if (!kind.endsWith('List')) return { objects: [apiObject(fields)], errors: [] };
  if (!Array.isArray(fields['items'])) throw new NotAnObject('items: must be a list');
  // Items of a typed list, such as PodList, may leave out what the list says for all of them.
  const implied = kind === 'List' ? {} : { apiVersion: fields['apiVersion'], kind: kind.slice(0, -'List'.length) };
  const objects: ApiObject[] = [];
  const errors: string[] = [];
  for (const [index, item] of fields['items'].entries()) {
    try {
      objects.push(apiObject({ ...implied, ...fieldsOf(item, 'the item') }));
    } catch (error) {
      if (!(error instanceof NotAnObject)) throw error;
      errors.push(`items[${index}]: ${error.message}`);
    }
  }
  return { objects, errors };
}

/** What tells objects apart: their group (not the version), kind and names. */
export function identityOf({ apiVersion, kind, metadata }: ApiObject): string {
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
  return `${group}/${kind}/${metadata.namespace ?? ''}/${metadata.name}`;
}

/** As people name objects: `NetworkPolicy default/web`. */
export function nameOf({ kind, metadata }: ApiObject): string {
  return metadata.namespace === undefined
    ? `${kind} ${metadata.name}`
    : `${kind} ${metadata.namespace}/${metadata.name}`;
}

function apiObject(fields: Fields): ApiObject {
  const apiVersion = textOf(fields, 'apiVersion');
  const kind = textOf(fields, 'kind');
  const metadata = fieldsOf(fields['metadata'], 'metadata');
  const name = textOf(metadata, 'name', 'metadata.');
  const isNamespaced = namespacedKinds.has(kind);
  const given = metadata['namespace'] ?? '';
  if (typeof given !== 'string') throw new NotAnObject(`${kind} ${name}: metadata.namespace: must be text`);
  const namespace = given === '' && isNamespaced ? 'default' : given;
  for (const map of ['labels', 'annotations']) checkTexts(metadata[map], `${kind} ${name}: metadata.${map}`);
  const { namespace: _, managedFields: __, ...rest } = metadata;
  return { ...fields, apiVersion, kind, metadata: { ...rest, name, ...(namespace === '' ? {} : { namespace }) } };
}

function checkTexts(value: unknown, path: string): void {
  if (value === undefined || value === null) return;
  for (const [key, text] of Object.entries(fieldsOf(value, path))) {
    if (typeof text !== 'string') {
      throw new NotAnObject(`${path}[${JSON.stringify(key)}]: must be text, so quote it: ${JSON.stringify(text)}`);
    }
  }
}

function fieldsOf(value: unknown, path: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new NotAnObject(`${path}: must be a map of fields`);
  }
  return value as Fields;
}

function textOf(fields: Fields, name: string, prefix = ''): string {
  const value = fields[name];
  if (value === undefined || value === null || value === '') throw new NotAnObject(`${prefix}${name}: is missing`);
  if (typeof value !== 'string') throw new NotAnObject(`${prefix}${name}: must be text: ${JSON.stringify(value)}`);
  return value;
}
