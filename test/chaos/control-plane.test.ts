// A whole control plane, each part of it killed, frozen, cut off, misled or made to forget, while the cluster changes.
// Whenever the trouble pauses, every node comes to hold, and every kernel to enforce, what a computation from scratch
// says; and all the while no packet goes as it should not. MANUL_FAULTS and MANUL_SEED set how many faults, and which.
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, onTestFailed, test } from 'vitest';
import { startTimeoutMs } from '../apiserver/src/index.ts';
import { requireApiServer } from '../e2e/cluster/requirements.ts';
import { temporaryDirectory } from '../e2e/stream-harness.ts';
import { faults } from './src/faults.ts';
import { converged, heal, holding, type Plane, renderedFromScratch, startPlane } from './src/plane.ts';
import { randomFrom } from './src/random.ts';
import { realNodes } from './src/real-nodes.ts';
import { hasRedis } from './src/redis-process.ts';
import { driverKinds } from './src/simulated-node.ts';

const seed = Number(process.env['MANUL_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const count = Number(process.env['MANUL_FAULTS'] ?? 44);
const election = seed % 2 === 0 ? 'redis' : 'lease';
const faultsBetweenChecks = 6;

describe.skipIf(!hasRedis('chaos tests') || !(await requireApiServer()))('the control plane', () => {
  const random = randomFrom(seed);
  let directory: ReturnType<typeof temporaryDirectory>;
  let plane: Plane;
  const closing: (() => unknown)[] = [];

  beforeAll(async () => {
    directory = temporaryDirectory();
    plane = await startPlane({ directory: directory.path, random, seed, election, closing });
  }, startTimeoutMs);
  afterAll(async () => {
    for (const close of closing.toReversed()) await close();
    await plane?.redis.kill();
    directory.remove();
  });

  test('brings every node to what the cluster says', { timeout: 1_200_000 }, async () => {
    onTestFailed(showLogs);
    await converged(plane, 'at the start');
    await plane.real.watch();
  });

  test('would be seen to differ if a policy were missing', async () => {
    const { cluster, real } = plane;
    const messages = (await cluster.wanted())('node-1', driverKinds).messages;
    const without = messages.filter(({ active_policy_update: policy }) => policy?.id?.name !== 'web');
    expect(without).toHaveLength(messages.length - 1);
    expect(await real.compare('node-1', without)).toMatchObject({ same: false });
    expect(await renderedFromScratch({ messages: without })).not.toEqual(await renderedFromScratch({ messages }));
  });

  test('a killed leader is replaced, and nodes hear of nothing but what is new', { timeout: 1_200_000 }, async () => {
    onTestFailed(showLogs);
    const { cluster, leaders, simulated } = plane;
    for (const killed of leaders) {
      await heal(plane);
      await cluster.change();
      await converged(plane, 'before a leader is killed');
      const updates = simulated.map((node) => node.updates);
      await killed.end('SIGKILL');
      await cluster.tellAll();
      await holding(plane, await cluster.wanted(), `after ${killed.name} was killed`);
      // Each of the one policy, whoever told it.
      expect(simulated.map((node) => node.updates)).toEqual(updates.map((before) => before + 1));
      await cluster.change();
      await converged(plane, `after ${killed.name} was killed`);
    }
    expect(simulated.map((node) => node.redundant)).toEqual(simulated.map(() => 0));
  });

  test(`survives ${count} faults (MANUL_SEED=${seed}, election by ${election})`, {
    timeout: 600_000 + count * 60_000,
  }, async () => {
    onTestFailed(showLogs);
    const kinds = Object.keys(faults);
    // Each kind as often as the others, in an order of the seed's.
    let left: string[] = [];
    const done: string[] = [];
    for (let fault = 1; fault <= count; fault++) {
      if (random(2) === 0) await plane.cluster.change();
      if (left.length === 0) left = [...kinds];
      const [kind = ''] = left.splice(random(left.length), 1);
      const what = await faults[kind]!(plane, random, directory.path);
      done.push(`${fault}: ${kind} ${what}`.trim());
      await pause(random(200));
      if (fault % faultsBetweenChecks > 0 && fault < count) continue;
      await heal(plane);
      await plane.cluster.change();
      await converged(plane, `after ${done.slice(-faultsBetweenChecks).join(', ')}`);
    }
    await plane.real.finishWatching();
    for (const { name, disorders } of plane.simulated) expect(disorders, name).toEqual([]);
  });

  function showLogs(): void {
    const names = [...plane.leaders, ...plane.fanOuts, ...realNodes].map(({ name }) => name);
    for (const name of names) {
      console.log(name, readFileSync(`${directory.path}/${name}.log`, 'utf8').split('\n').slice(-15).join('\n'));
    }
  }
});
