// W10: what streams cost their servers.
//
//   node test/bench/streams.ts one [--nodes 1000]     one server, everything in memory
//   node test/bench/streams.ts three [--nodes 5000]   a leader, Redis, three fan-out servers; stuck nodes; an outage
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { parseArgs } from 'node:util';
import { freePort } from '../apiserver/src/index.ts';
import { RedisProcess } from '../chaos/src/redis-process.ts';
import { nodeName } from './stream/made-up-cluster.ts';
import { BenchClients, BenchServer } from './stream/processes.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { nodes: { type: 'string' }, rounds: { type: 'string', default: '20' } },
});
const kibibyte = 1024;
const mebibyte = 1024 * 1024;

if (positionals[0] === 'three') await three(Number(values.nodes ?? 5_000));
else await one(Number(values.nodes ?? 1_000));

async function one(count: number): Promise<void> {
  const server = await BenchServer.start({ source: 'directory:none', listen: '127.0.0.1:0' }, count);
  const clients = new BenchClients(2);
  try {
    await pause(3_000);
    const before = await server.measure();
    clients.connect([server.address], names(count), 1);
    const snapshot = await clients.until(({ inSync }) => inSync === count);
    const idle = await server.measure();
    print('snapshot: updates', snapshot.updates);
    print('snapshot: server CPU, µs an update', (idle.cpuMicroseconds - before.cpuMicroseconds) / snapshot.updates);
    print('snapshot: KiB a node', snapshot.bytes / count / kibibyte);
    print('idle: KiB a stream, RSS', (idle.rssBytes - before.rssBytes) / count / kibibyte);
    print('idle: KiB a stream, heap and buffers', (idle.usedBytes - before.usedBytes) / count / kibibyte);
    for (const perFlush of [1, 10]) {
      const start = await server.measure();
      const updatesBefore = (await clients.count()).updates;
      await server.churn(perFlush * 50, perFlush, 100);
      const after = await clients.until(() => true);
      const { cpuMicroseconds } = await server.measure();
      const updates = after.updates - updatesBefore;
      const perUpdate = (cpuMicroseconds - start.cpuMicroseconds) / updates;
      print(`churn, ${perFlush} changes a flush: updates`, updates);
      print(`churn, ${perFlush} changes a flush: server CPU, µs an update`, perUpdate);
    }
  } finally {
    await clients.stop();
    await server.kill();
  }
}

async function three(count: number): Promise<void> {
  const directory = mkdtempSync(`${tmpdir()}/manul-bench-`);
  const redis = new RedisProcess(await freePort(), directory);
  await redis.start();
  const url = `redis://127.0.0.1:${redis.port}`;
  const leader = await BenchServer.start({ source: 'directory:none', role: 'leader', redis: url }, count);
  const ports = await Promise.all([freePort(), freePort(), freePort()]);
  const startFanOuts = () =>
    Promise.all(
      ports.map((port) => BenchServer.start({ role: 'fan-out', redis: url, listen: `127.0.0.1:${port}` }, count)),
    );
  let fanOuts = await startFanOuts();
  const clients = new BenchClients(2);
  try {
    await pause(3_000);
    const startedAt = performance.now();
    clients.connect(
      fanOuts.map(({ address }) => address),
      names(count),
      16,
    );
    await clients.until(({ inSync }) => inSync === count);
    print('all in sync for the first time after, s', (performance.now() - startedAt) / 1000);
    print('p99 of a change at all nodes, ms', await latency(leader, clients));
    clients.stick(Math.ceil(count / 100));
    print('p99 with 1% of the nodes stuck, ms', await latency(leader, clients));
    const steady = await Promise.all(fanOuts.map((server) => server.measure()));
    await Promise.all(fanOuts.map((server) => server.kill()));
    const outageEndedAt = performance.now();
    fanOuts = await startFanOuts();
    await clients.until(({ inSync }) => inSync >= count);
    print('after an outage, all in sync again after, s', (performance.now() - outageEndedAt) / 1000);
    const after = await Promise.all(fanOuts.map((server) => server.measure()));
    print('memory of a fan-out, steady, MiB', Math.max(...steady.map(({ rssBytes }) => rssBytes)) / mebibyte);
    print(
      'memory of a fan-out, peak after the outage, MiB',
      Math.max(...after.map(({ peakRssBytes }) => peakRssBytes)) / mebibyte,
    );
  } finally {
    await clients.stop();
    await Promise.all([leader, ...fanOuts].map((server) => server.kill()));
    await redis.kill();
    rmSync(directory, { recursive: true, force: true });
  }
}

/** The 99th percentile over nodes and rounds of the time from a change to its arrival. */
async function latency(leader: BenchServer, clients: BenchClients): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < Number(values.rounds); round++) {
    const at = await leader.change();
    await pause(300);
    const { lastAt } = await clients.until(() => true);
    times.push(...lastAt.map((arrived) => arrived - at));
  }
  times.sort((a, b) => a - b);
  return times[Math.floor(times.length * 0.99)] ?? 0;
}

function names(count: number): string[] {
  return Array.from({ length: count }, (_, i) => nodeName(i));
}

function print(what: string, value: number): void {
  process.stdout.write(`${what.padEnd(60)} ${value.toFixed(value < 100 ? 2 : 0)}\n`);
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
