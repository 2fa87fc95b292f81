// With what the page is served: the same certificates as the streams and the admin API.
import type { Server } from 'node:https';
import { type Address, ConfigError, formatAddress, isLocal, readNamedAuthorities, readNamedFile } from '@manul/config';
import type { Logger } from '@manul/observability';
import type { TlsFiles } from '../credentials.ts';

export interface PageTls {
  /** Reads the files; throws ConfigError where one cannot be read. */
  readonly load: () => Certificates;
}

interface Certificates {
  readonly cert: Buffer;
  readonly key: Buffer;
  readonly ca: Buffer;
}

/** Volumes of Secrets give no dependable notice of changes. */
const pollMilliseconds = 5000;

/**
 * Undefined: the page is served to this machine alone, and without TLS. Throws ConfigError where others could reach it
 * without showing a certificate; --insecure does not change that.
 */
export function pageTls({ tlsCertFile, tlsKeyFile, tlsClientCaFile }: TlsFiles, address: Address): PageTls | undefined {
  if (tlsCertFile !== undefined && tlsKeyFile !== undefined && tlsClientCaFile !== undefined) {
    const load = () => ({
      cert: readNamedFile('--tls-cert-file', tlsCertFile),
      key: readNamedFile('--tls-key-file', tlsKeyFile),
      ca: readNamedAuthorities('--tls-client-ca-file', tlsClientCaFile),
    });
    return { load };
  }
  if (isLocal(address)) return undefined;
  throw new ConfigError(
    `--page: ${formatAddress(address)} can be reached by others; give --tls-cert-file, --tls-key-file and ` +
      '--tls-client-ca-file, or an address of this machine',
  );
}

/** Lets the server show certificates that replace its own. Files that do not fit together yet change nothing. */
export function followCertificates(
  server: Server,
  { load }: PageTls,
  log: Logger,
  every = pollMilliseconds,
): NodeJS.Timeout {
  let held = load();
  let trouble = '';
  const look = () => {
    try {
      const files = load();
      if (files.cert.equals(held.cert) && files.key.equals(held.key) && files.ca.equals(held.ca)) return;
      server.setSecureContext(files);
      held = files;
      trouble = '';
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (reason !== trouble) log.error({ reason }, "the page's certificates cannot be reloaded; those before stay");
      trouble = reason;
    }
  };
  return setInterval(look, every).unref();
}
