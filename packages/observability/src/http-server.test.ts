import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Health } from './health.ts';
import { type HttpServer, startHttpServer } from './http-server.ts';
import { Metrics } from './metrics.ts';

let server: HttpServer;
let health: Health;
let metrics: Metrics;
beforeEach(async () => {
  health = new Health();
  metrics = new Metrics();
  server = await startHttpServer({
    listen: { host: '127.0.0.1', port: 0 },
    metrics,
    health,
    documents: { '/status': (query) => ({ asked: query.get('node') }), '/broken': () => JSON.parse('{') },
  });
});
afterEach(() => server.close());

const get = (path: string, init?: RequestInit) => fetch(`http://${server.address}${path}`, init);

test('serves metrics in the exposition format', async () => {
  metrics.counter({ name: 'manul_test_total', help: 'Tests.', labels: ['kind'] }).inc({ kind: 'a' }, 3);
  const response = await get('/metrics');
  expect(response.headers.get('content-type')).toMatch('text/plain');
  expect(await response.text()).toContain('manul_test_total{kind="a"} 3');
});

test('answers probes with the state of health', async () => {
  health.setReady('source', false, 'waiting');
  expect((await get('/livez')).status).toBe(200);
  const ready = await get('/readyz');
  expect(ready.status).toBe(503);
  expect(await ready.json()).toMatchObject({ conditions: [{ name: 'source', detail: 'waiting' }] });
});

test('serves documents, and says what there is where there is none', async () => {
  expect(await (await get('/status?node=a')).json()).toEqual({ asked: 'a' });
  const missing = await get('/constructor');
  expect(missing.status).toBe(404);
  expect(await missing.json()).toMatchObject({ paths: ['/metrics', '/livez', '/readyz', '/status', '/broken'] });
});

test('survives a document that throws, and refuses writes', async () => {
  expect((await get('/broken')).status).toBe(500);
  expect((await get('/status', { method: 'POST' })).status).toBe(405);
});

test('listens on a socket file', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'manul-http-'));
  const path = join(directory, 'http.sock');
  const onSocket = await startHttpServer({ listen: { path }, metrics, health });
  try {
    expect(onSocket.address).toBe(`unix:${path}`);
    const status = await new Promise((resolve) => {
      request({ socketPath: path, path: '/livez' }, (response) => resolve(response.statusCode)).end();
    });
    expect(status).toBe(200);
  } finally {
    await onSocket.close();
    rmSync(directory, { recursive: true });
  }
});

test('two instances in one process do not share metrics', async () => {
  metrics.counter({ name: 'manul_test_total', help: 'Tests.' }).inc();
  const other = new Metrics();
  other.counter({ name: 'manul_test_total', help: 'Tests.' });
  expect(await other.text()).toContain('manul_test_total 0');
});

test('takes the place of a server that was killed, and of no other', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'manul-http-'));
  const path = join(directory, 'http.sock');
  const leave = `require('net').createServer().listen(${JSON.stringify(path)}, () => process.kill(process.pid, 'SIGKILL'))`;
  spawnSync(process.execPath, ['-e', leave]);
  expect(existsSync(path)).toBe(true);
  const first = await startHttpServer({ listen: { path }, metrics, health });
  try {
    await expect(startHttpServer({ listen: { path }, metrics, health })).rejects.toThrow('cannot listen');
  } finally {
    await first.close();
    rmSync(directory, { recursive: true });
  }
});
