// W10: what streams cost their servers.
//
//   node test/bench/streams.ts one [--nodes 1000] [--cluster w4]     one server, everything in memory
//   node test/bench/streams.ts three [--nodes 5000] [--cluster w4]   a leader, Redis, three fan-out servers; an outage
//   node test/bench/streams.ts stuck [--nodes 1000] [--rounds 20]    what stuck nodes cost the others
//
// --cluster w4: W4's 100,000 pods on so many nodes, and W9's churn; else a smaller cluster whose every change goes to all
// nodes. --markdown: a table with machine and commit.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { freePort } from '../apiserver/src/index.ts';
import { RedisProcess } from '../chaos/src/redis-process.ts';
import { provenance, table } from './src/compare.ts';
import { bareTcpMicroseconds } from './stream/bare-tcp.ts';
import { nodeName } from './stream/made-up-cluster.ts';
import { BenchClients, BenchServer } from './stream/processes.ts';
import type { ClusterName } from './stream/protocol.ts';
import { stuckNodes } from './stream/stuck-nodes.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    nodes: { type: 'string' },
    cluster: { type: 'string', default: 'made-up' },
    rounds: { type: 'string', default: '20' },
    markdown: { type: 'boolean', default: false },
  },
});
const cluster: ClusterName = values.cluster === 'w4' ? 'w4' : 'made-up';
const kibibyte = 1024;
const mebibyte = 1024 * 1024;
const rows: string[][] = [];

const runs = { one, three, stuck };
const [kind = 'one'] = positionals;
const count = Number(values.nodes ?? (kind === 'three' ? 5_000 : 1_000));
if (!(kind in runs)) throw new Error(`no such run: ${kind}`);
await runs[kind as keyof typeof runs]();
if (values.markdown) {
  const head = [`W10 ${kind}, ${count} nodes, cluster ${cluster}`, 'figure'];
  process.stdout.write(`${table(head, rows)}\n\n${provenance()}\n`);
}

async function one(): Promise<void> {
  const server = await BenchServer.start({ source: 'directory:none', listen: '127.0.0.1:0' }, count, cluster);
  const clients = new BenchClients(2);
  try {
    await pause(3_000);
    const before = await server.measure();
    clients.connect([server.address], names(), 1);
    const snapshot = await clients.until(({ inSync }) => inSync === count);
    const idle = await server.measure();
    print('snapshot: updates', snapshot.updates);
    print('snapshot: server CPU, µs an update', (idle.cpuMicroseconds - before.cpuMicroseconds) / snapshot.updates);
    print('snapshot: KiB a node', snapshot.bytes / count / kibibyte);
    print('idle: KiB a stream, RSS', (idle.rssBytes - before.rssBytes) / count / kibibyte);
    print('idle: KiB a stream, heap and buffers', (idle.usedBytes - before.usedBytes) / count / kibibyte);
    for (const perFlush of [1, 10]) await churn(server, [server], clients, perFlush);
  } finally {
    await clients.stop();
    await server.kill();
  }
  print('bare TCP: CPU, µs for a small message and an answer', await bareTcpMicroseconds(count));
}

async function three(): Promise<void> {
  await withFanOuts(async ({ leader, addresses, fanOuts, restart }, clients) => {
    const startedAt = performance.now();
    clients.connect(addresses, names(), 16);
    await clients.until(({ inSync }) => inSync === count);
    print('all in sync for the first time after, s', (performance.now() - startedAt) / 1000);
    for (const perFlush of [1, 10]) await churn(leader, fanOuts(), clients, perFlush);
    const steady = await Promise.all(fanOuts().map((server) => server.measure()));
    await Promise.all(fanOuts().map((server) => server.kill()));
    const outageEndedAt = performance.now();
    await restart();
    await clients.until(({ inSync }) => inSync >= count);
    print('after an outage, all in sync again after, s', (performance.now() - outageEndedAt) / 1000);
    const after = await Promise.all(fanOuts().map((server) => server.measure()));
    const spent = after.reduce((sum, { cpuMicroseconds }) => sum + cpuMicroseconds, 0);
    print('after an outage, CPU of the fan-outs in all, s', spent / 1e6);
    print('memory of a fan-out, steady, MiB', Math.max(...steady.map(({ rssBytes }) => rssBytes)) / mebibyte);
    const peak = Math.max(...after.map(({ peakRssBytes }) => peakRssBytes));
    print('memory of a fan-out, peak after the outage, MiB', peak / mebibyte);
  });
}

async function stuck(): Promise<void> {
  const server = await BenchServer.start({ source: 'directory:none', listen: '127.0.0.1:0' }, count, 'made-up');
  const clients = new BenchClients(2);
  try {
    clients.connect([server.address], names(), 1, Math.ceil(count / 100));
    await clients.until(({ inSync }) => inSync === count);
    const { free, blocked, ratios } = await stuckNodes(server, clients, Number(values.rounds));
    print('p99 of a change at all other nodes, ms, median of rounds', quantile(free, 0.5));
    print('the same with 1% of the nodes stuck', quantile(blocked, 0.5));
    print('ratio of neighbouring rounds: median', quantile(ratios, 0.5));
    print('ratio of neighbouring rounds: lower quartile', quantile(ratios, 0.25));
    print('ratio of neighbouring rounds: upper quartile', quantile(ratios, 0.75));
  } finally {
    await clients.stop();
    await server.kill();
  }
}

/** What the servers of the streams spend while `changer` sees so many changes a flush. */
async function churn(
  changer: BenchServer,
  servers: readonly BenchServer[],
  clients: BenchClients,
  perFlush: number,
): Promise<void> {
  const spent = async () =>
    (await Promise.all(servers.map((server) => server.measure()))).reduce((sum, now) => sum + now.cpuMicroseconds, 0);
  const [before, updatesBefore] = [await spent(), (await clients.count()).updates];
  // Where a change concerns a node or two, it takes many for a figure.
  const [flushes, milliseconds] = cluster === 'w4' ? [1_000, 10] : [50, 100];
  await changer.churn(perFlush * flushes, perFlush, milliseconds);
  const updates = (await clients.until(() => true)).updates - updatesBefore;
  print(`churn, ${perFlush} changes a flush: updates`, updates);
  print(
    `churn, ${perFlush} changes a flush: CPU of the streams' servers, µs an update`,
    ((await spent()) - before) / updates,
  );
}

interface FanOuts {
  readonly leader: BenchServer;
  readonly addresses: readonly string[];
  readonly fanOuts: () => readonly BenchServer[];
  /** At the same addresses. */
  restart(): Promise<void>;
}

async function withFanOuts(run: (servers: FanOuts, clients: BenchClients) => Promise<void>): Promise<void> {
  const directory = mkdtempSync(`${tmpdir()}/manul-bench-`);
  const redis = new RedisProcess(await freePort(), directory);
  await redis.start();
  const url = `redis://127.0.0.1:${redis.port}`;
  const leader = await BenchServer.start({ source: 'directory:none', role: 'leader', redis: url }, count, cluster);
  const ports = await Promise.all([freePort(), freePort(), freePort()]);
  const addresses = ports.map((port) => `127.0.0.1:${port}`);
  const start = () =>
    Promise.all(addresses.map((listen) => BenchServer.start({ role: 'fan-out', redis: url, listen }, count, cluster)));
  let fanOuts = await start();
  const restart = async () => {
    fanOuts = await start();
  };
  const clients = new BenchClients(2);
  try {
    await pause(3_000);
    await run({ leader, addresses, fanOuts: () => fanOuts, restart }, clients);
  } finally {
    await clients.stop();
    await Promise.all([leader, ...fanOuts].map((server) => server.kill()));
    await redis.kill();
    rmSync(directory, { recursive: true, force: true });
  }
}

function names(): string[] {
  return Array.from({ length: count }, (_, i) => nodeName(i));
}

function quantile(figures: readonly number[], at: number): number {
  const sorted = figures.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length * at)] ?? 0;
}

function print(what: string, value: number): void {
  const figure = value.toFixed(value < 100 ? 2 : 0);
  rows.push([what, figure]);
  if (!values.markdown) process.stdout.write(`${what.padEnd(70)} ${figure}\n`);
}
