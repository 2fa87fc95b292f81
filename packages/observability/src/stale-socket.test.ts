import { once } from 'node:events';
import { existsSync, linkSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { removeStaleSocket } from './stale-socket.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'manul-socket-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

test('a socket is removed once nobody listens on it', async () => {
  const [bound, other] = [join(directory, 'bound'), join(directory, 'other')];
  const server = createServer().listen(bound);
  await once(server, 'listening');
  // A server that ends in order removes its own name; this one is what a killed server leaves.
  linkSync(bound, other);
  await removeStaleSocket(other);
  expect(existsSync(other)).toBe(true);
  server.close();
  await once(server, 'close');
  await removeStaleSocket(other);
  expect(existsSync(other)).toBe(false);
});

test('what is no socket stays, and so does nothing', async () => {
  const file = join(directory, 'notes.txt');
  writeFileSync(file, 'keep');
  await removeStaleSocket(file);
  expect(readFileSync(file, 'utf8')).toBe('keep');
  await removeStaleSocket(join(directory, 'missing'));
});
