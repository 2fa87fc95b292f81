import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, type ClientDuplexStream, credentials } from '@grpc/grpc-js';
import { HeldObjects, manul, nodeSyncService } from '@manul/proto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { OutputStep } from './output-steps.ts';
import { type ReplayReceipt, ReplayServer } from './replay-server.ts';

const { SNAPSHOT, UPDATE } = manul.v1.Phase;

let folder = '';
let address = '';
let server: ReplayServer;
const receipts: ReplayReceipt[] = [];
const clients: Client[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'manul-replay-'));
  receipts.length = 0;
  server = new ReplayServer((receipt) => receipts.push(receipt));
  address = await server.listen(`unix:${join(folder, 'sync.sock')}`);
});

afterEach(() => {
  for (const client of clients.splice(0)) client.close();
  server.stop();
  rmSync(folder, { recursive: true });
});

const step = (revision: number, ...sets: string[]): OutputStep => ({
  node: 'node-a',
  time: 0,
  epoch: 4,
  revision,
  updates: sets.map((id) => ({ message: { ipset_update: { id, members: [`10.0.0.${revision}`] } } })),
});

/** A driver that takes down what it gets. */
function connect(node: string): { call: ClientDuplexStream<Buffer, Buffer>; batches: manul.v1.ToNode[] } {
  const client = new Client(address, credentials.createInsecure());
  clients.push(client);
  const { path, requestSerialize, responseDeserialize } = nodeSyncService.sync;
  const call = client.makeBidiStreamRequest(path, requestSerialize, responseDeserialize);
  const batches: manul.v1.ToNode[] = [];
  call.on('data', (bytes: Buffer) => batches.push(manul.v1.ToNode.decode(bytes)));
  call.on('error', () => {});
  call.write(Buffer.from(manul.v1.FromNode.encode({ hello: { node, protocol_version: 1 } }).finish()));
  return { call, batches };
}

const sent = (batches: readonly manul.v1.ToNode[]) =>
  batches
    .filter(({ position }) => position)
    .map(({ phase, position, updates }) => [
      phase,
      position?.revision,
      updates.map(({ message }) => message?.ipset_update?.id),
    ]);

test('each step is a batch, the first one all there is', async () => {
  const { batches } = connect('node-a');
  await server.connected('node-a');
  for (const each of [step(1, 's:a'), step(2, 's:b'), step(3)]) server.send(each);
  await vi.waitFor(() => expect(sent(batches)).toHaveLength(3), 60_000);
  expect(batches[0]?.welcome?.server).toBe('manul replay');
  expect(sent(batches)).toEqual([
    [SNAPSHOT, 1, ['s:a']],
    [UPDATE, 2, ['s:b']],
    [UPDATE, 3, []],
  ]);
});

test('who comes later gets what was replayed so far, with its digest', async () => {
  server.send(step(1, 's:a', 's:b'));
  server.send({ ...step(2), updates: [{ message: { ipset_remove: { id: 's:a' } } }] });
  const { batches } = connect('node-a');
  await vi.waitFor(() => expect(sent(batches)).toHaveLength(1), 60_000);
  expect(sent(batches)).toEqual([[SNAPSHOT, 2, ['s:b']]]);
  const held = new HeldObjects();
  for (const { message } of batches.flatMap(({ updates }) => updates)) held.apply(message ?? {});
  expect(Buffer.from(batches.at(-1)!.digest).readBigUInt64LE()).toBe(held.digest);
});

test('receipts are handed on, other nodes hear nothing', async () => {
  const other = connect('node-b');
  const { call } = connect('node-a');
  await server.connected('node-a');
  await server.connected('node-b');
  server.send(step(1, 's:a'));
  const receipt = { position: { epoch: 4, revision: 1 } };
  call.write(Buffer.from(manul.v1.FromNode.encode({ receipt }).finish()));
  await vi.waitFor(() => expect(receipts).toHaveLength(1), 60_000);
  expect(receipts[0]).toMatchObject({ node: 'node-a', receipt });
  expect(sent(other.batches)).toEqual([]);
});

test('bytes that are no message end that stream alone', async () => {
  const { call } = connect('node-a');
  const { batches } = connect('node-b');
  const ended = new Promise((resolve) => call.on('status', resolve));
  call.write(Buffer.from([0xff, 0xff]));
  expect(await ended).toMatchObject({ details: 'malformed message' });
  server.send({ ...step(1, 's:a'), node: 'node-b' });
  await vi.waitFor(() => expect(sent(batches)).toHaveLength(1), 60_000);
});
