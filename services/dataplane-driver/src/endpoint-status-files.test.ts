import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { EndpointStatusFiles } from './endpoint-status-files.ts';

let prefix: string;
beforeEach(() => {
  prefix = mkdtempSync(join(tmpdir(), 'manul-status-'));
});
afterEach(() => rmSync(prefix, { recursive: true }));

const id = (pod: string) => ({ orchestrator_id: 'k8s', workload_id: pod, endpoint_id: 'eth0' });
const files = () => readdirSync(join(prefix, 'endpoint-status')).sort();
const read = (name: string) => readFileSync(join(prefix, 'endpoint-status', name), 'utf8');

test('name and content are as the CNI plugin reads them', () => {
  const endpoint = { name: 'cali1', mac: 'ee:ee:ee:ee:ee:ee', ipv4_nets: ['10.0.0.5/32'], ipv6_nets: [] };
  new EndpointStatusFiles(prefix).keep([{ id: id('prod/web (1)+a'), endpoint }]);
  expect(files()).toEqual(['k8s prod%2Fweb%20%281%29+a eth0']);
  expect(read(files()[0]!)).toBe('{"ifaceName":"cali1","mac":"ee:ee:ee:ee:ee:ee","ipv4Nets":["10.0.0.5/32"]}');
  expect(readdirSync(prefix)).toEqual(['endpoint-status']);
});

test('follows what is programmed; files of a process before this one go with their endpoints', () => {
  mkdirSync(join(prefix, 'endpoint-status'));
  writeFileSync(join(prefix, 'endpoint-status', 'k8s prod%2Fold eth0'), '{}');
  writeFileSync(join(prefix, 'endpoint-status', 'k8s prod%2Fweb eth0'), '{}');
  const keeper = new EndpointStatusFiles(prefix);
  keeper.keep([{ id: id('prod/web'), endpoint: { name: 'cali1' } }]);
  expect(files()).toEqual(['k8s prod%2Fweb eth0']);
  expect(read('k8s prod%2Fweb eth0')).toBe('{"ifaceName":"cali1"}');
  keeper.keep([]);
  expect(files()).toEqual([]);
});

test('files are added for some, and others stay as they are', () => {
  const keeper = new EndpointStatusFiles(prefix);
  keeper.add([{ id: id('prod/web'), endpoint: { name: 'cali1' } }]);
  keeper.add([
    { id: id('prod/web'), endpoint: { name: 'cali2' } },
    { id: id('prod/db'), endpoint: {} },
  ]);
  expect(files()).toEqual(['k8s prod%2Fdb eth0', 'k8s prod%2Fweb eth0']);
  expect(read('k8s prod%2Fweb eth0')).toBe('{"ifaceName":"cali2"}');
});

test('a disk that refuses is reported, and what was left to do is done later', () => {
  writeFileSync(join(prefix, 'endpoint-status'), 'in the way');
  const keeper = new EndpointStatusFiles(prefix);
  const web = { id: id('prod/web'), endpoint: {} };
  expect(() => keeper.keep([web])).toThrow();
  rmSync(join(prefix, 'endpoint-status'));
  keeper.keep([web]);
  expect(files()).toEqual(['k8s prod%2Fweb eth0']);
});
