import { expect, test } from 'vitest';
import { kernelMembers, memberVersion } from './set-members.ts';

test('members of one IP version and of the right form', () => {
  const members = ['10.0.0.1', 'fd00::1', '10.0.0.0/8', 'x', '10.0.0.1,tcp:80', '10.0.0.1 timeout 1'];
  expect([...kernelMembers('hash:ip', 4, members)]).toEqual(['10.0.0.1']);
  expect([...kernelMembers('hash:ip', 6, members)]).toEqual(['fd00::1']);
  expect([...kernelMembers('hash:net', 4, members)]).toEqual(['10.0.0.1', '10.0.0.0/8']);
  expect([...kernelMembers('hash:ip,port', 4, members)]).toEqual(['10.0.0.1,tcp:80']);
});

test('everything is two halves', () => {
  expect([...kernelMembers('hash:net', 4, ['0.0.0.0/0'])]).toEqual(['0.0.0.0/1', '128.0.0.0/1']);
  expect([...kernelMembers('hash:net', 6, ['::/0'])]).toEqual(['::/1', '8000::/1']);
});

test.each(['fd00::1,udp:53', 'fd00::1,sctp:0', 'fd00::1,tcp:65535'])('%s', (member) => {
  expect(memberVersion('hash:ip,port', member)).toBe(6);
});

test.each(['fd00::1', 'fd00::1,tcp:65536', 'fd00::1,icmp:1', 'fd00::1,tcp:80,10.0.0.1', '10.0.0.0/8,tcp:80', ',tcp:1'])(
  '%s is none',
  (member) => {
    expect(memberVersion('hash:ip,port', member)).toBeUndefined();
  },
);
