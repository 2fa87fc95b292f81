import type { Server, ServerCredentials } from '@grpc/grpc-js';
import { type Address, formatAddress } from '@manul/config';
import { removeStaleSocket } from '@manul/observability';

/** Begins to listen. Gives the address with the port that was chosen where 0 was asked for. */
export async function bindServer(server: Server, address: Address, credentials: ServerCredentials): Promise<string> {
  if (address.kind === 'unix') await removeStaleSocket(address.path);
  const target = formatAddress(address.kind === 'tcp' && address.host === '' ? { ...address, host: '::' } : address);
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync(target, credentials, (error, bound) => (error ? reject(error) : resolve(bound)));
  });
  return address.kind === 'unix' ? target : formatAddress({ ...address, port });
}
