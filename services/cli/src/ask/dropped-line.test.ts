import { expect, test } from 'vitest';
import { parseDropped } from './dropped-line.ts';

/** What a LOG rule's prefix and the kernel write, as dmesg and syslog have it. */
const logged = (packet: string) => `[ 4211.007] calico-packet: IN=cali1a OUT=cali2b MAC=ee:ee:08:00 ${packet}`;
const tcp =
  'SRC=10.0.0.1 DST=10.0.0.2 LEN=60 TOS=0x00 PREC=0x00 TTL=63 ID=3 DF PROTO=TCP SPT=40312 DPT=5432 SYN URGP=0';
const json = (fields: object) => JSON.stringify({ 'oob.prefix': 'calico-packet: ', ...fields });

test.each([
  [logged(tcp), { from: '10.0.0.1', to: '10.0.0.2', protocol: 'tcp', port: 5432, source_port: 40312 }],
  [`Nov 23 19:00:00 node-1 kernel: ${logged(tcp)}`, { protocol: 'tcp', port: 5432 }],
  [
    logged('SRC=fd00::1 DST=fd00::2 LEN=80 TC=0 HOPLIMIT=63 FLOWLBL=0 PROTO=UDP SPT=5 DPT=53 LEN=40'),
    { from: 'fd00::1', to: 'fd00::2', protocol: 'udp', port: 53 },
  ],
  [logged('SRC=10.0.0.1 DST=10.0.0.2 PROTO=ICMP TYPE=8 CODE=0 ID=5 SEQ=1'), { protocol: 'icmp', port: 0 }],
  [
    logged(`SRC=10.0.0.2 DST=10.0.0.1 PROTO=ICMP TYPE=3 CODE=3 [${tcp} ]`),
    { from: '10.0.0.2', to: '10.0.0.1', protocol: 'icmp', port: 0 },
  ],
  [
    json({ src_ip: '10.0.0.1', dest_ip: '10.0.0.2', 'ip.protocol': 17, src_port: 5, dest_port: 53 }),
    { from: '10.0.0.1', to: '10.0.0.2', protocol: 'udp', port: 53, source_port: 5 },
  ],
  [
    json({ src_ip: 'fd00::1', dest_ip: 'fd00::2', 'ip6.nexthdr': 58 }),
    { from: 'fd00::1', to: 'fd00::2', protocol: 'icmpv6', port: 0 },
  ],
])('%s', (line, request) => expect(parseDropped(line)).toMatchObject(request));

test.each([
  ['nonsense', /no SRC= in the line/],
  [logged('SRC=10.0.0.1 DST=10.0.0.2'), /no PROTO=/],
  ['{"src_ip":', /--dropped: .*JSON/],
])('%s is refused', (line, message) => expect(() => parseDropped(line)).toThrow(message));
