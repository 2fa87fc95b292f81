import { ConfigError, parseAddress } from '@manul/config';
import { expect, test } from 'vitest';
import { pageTls } from './tls.ts';

test.each(['127.0.0.1:0', '[::1]:8080', 'unix:/run/manul/page.sock'])('%s needs no certificates', (text) => {
  expect(pageTls({ insecure: false }, parseAddress(text)!)).toBeUndefined();
});

test.each(['0.0.0.0:8080', ':8080', '10.0.0.1:80'])('%s does, even with --insecure', (text) => {
  expect(() => pageTls({ insecure: true }, parseAddress(text)!)).toThrow(ConfigError);
});

test('a file that is missing is named', () => {
  const files = { tlsCertFile: '/missing.crt', tlsKeyFile: '/missing.key', tlsClientCaFile: '/missing.ca' };
  const tls = pageTls({ ...files, insecure: false }, parseAddress('0.0.0.0:1')!);
  expect(() => tls?.load()).toThrow(/--tls-cert-file: .*missing\.crt/);
});
