import type { DriverConfig } from './config.ts';
import { rotatingCredentials, tokenMetadata } from './credentials.ts';
import type { SyncClientOptions } from './sync-client.ts';

/** How the settings say to reach servers. Throws ConfigError where they cannot be used. */
export function serverConnection(config: DriverConfig): Omit<SyncClientOptions, 'handler' | 'log'> {
  return {
    servers: config.server,
    credentials: rotatingCredentials(config),
    metadata: tokenMetadata(config),
    serverName: config.tlsServerName,
    keepaliveMilliseconds: config.keepaliveSeconds * 1000,
    maxReconnectMilliseconds: () => config.reconnectMaxSeconds * 1000,
  };
}
