// Who is served where the page has certificates: administrators, and nobody else.
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DetailedPeerCertificate, TLSSocket } from 'node:tls';
import { createLogger } from '@manul/observability';
import { type CalcGraphHandle, runCalcGraph } from '@manul/service-calc-graph';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Authority, type Certificate, requireOpenssl } from '../e2e/certificates.ts';

interface Answer {
  readonly status: number | undefined;
  /** Of the server's certificate. */
  readonly serial: string;
}

describe.runIf(requireOpenssl("the page's certificates"))('with certificates', () => {
  let directory: string;
  let authority: Authority;
  let service: CalcGraphHandle;
  const names = { alternativeNames: ['IP:127.0.0.1'] };
  const path = (name: string) => join(directory, name);

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'manul-page-'));
    authority = new Authority(directory, 'authority');
    install(authority.issue('calc-graph', names));
    service = await runCalcGraph(
      {
        source: `directory:${directory}`,
        listen: `unix:${directory}/sync.sock`,
        page: '0.0.0.0:0',
        tlsCertFile: path('tls.crt'),
        tlsKeyFile: path('tls.key'),
        tlsClientCaFile: authority.cert,
        administrators: ['alice'],
      },
      { log: createLogger({ service: 'test', level: 'silent' }) },
    );
  });

  afterAll(async () => {
    await service?.stop();
    rmSync(directory, { recursive: true });
  });

  function install({ cert, key }: Certificate): void {
    copyFileSync(cert, path('tls.crt'));
    copyFileSync(key, path('tls.key'));
  }

  function visit(certificate?: Certificate): Promise<Answer> {
    const shown = certificate && { cert: readFileSync(certificate.cert), key: readFileSync(certificate.key) };
    const port = new URL(service.pageUrl!).port;
    return new Promise((resolve, reject) => {
      const options = { host: '127.0.0.1', port, ca: readFileSync(authority.cert), agent: false, ...shown };
      const asked = request(options, (response) => {
        const { serialNumber } = (response.socket as TLSSocket).getPeerCertificate() as DetailedPeerCertificate;
        response.resume().on('end', () => resolve({ status: response.statusCode, serial: serialNumber }));
      });
      asked.on('error', reject).end();
    });
  }

  test('an administrator is served; others, and those without or of another authority, are not', async () => {
    expect(service.pageUrl).toMatch(/^https:/);
    expect(await visit(authority.issue('alice'))).toMatchObject({ status: 200 });
    expect(await visit(authority.issue('node-1'))).toMatchObject({ status: 403 });
    await expect(visit()).rejects.toThrow();
    await expect(visit(new Authority(directory, 'stranger').issue('alice'))).rejects.toThrow();
    await expect(visit(authority.issue('alice', { expired: true }))).rejects.toThrow();
  });

  test('a certificate that is replaced is shown without a restart', async () => {
    const alice = authority.issue('alice');
    const { serial } = await visit(alice);
    install(authority.issue('calc-graph', names));
    await expect.poll(async () => (await visit(alice)).serial, { timeout: 300_000 }).not.toBe(serial);
  });
});
