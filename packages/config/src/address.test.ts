import { expect, test } from 'vitest';
import { formatAddress, isLocal, parseAddress } from './address.ts';

test.each(['unix:/run/sync.sock', '127.0.0.1:5473', '[::1]:80', 'calc-graph.manul:5473', ':9091'])(
  'reads %s and writes it again',
  (text) => {
    expect(formatAddress(parseAddress(text)!)).toBe(text);
  },
);

test.each(['', 'unix:', 'localhost', 'host:port', 'host:70000', '::1:80', 'http://host:80'])('refuses %s', (text) => {
  expect(parseAddress(text)).toBeUndefined();
});

test('takes the other spelling of a socket path', () => {
  expect(parseAddress('unix:///run/sync.sock')).toEqual({ kind: 'unix', path: '/run/sync.sock' });
});

test.each([
  ['unix:/run/sync.sock', true],
  ['127.0.0.1:1', true],
  ['localhost:1', true],
  ['[::1]:1', true],
  ['0.0.0.0:1', false],
  [':1', false],
  ['127.example.org:1', false],
])('%s is this machine alone: %s', (text, local) => {
  expect(isLocal(parseAddress(text)!)).toBe(local);
});
