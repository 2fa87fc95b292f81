import { parseAddress } from '@manul/config';
import { expect, test } from 'vitest';
import { adminIdentity, certifiedNodes, serverIdentity } from './credentials.ts';

const insecure = { insecure: false };

test('serves without TLS to this machine alone, unless told otherwise', () => {
  expect(serverIdentity(insecure, parseAddress('unix:/run/x')!).mutualTls).toBe(false);
  expect(serverIdentity(insecure, parseAddress('127.0.0.1:1')!).mutualTls).toBe(false);
  expect(() => serverIdentity(insecure, parseAddress('0.0.0.0:1')!)).toThrow('--insecure');
  expect(serverIdentity({ insecure: true }, parseAddress('0.0.0.0:1')!).mutualTls).toBe(false);
});

test('half of what TLS needs is an error, and so is a file that is missing', () => {
  const address = parseAddress('127.0.0.1:1')!;
  expect(() => serverIdentity({ ...insecure, tlsCertFile: 'x' }, address)).toThrow('belong together');
  const files = { tlsCertFile: '/missing', tlsKeyFile: '/missing', tlsClientCaFile: '/missing' };
  expect(() => serverIdentity({ ...insecure, ...files }, address)).toThrow('--tls-cert-file: ENOENT');
});

test('where drivers show tokens, administrators are on this machine, or show certificates', () => {
  const tokens = { ...insecure, tokenAudience: 'manul', tlsCertFile: '/missing', tlsKeyFile: '/missing' };
  const [here, everywhere] = [parseAddress('127.0.0.1:1')!, parseAddress('0.0.0.0:1')!];
  expect(adminIdentity(tokens, here).mutualTls).toBe(false);
  expect(() => adminIdentity(tokens, everywhere)).toThrow('--admin: 0.0.0.0:1 can be reached by others');
  expect(() => adminIdentity({ ...tokens, tlsClientCaFile: '/missing' }, here)).toThrow('--tls-cert-file: ENOENT');
});

test('a certificate names nodes by common name and by DNS names, in full', () => {
  const subject = (CN: string) => ({ subject: { CN } as never });
  expect(certifiedNodes({ ...subject('system:node:worker-1'), subjectaltname: undefined as never })).toEqual([
    'worker-1',
  ]);
  expect(
    certifiedNodes({ ...subject('driver'), subjectaltname: 'DNS:worker-1, IP Address:10.0.0.1, DNS:b.c' }),
  ).toEqual(['driver', 'worker-1', 'b.c']);
});
