import type { Credentials } from './access.ts';

export interface CredentialPlugin {
  get(): Promise<Credentials>;
  /** The next `get` asks the plugin anew. */
  forget(): void;
}

/**
 * Credentials of users that name a program (`exec`) or an `auth-provider` such as OIDC, through Kubernetes' own client.
 * It is loaded only where it is needed: importing it costs 90 MB of memory, more than 10,000 pods do.
 */
export function pluginCredentials(userName: string, userFields: Readonly<Record<string, unknown>>): CredentialPlugin {
  const load = async () => {
    const { KubeConfig } = await import('@kubernetes/client-node');
    const config = new KubeConfig();
    config.loadFromString(
      JSON.stringify({
        'current-context': 'c',
        contexts: [{ name: 'c', context: { cluster: 'c', user: userName } }],
        clusters: [{ name: 'c', cluster: { server: 'https://unused.invalid' } }],
        users: [{ name: userName, user: userFields }],
      }),
    );
    return config;
  };
  let loaded: ReturnType<typeof load> | undefined;
  return {
    async get() {
      loaded ??= load();
      const options: Parameters<Awaited<ReturnType<typeof load>>['applyToHTTPSOptions']>[0] & PemOptions = {};
      await (await loaded).applyToHTTPSOptions(options);
      const headers: Record<string, string> = {};
      for (const [name, value] of Object.entries(options.headers ?? {})) headers[name.toLowerCase()] = String(value);
      return {
        headers,
        tls: {
          ...(options.cert === undefined ? {} : { cert: String(options.cert) }),
          ...(options.key === undefined ? {} : { key: String(options.key) }),
        },
      };
    },
    forget() {
      loaded = undefined;
    },
  };
}

interface PemOptions {
  cert?: string | Buffer;
  key?: string | Buffer;
}
