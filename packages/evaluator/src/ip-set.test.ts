import { expect, test } from 'vitest';
import { parseAddress } from './address.ts';
import { IpSet } from './ip-set.ts';

const at = (text: string) => parseAddress(text)!;

test('addresses of both versions', () => {
  const set = new IpSet('s:a', 'IP');
  for (const member of ['10.0.0.1', '0.0.0.1', '::1', 'fd00::1/128']) set.add(member);
  expect(set.findAddress(at('10.0.0.1'))).toBe('10.0.0.1');
  expect(set.findAddress(at('::1'))).toBe('::1');
  expect(set.findAddress(at('0.0.0.1'))).toBe('0.0.0.1');
  expect(set.findAddress(at('fd00::1'))).toBe('fd00::1/128');
  set.remove('::1');
  expect(set.findAddress(at('::1'))).toBeUndefined();
  expect(set.findAddress(at('0.0.0.1'))).toBe('0.0.0.1');
  expect(set.size).toBe(3);
});

test('the longest network is the member that decides', () => {
  const set = new IpSet('s:a', 'NET');
  for (const member of ['10.0.0.0/8', '10.1.0.0/16', '10.1.2.3', '0.0.0.0/1', 'fd00::/8']) set.add(member);
  expect(set.findAddress(at('10.1.2.3'))).toBe('10.1.2.3');
  expect(set.findAddress(at('10.1.2.4'))).toBe('10.1.0.0/16');
  expect(set.findAddress(at('10.2.0.0'))).toBe('10.0.0.0/8');
  expect(set.findAddress(at('9.0.0.0'))).toBe('0.0.0.0/1');
  expect(set.findAddress(at('200.0.0.0'))).toBeUndefined();
  expect(set.findAddress(at('fdaa::1'))).toBe('fd00::/8');
  set.remove('10.1.0.0/16');
  expect(set.findAddress(at('10.1.2.4'))).toBe('10.0.0.0/8');
});

test('address, protocol and port must all be those of the member', () => {
  const set = new IpSet('n:a', 'IP_AND_PORT');
  for (const member of ['10.0.0.1,tcp:80', 'fd00::1,udp:53', '10.0.0.1,sctp:7']) set.add(member);
  expect(set.findPort(at('10.0.0.1'), 6, 80)).toBe('10.0.0.1,tcp:80');
  expect(set.findPort(at('10.0.0.1'), 17, 80)).toBeUndefined();
  expect(set.findPort(at('10.0.0.1'), 6, 81)).toBeUndefined();
  expect(set.findPort(at('10.0.0.2'), 6, 80)).toBeUndefined();
  expect(set.findPort(at('10.0.0.1'), 6, undefined)).toBeUndefined();
  expect(set.findPort(at('fd00::1'), 17, 53)).toBe('fd00::1,udp:53');
  expect(set.findAddress(at('10.0.0.1'))).toBeUndefined();
});

test('members that are not understood are kept apart', () => {
  const set = new IpSet('s:a', 'IP');
  set.add('10.0.0.0/24');
  set.add('nonsense');
  expect([...set.invalid]).toEqual(['10.0.0.0/24', 'nonsense']);
  expect(set.size).toBe(0);
  set.remove('nonsense');
  expect([...set.invalid]).toEqual(['10.0.0.0/24']);
});
