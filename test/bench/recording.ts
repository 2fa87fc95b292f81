// What recording a whole live cluster costs the service, and what a day of it takes on disk: W9's churn on a part of W4 or
// W8, every node connected, first without a recorder, then with one of inputs, then of outputs.
//
//   node test/bench/recording.ts [--shape w4|w8] [--rate 10] [--seconds 30]
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { recordingInfo } from '../../services/cli/src/recording/info.ts';
import type { Churned, RecordingOrder } from './stream/churning-process.ts';
import { BenchClients } from './stream/processes.ts';

const { values } = parseArgs({
  options: {
    shape: { type: 'string', default: 'w4' },
    rate: { type: 'string', default: '10' },
    seconds: { type: 'string', default: '30' },
  },
});
const manul = fileURLToPath(new URL('../../services/cli/bin/manul', import.meta.url));
const [rate, seconds] = [Number(values.rate), Number(values.seconds)];
const eventsOfADay = 10 * 24 * 60 * 60;
const megabyte = 1_000_000;

const directory = mkdtempSync(join(tmpdir(), 'manul-bench-'));
const [listen, admin] = ['sync', 'admin'].map((name) => `unix:${join(directory, `${name}.sock`)}`);
const server = fork(
  fileURLToPath(new URL('./stream/churning-process.ts', import.meta.url)),
  [JSON.stringify({ settings: { source: 'directory:none', listen, admin }, shape: values.shape })],
  { execArgv: ['--expose-gc'] },
);
const clients = new BenchClients(1);
try {
  const { nodes } = await answer<{ kind: 'ready'; nodes: string[] }>(server, 'ready');
  clients.connect([listen!], nodes, 16);
  await clients.until(({ inSync }) => inSync === nodes.length);
  print(`${values.shape}: nodes connected`, nodes.length);
  await churn();
  for (const level of ['inputs', 'outputs']) {
    // Before and after, because a machine that others use is not the same all the time.
    const before = await churn();
    const recorded = await withRecorder(level);
    const alone = (before + (await churn())) / 2;
    print(`${level}: CPU of the service without a recorder, µs an event`, alone / (rate * seconds));
    print(`${level}: CPU more with one, µs an event`, (recorded - alone) / (rate * seconds));
    print(`${level}: CPU more with one, %`, (100 * (recorded - alone)) / alone);
    print(`${level}: CPU more with one, % of a core at this rate`, (100 * (recorded - alone)) / (seconds * 1e6));
  }
} finally {
  await clients.stop();
  server.kill('SIGKILL');
  rmSync(directory, { recursive: true, force: true });
}

/** Gives the service's CPU time, in microseconds. */
async function withRecorder(level: string): Promise<number> {
  const file = join(directory, `${level}.rec.gz`);
  const recorder = spawn(manul, ['record', '--server', admin!, '--level', level, '--to', file], { stdio: 'ignore' });
  // The snapshot is not what is measured.
  for (let before = -1, now = 0; now === 0 || now !== before; now = sizeOf(file)) {
    before = now;
    await pause(3_000);
  }
  const snapshot = sizeOf(file);
  const cpu = await churn();
  await pause(3_000);
  const grown = sizeOf(file) - snapshot;
  recorder.kill('SIGINT');
  await once(recorder, 'exit');
  const { entries } = await recordingInfo(file);
  const events = rate * seconds;
  print(`${level}: snapshot, MB`, snapshot / megabyte);
  print(`${level}: entries in all`, entries);
  print(`${level}: bytes an event`, grown / events);
  print(`${level}: a day at 10 events a second, MB`, (grown / events) * (eventsOfADay / megabyte));
  return cpu;
}

/** Gives the service's CPU time, in microseconds. */
async function churn(): Promise<number> {
  const order: RecordingOrder = { kind: 'churn', rate, seconds };
  server.send(order);
  return (await answer<Churned>(server, 'churned')).cpuMicroseconds;
}

async function answer<T extends { kind: string }>(child: ChildProcess, kind: T['kind']): Promise<T> {
  for (;;) {
    const [message] = (await once(child, 'message')) as [T];
    if (message.kind === kind) return message;
  }
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

function print(what: string, value: number): void {
  process.stdout.write(`${what.padEnd(64)} ${value.toFixed(value < 10 ? 2 : 0)}\n`);
}
