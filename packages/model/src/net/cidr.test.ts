import { expect, test } from 'vitest';
import { cidrContains, formatCidr, parseCidr, parseCidrOrAddress } from './cidr.ts';

test.each([
  ['10.0.0.0/8', '10.0.0.0/8'],
  ['10.1.2.3/8', '10.0.0.0/8'],
  ['255.255.255.255/1', '128.0.0.0/1'],
  ['1.2.3.4/0', '0.0.0.0/0'],
  ['1.2.3.4/32', '1.2.3.4/32'],
  ['FD00::1/8', 'fd00::/8'],
  ['2001:db8:ffff:ffff::1/49', '2001:db8:ffff:8000::/49'],
  ['::1/128', '::1/128'],
  ['ffff::/0', '::/0'],
  ['::ffff:10.1.2.3/104', '10.0.0.0/8'],
  ['::ffff:10.1.2.3/128', '10.1.2.3/32'],
  ['::ffff:10.1.2.3/96', '0.0.0.0/0'],
  ['::ffff:10.1.2.3/64', '::/64'],
])('%s is %s', (text, cidr) => {
  expect(formatCidr(parseCidr(text)!)).toBe(cidr);
});

test.each([
  ...['', '/', '/8', '10.0.0.0', '10.0.0.0/', '10.0.0.0/33', '10.0.0.0/-1', '10.0.0.0/08', '10.0.0.0/8/8', '10.0.0/8'],
  ...['10.0.0.0/ 8', '10.0.0.0/8 ', '10.0.0.0/255.0.0.0', '::/129', '::/', 'x/8', '010.0.0.0/8', 'fe80::1%eth0/64'],
])('%j is no network', (text) => {
  expect(parseCidr(text)).toBeUndefined();
});

test.each([
  ['10.1.2.3', '10.1.2.3/32'],
  ['fd00::1', 'fd00::1/128'],
  ['::ffff:10.1.2.3', '10.1.2.3/32'],
  ['10.1.2.3/8', '10.0.0.0/8'],
])('%s alone is %s', (text, cidr) => {
  expect(formatCidr(parseCidrOrAddress(text)!)).toBe(cidr);
});

test.each([
  ['10.0.0.0/8', '10.1.0.0/16', true],
  ['10.0.0.0/8', '10.0.0.0/8', true],
  ['0.0.0.0/0', '10.0.0.0/8', true],
  ['10.0.0.0/16', '10.0.0.0/8', false],
  ['10.0.0.0/8', '11.0.0.0/16', false],
  ['::/0', '10.0.0.0/8', false],
  ['fd00::/8', 'fd12::/16', true],
])('whether %s contains %s: %s', (outer, inner, contains) => {
  expect(cidrContains(parseCidr(outer)!, parseCidr(inner)!)).toBe(contains);
});
