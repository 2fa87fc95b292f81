import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '@manul/observability';
import { expect, onTestFinished, test } from 'vitest';
import type { CalcGraphSettings } from './config.ts';
import { runCalcGraph } from './main.ts';

function start(settings: (directory: string) => CalcGraphSettings) {
  const directory = mkdtempSync(join(tmpdir(), 'manul-calc-graph-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const source = { start: () => {}, stop: async () => {} };
  const log = createLogger({ service: 'test', level: 'silent' });
  return { directory, running: runCalcGraph(settings(directory), { source, log }) };
}

test('a service that cannot listen everywhere listens nowhere', async () => {
  const { directory, running } = start((at) => ({
    listen: `unix:${at}/sync.sock`,
    http: `unix:${at}/http.sock`,
    admin: `unix:${at}/missing/admin.sock`,
  }));
  await expect(running).rejects.toThrow();
  expect(existsSync(join(directory, 'http.sock'))).toBe(false);
  expect(existsSync(join(directory, 'sync.sock'))).toBe(false);
});

test.each(['leader', 'fan-out'] as const)('--role %s is refused without a log', async (role) => {
  const { running } = start((at) => ({ listen: `unix:${at}/sync.sock`, role }));
  await expect(running).rejects.toThrow(`--role ${role} needs --redis`);
});
