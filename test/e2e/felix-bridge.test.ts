// The calc-graph feeds a driver that was written for Felix, through the bridge.
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runFelixBridge } from '@manul/service-dataplane-driver';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { allowOnly, smallCluster } from './objects.ts';
import { quiet, startServer, type TestServer, temporaryDirectory } from './stream-harness.ts';

let directory: ReturnType<typeof temporaryDirectory>;
let server: TestServer;
let bridge: Awaited<ReturnType<typeof runFelixBridge>>;
const path = (name: string) => join(directory.path, name);

interface Entry {
  readonly pid: number;
  readonly sequence_number?: number;
  readonly [kind: string]: unknown;
}

function diary(): Entry[] {
  if (!existsSync(path('diary'))) return [];
  // What comes after the last line's end is still being written.
  const lines = readFileSync(path('diary'), 'utf8').split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line) as Entry);
}

const eventually = (check: () => void) => vi.waitFor(check, { timeout: 300_000, interval: 50 });

const kindOf = (entry: Entry) => Object.keys(entry).find((key) => key !== 'pid' && key !== 'sequence_number');

beforeEach(async () => {
  directory = temporaryDirectory();
  const script = fileURLToPath(new URL('felix-driver.ts', import.meta.url));
  writeFileSync(path('driver'), `#!/bin/sh\nexec "${process.execPath}" "${script}" "${path('diary')}"\n`);
  chmodSync(path('driver'), 0o755);
  server = await startServer(`unix:${path('sync.sock')}`, smallCluster());
  await server.handle.nextFlush();
  bridge = await runFelixBridge(
    { node: 'node-a', server: [server.handle.address], driver: path('driver'), felix: { LogPrefix: 'x' } },
    { log: quiet },
  );
});
afterEach(async () => {
  await bridge.stop();
  await server.handle.stop();
  directory.remove();
});

test('settings first, then all there is, in-sync, and changes as they come', async () => {
  await eventually(() => expect(diary().some((entry) => entry['in_sync'])).toBe(true));
  const [first, ...rest] = diary();
  expect(first).toMatchObject({ config_update: { config: { FelixHostname: 'node-a', LogPrefix: 'x' } } });
  const kinds = rest.map(kindOf);
  expect(kinds.at(-1)).toBe('in_sync');
  expect(kinds.indexOf('ipset_update')).toBeLessThan(kinds.indexOf('active_policy_update'));
  expect(kinds.indexOf('active_policy_update')).toBeLessThan(kinds.indexOf('workload_endpoint_update'));
  const before = rest.length + 1;
  server.source.apply(allowOnly('client', 'web', 9090));
  await eventually(() => expect(diary().slice(before).map(kindOf)).toContain('active_policy_update'));
  server.source.delete(allowOnly('client', 'web', 9090));
  await eventually(() => expect(diary().map(kindOf).at(-1)).toMatch(/_remove$/));
  const all = diary();
  expect(all.map(({ sequence_number: number }) => number ?? 0)).toEqual(all.map((_, index) => index));
});

test('a driver that dies is started again and told everything; what it refuses is told to the server', async () => {
  await eventually(() => expect(diary().some((entry) => entry['in_sync'])).toBe(true));
  const before = diary();
  process.kill(before[0]!.pid, 'SIGKILL');
  const second = () => diary().filter(({ pid }) => pid !== before[0]!.pid);
  await eventually(() => expect(second().some((entry) => entry['in_sync'])).toBe(true));
  const about = ({ pid: _, ...entry }: Entry) => entry;
  expect(second().map(about)).toEqual(before.map(about));
  await eventually(() => {
    const errors = server.handle.status().nodes.find(({ node }) => node === 'node-a')?.errors;
    expect(errors?.map(({ object }) => object)).toContain('workload_endpoint k8s|prod/web|eth0');
  });
});
