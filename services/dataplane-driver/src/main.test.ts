import { mkdtempSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '@manul/observability';
import { type felix, HeldObjects, manul } from '@manul/proto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type DriverHandle, runDriver } from './main.ts';
import { digestBytes } from './sync-client.ts';
import { ScriptedBackend } from './testing/scripted-backend.ts';
import { ScriptedServer, type ScriptedStream } from './testing/scripted-server.ts';

const { Phase } = manul.v1;

let directory: string;
let server: ScriptedServer;
let backend: ScriptedBackend;
const handles: DriverHandle[] = [];

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'manul-driver-'));
  server = new ScriptedServer(`unix:${directory}/sync.sock`);
  backend = new ScriptedBackend();
  await server.start();
});
afterEach(async () => {
  for (const handle of handles.splice(0)) await handle.stop();
  server.stop();
  rmSync(directory, { recursive: true });
});

async function start(settings: object = {}): Promise<DriverHandle> {
  const common = { node: 'node-a', server: [server.address], reconnectMaxSeconds: 0.1, lastGoodSeconds: 0 };
  const handle = await runDriver(
    { ...common, ...settings },
    { backend, log: createLogger({ service: 'test', level: 'silent' }) },
  );
  handles.push(handle);
  return handle;
}

async function stop(handle: DriverHandle): Promise<void> {
  handles.splice(handles.indexOf(handle), 1);
  await handle.stop();
}

/** The stream that comes after so many others, once it has said hello. */
async function stream(index: number): Promise<ScriptedStream> {
  await vi.waitFor(() => expect(server.streams[index]?.hello).toBeDefined(), { timeout: 60_000, interval: 5 });
  return server.streams[index]!;
}

const until = (condition: () => void) => vi.waitFor(condition, { timeout: 60_000, interval: 5 });

/** The first receipt for that revision. There may be more: a round is also made where this machine's network changes. */
async function receipt(from: ScriptedStream, revision: number): Promise<manul.v1.IReceipt> {
  const found = () => from.receipts.find(({ position }) => position?.revision === revision);
  await until(() => expect(found()).toBeDefined());
  return found()!;
}

const set = (id: string, ...members: string[]): felix.IToDataplane => ({ ipset_update: { id, type: 0, members } });
const endpointId = { orchestrator_id: 'k8s', workload_id: 'prod/web', endpoint_id: 'eth0' };
const endpoint: felix.IToDataplane = {
  workload_endpoint_update: {
    id: endpointId,
    endpoint: { name: 'cali123', state: 'active', ipv4_nets: ['10.0.0.1/32'] },
  },
};

/** A batch that ends a flush, with the right digest unless another is given. */
function flush(
  phase: manul.v1.Phase,
  revision: number,
  messages: felix.IToDataplane[],
  digest?: bigint,
): manul.v1.IToNode {
  const held = new HeldObjects();
  for (const message of messages) held.apply(message);
  const updates = messages.map((message) => ({ message }));
  return { phase, updates, position: { epoch: 1, revision }, digest: digestBytes(digest ?? held.digest) };
}

const snapshot = (revision: number, messages: felix.IToDataplane[], digest?: bigint) =>
  flush(Phase.SNAPSHOT, revision, messages, digest);

test('says hello, applies the snapshot, and acknowledges it with its digest', async () => {
  const handle = await start();
  const first = await stream(0);
  expect(first.hello).toMatchObject({ node: 'node-a', protocol_version: 1, backends: ['scripted'], position: null });
  expect(backend.rounds).toBe(0);
  expect(backend.removalsAllowed).toBe(false);
  const sent = snapshot(7, [set('s:a', '10.0.0.1')]);
  first.send(sent);
  await handle.waitForPosition({ epoch: 1, revision: 7 });
  const { position, digest, from_last_good } = await receipt(first, 7);
  expect(position).toMatchObject({ epoch: 1, revision: 7 });
  expect(Buffer.from(digest!)).toEqual(sent.digest);
  expect(from_last_good).toBe(false);
  expect(backend.ipSets[0]?.sets.get('s:a')?.members).toEqual(new Set(['10.0.0.1']));
  expect(backend.removalsAllowed).toBe(true);
});

test('tells how long it took from the start to all that was sent, once it is in the kernel', async () => {
  const handle = await start({ http: '127.0.0.1:0' });
  const seconds = async (): Promise<number> => {
    const text = await (await fetch(`http://${handle.httpAddress}/metrics`)).text();
    return Number(/^manul_driver_first_sync_seconds (.*)$/m.exec(text)?.[1]);
  };
  const first = await stream(0);
  expect(await seconds()).toBe(0);
  first.send(snapshot(7, [set('s:a')]));
  await receipt(first, 7);
  await vi.waitFor(async () => expect(await seconds()).toBeGreaterThan(0), { timeout: 60_000, interval: 5 });
  const taken = await seconds();
  first.send(flush(Phase.UPDATE, 8, [set('s:a'), set('s:b')]));
  await receipt(first, 8);
  await handle.waitForPosition({ epoch: 1, revision: 8 });
  expect(await seconds()).toBe(taken);
});

test('does nothing with part of a flush, and forgets it with the stream', async () => {
  await start();
  const first = await stream(0);
  first.send({ phase: Phase.SNAPSHOT, updates: [{ message: set('s:part', '10.0.0.1') }] });
  first.end();
  const second = await stream(1);
  expect(second.hello?.position).toBeNull();
  second.send(snapshot(1, [set('s:a')]));
  await receipt(second, 1);
  expect([...(backend.ipSets[0]?.sets.keys() ?? [])]).toContain('s:a');
  expect(backend.ipSets[0]?.sets.has('s:part')).toBe(false);
});

test('comes back with what it holds, and takes a later snapshot as a difference', async () => {
  await start();
  const first = await stream(0);
  const sent = snapshot(3, [set('s:a', '10.0.0.1'), set('s:b', '10.0.0.2')]);
  first.send(sent);
  await receipt(first, 3);
  const replaced = vi.spyOn(backend.ipSets[0]!, 'replace');
  const removed = vi.spyOn(backend.ipSets[0]!, 'remove');
  first.end();
  const second = await stream(1);
  expect(second.hello).toMatchObject({ position: { epoch: 1, revision: 3 } });
  expect(Buffer.from(second.hello!.digest!)).toEqual(sent.digest);
  second.send({ ...snapshot(9, [set('s:a', '10.0.0.1')]) });
  await receipt(second, 9);
  expect(replaced).not.toHaveBeenCalled();
  expect(removed.mock.calls).toEqual([['s:b']]);
});

test('answers the question for its inventory, and removes what the server cannot name', async () => {
  await start();
  const first = await stream(0);
  first.send(snapshot(1, [set('s:a', '10.0.0.1'), set('s:b')]));
  await receipt(first, 1);
  first.send({ inventory_wanted: true });
  const chunks = () => first.said.flatMap(({ inventory }) => inventory ?? []);
  await until(() => expect(chunks().at(-1)?.complete).toBe(true));
  expect(Buffer.concat(chunks().map(({ entries }) => entries ?? new Uint8Array()))).toHaveLength(32);
  const held = new HeldObjects();
  held.apply(set('s:b'));
  const [gone] = held.values();
  const remaining = new HeldObjects();
  remaining.apply(set('s:a', '10.0.0.1'));
  const digest = digestBytes(remaining.digest);
  const position = { epoch: 1, revision: 2 };
  first.send({ phase: Phase.RESUME, forget: [digestBytes(gone!.keyHash)], position, digest });
  const { digest: acknowledged } = await receipt(first, 2);
  expect(backend.ipSets[0]?.sets.has('s:b')).toBe(false);
  expect(Buffer.from(acknowledged!)).toEqual(digest);
});

test('asks for everything when its state is not what the server thinks', async () => {
  await start();
  const first = await stream(0);
  first.send(snapshot(1, [set('s:a')]));
  await receipt(first, 1);
  first.send(flush(Phase.UPDATE, 2, [set('s:b')], 12345n));
  const second = await stream(1);
  expect(second.hello?.position).toBeNull();
  second.send(snapshot(2, [set('s:a'), set('s:c')]));
  await receipt(second, 2);
  await until(() => expect(backend.ipSets[0]?.sets.has('s:c')).toBe(true));
  expect(backend.ipSets[0]?.sets.has('s:b')).toBe(false);
  second.end();
  expect((await stream(2)).hello).toMatchObject({ position: { revision: 2 } });
});

test('does not ask in circles where even a snapshot does not add up', async () => {
  await start();
  const first = await stream(0);
  first.send(snapshot(1, [set('s:a')], 12345n));
  await receipt(first, 1);
  first.send(snapshot(2, [set('s:a')]));
  await receipt(first, 2);
  expect(server.streams).toHaveLength(1);
});

test('leaves a server that talks nonsense, and comes back', async () => {
  await start();
  (await stream(0)).sendBytes(Buffer.from([0xff, 0xff, 0xff]));
  const second = await stream(1);
  second.send(snapshot(1, [set('s:a')]));
  await receipt(second, 1);
});

test('waits as long as a goodbye asks for', async () => {
  await start();
  const first = await stream(0);
  const before = performance.now();
  first.send({ goodbye: { reason: 'moving', retry_after_milliseconds: 400 } });
  first.end();
  await stream(1);
  expect(performance.now() - before).toBeGreaterThan(350);
});

test('finds the server that answers among several', async () => {
  await start({ server: [`unix:${directory}/nobody`, server.address, `unix:${directory}/nobody-either`] });
  const found = await stream(0);
  found.send(snapshot(1, []));
  await receipt(found, 1);
});

test('acknowledges nothing until the kernel has taken it', async () => {
  backend.outcomes.push({ faults: [{ name: '', reason: 'lock held', isolated: false }] });
  backend.outcomes.push({ faults: [{ name: '', reason: 'lock held', isolated: false }] });
  const handle = await start();
  const first = await stream(0);
  first.send(snapshot(1, [set('s:a')]));
  await receipt(first, 1);
  expect(backend.rounds).toBeGreaterThanOrEqual(3);
  expect(handle.inKernel()).toMatchObject({ revision: 1 });
});

test('tells which endpoints are programmed, removed, or closed, on every new stream', async () => {
  await start();
  const first = await stream(0);
  first.send(snapshot(1, [endpoint]));
  await until(() => expect(first.statuses).toHaveLength(1));
  const up = { workload_endpoint_status_update: { id: endpointId, status: { status: 'up' } } };
  expect(first.statuses[0]).toMatchObject(up);
  first.end();
  const second = await stream(1);
  second.send({ position: { epoch: 1, revision: 1 } });
  await until(() => expect(second.statuses).toHaveLength(1));
  expect(second.statuses[0]).toMatchObject(up);
  second.send(snapshot(2, []));
  await until(() => expect(second.statuses).toHaveLength(2));
  expect(second.statuses[1]).toMatchObject({ workload_endpoint_status_remove: { id: endpointId } });
});

test('without a server it enforces the last-good state and says so', async () => {
  const stateDir = join(directory, 'state');
  const before = await start({ stateDir });
  const first = await stream(0);
  const sent = snapshot(5, [set('s:a', '10.0.0.1')]);
  first.send(sent);
  await receipt(first, 5);
  await stop(before);
  server.stop();

  backend = new ScriptedBackend();
  const alone = await start({ stateDir });
  await alone.waitForPosition({ epoch: 1, revision: 5 });
  expect(alone.status()).toMatchObject({ fromLastGood: true, connected: false });
  expect(backend.ipSets[0]?.sets.get('s:a')?.members).toEqual(new Set(['10.0.0.1']));

  server = new ScriptedServer(`unix:${directory}/sync.sock`);
  await server.start();
  const back = await stream(0);
  expect(Buffer.from(back.hello!.digest!)).toEqual(sent.digest);
  await until(() => expect(back.receipts[0]).toMatchObject({ from_last_good: true, position: { revision: 5 } }));
  back.send({ position: { epoch: 2, revision: 1 }, digest: sent.digest! });
  expect(await receipt(back, 1)).toMatchObject({ from_last_good: false, position: { epoch: 2 } });
  expect(alone.status().fromLastGood).toBe(false);
});

test('a last-good state that is not whole is ignored: nothing is written until a server answers', async () => {
  const stateDir = join(directory, 'state');
  const before = await start({ stateDir });
  const first = await stream(0);
  first.send(snapshot(5, [set('s:a', '10.0.0.1')]));
  await receipt(first, 5);
  await stop(before);
  const file = join(stateDir, 'last-good.bin');
  truncateSync(file, readFileSync(file).length - 1);

  backend = new ScriptedBackend();
  await start({ stateDir });
  const second = await stream(1);
  expect(second.hello?.position).toBeNull();
  expect(backend.rounds).toBe(0);
  expect(backend.ipSets[0]?.sets.has('s:a')).toBe(false);
});

test('says why it lags while the kernel does not take what it should', async () => {
  const fault = { faults: [{ name: '', reason: 'lock held', isolated: false }] };
  backend.outcomes.push(fault, fault, fault);
  await start();
  const first = await stream(0);
  first.send(snapshot(1, [set('s:a')]));
  expect(await receipt(first, 1)).toMatchObject({ errors: [] });
  expect(first.receipts[0]).toMatchObject({ position: null, errors: [{ object: 'kernel' }] });
  expect(first.receipts[0]?.errors?.[0]?.reason).toMatch('lock held');
});
