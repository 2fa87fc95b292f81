// The .proto files as data: what the API reference is written from, and what changes are held against.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import protobuf from 'protobufjs';

export const root = fileURLToPath(new URL('..', import.meta.url));
export const protoFiles = [
  'felix/dataplane.proto',
  ...['node_sync', 'recording', 'admin'].map((name) => `manul/v1/${name}.proto`),
];

export interface SchemaField {
  readonly name: string;
  readonly type: string;
  readonly label: 'optional' | 'repeated' | 'map';
  readonly oneof: string | undefined;
  readonly comment: string;
}

export interface SchemaType {
  readonly kind: 'message' | 'enum' | 'service';
  readonly name: string;
  readonly comment: string;
  /** By number; of a service, methods by their position. */
  readonly members: Readonly<Record<string, SchemaField>>;
}

/** Every message, enum and service of one file, in the order in which they stand there. */
export function readSchema(file: string): SchemaType[] {
  const options = { keepCase: true, alternateCommentMode: true };
  const { root: parsed } = protobuf.parse(readFileSync(`${root}proto/${file}`, 'utf8'), new protobuf.Root(), options);
  return [...typesOf(parsed)];
}

function* typesOf(namespace: protobuf.NamespaceBase): Generator<SchemaType> {
  for (const object of namespace.nestedArray) {
    if (object instanceof protobuf.Enum) yield enumOf(object);
    if (object instanceof protobuf.Service) yield serviceOf(object);
    if (object instanceof protobuf.Type) yield messageOf(object);
    if (object instanceof protobuf.Namespace) yield* typesOf(object);
  }
}

const nameOf = (object: protobuf.ReflectionObject) => object.fullName.slice(1);

function messageOf(type: protobuf.Type): SchemaType {
  const members = type.fieldsArray.map((field): [string, SchemaField] => {
    const isMap = field instanceof protobuf.MapField;
    const label = isMap ? 'map' : field.repeated ? 'repeated' : 'optional';
    const kind = isMap ? `map<${field.keyType}, ${field.type}>` : field.type;
    const oneof = field.partOf && !field.partOf.name.startsWith('_') ? field.partOf.name : undefined;
    return [String(field.id), { name: field.name, type: kind, label, oneof, comment: field.comment ?? '' }];
  });
  return { kind: 'message', name: nameOf(type), comment: type.comment ?? '', members: Object.fromEntries(members) };
}

function enumOf(type: protobuf.Enum): SchemaType {
  const members = Object.entries(type.values).map(([name, number]): [string, SchemaField] => [
    String(number),
    { name, type: '', label: 'optional', oneof: undefined, comment: type.comments[name] ?? '' },
  ]);
  return { kind: 'enum', name: nameOf(type), comment: type.comment ?? '', members: Object.fromEntries(members) };
}

function serviceOf(service: protobuf.Service): SchemaType {
  const members = service.methodsArray.map((method): [string, SchemaField] => {
    const stream = (is: boolean | undefined, type: string) => `${is ? 'stream ' : ''}${type}`;
    const type = `${stream(method.requestStream, method.requestType)} → ${stream(method.responseStream, method.responseType)}`;
    return [
      method.name,
      { name: method.name, type, label: 'optional', oneof: undefined, comment: method.comment ?? '' },
    ];
  });
  return {
    kind: 'service',
    name: nameOf(service),
    comment: service.comment ?? '',
    members: Object.fromEntries(members),
  };
}
