import { expect, test } from 'vitest';
import { cidrContains, parseAddress, parseCidr } from './address.ts';

test.each([
  ['0.0.0.0', { version: 4, bits: 0 }],
  ['255.255.255.255', { version: 4, bits: 0xffffffff }],
  ['10.1.2.3', { version: 4, bits: 0x0a010203 }],
  ['::', { version: 6, bits: 0n }],
  ['::1', { version: 6, bits: 1n }],
  ['fd00:10::a', { version: 6, bits: 0xfd0000100000000000000000_0000000an }],
  ['1:2:3:4:5:6:7:8', { version: 6, bits: 0x00010002000300040005000600070008n }],
  ['::ffff:10.0.0.1', { version: 6, bits: 0xffff0a000001n }],
  ['1::', { version: 6, bits: 1n << 112n }],
] as const)('%s', (text, expected) => expect(parseAddress(text)).toEqual(expected));

test.each([
  '',
  '10.0.0',
  '10.0.0.256',
  '10.0.0.01',
  '10.0.0.1 ',
  '1:2:3:4:5:6:7',
  '1::2::3',
  '12345::',
  '1:2:3:4:5:6:7::8:9',
  'x',
])('%j is not an address', (text) => expect(parseAddress(text)).toBeUndefined());

test.each(['10.0.0.0/33', '10.0.0.0/-1', '10.0.0.0/', '10.0.0.0/1e1', '::/129', '/8'])('%j is not a CIDR', (text) =>
  expect(parseCidr(text)).toBeUndefined(),
);

test.each([
  ['10.0.0.0/8', '10.255.1.1', true],
  ['10.0.0.0/8', '11.0.0.0', false],
  ['10.9.9.9/8', '10.1.1.1', true],
  ['0.0.0.0/0', '203.0.113.1', true],
  ['0.0.0.0/0', '::1', false],
  ['192.168.1.1', '192.168.1.1', true],
  ['192.168.1.1/32', '192.168.1.0', false],
  ['128.0.0.0/1', '255.0.0.1', true],
  ['fd00::/8', 'fdff::1', true],
  ['::/0', 'fd00::1', true],
  ['fd00::1/128', 'fd00::2', false],
])('%s contains %s: %s', (cidr, address, expected) =>
  expect(cidrContains(parseCidr(cidr)!, parseAddress(address)!)).toBe(expected),
);
