import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { helpFor } from './help.ts';
import { ConfigError, loadConfig, printConfig } from './load.ts';

const schema = z.object({
  node: z.string().min(1).describe('Which node.'),
  server: z.array(z.string()).default([]).describe('Where.'),
  refreshSeconds: z.number().min(1).default(90).describe('How often.'),
  dryRun: z.boolean().default(false).describe('Whether.'),
  felix: z.record(z.string(), z.string()).default({}).describe('Settings.'),
  stateDir: z.string().optional().describe('State.'),
});

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'manul-config-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

function file(content: string): string {
  const path = join(directory, 'config.yaml');
  writeFileSync(path, content);
  return path;
}

function load(argv: readonly string[], environment: Record<string, string> = {}) {
  return loadConfig({ schema, argv, environment }).config;
}

test('flags win over environment, environment over file, file over defaults', () => {
  const path = file('node: file\nrefreshSeconds: 5\nstateDir: /file\n');
  const environment = { MANUL_NODE: 'environment', MANUL_STATE_DIR: '/environment' };
  expect(load(['--config', path, '--node', 'flag'], environment)).toEqual({
    node: 'flag',
    server: [],
    refreshSeconds: 5,
    dryRun: false,
    felix: {},
    stateDir: '/environment',
  });
});

test('reads every type from text', () => {
  const argv = ['--node=a=b', '--server', 'x,y', '--server', 'z', '--refresh-seconds', '1.5', '--dry-run'];
  expect(load([...argv, '--felix', 'LogPrefix=a=b', '--felix=VXLANPort=1'])).toEqual({
    node: 'a=b',
    server: ['x', 'y', 'z'],
    refreshSeconds: 1.5,
    dryRun: true,
    felix: { LogPrefix: 'a=b', VXLANPort: '1' },
  });
});

test.each([
  [['--nod', 'a'], '--nod: unknown; is --node meant?'],
  [['--whatever'], '--whatever: unknown'],
  [['--node'], '--node: a value is missing'],
  [['--node', 'a', '--refresh-seconds', 'soon'], '--refresh-seconds: soon is no number'],
  [['--node', 'a', '--dry-run=maybe'], '--dry-run: maybe is neither true nor false'],
  [['--node', 'a', '--felix', 'x'], '--felix: x is not NAME=VALUE'],
  [[], '--node: is needed'],
])('refuses %j', (argv, message) => {
  expect(() => load(argv)).toThrow(new ConfigError(message));
});

test('names every value that is out of range', () => {
  expect(() => load(['--node', '', '--refresh-seconds', '0'])).toThrow(/--node: .*\n--refresh-seconds: /s);
});

test('tells a value of another type from one that is missing', () => {
  expect(() => load(['--config', file('node: 5\n')])).toThrow(/^--node: .*expected string, received number$/);
  expect(() => load(['--config', file('node: a\nserver: unix:/x\n')])).toThrow(/^--server: .*expected array/);
  expect(() => load(['--config', file('node: a\nfelix: { A: 1 }\n')])).toThrow(/^--felix\[A\]: .*expected string/);
});

test('refuses unknown keys of a file, and files that are none', () => {
  expect(() => load(['--config', file('nodes: a\n')])).toThrow('nodes: unknown; is node meant?');
  expect(() => load(['--config', file('[1]')])).toThrow('must hold keys and values');
  expect(() => load(['--config', file('node: [1')])).toThrow(/^[^\n]*config\.yaml: [^\n]* at line 1, column \d+$/);
  expect(() => load(['--config', '/does/not/exist'])).toThrow('ENOENT');
});

test('refuses a misspelt variable and leaves those of others alone', () => {
  expect(() => load(['--node', 'a'], { MANUL_STATEDIR: 'x' })).toThrow('is MANUL_STATE_DIR meant?');
  const foreign = { MANUL_CALC_GRAPH_SERVICE_HOST: '10.0.0.1', MANUL_SEED: '7', OTHER_NODE: 'x' };
  expect(load(['--node', 'a'], foreign)).toMatchObject({ node: 'a' });
});

test('what is printed gives the same settings again', () => {
  const config = load(['--node', 'a', '--server', 'x', '--felix', 'LogPrefix=p']);
  expect(load(['--config', file(printConfig(config ?? {}))])).toEqual(config);
  expect(loadConfig({ schema, argv: ['--node', 'a', '--print-config'], environment: {} }).kind).toBe('print');
});

test('help names every setting, its variable, its default and the exit codes', () => {
  expect(loadConfig({ schema, argv: ['--help'], environment: {} }).kind).toBe('help');
  const text = helpFor(schema, { command: 'manul x', summary: 'S.', example: 'manul x -y', exitCodes: { 2: 'wrong' } });
  expect(text).toContain('--node TEXT\n      Which node. Needed. [MANUL_NODE]');
  expect(text).toContain('--refresh-seconds NUMBER\n      How often. Default: 90. [MANUL_REFRESH_SECONDS]');
  expect(text).toContain('--state-dir PATH');
  expect(text).toContain('  2  wrong');
});
