import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '@manul/observability';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ChildDriver } from './child-driver.ts';

let directory: string;
let driver: ChildDriver | undefined;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'manul-child-'));
});
afterEach(async () => {
  await driver?.stop();
  rmSync(directory, { recursive: true });
});

/** A driver that is told the empty state. */
function started(executable: string, restartMilliseconds = 60_000): ChildDriver {
  const log = createLogger({ service: 'test', level: 'silent' });
  const about = { executable, parameters: {}, restartMilliseconds, log };
  driver = new ChildDriver({ ...about, onReport: () => {}, onEnd: () => {} });
  driver.onUpdate({ in_sync: {} });
  return driver;
}

function script(body: string): string {
  const path = join(directory, 'driver');
  writeFileSync(path, `#!/bin/sh\n${body}\n`);
  chmodSync(path, 0o755);
  return path;
}

test('a driver that is not there has taken nothing', async () => {
  const missing = join(directory, 'missing');
  expect(await started(missing).apply()).toMatchObject({ retry: [`spawn ${missing} ENOENT`] });
});

test('one that ends at once has taken nothing that is known of', async () => {
  const executable = script('exit 3');
  expect(await started(executable).apply()).toMatchObject({ retry: [`${executable} ended with code 3`] });
});

test('one that goes on has taken it', async () => {
  const child = started(script('exec cat <&3 >/dev/null'), 1_000);
  expect(await child.apply()).toMatchObject({ inSync: true, written: 2, retry: [] });
});
