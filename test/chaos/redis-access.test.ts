// Redis as operators protect it: with a password, a user of its own with few rights, and TLS both ways. And a service that
// does everything in one process beside such a Redis.
import { readFileSync, writeFileSync } from 'node:fs';
import { createLogger } from '@manul/observability';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CalcGraphSettings } from '../../services/calc-graph/src/config.ts';
import { type CalcGraphHandle, runCalcGraph } from '../../services/calc-graph/src/main.ts';
import { freePort } from '../apiserver/src/index.ts';
import { Authority, requireOpenssl } from '../e2e/certificates.ts';
import { allowOnly, smallCluster } from '../e2e/objects.ts';
import { HandFedSource, RawNode, sumOf, temporaryDirectory } from '../e2e/stream-harness.ts';
import { hasRedis, RedisProcess } from './src/redis-process.ts';

const patient = { timeout: 240_000, interval: 20 };
const password = 'correct-horse-battery';

/** What the documents tell operators to let it do. */
const rights = /ACL SETUSER manul on >PASSWORD (.*)/.exec(
  readFileSync(new URL('../../docs/contracts/log.md', import.meta.url), 'utf8'),
)?.[1];

describe.skipIf(!hasRedis('tests of access to Redis') || !requireOpenssl('access to Redis'))('Redis', () => {
  let directory: ReturnType<typeof temporaryDirectory>;
  let lines: string[];
  const closing: (() => unknown)[] = [];

  beforeEach(() => {
    directory = temporaryDirectory();
    lines = [];
  });
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
    directory.remove();
  });

  function file(name: string, content: string): string {
    const path = `${directory.path}/${name}`;
    writeFileSync(path, content);
    return path;
  }

  async function startRedis(...settings: string[]): Promise<RedisProcess> {
    const redis = new RedisProcess(await freePort(), directory.path, settings);
    closing.push(() => redis.kill());
    await redis.start();
    return redis;
  }

  /** A service that does everything: in sync, in this process, with its log in `lines`. */
  async function serve(settings: Partial<CalcGraphSettings>) {
    const source = new HandFedSource(smallCluster());
    const log = createLogger({
      service: 'test',
      level: 'debug',
      destination: { write: (line) => void lines.push(line) },
    });
    const handle = await runCalcGraph(
      { role: 'all', source: 'directory:none', listen: '127.0.0.1:0', ...settings },
      { source, log },
    );
    let stopped = false;
    const stop = async () => {
      if (!stopped) await handle.stop();
      stopped = true;
    };
    closing.push(stop);
    source.inSync();
    return { handle, source, stop };
  }

  function connect({ address }: CalcGraphHandle): RawNode {
    const node = new RawNode('node-a');
    node.connect(address);
    closing.push(() => node.disconnect());
    return node;
  }

  const holdsPolicy = (node: RawNode, name: string) =>
    [...node.held.values()].some(({ key }) => key.startsWith('active_policy') && key.endsWith(name));

  test('keeps the log of services that do everything: who does not lead serves too, and takes over', async () => {
    const redis = `redis://127.0.0.1:${(await startRedis()).port}`;
    const first = await serve({ redis });
    const ofFirst = connect(first.handle);
    await expect.poll(() => holdsPolicy(ofFirst, 'web'), patient).toBe(true);
    const second = await serve({ redis });
    const ofSecond = connect(second.handle);
    await expect.poll(() => ofSecond.held.digest, patient).toBe(ofFirst.held.digest);
    for (const { source } of [first, second]) source.apply(allowOnly('client', 'web', 9090));
    for (const node of [ofFirst, ofSecond]) await expect.poll(() => holdsPolicy(node, 'client'), patient).toBe(true);
    const { updates } = ofSecond;
    await first.stop();
    // It has heard of all that the one before had written, so the new reign tells nodes nothing, and then what is new.
    second.source.apply(allowOnly('late', 'web', 9090), allowOnly('web', 'nobody', 80));
    const told = () => ofSecond.updatedKeys.slice(updates.length).filter((key) => !key.startsWith('ipset'));
    await expect.poll(told, patient).toEqual(['active_policy KubernetesNetworkPolicy|prod|web']);
    expect(sumOf(ofSecond.held)).toBe(ofSecond.held.digest);
  });

  test('is used with a password, and a wrong one is told without being said', async () => {
    const { port } = await startRedis('--requirepass', password);
    const redis = `redis://127.0.0.1:${port}`;
    const wrong = await serve({ redis, redisPasswordFile: file('wrong', 'wrong-horse-battery\n') });
    await expect.poll(() => lines.join(''), patient).toMatch(/WRONGPASS/);
    expect(wrong.handle.status().inSync).toBe(false);
    await wrong.stop();
    const { handle } = await serve({ redis, redisPasswordFile: file('right', `${password}\n`) });
    const node = connect(handle);
    await expect.poll(() => holdsPolicy(node, 'web'), patient).toBe(true);
    expect(lines.join('')).not.toContain('horse');
  });

  test('needs few rights', async () => {
    const redis = await startRedis();
    expect(await redis.ask(`ACL SETUSER manul on >${password} ${rights}`)).toContain('OK');
    await redis.ask('ACL SETUSER default off');
    const url = `redis://manul@127.0.0.1:${redis.port}`;
    const { handle, source } = await serve({ redis: url, redisPasswordFile: file('password', password) });
    const node = connect(handle);
    await expect.poll(() => holdsPolicy(node, 'web'), patient).toBe(true);
    source.apply(allowOnly('client', 'web', 9090));
    await expect.poll(() => holdsPolicy(node, 'client'), patient).toBe(true);
    // The last that is written: receipts, which other servers tell of.
    const asManul = `AUTH manul ${password}\r\nEXISTS {manul}:log {manul}:receipts`;
    await expect.poll(() => redis.ask(asManul), patient).toMatch(/:2\r\n$/);
    expect(lines.join('')).not.toMatch(/NOPERM|horse/);
  });

  test('is used over TLS with certificates on both sides, and by nobody without', async () => {
    const authority = new Authority(directory.path, 'authority');
    const stranger = new Authority(directory.path, 'stranger');
    const own = authority.issue('redis', { alternativeNames: ['DNS:localhost'] });
    const client = authority.issue('calc-graph');
    const tlsPort = await freePort();
    await startRedis(
      ...['--tls-port', `${tlsPort}`, '--tls-cert-file', own.cert, '--tls-key-file', own.key],
      ...['--tls-ca-cert-file', authority.cert],
    );
    const redis = `rediss://localhost:${tlsPort}`;
    const certificate = { redisCertFile: client.cert, redisKeyFile: client.key };
    const refused = [
      await serve({ redis, ...certificate, redisCaFile: stranger.cert }),
      await serve({ redis, redisCaFile: authority.cert }),
      await serve({ redis: `redis://localhost:${tlsPort}` }),
    ];
    const { handle } = await serve({ redis, ...certificate, redisCaFile: authority.cert });
    const node = connect(handle);
    await expect.poll(() => holdsPolicy(node, 'web'), patient).toBe(true);
    expect(refused.map((each) => each.handle.status().inSync)).toEqual([false, false, false]);
    expect(lines.join('')).not.toContain('PRIVATE KEY');
  });
});
