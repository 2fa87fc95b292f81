import type { Action, Match } from '@manul/rules';
import { describe, expect, test } from 'vitest';
import { formatComment, formatRule } from './rule-format.ts';

const match = (...all: Match[]) => formatRule({ match: all });
const action = (one: Action) => formatRule({ match: [], action: one });
const ports = [
  { first: 80, last: 80 },
  { first: 100, last: 200 },
];

describe('matches', () => {
  test.each<[Match, string]>([
    [{ on: 'in-interface', name: 'cali+' }, '--in-interface cali+'],
    [{ on: 'out-interface', name: 'eth0' }, '--out-interface eth0'],
    [{ on: 'protocol', protocol: 'tcp' }, '-p tcp'],
    [{ on: 'protocol', protocol: 132, negate: true }, '! -p 132'],
    [{ on: 'source-net', cidr: '10.0.0.0/8', negate: true }, '! --source 10.0.0.0/8'],
    [{ on: 'destination-net', cidr: '::/0' }, '--destination ::/0'],
    [{ on: 'source-ports', ports }, '-m multiport --source-ports 80,100:200'],
    [{ on: 'destination-ports', ports, negate: true }, '-m multiport ! --destination-ports 80,100:200'],
    [{ on: 'source-set', set: 's' }, '-m set --match-set s src'],
    [{ on: 'destination-set', set: 's', negate: true }, '-m set ! --match-set s dst'],
    [{ on: 'source-port-set', set: 's' }, '-m set --match-set s src,src'],
    [{ on: 'destination-port-set', set: 's', negate: true }, '-m set ! --match-set s dst,dst'],
    [{ on: 'icmp-type', ipVersion: 4, type: 8 }, '-m icmp --icmp-type 8'],
    [{ on: 'icmp-type', ipVersion: 4, type: 3, code: 0, negate: true }, '-m icmp ! --icmp-type 3/0'],
    [{ on: 'icmp-type', ipVersion: 6, type: 128, code: 1 }, '-m icmp6 --icmpv6-type 128/1'],
    [{ on: 'mark', value: 0x10000, mask: 0x10000 }, '-m mark --mark 0x10000/0x10000'],
    [{ on: 'mark', value: 0, mask: 0x80000000, negate: true }, '-m mark ! --mark 0/0x80000000'],
    [{ on: 'conntrack-state', states: ['RELATED', 'ESTABLISHED'] }, '-m conntrack --ctstate RELATED,ESTABLISHED'],
    [{ on: 'conntrack-state', states: ['DNAT'], negate: true }, '-m conntrack ! --ctstate DNAT'],
    [{ on: 'reverse-path-failed' }, '-m rpfilter --invert --validmark'],
    [{ on: 'address-type', side: 'source', type: 'LOCAL', negate: true }, '-m addrtype ! --src-type LOCAL'],
    [{ on: 'address-type', side: 'destination', type: 'LOCAL' }, '-m addrtype --dst-type LOCAL'],
    [{ on: 'limit', rate: '10/sec', burst: 5 }, '-m limit --limit 10/sec --limit-burst 5'],
    [{ on: 'limit', rate: '10/sec', burst: 0 }, '-m limit --limit 10/sec'],
    [{ on: 'tcp-syn' }, '-m tcp --tcp-flags FIN,SYN,RST,ACK SYN'],
    [{ on: 'connections-above', count: 20 }, '-m connlimit --connlimit-above 20 --connlimit-mask 0'],
  ])('%j', (one, text) => {
    expect(match(one)).toBe(text);
  });
});

describe('actions', () => {
  test.each<[Action, string]>([
    [{ do: 'accept' }, '--jump ACCEPT'],
    [{ do: 'drop' }, '--jump DROP'],
    [{ do: 'return' }, '--jump RETURN'],
    [{ do: 'no-track' }, '--jump NOTRACK'],
    [{ do: 'reject' }, '--jump REJECT'],
    [{ do: 'reject', with: 'tcp-reset' }, '-j REJECT --reject-with tcp-reset'],
    [{ do: 'jump', chain: 'cali-x' }, '--jump cali-x'],
    [{ do: 'go-to', chain: 'cali-x' }, '--goto cali-x'],
    [{ do: 'set-mark', mark: 0x80000000 }, '--jump MARK --set-mark 0x80000000/0x80000000'],
    [{ do: 'clear-mark', mark: 0x1a0000 }, '--jump MARK --set-mark 0/0x1a0000'],
    [{ do: 'set-masked-mark', value: 0, mask: 0x180000 }, '--jump MARK --set-mark 0x0/0x180000'],
    [{ do: 'set-dscp', value: 20 }, '--jump DSCP --set-dscp 20'],
    [{ do: 'log', prefix: 'calico-packet' }, '--jump LOG --log-prefix "calico-packet: " --log-level 5'],
  ])('%j', (one, text) => {
    expect(action(one)).toBe(text);
  });
});

test('criteria come before the action, in the order given', () => {
  const rule = {
    match: [
      { on: 'protocol', protocol: 17 },
      { on: 'destination-ports', ports: [{ first: 4789, last: 4789 }] },
    ],
    action: { do: 'drop' },
  } as const;
  expect(formatRule(rule)).toBe('-p 17 -m multiport --destination-ports 4789 --jump DROP');
});

test('a rule that only carries a comment', () => {
  expect(formatRule({ match: [], comments: ['x'] })).toBe('');
});

test('comments cannot leave their quotes, nor be too long for the kernel', () => {
  expect(formatComment('note=hello "world"\n-A INPUT')).toBe('-m comment --comment "note=hello _world__-A INPUT"');
  expect(formatComment('x'.repeat(300))).toBe(`-m comment --comment "${'x'.repeat(255)}"`);
});
