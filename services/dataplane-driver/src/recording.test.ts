import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '@manul/observability';
import { type felix, manul } from '@manul/proto';
import { type Entry, openRecording } from '@manul/recording';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { runDriver } from './main.ts';
import { ScriptedBackend } from './testing/scripted-backend.ts';
import { ScriptedServer } from './testing/scripted-server.ts';

const log = createLogger({ service: 'test', level: 'silent' });
const { SNAPSHOT, UPDATE } = manul.v1.Phase;

let directory = '';
let server: ScriptedServer;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'manul-driver-'));
  server = new ScriptedServer(`unix:${directory}/sync.sock`);
  await server.start();
});
afterEach(() => {
  server.stop();
  rmSync(directory, { recursive: true });
});

const start = (record: string) =>
  runDriver({ node: 'node-a', server: [server.address], record }, { backend: new ScriptedBackend(), log });

const update = (message: felix.IToDataplane) => ({ message });

test('what comes in is recorded, flush by flush', async () => {
  const path = join(directory, 'node-a.rec');
  const driver = await start(path);
  await vi.waitFor(() => expect(server.streams[0]?.hello).toBeDefined(), 60_000);
  const stream = server.streams[0]!;
  const web = { ipset_update: { id: 's:a', members: ['10.0.0.1'] } };
  stream.send({
    phase: SNAPSHOT,
    updates: [update(web), update({ in_sync: {} })],
    position: { epoch: 1, revision: 1 },
  });
  stream.send({
    phase: UPDATE,
    updates: [update({ ipset_remove: { id: 's:a' } })],
    position: { epoch: 1, revision: 2 },
  });
  await driver.waitForPosition({ epoch: 1, revision: 2 });
  await driver.stop();
  const recording = await openRecording(path);
  const entries: Entry[] = [];
  for await (const entry of recording) entries.push(entry);
  expect(recording.header).toMatchObject({ node: 'node-a', producer: expect.stringMatching('manul driver') });
  expect(entries.map(({ revision, output, flush }) => [revision, output ?? flush])).toEqual([
    [1, web],
    [1, { in_sync: {} }],
    [1, {}],
    [2, { ipset_remove: { id: 's:a' } }],
    [2, {}],
  ]);
});

test('the recording before a restart is kept', async () => {
  const path = join(directory, 'node-a.rec');
  await (await start(path)).stop();
  expect(existsSync(`${path}.old`)).toBe(false);
  await (await start(path)).stop();
  expect((await openRecording(`${path}.old`)).header.node).toBe('node-a');
});

test('a file that cannot be written is refused at the start', async () => {
  await expect(start(join(directory, 'no', 'such', 'folder.rec'))).rejects.toThrow(/--record: .*ENOENT/);
});
