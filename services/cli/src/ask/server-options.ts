// How commands reach a server: the options that say so, and the connection that they describe, as a driver's settings do.
import { checkSettings } from '@manul/config';
import { configSchema, type DriverConfig, serverConnection } from '@manul/service-dataplane-driver';
import type { Command } from 'commander';

/** Of the admin API. */
export interface TlsOptions {
  readonly tlsCaFile?: string | undefined;
  readonly tlsCertFile?: string | undefined;
  readonly tlsKeyFile?: string | undefined;
  readonly tlsServerName?: string | undefined;
  readonly insecure: boolean;
}

/** Of a node's stream. */
export interface StreamOptions extends TlsOptions {
  readonly tokenFile?: string | undefined;
}

/** `whose` certificate the server wants to see. */
export function addTlsOptions(command: Command, whose: string): Command {
  return command
    .option('--tls-ca-file <FILE>', "authorities that the server's certificate is checked against, PEM")
    .option('--tls-cert-file <FILE>', `${whose}, PEM`)
    .option('--tls-key-file <FILE>', 'private key of that certificate, PEM')
    .option('--tls-server-name <NAME>', "the name in the server's certificate, where it is not the address's")
    .option('--insecure', 'talk to a server beyond this machine without TLS', false);
}

export function addStreamOptions(command: Command, whose = 'certificate that names the node'): Command {
  return addTlsOptions(command, whose).option(
    '--token-file <FILE>',
    'service-account token that is bound to the node, instead of a certificate',
  );
}

/** The settings of a driver that would connect like that. Throws ConfigError naming the options that are wrong. */
export function connectionConfig(
  server: string,
  { tlsCaFile, tlsCertFile, tlsKeyFile, tlsServerName, tokenFile, insecure }: StreamOptions,
  others: object = { node: 'admin' },
): DriverConfig {
  const credentials = { tlsCaFile, tlsCertFile, tlsKeyFile, tlsServerName, tokenFile, insecure };
  return checkSettings(configSchema, { ...others, server: [server], ...credentials });
}

/** Throws ConfigError where certificates or the token cannot be used now: nobody is going to put them there later. */
export function streamConnection(config: DriverConfig): ReturnType<typeof serverConnection> {
  const connection = serverConnection(config);
  connection.metadata?.();
  return connection;
}
