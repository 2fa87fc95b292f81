// Certificates are rotated while both sides run: nobody is restarted, and no stream is lost for it.
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runDriver } from '@manul/service-dataplane-driver';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Authority, requireOpenssl } from './certificates.ts';
import { allowOnly, smallCluster } from './objects.ts';
import { quiet, startServer, type TestServer, temporaryDirectory } from './stream-harness.ts';

describe.skipIf(!requireOpenssl('certificate rotation'))('certificates are rotated', () => {
  let directory: ReturnType<typeof temporaryDirectory>;
  let server: TestServer | undefined;
  let driver: Awaited<ReturnType<typeof runDriver>> | undefined;
  const path = (name: string) => join(directory.path, name);

  /** Puts certificates of this authority where both sides look for theirs. */
  function install(authority: Authority): void {
    const own = authority.issue('calc-graph', { alternativeNames: ['IP:127.0.0.1', 'DNS:localhost'] });
    const node = authority.issue('node-a');
    copyFileSync(authority.cert, path('ca.crt'));
    for (const [name, { cert, key }] of Object.entries({ own, node })) {
      copyFileSync(cert, path(`${name}.crt`));
      copyFileSync(key, path(`${name}.key`));
    }
  }

  beforeEach(() => {
    directory = temporaryDirectory();
  });
  afterEach(async () => {
    await driver?.stop();
    await server?.handle.stop();
    driver = undefined;
    directory.remove();
  });

  test('streams stay, and new connections meet the new ones', async () => {
    install(new Authority(directory.path, 'first'));
    const tls = { tlsCertFile: path('own.crt'), tlsKeyFile: path('own.key'), tlsClientCaFile: path('ca.crt') };
    server = await startServer('127.0.0.1:0', smallCluster(), tls);
    const address = server.handle.address.replace('127.0.0.1', 'localhost');
    const settings = {
      server: [address],
      backend: 'none' as const,
      tlsCaFile: path('ca.crt'),
      tlsCertFile: path('node.crt'),
      tlsKeyFile: path('node.key'),
      reconnectMaxSeconds: 0.2,
    };
    await server.handle.nextFlush();
    driver = await runDriver({ node: 'node-a', ...settings }, { log: quiet });
    await server.handle.enforced(server.handle.revision(), ['node-a']);
    // Half of a pair is no pair.
    writeFileSync(path('own.key'), 'torn');
    install(new Authority(directory.path, 'second'));
    server.source.apply(allowOnly('client', 'web', 9090));
    await server.handle.enforced(await server.handle.nextFlush(), ['node-a']);
    const instance = () => server?.handle.status().nodes.find(({ node }) => node === 'node-a');
    expect(instance()?.connected).toBe(true);
    const second = await vi.waitFor(
      async () => {
        const other = await runDriver({ node: 'node-a', ...settings }, { log: quiet });
        try {
          await vi.waitFor(() => expect(other.status().connected).toBe(true), { timeout: 30_000 });
          return other;
        } catch (error) {
          await other.stop();
          throw error;
        }
      },
      { timeout: 300_000 },
    );
    await second.stop();
  });
});
