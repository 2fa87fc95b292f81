// With what the page is served: the same certificates as the streams and the admin API.
import { readFileSync } from 'node:fs';
import { type Address, ConfigError, formatAddress, isLocal } from '@manul/config';
import type { TlsFiles } from '../credentials.ts';

export interface PageTls {
  readonly cert: Buffer;
  readonly key: Buffer;
  readonly ca: Buffer;
  readonly minVersion: 'TLSv1.2';
}

/**
 * Undefined: the page is served to this machine alone, and without TLS. Throws ConfigError where others could reach it
 * without showing a certificate; --insecure does not change that.
 */
export function pageTls({ tlsCertFile, tlsKeyFile, tlsClientCaFile }: TlsFiles, address: Address): PageTls | undefined {
  if (tlsCertFile !== undefined && tlsKeyFile !== undefined && tlsClientCaFile !== undefined) {
    return { cert: read(tlsCertFile), key: read(tlsKeyFile), ca: read(tlsClientCaFile), minVersion: 'TLSv1.2' };
  }
  if (isLocal(address)) return undefined;
  throw new ConfigError(
    `--page: ${formatAddress(address)} can be reached by others; give --tls-cert-file, --tls-key-file and ` +
      '--tls-client-ca-file, or an address of this machine',
  );
}

function read(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new ConfigError(`--page: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
