import { felix } from '@manul/proto';
import { expect, test } from 'vitest';
import { IpSet } from './ip-set.ts';
import { matchRule } from './match.ts';
import { type PacketDescription, parsePacket } from './packet.ts';
import { compileRule } from './rule.ts';

const sets = new Map([
  ['clients', ['IP', '10.9.0.9', 'fd00::9']],
  ['office', ['NET', '10.9.0.0/16']],
  ['web', ['IP_AND_PORT', '10.0.0.1,tcp:8080', '10.0.0.2,tcp:80']],
  ['broken', ['IP', '10.0.0.300']],
] as const);

function lookup(id: string): IpSet | undefined {
  const entry = sets.get(id as never) as readonly [IpSet['type'], ...string[]] | undefined;
  if (!entry) return undefined;
  const set = new IpSet(id, entry[0]);
  for (const member of entry.slice(1)) set.add(member);
  return set;
}

const v4: PacketDescription = { source: '10.9.0.9', destination: '10.0.0.1', protocol: 'tcp', destinationPort: 80 };
const v6: PacketDescription = { source: 'fd00::9', destination: 'fd00::1', protocol: 'tcp', destinationPort: 80 };
const ping: PacketDescription = { source: '10.9.0.9', destination: '10.0.0.1', protocol: 'icmp' };
const ping6: PacketDescription = { source: 'fd00::9', destination: 'fd00::1', protocol: 'icmpv6' };
const port = (first: number, last = first) => ({ first, last });

const cases: [string, felix.IRule, PacketDescription, boolean][] = [
  ['an empty rule', {}, v4, true],
  ['its IP version', { ip_version: felix.IPVersion.IPV6 }, v6, true],
  ['another IP version', { ip_version: felix.IPVersion.IPV6 }, v4, false],
  ['protocol by name', { protocol: { name: 'TCP' } }, v4, true],
  ['protocol by number', { protocol: { number: 6 } }, v4, true],
  ['another protocol', { protocol: { name: 'udp' } }, v4, false],
  ['not this protocol', { not_protocol: { name: 'tcp' } }, v4, false],
  ['not another protocol', { not_protocol: { name: 'udp' } }, v4, true],
  ['one of the nets', { src_net: ['172.16.0.0/12', '10.9.0.0/24'] }, v4, true],
  ['none of the nets', { src_net: ['172.16.0.0/12', '10.8.0.0/24'] }, v4, false],
  ['an excluded net', { src_net: ['10.0.0.0/8'], not_src_net: ['10.9.0.0/16'] }, v4, false],
  ['outside the excluded net', { src_net: ['10.0.0.0/8'], not_src_net: ['10.7.0.0/16'] }, v4, true],
  ['nets of the other version alone', { dst_net: ['fd00::/8'] }, v4, false],
  ['excluded nets of the other version alone', { not_dst_net: ['fd00::/8'] }, v4, false],
  ['nets of both versions', { dst_net: ['fd00::/8', '10.0.0.0/8'] }, v4, true],
  ['destination port in a range', { dst_ports: [port(1, 79), port(80, 90)] }, v4, true],
  ['destination port in no range', { dst_ports: [port(1, 79), port(81, 90)] }, v4, false],
  ['an excluded port', { not_dst_ports: [port(80)] }, v4, false],
  ['source port', { src_ports: [port(1000)] }, { ...v4, sourcePort: 1000 }, true],
  ['ports of a protocol without them', { dst_ports: [port(0, 65535)] }, ping, false],
  ['a named port', { dst_named_port_ip_set_ids: ['web'] }, { ...v4, destinationPort: 8080 }, true],
  ['the named port of another', { dst_named_port_ip_set_ids: ['web'] }, v4, false],
  ['port or named port', { dst_ports: [port(80)], dst_named_port_ip_set_ids: ['web'] }, v4, true],
  ['an excluded named port', { not_dst_named_port_ip_set_ids: ['web'] }, { ...v4, destinationPort: 8080 }, false],
  ['a set', { src_ip_set_ids: ['clients'] }, v4, true],
  ['a set, IPv6', { src_ip_set_ids: ['clients'] }, v6, true],
  ['all sets', { src_ip_set_ids: ['clients', 'office'] }, v4, true],
  ['only one of the sets', { src_ip_set_ids: ['clients', 'office'] }, v6, false],
  ['an excluded set', { not_src_ip_set_ids: ['office'] }, v4, false],
  ['a service', { dst_ip_port_set_ids: ['web'] }, { ...v4, destination: '10.0.0.2' }, true],
  ["not the service's port", { dst_ip_port_set_ids: ['web'] }, v4, false],
  ['ICMP type', { icmp_type: 8 }, ping, true],
  ['another ICMP type', { icmp_type: 0 }, ping, false],
  ['ICMP type and code', { icmp_type_code: { type: 8, code: 0 } }, ping, true],
  ['another ICMP code', { icmp_type_code: { type: 8, code: 1 } }, ping, false],
  ['ICMP type of a TCP packet', { icmp_type: 8 }, v4, false],
  ['ICMPv6 type', { protocol: { name: 'icmpv6' }, icmp_type: 128 }, ping6, true],
  ['an excluded ICMP type', { not_icmp_type: 8 }, ping, false],
  ['an excluded ICMP code', { not_icmp_type_code: { type: 8, code: 3 } }, ping, true],
  ['HTTP is left to others', { http_match: { methods: ['GET'] } }, v4, true],
];

test.each(cases)('%s', (_name, rule, packet, expected) => {
  const result = matchRule(compileRule(rule), parsePacket(packet), lookup);
  expect(result.matches).toBe(expected);
  if (result.matches) expect(result.fault).toBeUndefined();
});

test('the members that matched are named', () => {
  const rule = compileRule({ src_ip_set_ids: ['office', 'clients'], dst_named_port_ip_set_ids: ['web'] });
  const result = matchRule(rule, parsePacket({ ...v4, destinationPort: 8080 }), lookup);
  expect(result).toEqual({
    matches: true,
    fault: undefined,
    sets: [
      { side: 'source', set: 'office', member: '10.9.0.0/16' },
      { side: 'source', set: 'clients', member: '10.9.0.9' },
      { side: 'destination', set: 'web', member: '10.0.0.1,tcp:8080' },
    ],
  });
});

test.each([
  ['src_net', { src_net: ['10.0.0.0/99'] }, /src_net: 10\.0\.0\.0\/99/],
  ['protocol', { protocol: { name: 'carrier-pigeon' } }, /protocol: carrier-pigeon/],
  ['action', { action: 'maybe' }, /action: maybe/],
  ['a missing set', { src_ip_set_ids: ['gone'] }, /IP set gone is missing/],
  ['a missing excluded set', { not_src_ip_set_ids: ['gone'] }, /IP set gone is missing/],
  ['a set with a broken member', { dst_ip_set_ids: ['broken'] }, /IP set broken: 10\.0\.0\.300/],
])('%s that is not usable is a fault', (_name, rule, fault) => {
  const result = matchRule(compileRule(rule), parsePacket(v4), lookup);
  expect(result).toMatchObject({ matches: true, fault: expect.stringMatching(fault) });
});

test('what is understood still narrows a faulty rule', () => {
  const rule = compileRule({ src_net: ['10.0.0.0/99'], dst_ports: [port(443)] });
  expect(matchRule(rule, parsePacket(v4), lookup).matches).toBe(false);
});
