import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { endianness, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isBridgeFiltered, readHostNetwork } from './host-network.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'manul-net-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

const write = (file: string, ...lines: string[]) => writeFileSync(join(directory, file), `${lines.join('\n')}\n`);
const inHostOrder = (digits: string) =>
  endianness() === 'LE' ? (digits.match(/../g) ?? []).reverse().join('') : digits;

test('routes to single addresses without a gateway, and interfaces', () => {
  const route = (link: string, digits: string, flags: string, mask: string) =>
    `${link}\t${inHostOrder(digits)}\t00000000\t${flags}\t0\t0\t0\t${mask}\t0\t0\t0`;
  write('dev', 'Inter-|   Receive', ' face |bytes', '    lo: 1 2', '  eth0:3 4', ' veth7: 5 6');
  write(
    'route',
    'Iface\tDestination\tGateway \tFlags',
    route('eth0', '00000000', '0003', '00000000'),
    route('veth7', '0A000005', '0005', 'FFFFFFFF'),
    route('eth0', '0A000006', '0007', 'FFFFFFFF'),
    route('*', '0A000007', '0205', 'FFFFFFFF'),
    route('cni0', '0A000100', '0001', '00FFFFFF'),
  );
  const none = '00000000000000000000000000000000';
  const route6 = (digits: string, length: string, gateway: string, flags: string, link: string) =>
    `${digits} ${length} ${none} 00 ${gateway} 00000400 00000001 00000000 ${flags} ${link}`.replace(
      / (\S+)$/,
      '    $1',
    );
  write(
    'ipv6_route',
    route6('fd000000000000000000000000000005', '80', none, '00000001', 'veth7'),
    route6('fd000000000000000000000000000006', '80', 'fe800000000000000000000000000001', '00000003', 'eth0'),
    route6('fd000000000000000000000000000007', '80', none, '80200001', 'eth0'),
    route6('fd000000000000000000000000000000', '40', none, '00000001', 'cni0'),
    route6('00000000000000000000000000000001', '80', none, '80200001', 'lo'),
  );
  const { interfaces, hostRoutes } = readHostNetwork(directory);
  expect([...interfaces]).toEqual(['lo', 'eth0', 'veth7']);
  expect(Object.fromEntries(hostRoutes)).toEqual({
    '0a000005': 'veth7',
    fd000000000000000000000000000005: 'veth7',
  });
});

test('what the kernel does not tell is left out', () => {
  expect(readHostNetwork(directory)).toEqual({ interfaces: new Set(), hostRoutes: new Map() });
  expect(isBridgeFiltered(directory)).toBe(false);
  write('bridge-nf-call-iptables', '1');
  expect(isBridgeFiltered(directory)).toBe(true);
});

test('of this machine', () => {
  expect(readHostNetwork().interfaces).toContain('lo');
});
