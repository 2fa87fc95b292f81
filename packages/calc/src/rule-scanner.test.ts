import { describe, expect, test } from 'vitest';
import type { IpSetSource } from './ip-set.ts';
import { scanRule } from './rule-scanner.ts';
import { rule } from './testing/model-values.ts';

function scan(parts: Parameters<typeof rule>[0]) {
  const sources: IpSetSource[] = [];
  const scanned = scanRule(rule(parts), (source) => {
    sources.push(source);
    return `set-${sources.length - 1}`;
  });
  return { scanned, sources };
}

describe('selectors', () => {
  test('become sets of addresses', () => {
    const { scanned, sources } = scan({ source: { selector: 'a == "1"' }, destination: { notSelector: 'b == "1"' } });
    expect(scanned).toMatchObject({ src_ip_set_ids: ['set-0'], not_dst_ip_set_ids: ['set-1'] });
    expect(sources).toEqual([
      { kind: 'selector', selector: 'a == "1"' },
      { kind: 'selector', selector: 'b == "1"' },
    ]);
  });

  test('that include and exclude are one set: those alone who are both', () => {
    const { scanned, sources } = scan({ source: { selector: 'a == "1"', notSelector: 'b == "1"' } });
    expect(scanned).toMatchObject({ src_ip_set_ids: ['set-0'], not_src_ip_set_ids: [] });
    expect(sources).toEqual([{ kind: 'selector', selector: '(a == "1" && !b == "1")' }]);
  });

  test('are named by their canonical form, which the model cannot write where negations meet', () => {
    expect(scan({ source: { selector: '!(!has(a))' } }).sources).toEqual([{ kind: 'selector', selector: '!!has(a)' }]);
  });
});

describe('named ports', () => {
  test('alone are sets of address and port, of those whom the selector matches', () => {
    const { scanned, sources } = scan({
      protocol: 'tcp',
      destination: { selector: 'a == "1"', ports: [{ name: 'http' }] },
    });
    expect(scanned).toMatchObject({ dst_named_port_ip_set_ids: ['set-0'], dst_ip_set_ids: [], dst_ports: [] });
    expect(sources).toEqual([{ kind: 'namedPort', selector: 'a == "1"', port: 'http', protocol: 'tcp' }]);
  });

  test('beside numbers leave the selector to the numbers', () => {
    const { scanned, sources } = scan({
      protocol: 'udp',
      destination: { selector: 'a == "1"', ports: [{ name: 'dns' }, { first: 1, last: 2 }] },
    });
    expect(scanned.dst_ports).toEqual([{ first: 1, last: 2 }]);
    expect(sources.map(({ kind }) => kind)).toEqual(['selector', 'namedPort']);
  });

  test('without selector are those of everyone', () => {
    const { scanned, sources } = scan({ protocol: 6, source: { notPorts: [{ name: 'http' }] } });
    expect(scanned.not_src_named_port_ip_set_ids).toEqual(['set-0']);
    expect(sources).toEqual([{ kind: 'namedPort', selector: 'all()', port: 'http', protocol: 'tcp' }]);
  });
});

test('services are addresses where traffic comes from, and addresses with ports where it goes', () => {
  const service = { namespace: 'prod', name: 'web' };
  const { scanned, sources } = scan({ source: { service }, destination: { service } });
  expect(scanned).toMatchObject({
    src_ip_set_ids: ['set-0'],
    dst_ip_port_set_ids: ['set-1'],
    original_src_service: 'web',
    original_dst_service_namespace: 'prod',
  });
  expect(sources).toEqual([
    { kind: 'service', service: 'prod/web', withPorts: false },
    { kind: 'service', service: 'prod/web', withPorts: true },
  ]);
});

test('nodes are the addresses of nodes, not of pods', () => {
  const { scanned, sources } = scan({ destination: { nodeSelector: 'zone == "a"' } });
  expect(scanned.dst_ip_set_ids).toEqual(['set-0']);
  expect(sources).toEqual([{ kind: 'nodes', selector: 'zone == "a"' }]);
});

test.each([
  [{ protocol: 'icmp' }, 4],
  [{ protocol: 'icmpv6' }, 6],
  [{ protocol: 'icmp', ipVersion: 6 as const }, 6],
  [{ ipVersion: 4 as const }, 4],
  [{}, 0],
])('%j is of IP version %i', (parts, version) => {
  expect(scan(parts).scanned.ip_version).toBe(version);
});

test('ICMP types go with or without a code', () => {
  const { scanned } = scan({ icmp: { type: 8, code: undefined }, notIcmp: { type: 3, code: 0 } });
  expect(scanned).toMatchObject({ icmp_type: 8, not_icmp_type_code: { type: 3, code: 0 } });
  expect(scanned.icmp_type_code).toBeUndefined();
});

test('pass means the next tier', () => {
  expect(scan({ action: 'pass' }).scanned.action).toBe('next-tier');
});
