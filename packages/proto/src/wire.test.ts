// proto/felix/dataplane.proto against the schema recorded from Felix, in both directions.
import { existsSync, readFileSync } from 'node:fs';
import protobuf from 'protobufjs';
import { describe, expect, test } from 'vitest';

interface WireField {
  readonly name: string;
  readonly number: number;
  readonly label: 'optional' | 'repeated';
  readonly kind: string;
  readonly type?: string;
  readonly oneof?: string;
  readonly map?: { readonly key: string; readonly value: string; readonly value_type?: string };
}

interface WireSchema {
  readonly package: string;
  readonly enums: readonly { name: string; values: readonly { name: string; number: number }[] }[];
  readonly messages: readonly {
    name: string;
    fields: readonly WireField[];
    reserved_ranges_half_open: readonly (readonly [number, number])[];
  }[];
  readonly services: readonly { name: string; methods: readonly Record<string, unknown>[] }[];
}

const recorded = new URL('../../../../shared/felix/wire.json', import.meta.url);
const ours = new URL('../../../proto/felix/dataplane.proto', import.meta.url);

/** A type reference's full name without the leading dot. */
const fullName = (object: { fullName: string } | null) => object?.fullName.slice(1) ?? '';

function kindOf(field: protobuf.FieldBase): { kind: string; type?: string } {
  const type = field.resolvedType;
  if (!type) return { kind: field.type };
  return { kind: type instanceof protobuf.Enum ? 'enum' : 'message', type: fullName(type) };
}

function describeField(field: protobuf.Field): WireField {
  const base = { name: field.name, number: field.id };
  if (field instanceof protobuf.MapField) {
    const { kind, type } = kindOf(field);
    const map = { key: field.keyType, value: kind, ...(type ? { value_type: type } : {}) };
    return { ...base, label: 'repeated', kind: 'message', map };
  }
  const oneof = field.partOf ? { oneof: field.partOf.name } : {};
  return { ...base, label: field.repeated ? 'repeated' : 'optional', ...kindOf(field), ...oneof };
}

function describeNamespace(
  namespace: protobuf.NamespaceBase,
  into: { [K in 'enums' | 'messages' | 'services']: unknown[] },
) {
  for (const object of namespace.nestedArray) {
    if (object instanceof protobuf.Enum) {
      const values = Object.entries(object.values).map(([name, number]) => ({ name, number }));
      into.enums.push({ name: fullName(object), values });
    } else if (object instanceof protobuf.Service) {
      const methods = object.methodsArray.map((method) => ({
        name: method.name,
        input: fullName(method.resolvedRequestType),
        output: fullName(method.resolvedResponseType),
        client_streaming: method.requestStream ?? false,
        server_streaming: method.responseStream ?? false,
      }));
      into.services.push({ name: fullName(object), methods });
    } else if (object instanceof protobuf.Type) {
      const reserved = (object.reserved ?? []).filter((range) => typeof range !== 'string');
      into.messages.push({
        name: fullName(object),
        fields: object.fieldsArray.map(describeField),
        reserved_ranges_half_open: reserved.map(([first, last]) => [first, last! + 1]),
      });
      describeNamespace(object, into);
    }
  }
  return into;
}

function parseOurs() {
  const { root, package: name } = protobuf.parse(readFileSync(ours, 'utf8'), new protobuf.Root(), { keepCase: true });
  root.resolveAll();
  const described = describeNamespace(root.lookup('felix') as protobuf.Namespace, {
    enums: [],
    messages: [],
    services: [],
  });
  return { package: name, ...described } as unknown as WireSchema;
}

/** Objects by name, with the lists in them sorted: neither schema's order means anything. */
function byName(objects: readonly { name: string }[]): Record<string, unknown> {
  const key = (entry: { name?: string }) => entry.name ?? JSON.stringify(entry);
  const sorted = (value: unknown): unknown =>
    Array.isArray(value) ? [...value].sort((a, b) => (key(a) < key(b) ? -1 : 1)) : value;
  return Object.fromEntries(
    objects.map((object) => [object.name, Object.fromEntries(Object.entries(object).map(([k, v]) => [k, sorted(v)]))]),
  );
}

/** A recorded field without what follows from the rest: its name in JSON, and that nothing here can be packed. */
function fieldOf({ name, number, label, kind, type, oneof, map }: WireField): WireField {
  return { name, number, label, kind, ...(type && { type }), ...(oneof && { oneof }), ...(map && { map }) };
}

const skipped = !existsSync(recorded) && !process.env['CI'];
if (skipped) console.warn('skipped: ../shared/felix/wire.json is not there');

describe.skipIf(skipped)('the dataplane API is the one recorded from Felix', () => {
  const read = (): WireSchema => JSON.parse(readFileSync(recorded, 'utf8'));

  test('package, messages, fields and reserved ranges', () => {
    const felix = read();
    const manul = parseOurs();
    const messages = felix.messages.map((message) => ({ ...message, fields: message.fields.map(fieldOf) }));
    expect(felix.messages.length).toBeGreaterThan(60);
    expect(manul.package).toBe(felix.package);
    expect(byName(manul.messages)).toEqual(byName(messages));
  });

  test('enums', () => expect(byName(parseOurs().enums)).toEqual(byName(read().enums)));
  test('services', () => expect(byName(parseOurs().services)).toEqual(byName(read().services)));
});
