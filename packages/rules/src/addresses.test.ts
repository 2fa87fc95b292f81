import { describe, expect, test } from 'vitest';
import { addressDigits, addressVersion } from './addresses.ts';

describe('addressVersion', () => {
  test.each(['10.0.0.1', '0.0.0.0/0', '255.255.255.255/32', '10.0.0.0/8'])('%s is IPv4', (text) => {
    expect(addressVersion(text)).toBe(4);
  });

  test.each([
    '::',
    '::/0',
    '::1',
    'fd00::/8',
    '1:2:3:4:5:6:7:8',
    '1::8/128',
    '1:2:3:4:5:6:7::',
    '::ffff:10.0.0.1',
    '64:ff9b::10.0.0.1/96',
  ])('%s is IPv6', (text) => {
    expect(addressVersion(text)).toBe(6);
  });

  test.each([
    ...[
      '',
      '10.0.0',
      '10.0.0.256',
      '010.0.0.1',
      '10.0.0.0/33',
      '10.0.0.0/',
      '10.0.0.0/-1',
      '10.0.0.0/8/8',
      '10.0.0.1 ',
    ],
    ...[
      ':::',
      '1:2:3',
      '1:2:3:4:5:6:7:8:9',
      '1::2::3',
      'g::',
      '::/129',
      '1:2:3:4:5:6:7:8::',
      'fd00::1%eth0',
      '10.0.0.1::',
    ],
    ...['! 10.0.0.1', '10.0.0.1\n-A INPUT', 'example.org', ':1:2:3:4:5:6:7'],
  ])('%j is no address', (text) => {
    expect(addressVersion(text)).toBeUndefined();
  });
});

test.each([
  ['10.0.0.255', '0a0000ff'],
  ['fd00::5', `fd00${'0'.repeat(27)}5`],
  ['FD00:0:0::0005', `fd00${'0'.repeat(27)}5`],
  ['::', '0'.repeat(32)],
  ['::ffff:10.0.0.1', `${'0'.repeat(20)}ffff0a000001`],
  ['10.0.0.0/24', undefined],
  ['nonsense', undefined],
])('digits of %s', (text, digits) => {
  expect(addressDigits(text)).toBe(digits);
});
