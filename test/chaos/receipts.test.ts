// Receipts of the whole cluster over several servers and a real Redis: any process answers for all nodes.
import { Client, credentials, status as grpcStatus, type ServiceError } from '@grpc/grpc-js';
import { adminService } from '@manul/proto';
import { Redis } from 'ioredis';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CalcGraphSettings } from '../../services/calc-graph/src/config.ts';
import { ReceiptStore } from '../../services/calc-graph/src/log/receipt-store.ts';
import { type CalcGraphHandle, runCalcGraph } from '../../services/calc-graph/src/main.ts';
import { allowOnly, smallCluster } from '../e2e/objects.ts';
import { bytes8, HandFedSource, quiet, RawNode } from '../e2e/stream-harness.ts';
import { redisForEach } from './src/redis-for-each.ts';
import { hasRedis } from './src/redis-process.ts';

const patient = { timeout: 240_000, interval: 50 };

describe.skipIf(!hasRedis('tests of shared receipts'))('receipts', () => {
  const here = redisForEach();
  let admin: Redis;
  const closing: (() => unknown)[] = [];

  beforeEach(async () => {
    admin = new Redis(here.redis.port, '127.0.0.1', { maxRetriesPerRequest: null });
    admin.on('error', () => {});
  });
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
    admin.disconnect();
  });

  async function start(role: 'leader' | 'fan-out', settings: Partial<CalcGraphSettings> = {}) {
    const source = new HandFedSource(smallCluster());
    const handle = await runCalcGraph(
      {
        role,
        source: 'directory:none',
        redis: `redis://127.0.0.1:${here.redis.port}`,
        listen: '127.0.0.1:0',
        ...settings,
      },
      { source, log: quiet },
    );
    closing.push(() => handle.stop());
    if (role === 'leader') source.inSync();
    return { handle, source };
  }

  function connect(name: string, { address }: CalcGraphHandle): RawNode {
    const node = new RawNode(name);
    node.connect(address);
    closing.push(() => node.disconnect());
    return node;
  }

  /** As each process sees them: `node-a: up to date`. */
  const seenBy = ({ handle }: { handle: CalcGraphHandle }) =>
    handle
      .status()
      .nodes.map(
        ({ node, connected, upToDate }) => `${node}: ${upToDate ? 'up to date' : connected ? 'behind' : 'away'}`,
      )
      .sort();

  async function startPlane() {
    const leader = await start('leader');
    const one = await start('fan-out', { admin: '127.0.0.1:0' });
    const two = await start('fan-out');
    return { leader, one, two, all: [leader, one, two] };
  }

  test('every process knows every node, and what it could not enforce', async () => {
    const { leader, one, two, all } = await startPlane();
    const a = connect('node-a', one.handle);
    connect('node-b', two.handle);
    for (const each of all)
      await expect.poll(() => seenBy(each), patient).toEqual(['node-a: up to date', 'node-b: up to date']);
    for (const { handle } of all)
      await expect.poll(() => handle.status(), patient).toMatchObject({ enforced: true, nodesWithoutDriver: [] });

    const object = 'active_policy KubernetesNetworkPolicy|prod|web';
    const errors = [{ object, reason: 'refused by the kernel', failed_closed: true }];
    a.send({ receipt: { position: a.position!, digest: bytes8(a.held.digest), errors } });
    for (const { handle } of all)
      await expect
        .poll(() => handle.enforcement(object), patient)
        .toEqual({
          nodes: 2,
          upToDate: 2,
          errors: [{ node: 'node-a', reason: 'refused by the kernel', failedClosed: true }],
        });

    // A change is enforced where all who need it have said so, wherever they say it.
    leader.source.apply(allowOnly('database', 'client', 5432));
    const behind = () => seenBy(leader).includes('node-b: up to date') && two.handle.revision() > 1;
    await expect.poll(behind, patient).toBe(true);
  });

  test('a node that moves is at the server that it moved to; one that hangs up is away', async () => {
    const { one, two, all } = await startPlane();
    const a = connect('node-a', one.handle);
    for (const each of all) await expect.poll(() => seenBy(each), patient).toEqual(['node-a: up to date']);
    const first = two.handle.status().nodes[0]!.server;
    a.disconnect();
    a.connect(two.handle.address);
    const server = expect.toSatisfy((name: string) => name !== first);
    const moved = { connected: true, upToDate: true, server };
    await expect.poll(() => one.handle.status().nodes[0], patient).toMatchObject(moved);
    a.disconnect();
    for (const each of all) await expect.poll(() => seenBy(each), patient).toEqual(['node-a: away']);
  });

  test.each([
    ['forgets', async () => void (await admin.flushall())],
    [
      'is killed and restarted empty',
      async () => {
        await here.redis.kill();
        await here.redis.start(false);
      },
    ],
  ])('Redis %s: servers tell again what they know', async (_, harm) => {
    const { leader, one, two } = await startPlane();
    connect('node-a', one.handle);
    connect('node-b', two.handle);
    await expect.poll(() => seenBy(leader), patient).toEqual(['node-a: up to date', 'node-b: up to date']);
    await harm();
    await expect.poll(() => admin.hlen('{manul}:receipts').catch(() => 0), patient).toBe(2);
    await expect.poll(() => seenBy(leader), patient).toEqual(['node-a: up to date', 'node-b: up to date']);
  });

  test('the admin API of a fan-out server tells of all nodes and of what the leader knows, and who leads', async () => {
    const { leader, one, two } = await startPlane();
    connect('node-b', two.handle);
    const broken = allowOnly('broken', 'web', 80);
    leader.source.apply({ ...broken, spec: { ...(broken.spec as object), ingress: [{ ports: [{ port: 0 }] }] } });
    const client = new Client(one.handle.adminAddress!, credentials.createInsecure());
    closing.push(() => client.close());
    await expect
      .poll(async () => JSON.parse(JSON.stringify(await call(client, 'getStatus', {}))), patient)
      .toMatchObject({
        in_sync: true,
        leader: expect.stringMatching(/.+/),
        nodes: [{ node: 'node-b', connected: true, up_to_date: true, server: expect.stringMatching(/.+/) }],
        nodes_without_driver: ['node-a'],
        object_problems: [{ object: 'NetworkPolicy prod/broken', field: 'spec.ingress[0].ports[0].port' }],
      });
    await expect(call(client, 'explain', { from: 'prod/web', to: 'external', port: 80 })).rejects.toMatchObject({
      code: grpcStatus.FAILED_PRECONDITION,
      details: expect.stringContaining('ask who leads'),
    });
  });

  test('a page on a fan-out server is refused by name', async () => {
    await expect(start('fan-out', { page: '127.0.0.1:0' })).rejects.toThrow('--page: --role fan-out');
  });

  test('what is old is refused: an earlier stream, a deposed leader', async () => {
    const store = new ReceiptStore(admin, 'test');
    const from = { serial: 0, position: { epoch: 1, revision: 1 }, lostMilliseconds: 7_200_000 };
    const row = (age: number, connected: boolean, text: string) => ({
      node: 'node-a',
      age,
      connected,
      data: Buffer.from(text),
    });
    const stored = async () => (await store.read(0)).changed.map(({ server, data }) => `${server} ${data}`);
    expect(await store.publish('one', from, [row(3_600_000, true, 'x')])).toEqual({ lost: false, refused: [] });
    expect((await store.publish('two', from, [row(0, true, 'y')])).refused).toEqual([]);
    expect((await store.publish('one', { ...from, serial: 1 }, [row(3_600_000, true, 'z')])).refused).toEqual([
      'node-a',
    ]);
    expect((await store.publish('one', { ...from, serial: 2 }, [row(3_600_000, false, 'z')])).refused).toEqual([
      'node-a',
    ]);
    expect(await stored()).toEqual(['two y']);
    // Unless the server that had the later one is gone.
    const impatient = { ...from, serial: 3, lostMilliseconds: 0 };
    expect((await store.publish('one', impatient, [row(3_600_000, true, 'again')])).refused).toEqual([]);
    expect(await stored()).toEqual(['one again']);
    expect((await store.publish('one', { ...from, serial: 9 }, [])).lost).toBe(true);

    await admin.set('{test}:epoch', '7');
    expect(await store.tell(6, Buffer.from('old'))).toBe(false);
    expect(await store.tell(7, Buffer.from('new'))).toBe(true);
    expect((await store.read(0)).status.toString()).toBe('new');
  });
});

function call(client: Client, name: 'getStatus' | 'explain', request: object): Promise<object> {
  const { path, requestSerialize, responseDeserialize } = adminService[name];
  return new Promise((resolve, reject) => {
    const done = (error: ServiceError | null, response?: object) => (error ? reject(error) : resolve(response ?? {}));
    client.makeUnaryRequest(path, requestSerialize as never, responseDeserialize as never, request, done as never);
  });
}
