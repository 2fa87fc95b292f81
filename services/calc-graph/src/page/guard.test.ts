import type { IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { refuseRequest } from './guard.ts';

const request = (method: string, headers: Record<string, string> = {}) =>
  ({ method, headers: { host: '127.0.0.1:9', ...headers } }) as unknown as IncomingMessage;
const json = { 'content-type': 'application/json' };

test.each([
  ['GET', {}],
  ['GET', { host: 'localhost:9' }],
  ['GET', { host: '[::1]:9' }],
  ['POST', json],
  ['POST', { 'content-type': 'application/json; charset=utf-8', origin: 'http://127.0.0.1:9' }],
  ['POST', { ...json, 'sec-fetch-site': 'same-origin' }],
])('%s with %o is served', (method, headers) => {
  expect(refuseRequest(request(method, headers), true)).toBeUndefined();
});

test.each([
  ['GET', { host: 'rebound.example:9' }, /not rebound/],
  ['GET', { host: '127.0.0.1.example:9' }, /not 127/],
  ['GET', { host: '' }, /not/],
  ['DELETE', json, /only GET and POST/],
  ['POST', {}, /content type/],
  ['POST', { 'content-type': 'text/plain' }, /content type/],
  ['POST', { 'content-type': 'application/jsonp' }, /content type/],
  ['POST', { ...json, 'sec-fetch-site': 'cross-site' }, /another site/],
  ['POST', { ...json, 'sec-fetch-site': 'same-site' }, /another site/],
  ['POST', { ...json, origin: 'http://evil.example' }, /evil/],
  ['POST', { ...json, origin: 'http://127.0.0.1:10' }, /127/],
  ['POST', { ...json, origin: 'null' }, /null/],
])('%s with %o is refused', (method, headers, reason) => {
  expect(refuseRequest(request(method, headers), true)).toMatch(reason);
});

test('with TLS, the certificate says who the server is, and any name will do', () => {
  expect(refuseRequest(request('GET', { host: 'manul.example' }), false)).toBeUndefined();
});
