import { readFile } from 'node:fs/promises';

/** What to show for one request. Asked for anew each time: tokens and certificates are rotated under us. */
export interface Credentials {
  readonly headers: Readonly<Record<string, string>>;
  readonly tls: TlsMaterial;
}

export interface TlsMaterial {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly servername?: string;
  readonly rejectUnauthorized?: boolean;
}

/** An API server and how to be let in. */
export interface ClusterAccess {
  /** With a trailing slash. */
  readonly server: URL;
  readonly proxyUrl?: string;
  credentials(): Promise<Credentials>;
  /** The server refused the credentials (401): whatever was cached for them is to be thrown away. */
  refused(): void;
}

const serviceAccountFolder = '/var/run/secrets/kubernetes.io/serviceaccount';

/** Access by the pod's service account; undefined outside of a cluster. */
export function inClusterAccess(folder = serviceAccountFolder, env = process.env): ClusterAccess | undefined {
  const host = env['KUBERNETES_SERVICE_HOST'];
  const port = env['KUBERNETES_SERVICE_PORT'];
  if (!host || !port) return undefined;
  return {
    server: new URL(`https://${host.includes(':') ? `[${host}]` : host}:${port}/`),
    async credentials() {
      // Bound tokens live an hour and the kubelet replaces them in time; the file always holds a good one.
      const [token, ca] = await Promise.all([
        readFile(`${folder}/token`, 'utf8'),
        readFile(`${folder}/ca.crt`, 'utf8'),
      ]);
      return { headers: { authorization: `Bearer ${token.trim()}` }, tls: { ca } };
    },
    refused() {},
  };
}
