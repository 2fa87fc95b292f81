import { createLogger } from '@manul/observability';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AdminApi } from '../admin/api.ts';
import { AdminError } from '../admin/error.ts';
import { PageServer } from './page-server.ts';
import type { Past } from './past.ts';

const apiOf = (revision: number) =>
  ({
    getStatus: () => ({ position: { epoch: 1, revision } }),
    explain: async () => {
      throw new AdminError('not-found', 'no pod prod/<b>');
    },
    getPolicy: async () => {
      throw new Error('a secret of the server');
    },
  }) as unknown as AdminApi;

const past: Past = {
  timeLine: () => ({ label: 'x', bars: [], moments: [] }),
  at: async (moment) => apiOf(moment),
  stop: async () => undefined,
};
const log = createLogger({ service: 'test', level: 'silent' });
const subject = { api: apiOf(100), past, status: () => ({}) as never };
const server = new PageServer({ subject, tls: undefined, administrators: () => [], log });
let url: string;

beforeAll(async () => {
  url = await server.listen({ kind: 'tcp', host: '127.0.0.1', port: 0 });
});
afterAll(() => server.stop());

const post = (path: string, body: string, headers: Record<string, string> = {}) =>
  fetch(url + path, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });

test('every answer forbids what the page does not need', async () => {
  for (const response of [await fetch(url), await fetch(`${url}assets/none`), await post('api/getStatus', '{}')]) {
    const policy = response.headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  }
});

test('views have the document, assets are told apart by their tag', async () => {
  const view = await fetch(`${url}policies/a%7Cb%7Cc`);
  expect(view.headers.get('content-type')).toMatch('text/html');
  const script = await fetch(`${url}assets/page.js`);
  expect(script.headers.get('content-type')).toMatch('text/javascript');
  const again = await fetch(`${url}assets/page.js`, { headers: { 'if-none-match': script.headers.get('etag')! } });
  expect(again.status).toBe(304);
  expect((await fetch(`${url}assets/../../../etc/passwd`)).headers.get('content-type')).toMatch('text/html');
  expect((await fetch(`${url}assets/none`)).status).toBe(404);
});

test('a call is answered with every field, now or as of then', async () => {
  const now = await (await post('api/getStatus', '{}')).json();
  expect(now).toMatchObject({ position: { revision: 100 }, in_sync: false, nodes: [] });
  const then = await (await post('api/getStatus?at=7', '{}')).json();
  expect(then).toMatchObject({ position: { revision: 7 } });
});

test.each([
  ['api/explain', '{}', 404, 'no pod prod/<b>'],
  ['api/toString', '{}', 404, 'there is no call toString'],
  ['api/getStatus', 'x', 400, 'not JSON'],
  ['api/getStatus', '[]', 400, 'no JSON object'],
  ['api/getStatus?at=-1', '{}', 400, 'no moment'],
  ['api/getPolicy', '{}', 500, 'its log says why'],
  ['assets/page.js', '{}', 405, 'only GET'],
])('POST %s with %s is answered %i', async (path, body, status, message) => {
  const response = await post(path, body);
  expect(response.status).toBe(status);
  expect(await response.json()).toEqual({ error: expect.stringContaining(message) });
});

test('what another site sends is refused, and so is GET of a call', async () => {
  expect((await post('api/getStatus', '{}', { origin: 'http://evil.example' })).status).toBe(403);
  expect((await post('api/getStatus', '{}', { 'content-type': 'text/plain' })).status).toBe(403);
  expect((await fetch(`${url}api/getStatus`)).status).toBe(405);
});

test('a request that is too large is cut short', async () => {
  const large = JSON.stringify({ apply: 'x'.repeat(17 * 1024 * 1024) });
  const outcome = await post('api/whatIf', large).then(
    (response) => response.status,
    () => 'cut',
  );
  expect([400, 'cut']).toContain(outcome);
});
