// Recordings as a user makes and replays them: from a live service, from a driver, into chains, drivers and a kernel.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Entry } from '@manul/recording';
import { runDriver } from '@manul/service-dataplane-driver';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { command, labTest, manul } from './manul.ts';
import { allowOnly, pod, smallCluster } from './objects.ts';
import { recordedEntries } from './recorded-entries.ts';
import { quiet, startServer, temporaryDirectory } from './stream-harness.ts';

const recordings = fileURLToPath(new URL('../recordings/', import.meta.url));
const isolation = join(recordings, 'isolation', 'cluster.jsonl');

let directory: ReturnType<typeof temporaryDirectory>;
const cleanups: (() => unknown)[] = [];
beforeEach(() => {
  directory = temporaryDirectory();
});
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
  directory.remove();
});

const file = (name: string) => join(directory.path, name);
const listen = () => `unix:${file('sync.sock')}`;

async function until(condition: () => Promise<boolean>, what: string): Promise<void> {
  for (let waited = 0; !(await condition()); waited += 50) {
    if (waited > 300_000) throw new Error(`${what} did not happen`);
    await sleep(50);
  }
}

test('a live node is recorded beside its driver, and replays to the same chains', async () => {
  const server = await startServer(listen(), smallCluster());
  cleanups.push(() => server.handle.stop());
  const recorder = spawn(command, ['record', '--server', listen(), '--node', 'node-a', '--to', file('live.rec.gz')]);
  cleanups.push(() => recorder.kill('SIGKILL'));
  const flushes = async () => (await recordedEntries(file('live.rec.gz'))).filter(({ flush }) => flush).length;
  await until(async () => (await flushes()) === 1, 'the snapshot');
  server.source.apply(allowOnly('web', 'database', 80));
  await until(async () => (await flushes()) === 2, 'the change');
  recorder.kill('SIGINT');
  expect((await once(recorder, 'close'))[0]).toBe(0);

  const entries = await recordedEntries(file('live.rec.gz'));
  expect(entries.some(({ origin }) => origin?.kind === 'NetworkPolicy')).toBe(true);
  const chains = await manul('replay', file('live.rec.gz'));
  expect(chains).toMatchObject({ code: 0, stderr: '' });
  expect(JSON.parse(chains.stdout)).toHaveLength(2);
  expect(chains.stdout).toContain('cali-pi-knp/');
});

test.each(['inputs', 'outputs'] as const)(
  'a live cluster is recorded as %s, and replays to the same chains',
  async (level) => {
    const admin = `unix:${file('admin.sock')}`;
    const server = await startServer(listen(), smallCluster(), { admin });
    cleanups.push(() => server.handle.stop());
    const path = file('cluster.rec.gz');
    const recorder = spawn(command, ['record', '--server', admin, '--level', level, '--to', path]);
    cleanups.push(() => recorder.kill('SIGKILL'));
    const has = async (text: string) => JSON.stringify(await recordedEntries(path)).includes(text);
    await until(() => has('10.0.1.1'), 'the snapshot');
    // A service that comes back, with another state: what changed meanwhile is recorded, removals too.
    await server.handle.stop();
    const later = [
      ...smallCluster().filter(({ metadata }) => metadata.name !== 'client'),
      pod('late', 'node-a', '10.0.0.9'),
    ];
    const second = await startServer(listen(), later, { admin });
    cleanups.push(() => second.handle.stop());
    await until(() => has('10.0.0.9'), 'the stream that was lost');
    second.source.apply(allowOnly('web', 'database', 80));
    second.source.delete(pod('late', 'node-a', '10.0.0.9'), pod('database', 'node-b', '10.0.1.1'));
    await second.handle.nextFlush();
    const isDone = (entry: Entry) => entry.revision === second.handle.revision() && Boolean(entry.flush);
    await until(
      async () => (await recordedEntries(path)).filter(isDone).length >= (level === 'inputs' ? 1 : 2),
      'the change',
    );
    recorder.kill('SIGINT');
    expect((await once(recorder, 'close'))[0]).toBe(0);

    const expected = file('expected.jsonl');
    const steps = [...later.filter(({ metadata }) => metadata.name !== 'late' && metadata.name !== 'database')];
    writeFileSync(
      file('steps.json'),
      JSON.stringify([[...steps, allowOnly('web', 'database', 80)].map((object) => ({ op: 'apply', object }))]),
    );
    expect(await manul('record', '--steps', file('steps.json'), '--to', expected)).toMatchObject({ code: 0 });
    for (const node of ['node-a', 'node-b']) {
      const last = async (recording: string) => {
        const { code, stdout } = await manul('replay', recording, '--node', node);
        expect(code).toBe(0);
        return JSON.stringify(JSON.parse(stdout).at(-1));
      };
      expect(await last(path)).toBe(await last(expected));
    }
  },
);

test.each(['inputs', 'outputs'])('a recording of %s of a quiet cluster ends when its time is over', async (level) => {
  const admin = `unix:${file('admin.sock')}`;
  const server = await startServer(listen(), smallCluster(), { admin });
  cleanups.push(() => server.handle.stop());
  const path = file('cluster.jsonl');
  const { code, stderr } = await manul(
    ...['record', '--server', admin, '--level', level, '--max-seconds', '1', '--to', path],
  );
  expect({ code, stderr }).toMatchObject({ code: 0, stderr: expect.stringContaining('which is full') });
});

test("a driver's own recording, served to another driver, brings it to the same state", async () => {
  const server = await startServer(listen(), smallCluster());
  await server.handle.nextFlush();
  const first = await runDriver(
    { node: 'node-a', server: [listen()], backend: 'none', record: file('driver.rec') },
    { log: quiet },
  );
  await server.handle.enforced(server.handle.revision(), ['node-a']);
  const position = first.inKernel()!;
  await first.stop();
  await server.handle.stop();

  const replayed = `unix:${file('replay.sock')}`;
  const replay = spawn(command, ['replay', file('driver.rec'), '--to', `grpc:${replayed}`], { stdio: 'ignore' });
  cleanups.push(() => replay.kill('SIGKILL'));
  const second = await runDriver(
    { node: 'node-a', server: [replayed], backend: 'none', reconnectMaxSeconds: 0.2 },
    { log: quiet },
  );
  cleanups.push(() => second.stop());
  await second.waitForPosition(position);
  expect(second.inKernel()).toEqual(position);
  replay.kill('SIGINT');
  expect((await once(replay, 'close'))[0]).toBe(0);
});

test.each([
  ['inputs', isolation, ['--node', 'node-a']],
  ['outputs', join(recordings, 'isolation', 'node-a.rec'), []],
])('a part of %s replays to the chains that the whole has there', async (_, recording, node) => {
  const replay = async (...part: readonly string[]): Promise<unknown[]> => {
    const { code, stdout, stderr } = await manul('replay', recording, ...node, ...part);
    expect(code, stderr).toBe(0);
    return JSON.parse(stdout);
  };
  const whole = await replay();
  expect(whole.length).toBeGreaterThan(3);
  expect(await replay('--until', '2')).toEqual(whole.slice(0, 2));
  const rest = await replay('--from', '3');
  expect(rest).toHaveLength(whole.length - 1);
  // The state before, in one step, and then what came.
  expect(rest).toEqual(whole.slice(1));
  expect(await replay('--from', '3', '--until', '3')).toEqual(whole.slice(1, 3));
});

test('inputs, their outputs, and what render makes of their messages are one', async () => {
  const outputs = file('node-a.rec');
  expect(
    await manul('record', '--inputs', isolation, '--level', 'outputs', '--node', 'node-a', '--to', outputs),
  ).toEqual({
    code: 0,
    stdout: '',
    stderr: '',
  });
  const fromInputs = await manul('replay', isolation, '--node', 'node-a');
  const fromOutputs = await manul('replay', outputs, '--to', 'chains');
  expect(fromInputs.code).toBe(0);
  expect(fromOutputs.stdout).toBe(fromInputs.stdout);
  const messages = await manul('replay', isolation, '--node', 'node-a', '--to', 'messages');
  expect(JSON.parse(messages.stdout)).toHaveLength(JSON.parse(fromInputs.stdout).length);
});

labTest('into the kernel of a namespace, step by step, and out again', async () => {
  const script = `
    ${command} replay ${join(recordings, 'isolation', 'node-a.rec')} --to kernel || exit $?
    iptables-save -t filter | grep -c cali-tw-
    ${command} cleanup > ${file('cleanup')} || exit $?
    iptables-save -t filter | grep -c cali-`;
  const isRoot = process.getuid?.() === 0;
  const child = spawn('unshare', [isRoot ? '-n' : '-Urn', 'sh', '-c', script]);
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  await once(child, 'close');
  expect(err.match(/step \d+: revision \d+ is in the kernel/g)).toHaveLength(6);
  const [before, after] = out.trim().split('\n').map(Number);
  expect(before).toBeGreaterThan(2);
  expect(after).toBe(0);
});

test.each([
  [['record'], 2, /required option '--to <FILE>'/],
  [['record', '--to', 'x'], 2, /one of --steps, --manifests, --inputs and --server is required/],
  [['record', '--to', 'x', '--server', 'unix:/no/such'], 1, /nobody answers|is calc-graph run with --admin/],
  [['record', '--to', 'x', '--server', 'unix:/x', '--node', 'a', '--level', 'inputs'], 2, /outputs alone/],
  [['record', '--to', 'x', '--server', 'example.test:1', '--node', 'a'], 2, /--tls-ca-file/],
  [['record', '--to', 'x', '--server', 'unix:/x', '--token-file', 'y'], 2, /a token is bound to its node/],
  [['record', '--to', 'x', '--server', 'unix:/x', '--node', 'a', '--token-file', 'y'], 2, /not sent without TLS/],
  [['record', '--to', '/no/such/x', '--inputs', isolation], 1, /ENOENT/],
  [['record', '--to', 'x', '--inputs', isolation, '--node', 'a', '--level', 'inputs'], 2, /outputs alone/],
  [['record', '--to', 'x', '--inputs', isolation, '--keep', '3'], 2, /are for --server/],
  [['record', '--to', '/dev/null', '--inputs', isolation, '--node', 'no-such'], 2, /the cluster has no node no-such/],
  [['replay', isolation, '--node', 'no-such'], 2, /the cluster has no node no-such/],
  [['replay'], 2, /missing required argument/],
  [['replay', isolation], 2, /several nodes \(node-a, node-b, …\): choose one with --node/],
  [['replay', isolation, '--from', 'noon'], 2, /--from/],
  [['replay', isolation, '--speed', 'fast'], 2, /none of full, recorded, step/],
  [['replay', isolation, '--to', 'grpc:0.0.0.0:1'], 2, /can be reached from other machines/],
  [['replay', join(recordings, 'README.md')], 3, /this is not a recording/],
] as const)('%j ends with %i', async (args, code, message) => {
  const { stderr, ...run } = await manul(...args);
  expect(run.code).toBe(code);
  expect(stderr).toMatch(message);
  expect(existsSync('x'), 'a file that nothing was recorded into').toBe(false);
});
