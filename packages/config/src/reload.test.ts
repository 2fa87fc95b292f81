import { mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { fieldsOf, reloadable } from './fields.ts';
import { ConfigError } from './load.ts';
import { LiveSettings } from './reload.ts';
import { watchSettings } from './watch-settings.ts';

const schema = z.object({
  level: reloadable(z.string().default('info').describe('How much.')),
  users: reloadable(z.array(z.string())).default([]).describe('Who.'),
  listen: z.string().default('here').describe('Where.'),
});

function setUp(check?: (settings: object) => void) {
  const settings = schema.parse({ users: ['a'] });
  const log = { info: vi.fn(), error: vi.fn() };
  const [onApplied, onOutcome] = [vi.fn(), vi.fn()];
  const live = new LiveSettings({ schema, settings, log, onApplied, onOutcome, ...(check && { check }) });
  return { live, settings, log, onApplied, onOutcome };
}

test('a setting says whether it can be reloaded, and keeps its description', () => {
  expect(fieldsOf(schema).map(({ key, description, reloadable: can }) => [key, description, can])).toEqual([
    ['level', 'How much.', true],
    ['users', 'Who.', true],
    ['listen', 'Where.', false],
  ]);
});

test('what has changed takes effect where the settings are read', () => {
  const { live, settings, log, onApplied, onOutcome } = setUp();
  expect(live.reload(() => schema.parse({ users: ['a'] }))).toBe('unchanged');
  expect(live.reload(() => schema.parse({ users: ['b'], level: 'debug' }))).toBe('applied');
  expect(settings).toEqual({ users: ['b'], level: 'debug', listen: 'here' });
  expect(onApplied.mock.calls).toEqual([[['level', 'users']]]);
  expect(onOutcome.mock.calls).toEqual([['unchanged'], ['applied']]);
  expect(log.info).toHaveBeenCalledOnce();
});

test.each([
  ['what cannot be read', () => raise('no such file'), 'no such file'],
  [
    'what takes a restart, with all the rest',
    () => schema.parse({ level: 'debug', listen: 'there' }),
    '--listen: changes',
  ],
  ['what the service knows to be wrong', () => schema.parse({ level: 'loud' }), 'too loud'],
])('refuses %s, and keeps what was', (_, load, reason) => {
  const check = (next: object) => (next as { level: string }).level === 'loud' && raise('too loud');
  const { live, settings, log, onApplied, onOutcome } = setUp(check);
  const before = structuredClone(settings);
  expect(live.reload(load)).toBe('refused');
  expect(settings).toEqual(before);
  expect(onApplied).not.toHaveBeenCalled();
  expect(onOutcome.mock.calls).toEqual([['refused']]);
  expect(log.error.mock.calls[0]![0].reason).toContain(reason);
});

function raise(reason: string): never {
  throw new ConfigError(reason);
}

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'manul-config-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

test('settings are read again when their file is another, also behind links, and with SIGHUP', async () => {
  // As a volume of a ConfigMap has it.
  writeFileSync(join(directory, 'one'), 'level: info');
  writeFileSync(join(directory, 'two'), 'level: debug');
  symlinkSync('one', join(directory, 'config.yaml'));
  const onChange = vi.fn();
  const stop = watchSettings({ file: join(directory, 'config.yaml'), onChange, pollMilliseconds: 5 });
  try {
    symlinkSync('two', join(directory, 'next'));
    renameSync(join(directory, 'next'), join(directory, 'config.yaml'));
    await vi.waitFor(() => expect(onChange).toHaveBeenCalledTimes(1), { timeout: 30_000 });
    process.kill(process.pid, 'SIGHUP');
    await vi.waitFor(() => expect(onChange).toHaveBeenCalledTimes(2), { timeout: 30_000 });
  } finally {
    stop();
  }
});
