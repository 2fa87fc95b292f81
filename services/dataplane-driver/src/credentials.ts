import { ChannelCredentials, Metadata } from '@grpc/grpc-js';
import { ConfigError, readNamedAuthorities, readNamedFile } from '@manul/config';
import { type DriverConfig, exposedServers } from './config.ts';

/** Throws ConfigError where the settings would talk to others in the clear, or a file cannot be read. */
export function channelCredentials(config: DriverConfig): ChannelCredentials {
  const { tlsCaFile, tlsCertFile, tlsKeyFile } = config;
  if (config.tokenFile !== undefined && tlsCaFile === undefined) {
    throw new ConfigError('--token-file: a token is not sent without TLS; give --tls-ca-file');
  }
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
    readNamedAuthorities('--tls-ca-file', tlsCaFile),
    tlsKeyFile === undefined ? null : readNamedFile('--tls-key-file', tlsKeyFile),
    tlsCertFile === undefined ? null : readNamedFile('--tls-cert-file', tlsCertFile),
  );
}

/** For each connection anew, so that rotated certificates count. Throws ConfigError where they cannot be used now. */
export function rotatingCredentials(config: DriverConfig): () => ChannelCredentials {
  let last = channelCredentials(config);
  return () => {
    try {
      last = channelCredentials(config);
    } catch {
      // Half replaced; those before may still do.
    }
    return last;
  };
}

/** The token as it is in its file; undefined where none is to be shown. */
export function tokenMetadata({ tokenFile }: DriverConfig): (() => Metadata) | undefined {
  if (tokenFile === undefined) return undefined;
  return () => {
    const metadata = new Metadata();
    metadata.set('authorization', `Bearer ${readNamedFile('--token-file', tokenFile).toString('utf8').trim()}`);
    return metadata;
  };
}
