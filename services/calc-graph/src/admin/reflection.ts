// Server reflection, so that grpcurl and the like need no .proto files.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Server } from '@grpc/grpc-js';
import { loadSync, type PackageDefinition } from '@grpc/proto-loader';
import { ReflectionService } from '@grpc/reflection';
import type { Logger } from '@manul/observability';
import descriptor from 'protobufjs/ext/descriptor.js';

const protos = fileURLToPath(new URL('../../../../proto', import.meta.url));

/** Without the .proto files, as in an image that leaves them out, the server goes without. */
export function addReflection(server: Server, log: Logger): void {
  if (!existsSync(`${protos}/manul/v1/admin.proto`)) {
    log.info({}, 'no server reflection: the .proto files are not here');
    return;
  }
  const definition = withImports(loadSync('manul/v1/admin.proto', { includeDirs: [protos], keepCase: true }));
  new ReflectionService(definition, { services: ['manul.v1.Admin'] }).addToServer(server);
}

/** The loader makes one file of each package and leaves out which imports which; clients cannot link them without. */
function withImports(definition: PackageDefinition): PackageDefinition {
  const { FileDescriptorProto } = descriptor;
  const addTo = (buffers: readonly Buffer[]): Buffer[] => {
    const files = buffers.map((buffer) => FileDescriptorProto.decode(buffer) as unknown as DescribedFile);
    return files.map((file) => {
      const types = file.messageType.flatMap(({ field }) => field.map(({ typeName }) => typeName ?? ''));
      const imported = files.filter(
        (other) => other !== file && types.some((type) => type.startsWith(`${other.package}.`)),
      );
      // The loader writes reserved ranges with the wrong end; they say nothing to clients.
      const messageType = file.messageType.map((type) => named({ ...type, reservedRange: [] }));
      const described = { ...file, messageType, dependency: imported.map(({ name }) => name) };
      return Buffer.from(FileDescriptorProto.encode(described as never).finish());
    });
  };
  return Object.fromEntries(
    Object.entries(definition).map(([name, entry]) => {
      const buffers = 'fileDescriptorProtos' in entry ? (entry.fileDescriptorProtos as Buffer[]) : undefined;
      return [name, buffers ? { ...entry, fileDescriptorProtos: addTo(buffers) } : entry];
    }),
  ) as PackageDefinition;
}

interface DescribedFile {
  readonly name: string;
  readonly package: string;
  readonly messageType: readonly DescribedType[];
}

interface DescribedType {
  readonly reservedRange?: readonly unknown[];
  readonly name: string;
  readonly field: readonly { readonly name: string; readonly typeName?: string | undefined }[];
  readonly nestedType?: readonly { readonly name: string; readonly options?: { readonly mapEntry?: boolean } }[];
}

/** Of a map's field, linkers expect the entry's message under the name that the compiler would give it. */
function named(type: DescribedType): DescribedType {
  const names = new Map<string, string>();
  for (const { name, typeName } of type.field) {
    const entry = type.nestedType?.find(
      (nested) => nested.options?.mapEntry && nested.name === typeName?.split('.').at(-1),
    );
    const camel = name.replaceAll(/(^|_)([a-z])/g, (_, __, letter: string) => letter.toUpperCase());
    if (entry) names.set(entry.name, `${camel}Entry`);
  }
  const rename = (text: string | undefined) => {
    const old = text?.split('.').at(-1) ?? '';
    return names.has(old) ? text!.slice(0, text!.length - old.length) + names.get(old) : text;
  };
  return {
    ...type,
    field: type.field.map((field) => ({ ...field, typeName: rename(field.typeName) })),
    nestedType: (type.nestedType ?? []).map((nested) => ({ ...nested, name: rename(nested.name)! })),
  };
}
