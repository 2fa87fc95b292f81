// Two leaders, two fan-out servers, Redis and nodes, each killed, frozen, cut off or made to forget, while the cluster
// changes. Whenever the trouble pauses, every node comes to hold what a computation from scratch says.
import { readFileSync } from 'node:fs';
import { Redis } from 'ioredis';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { temporaryDirectory } from '../e2e/stream-harness.ts';
import { RandomCluster } from './src/cluster.ts';
import { FaultProxy } from './src/fault-proxy.ts';
import { randomFrom } from './src/random.ts';
import { freePort, hasRedis, RedisProcess } from './src/redis-process.ts';
import { ServiceProcess } from './src/services.ts';
import { SimulatedNode } from './src/simulated-node.ts';

const seed = Number(process.env['MANUL_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const faults = Number(process.env['MANUL_FAULTS'] ?? 60);
const faultsBetweenChecks = 6;
const nodeNames = ['node-a', 'node-b', 'node-c', 'node-d', 'node-e', 'node-f'];

interface Plane {
  readonly redis: RedisProcess;
  readonly admin: Redis;
  /** Between each of the services, in their order, and Redis. */
  readonly redisProxies: readonly FaultProxy[];
  /** Between nodes and fan-out servers. */
  readonly nodeProxies: readonly FaultProxy[];
  readonly leaders: readonly ServiceProcess[];
  readonly fanOuts: readonly ServiceProcess[];
  readonly nodes: readonly SimulatedNode[];
  readonly cluster: RandomCluster;
}

describe.skipIf(!hasRedis('chaos tests'))('the control plane', () => {
  const random = randomFrom(seed);
  let directory: ReturnType<typeof temporaryDirectory>;
  let plane: Plane;

  beforeEach(async () => {
    directory = temporaryDirectory();
    plane = await startPlane(directory.path, random);
  });
  afterEach(async ({ task }) => {
    const { nodes, leaders, fanOuts, admin, redis, redisProxies, nodeProxies } = plane;
    for (const node of nodes) node.stop();
    await Promise.all([...leaders, ...fanOuts].map((service) => service.end('SIGKILL')));
    admin.disconnect();
    await Promise.all([...redisProxies, ...nodeProxies].map((proxy) => proxy.close()));
    await redis.kill();
    if (task.result?.state === 'fail') {
      for (const { name } of [...leaders, ...fanOuts]) {
        console.log(name, readFileSync(`${directory.path}/${name}.log`, 'utf8').split('\n').slice(-15).join('\n'));
      }
    }
    directory.remove();
  });

  test(`survives ${faults} faults (MANUL_SEED=${seed})`, { timeout: 60_000 + faults * 15_000 }, async () => {
    await converged(plane, 'at the start');
    const done: string[] = [];
    for (let fault = 1; fault <= faults; fault++) {
      if (random(2) === 0) plane.cluster.change();
      done.push(await harm(plane, random));
      await pause(random(200));
      if (fault % faultsBetweenChecks > 0 && fault < faults) continue;
      plane.cluster.change();
      await converged(plane, `after ${fault} faults, the last of them ${done.slice(-faultsBetweenChecks).join(', ')}`);
    }
    for (const { name, disorders } of plane.nodes) expect(disorders, name).toEqual([]);
    // Each kind was there.
    if (faults >= 60) expect(new Set(done.map((name) => name.split(' ')[0])).size).toBeGreaterThan(5);
  });

  test('a killed leader is replaced within 10 s, and nodes hear of nothing twice', async () => {
    const { cluster, leaders, nodes } = plane;
    await converged(plane, 'at the start');
    for (const killed of leaders) {
      for (const leader of leaders) leader.start();
      cluster.change();
      await converged(plane, 'before the leader is killed');
      const redundant = nodes.map((node) => node.redundant);
      const updates = nodes.map((node) => node.updates);
      await killed.end('SIGKILL');
      await pause(8_000);
      expect(nodes.map((node) => node.updates)).toEqual(updates);
      cluster.change();
      await converged(plane, 'after the leader was killed', 10_000);
      expect(nodes.map((node) => node.redundant)).toEqual(redundant);
    }
  });
});

async function startPlane(directory: string, random: (below: number) => number): Promise<Plane> {
  const cluster = new RandomCluster(directory, nodeNames, random);
  const redis = new RedisProcess(await freePort(), directory);
  await redis.start();
  const admin = new Redis(redis.port, '127.0.0.1', { maxRetriesPerRequest: null });
  admin.on('error', () => {});
  const redisProxies = [0, 1, 2, 3].map(() => new FaultProxy(redis.port));
  const redisPorts = await Promise.all(redisProxies.map((proxy) => proxy.listen()));
  const fanOutPorts = [await freePort(), await freePort()];
  const nodeProxies = fanOutPorts.map((port) => new FaultProxy(port));
  const addresses = (await Promise.all(nodeProxies.map((proxy) => proxy.listen()))).map((port) => `127.0.0.1:${port}`);
  const common = (i: number) => ['--redis', `redis://127.0.0.1:${redisPorts[i]}`, '--keepalive-seconds', '2'];
  const source = ['--source', `directory:${cluster.directory}`];
  const leaders = [0, 1].map(
    (i) => new ServiceProcess(`leader-${i}`, ['--role', 'leader', ...source, ...common(i)], directory),
  );
  const fanOuts = fanOutPorts.map(
    (port, i) =>
      new ServiceProcess(
        `fan-out-${i}`,
        ['--role', 'fan-out', '--listen', `127.0.0.1:${port}`, ...common(2 + i)],
        directory,
      ),
  );
  for (const service of [...leaders, ...fanOuts]) service.start();
  const nodes = nodeNames.map((name, i) => new SimulatedNode(name, addresses, randomFrom(seed + i)));
  for (const node of nodes) node.connect();
  return { redis, admin, redisProxies, nodeProxies, leaders, fanOuts, nodes, cluster };
}

/** One fault; gives its name. What it stops is started again before it ends, or by the next check. */
async function harm(plane: Plane, random: (below: number) => number): Promise<string> {
  const { redis, admin, redisProxies, nodeProxies, leaders, fanOuts, nodes } = plane;
  const one = <T>(of: readonly T[]): T => of[random(of.length)]!;
  switch (random(11)) {
    case 0: {
      const service = one([...leaders, ...fanOuts]);
      await service.end('SIGKILL');
      if (random(2) === 0) service.start();
      return `kill ${service.name}`;
    }
    case 1: {
      const service = one([...leaders, ...fanOuts]);
      await service.end('SIGTERM');
      service.start();
      return `restart ${service.name}`;
    }
    case 2: {
      const service = one([...leaders, ...fanOuts]);
      // Some outlast a reign: a deposed leader wakes up and goes on where it was.
      await service.freeze(random(4) === 0 ? 7_000 : random(1_000));
      return `freeze ${service.name}`;
    }
    case 3:
      await admin.flushall().catch(() => {});
      return 'flushall';
    case 4: {
      const keeps = random(2) === 0;
      await redis.kill();
      await pause(random(500));
      await redis.start(keeps);
      return `redis-killed ${keeps ? 'with its data' : 'without its data'}`;
    }
    case 5: {
      const proxy = one(redisProxies);
      proxy.stall();
      await pause(random(5) === 0 ? 7_000 : random(1_500));
      proxy.resume();
      return 'black-hole to Redis';
    }
    case 6:
      one(redisProxies).cut();
      return 'cut from Redis';
    case 7: {
      const proxy = one(nodeProxies);
      proxy.stall();
      await pause(random(5) === 0 ? 4_000 : random(1_000));
      proxy.resume();
      return 'black-hole to a fan-out';
    }
    case 8:
      one(nodeProxies).cut();
      return 'cut-off nodes';
    case 9: {
      const proxy = one([...redisProxies, ...nodeProxies]);
      proxy.delay(random(3) === 0 ? 0 : random(120));
      return 'delay';
    }
    default: {
      const node = one(nodes);
      node.restart(random(2) === 0);
      return `node-restart ${node.name}`;
    }
  }
}

/** Nothing is held back any more; then every node gets to what is wanted. */
async function converged(plane: Plane, when: string, timeout = 60_000): Promise<void> {
  const { redisProxies, nodeProxies, leaders, fanOuts, nodes, cluster } = plane;
  if (timeout === 60_000) for (const service of [...leaders, ...fanOuts]) service.start();
  for (const proxy of [...redisProxies, ...nodeProxies]) {
    proxy.delay(0);
    proxy.resume();
  }
  const wanted = cluster.wanted();
  const behind = () => nodes.filter(({ name, held }) => held.digest !== wanted.get(name)).map(({ name }) => name);
  await expect.poll(behind, { timeout, interval: 25, message: when }).toEqual([]);
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
