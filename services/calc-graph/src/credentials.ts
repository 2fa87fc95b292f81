// Who may connect, and as whom.
import type { PeerCertificate } from 'node:tls';
import { ServerCredentials } from '@grpc/grpc-js';
import { type Address, ConfigError, formatAddress, isLocal, readNamedAuthorities, readNamedFile } from '@manul/config';
import type { Logger } from '@manul/observability';
import type { SyncCall } from './node-stream.ts';
import { ReloadingCredentials } from './reloading-credentials.ts';
import type { TokenCheck } from './token-check.ts';

export interface TlsFiles {
  readonly tlsCertFile?: string | undefined;
  readonly tlsKeyFile?: string | undefined;
  readonly tlsClientCaFile?: string | undefined;
  readonly insecure: boolean;
  /** Peers show service-account tokens instead of certificates. */
  readonly tokens?: TokenCheck | undefined;
  /** Hears of certificates that are replaced. */
  readonly log?: Logger | undefined;
}

export interface ServerIdentity {
  readonly credentials: ServerCredentials;
  /** Whether peers show certificates, by which they are held to the node that they name. */
  readonly mutualTls: boolean;
  /** Peers show tokens, by which they are held to a node instead. */
  readonly tokens?: TokenCheck | undefined;
}

/** Throws ConfigError where the settings would leave the stream open to others, or a file cannot be read. */
export function serverIdentity(files: TlsFiles, address: Address, flag = '--listen'): ServerIdentity {
  const { tlsCertFile, tlsKeyFile, tlsClientCaFile, insecure, tokens, log } = files;
  const given = [tlsCertFile, tlsKeyFile, tlsClientCaFile].filter((file) => file !== undefined);
  if (tokens && tlsCertFile === undefined) throw new ConfigError('--token-audience: tokens are not sent without TLS');
  if (given.length === 0) {
    if (!insecure && !isLocal(address)) {
      throw new ConfigError(
        `${flag}: ${formatAddress(address)} can be reached by others; give --tls-cert-file, --tls-key-file and ` +
          '--tls-client-ca-file, or --insecure',
      );
    }
    return { credentials: ServerCredentials.createInsecure(), mutualTls: false };
  }
  if (tlsCertFile === undefined || tlsKeyFile === undefined || (tlsClientCaFile === undefined && !tokens)) {
    throw new ConfigError('--tls-cert-file, --tls-key-file and --tls-client-ca-file belong together');
  }
  const load = () => ({
    cert: readNamedFile('--tls-cert-file', tlsCertFile),
    key: readNamedFile('--tls-key-file', tlsKeyFile),
    // With tokens, client certificates are the administrators' alone.
    ca:
      tlsClientCaFile === undefined || tokens
        ? undefined
        : readNamedAuthorities('--tls-client-ca-file', tlsClientCaFile),
  });
  try {
    const credentials = new ReloadingCredentials({ load, requireClientCertificate: !tokens, log });
    return { credentials, mutualTls: !tokens, tokens };
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    throw new ConfigError(`--tls-cert-file: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/**
 * Of the admin API, whose callers show certificates. Where drivers show tokens and no authority is named, nobody has one:
 * then it is for this machine alone, as the page is. Throws ConfigError like `serverIdentity`.
 */
export function adminIdentity(files: TlsFiles & { readonly tokenAudience?: string | undefined }, address: Address) {
  const { tlsClientCaFile, tokenAudience, insecure } = files;
  const hasCallers = tokenAudience === undefined || tlsClientCaFile !== undefined;
  return serverIdentity(hasCallers ? files : { insecure }, address, '--admin');
}

/** Why the peer's certificate does not let it open the node's stream; undefined where it does. */
export function refuseOtherNodes(call: SyncCall, node: string): string | undefined {
  const certificate = call.getAuthContext()?.sslPeerCertificate;
  if (!certificate) return 'no client certificate';
  const names = certifiedNodes(certificate);
  return names.includes(node) ? undefined : `the certificate names ${names.join(', ') || 'no node'}, not ${node}`;
}

/** The nodes that a certificate is for: common name `NODE` or `system:node:NODE`, or DNS alternative names. */
export function certifiedNodes(certificate: Pick<PeerCertificate, 'subject' | 'subjectaltname'>): readonly string[] {
  const common = [certificate.subject?.CN ?? []].flat();
  const alternative = (certificate.subjectaltname ?? '')
    .split(', ')
    .filter((name) => name.startsWith('DNS:'))
    .map((name) => name.slice('DNS:'.length));
  return [...common.map((name) => name.replace(/^system:node:/, '')), ...alternative];
}
