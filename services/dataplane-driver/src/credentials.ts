import { readFileSync } from 'node:fs';
import { ChannelCredentials } from '@grpc/grpc-js';
import { ConfigError } from '@manul/config';
import { type DriverConfig, exposedServers } from './config.ts';

/** Throws ConfigError where the settings would talk to others in the clear, or a file cannot be read. */
export function channelCredentials(config: DriverConfig): ChannelCredentials {
  const { tlsCaFile, tlsCertFile, tlsKeyFile } = config;
  const exposed = exposedServers(config);
  if (exposed.length > 0) {
    throw new ConfigError(`--server: ${exposed.join(', ')}: give --tls-ca-file (with a certificate), or --insecure`);
  }
  if (tlsCaFile === undefined) {
    if (tlsCertFile !== undefined || tlsKeyFile !== undefined)
      throw new ConfigError('--tls-ca-file: is needed with TLS');
    return ChannelCredentials.createInsecure();
  }
  if ((tlsCertFile === undefined) !== (tlsKeyFile === undefined)) {
    throw new ConfigError('--tls-cert-file and --tls-key-file belong together');
  }
  return ChannelCredentials.createSsl(
    read('--tls-ca-file', tlsCaFile),
    tlsKeyFile === undefined ? null : read('--tls-key-file', tlsKeyFile),
    tlsCertFile === undefined ? null : read('--tls-cert-file', tlsCertFile),
  );
}

function read(flag: string, path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new ConfigError(`${flag}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
