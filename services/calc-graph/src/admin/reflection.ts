// Server reflection, so that grpcurl and the like need no .proto files.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Server } from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { ReflectionService } from '@grpc/reflection';
import type { Logger } from '@manul/observability';

const protos = fileURLToPath(new URL('../../../../proto', import.meta.url));

/** Without the .proto files, as in an image that leaves them out, the server goes without. */
export function addReflection(server: Server, log: Logger): void {
  if (!existsSync(`${protos}/manul/v1/admin.proto`)) {
    log.info({}, 'no server reflection: the .proto files are not here');
    return;
  }
  const definition = loadSync('manul/v1/admin.proto', { includeDirs: [protos], keepCase: true });
  new ReflectionService(definition, { services: ['manul.v1.Admin'] }).addToServer(server);
}
