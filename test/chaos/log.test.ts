// The log in a real Redis: who leads writes, who is deposed does not, and whoever follows ends where the leader is.
import { createLoggedGraph, OutputReplica } from '@manul/calc';
import { builtInUpdates, convert, defaultOptions } from '@manul/model';
import { createLogger } from '@manul/observability';
import { HeldObjects, manul } from '@manul/proto';
import { Redis } from 'ioredis';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { redisBallot } from '../../services/calc-graph/src/election/redis-ballot.ts';
import type { Ballot } from '../../services/calc-graph/src/election/standing.ts';
import { LogFollower } from '../../services/calc-graph/src/log/log-follower.ts';
import { LogWriter } from '../../services/calc-graph/src/log/log-writer.ts';
import { connectRedis } from '../../services/calc-graph/src/log/redis.ts';
import { LogStore, type Retention } from '../../services/calc-graph/src/log/store.ts';
import { allowOnly, pod, smallCluster } from '../e2e/objects.ts';
import { redisForEach } from './src/redis-for-each.ts';
import { hasRedis } from './src/redis-process.ts';

const quiet = createLogger({ service: 'test', level: 'silent' });
const patient = { timeout: 240_000, interval: 20 };

describe.skipIf(!hasRedis('tests of the log'))('the log', () => {
  const here = redisForEach();
  let admin: Redis;
  const closing: (() => unknown)[] = [];

  beforeEach(async () => {
    admin = new Redis(here.redis.port, '127.0.0.1', { maxRetriesPerRequest: null });
    admin.on('error', () => {});
  });
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
    admin.disconnect();
  });

  function connection(): Redis {
    const made = connectRedis({ redis: `redis://127.0.0.1:${here.redis.port}` }, quiet);
    closing.push(() => made.disconnect());
    return made;
  }

  function leader(retention: Retention = { milliseconds: 3_600_000, bytes: 1e9 }) {
    const { graph, log: outputs } = createLoggedGraph();
    graph.update(builtInUpdates());
    graph.setInSync();
    const deposed: number[] = [];
    const store = new LogStore(connection(), 'test');
    const onDeposed = (epoch: number) => void deposed.push(epoch);
    const writer = new LogWriter({ store, outputs, retention: () => retention, log: quiet, onDeposed });
    closing.push(() => writer.stop());
    const apply = (...objects: Parameters<typeof convert>[0][]) => {
      for (const object of objects) graph.update(convert(object, defaultOptions).updates);
      graph.flush();
      writer.flushed();
    };
    return { graph, writer, apply, deposed };
  }

  function follower() {
    const replica = new OutputReplica();
    const node = { held: new HeldObjects(), updates: 0 };
    const sequencer = replica.subscribe('node-a');
    const log = new LogFollower({
      store: new LogStore(connection(), 'test'),
      replica,
      log: quiet,
      onFlush: () => {
        while (sequencer.hasPending) {
          for (const frame of sequencer.take(1_000).frames) {
            for (const { message } of manul.v1.ToNode.decode(frame).updates) {
              node.held.apply(message ?? {});
              node.updates++;
            }
          }
        }
      },
    });
    log.start();
    closing.push(() => log.stop());
    return node;
  }

  const wanted = ({ graph }: ReturnType<typeof leader>) => {
    const sequencer = graph.subscribe('node-a');
    const digest = sequencer.targetDigest();
    sequencer.close();
    return digest;
  };
  const follows = async (node: ReturnType<typeof follower>, who: ReturnType<typeof leader>) =>
    expect.poll(() => node.held.digest, patient).toBe(wanted(who));

  test('brings followers to the state of the leader, and late ones too', async () => {
    const first = follower();
    const one = leader();
    one.writer.lead(1);
    one.apply(...smallCluster());
    await follows(first, one);
    one.apply(pod('more', 'node-a', '10.0.0.9'), allowOnly('more', 'web', 99));
    await follows(first, one);
    await follows(follower(), one);
    expect(first.held.digest).not.toBe(0n);
  });

  test('a new leader of the same state causes no update, and the deposed one is refused', async () => {
    const node = follower();
    const [one, two] = [leader(), leader()];
    one.apply(...smallCluster());
    one.writer.lead(1);
    await follows(node, one);
    const { updates } = node;
    two.apply(...smallCluster().reverse());
    two.writer.lead(2);
    await expect.poll(() => two.writer.position?.epoch, patient).toBe(2);
    one.apply(pod('late', 'node-a', '10.0.0.66'));
    await expect.poll(() => one.deposed, patient).toEqual([1]);
    two.apply(pod('new', 'node-a', '10.0.0.77'));
    await follows(node, two);
    expect(node.updates - updates).toBeLessThan(4);
    expect([...node.held.values()].map(({ key }) => key).filter((key) => key.includes('late'))).toEqual([]);
  });

  test.each([
    ['flushed', async () => void (await admin.flushall())],
    [
      'killed and empty',
      async () => {
        await here.redis.kill();
        await here.redis.start(false);
      },
    ],
    [
      'killed and restarted',
      async () => {
        await here.redis.kill();
        await here.redis.start();
      },
    ],
  ])('is written anew, and nodes are told nothing, where Redis is %s', async (_, harm) => {
    const node = follower();
    const one = leader();
    one.apply(...smallCluster());
    one.writer.lead(1);
    await follows(node, one);
    const { updates } = node;
    await harm();
    await expect.poll(() => admin.exists('{test}:head').catch(() => 0), patient).toBe(1);
    one.apply(pod('after', 'node-a', '10.0.0.50'));
    await follows(node, one);
    await follows(follower(), one);
    expect(node.updates - updates).toBeLessThan(4);
  });

  test('waits where Redis is full, and goes on when there is room', async () => {
    const node = follower();
    const one = leader();
    one.apply(...smallCluster());
    one.writer.lead(1);
    await follows(node, one);
    const { digest } = node.held;
    await admin.config('SET', 'maxmemory', '1');
    one.apply(pod('more', 'node-a', '10.0.0.9'));
    await expect(admin.set('x', 'y')).rejects.toThrow('OOM');
    one.apply(pod('web', 'node-a', '10.0.0.10'));
    expect(node.held.digest).toBe(digest);
    await admin.config('SET', 'maxmemory', '0');
    await follows(node, one);
  });

  test('keeps what retention allows', async () => {
    const one = leader({ milliseconds: 3_600_000, bytes: 0 });
    one.apply(...smallCluster());
    for (let epoch = 1; epoch < 5; epoch++) {
      one.writer.lead(epoch);
      await expect.poll(() => one.writer.position?.epoch, patient).toBe(epoch);
      await expect
        .poll(async () => (await admin.lrange('{test}:seeds', 0, -1)).map((seed) => seed.split('-')[0]), patient)
        .toEqual([`${epoch}`]);
      expect(await admin.xlen('{test}:log')).toBe(1);
    }
  });

  test('an election by Redis gives one leader, and each reign a later epoch', async () => {
    const [a, b] = [redisBallot(admin, 'test', 'a'), redisBallot(admin, 'test', 'b')];
    const first = await reign(a);
    expect(await b.ask()).toEqual({ leader: 'a' });
    await a.release();
    const second = await reign(b);
    expect(second).toBeGreaterThan(first);
    expect(await a.ask()).toEqual({ leader: 'b' });
    await admin.flushall();
    expect(await reign(a)).toBeGreaterThan(second);
  });

  /** The epoch of a reign that ends by itself, which is then kept from it: the machine may be slow. */
  async function reign(ballot: Ballot): Promise<number> {
    for (;;) {
      const answer = await ballot.ask();
      if (!('epoch' in answer)) throw new Error(`${answer.leader} leads`);
      if ((await admin.persist('{test}:leader')) === 1) return answer.epoch;
    }
  }
});
