import { PassThrough } from 'node:stream';
import { createLogger } from '@manul/observability';
import { encodeFelixFrame, FelixFrameReader, felix } from '@manul/proto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ScriptedBackend } from '../testing/scripted-backend.ts';
import { type FelixDriverHandle, runFelixDriver } from './run.ts';

let toDriver: PassThrough;
let fromDriver: PassThrough;
let warnings: string[];
/** What Felix has read so far. */
let heard: felix.FromDataplane[];
let sequence: number;
let driver: FelixDriverHandle | undefined;

beforeEach(() => {
  toDriver = new PassThrough();
  fromDriver = new PassThrough();
  warnings = [];
  heard = [];
  const reader = new FelixFrameReader();
  fromDriver.on('data', (bytes: Buffer) => {
    for (const envelope of reader.push(bytes)) heard.push(felix.FromDataplane.decode(envelope));
  });
  sequence = 0;
  driver = undefined;
});
afterEach(() => driver?.stop());

const log = () =>
  createLogger({ service: 'test', level: 'warn', destination: { write: (line) => void warnings.push(line) } });

const frame = (message: felix.IToDataplane, number = sequence++) =>
  encodeFelixFrame(felix.ToDataplane.encode({ ...message, sequence_number: number }).finish());

const say = (...messages: felix.IToDataplane[]) => toDriver.write(Buffer.concat(messages.map((m) => frame(m))));

const config = (parameters: Record<string, string> = {}): felix.IToDataplane => ({
  config_update: { config: { FelixHostname: 'Node-A', ReportingIntervalSecs: '0', ...parameters } },
});
const id = { orchestrator_id: 'k8s', workload_id: 'prod/web', endpoint_id: 'eth0' };
const endpoint: felix.IToDataplane = {
  workload_endpoint_update: { id, endpoint: { name: 'cali1', state: 'active', ipv4_nets: ['10.0.0.1/32'] } },
};

async function start(): Promise<FelixDriverHandle> {
  driver = await runFelixDriver(
    { felixPipes: true },
    { pipes: { input: toDriver, output: fromDriver }, backend: new ScriptedBackend(), log: log() },
  );
  return driver;
}

test('takes its settings from Felix, programs once Felix is in sync, and reports', async () => {
  say(config({ ReportingIntervalSecs: '3600', IptablesRefreshInterval: '10', Ipv6Support: 'false' }), endpoint);
  const { status } = await start();
  expect(status()).toMatchObject({ node: 'node-a', connected: true, inKernel: undefined });
  say({ in_sync: {} });
  await vi.waitFor(() => expect(status().inKernel).toBeDefined(), 60_000);
  await vi.waitFor(() => expect(heard).toHaveLength(2), 60_000);
  expect(heard[0]?.process_status_update?.iso_timestamp).toMatch(/^\d{4}-/);
  expect(heard[1]?.workload_endpoint_status_update).toMatchObject({ id, status: { status: 'up' } });
  say({ workload_endpoint_remove: { id } });
  await vi.waitFor(() => expect(heard[2]?.workload_endpoint_status_remove).toMatchObject({ id }), 60_000);
  expect(heard.map(({ sequence_number: number }) => number)).toEqual([0, 1, 2]);
});

test('ends in order where Felix closes its pipe', async () => {
  say(config(), { in_sync: {} });
  const { ended, status } = await start();
  toDriver.end();
  expect(await ended).toEqual({ error: undefined });
  expect(status().connected).toBe(false);
});

test.each([
  ['a gap in the numbers', () => void toDriver.write(frame(endpoint, 5)), 'message 5 came where 1 was due'],
  ['a number again', () => void toDriver.write(frame(endpoint, 0)), 'message 0 came where 1 was due'],
  ['what is no message', () => void toDriver.write(encodeFelixFrame(Buffer.from('ffff', 'hex'))), 'cannot be decoded'],
  ['a frame without end', () => void toDriver.write(Buffer.alloc(8, 0xff)), 'larger than'],
  ['a pipe closed midway', () => void toDriver.end(frame(endpoint).subarray(0, 9)), 'in the middle of a message'],
  ['a pipe that breaks', () => void toDriver.destroy(new Error('EIO')), 'EIO'],
  ['other settings', () => void say(config({ ChainInsertMode: 'append' })), 'settings have changed'],
  ['a pipe that nobody reads', () => void fromDriver.destroy(new Error('EPIPE')), 'reads no more'],
])('ends with an error at %s', async (_what, send, reason) => {
  say(config());
  const { ended } = await start();
  send();
  expect((await ended).error?.message).toContain(reason);
});

test('the same settings again change nothing', async () => {
  say(config(), config(), { in_sync: {} });
  const { status } = await start();
  await vi.waitFor(() => expect(status().inKernel).toBeDefined(), 60_000);
});

test('leaves out messages and parameters of a newer Felix, and says so', async () => {
  say(config({ NotYetInvented: 'yes' }));
  const { status } = await start();
  // Field 14 is none of today's kinds, 1000 is none at all.
  for (const bytes of ['f23e00', 'c23e0161']) {
    const number = felix.ToDataplane.encode({ sequence_number: sequence++ }).finish();
    toDriver.write(encodeFelixFrame(Buffer.concat([number, Buffer.from(bytes, 'hex')])));
  }
  say({ in_sync: {} });
  await vi.waitFor(() => expect(status().inKernel).toBeDefined(), 60_000);
  expect(warnings.filter((line) => line.includes('does not know'))).toHaveLength(3);
});

test.each([
  ['nothing', () => toDriver.end(), 'before it said anything'],
  ['something else', () => say(endpoint), 'no ConfigUpdate'],
  ['a value that makes no sense', () => say(config({ IptablesMarkMask: 'many' })), 'IptablesMarkMask'],
])('does not start where Felix begins with %s', async (_what, send, reason) => {
  send();
  await expect(start()).rejects.toThrow(reason);
});
