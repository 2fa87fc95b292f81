// Who tells the API server of enforcement where leaders and fan-out servers are apart: the one that leads, of nodes that it
// does not serve, once; and when it is gone, the next.
import { get } from 'node:http';
import { createLogger } from '@manul/observability';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type CalcGraphHandle, runCalcGraph } from '../../services/calc-graph/src/main.ts';
import {
  type ApiServer,
  type ManifestObject,
  missingPrograms,
  startApiServer,
  startTimeoutMs,
} from '../apiserver/src/index.ts';
import { allowOnly, namespace, node, pod } from '../e2e/objects.ts';
import { RawNode } from '../e2e/stream-harness.ts';
import { redisForEach } from './src/redis-for-each.ts';
import { hasRedis } from './src/redis-process.ts';

const patient = { timeout: 240_000, interval: 100 };
const gate = 'manul.io/policy-enforced';
const missing = missingPrograms();
if (missing.length > 0 && process.env['CI']) throw new Error(`needs ${missing.join(' and ')}`);

describe.skipIf(missing.length > 0 || !hasRedis('tests of enforcement'))('with leaders and fan-out servers', () => {
  const here = redisForEach();
  let api: ApiServer;
  const closing: (() => unknown)[] = [];

  beforeEach(async () => {
    api = await startApiServer();
    for (const object of [node('node-a', '192.168.0.1'), namespace('prod'), running('web', '10.0.0.1')]) {
      await api.apply(object as ManifestObject);
    }
  }, startTimeoutMs);
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
    await api?.stop();
  });

  async function start(role: 'leader' | 'fan-out', name: string): Promise<Started> {
    const lines: string[] = [];
    const destination = { write: (line: string) => void lines.push(line) };
    const handle = await runCalcGraph(
      {
        role,
        redis: `redis://127.0.0.1:${here.redis.port}`,
        listen: '127.0.0.1:0',
        http: `unix:${here.path}/${name}.sock`,
        ...(role === 'leader' && { source: `kubernetes:${api.kubeconfigPath}`, podReadinessGates: true }),
        // Of how long anything takes nothing is to be told.
        enforcementLagSeconds: 3_600,
      },
      { log: createLogger({ service: name, level: 'info', destination }) },
    );
    closing.push(() => handle.stop());
    return { name, handle, hasLed: () => lines.some((line) => line.includes('"msg":"elected"')) };
  }

  const json = async (path: string) => JSON.parse((await api.request('GET', path)).body);
  const told = async (name: string): Promise<string[]> =>
    (await json(`/api/v1/events?fieldSelector=involvedObject.name=${name}`)).items.map(
      ({ message }: { message: string }) => message,
    );
  const isReady = async (name: string): Promise<boolean> =>
    ((await json(`/api/v1/namespaces/prod/pods/${name}`)).status?.conditions ?? []).some(
      ({ type, status }: Record<string, string>) => type === gate && status === 'True',
    );
  const addGated = (name: string, address: string) => {
    const object = running(name, address);
    return api.apply({
      ...object,
      spec: { ...object.spec, readinessGates: [{ conditionType: gate }] },
    } as ManifestObject);
  };

  function metrics({ name }: Started): Promise<string> {
    return new Promise<string>((resolve, reject) => {
      get({ socketPath: `${here.path}/${name}.sock`, path: '/metrics' }, (response) => {
        let body = '';
        response.on('data', (chunk: Buffer) => {
          body += chunk.toString();
        });
        response.on('end', () => resolve(body));
      }).on('error', reject);
    });
  }

  /** How much a process has written to the API server. */
  async function writes(by: Started): Promise<number> {
    const counts = (await metrics(by)).matchAll(/^manul_calc_api_writes_total\{.*\} (\d+)$/gm);
    return [...counts].reduce((sum, [, n]) => sum + Number(n), 0);
  }

  /** The one of them that leads. Rejects while none does. */
  async function leading(all: Iterable<Started>): Promise<Started> {
    for (const each of all) if (/^manul_calc_leading 1$/m.test(await metrics(each))) return each;
    throw new Error('nobody leads');
  }

  test('the one that leads tells of nodes that others serve; the next goes on', async () => {
    const leaders = new Set([await start('leader', 'one')]);
    const { handle: fanOut } = await start('fan-out', 'fan-out');
    await expect.poll(() => fanOut.status().leader, patient).toBeDefined();
    const second = await start('leader', 'two');
    await expect.poll(() => second.handle.status().inSync, patient).toBe(true);
    leaders.add(second);
    const a = new RawNode('node-a');
    a.connect(fanOut.address, { reticent: true });
    closing.push(() => a.disconnect());

    for (const round of [0, 1]) {
      const name = `gated-${round}`;
      await addGated(name, `10.0.0.${10 + round}`);
      await api.apply(allowOnly('web', 'client', 80 + round) as ManifestObject);
      await a.until(() => a.updatedKeys.some((key) => key.includes(`prod/${name}`)), 'the endpoint');
      await a.until(() => a.updatedKeys.filter((key) => key.endsWith('|prod|web')).length > round, 'the policy');
      // What it has not said to have is not told of; policy that selects nothing there is enforced, and told of later.
      await api.apply(allowOnly(`nobody-${round}`, 'client', 80) as ManifestObject);
      await expect.poll(() => told(`nobody-${round}`), patient).toHaveLength(1);
      expect(await told('web')).toHaveLength(round);
      expect(await isReady(name)).toBe(false);
      a.acknowledge();
      await expect.poll(() => told('web'), patient).toEqual(Array(round + 1).fill('Enforced on 1 of 1 node'));
      await expect.poll(() => isReady(name), patient).toBe(true);
      if (round > 0) break;
      // Who has never led has written nothing. That is the second, unless the machine stood still for a whole lease.
      const counts = async () => Promise.all([...leaders].map(writes));
      await expect.poll(async () => (await counts()).reduce((sum, count) => sum + count), patient).toBeGreaterThan(2);
      for (const each of leaders) if (!each.hasLed()) expect(await writes(each)).toBe(0);
      const gone = await vi.waitFor(() => leading(leaders), patient);
      await gone.handle.stop();
      leaders.delete(gone);
      await vi.waitFor(() => leading(leaders), patient);
    }
  });
});

interface Started {
  readonly name: string;
  readonly handle: CalcGraphHandle;
  /** Whether it ever was the one that leads. */
  readonly hasLed: () => boolean;
}

function running(name: string, address: string) {
  const object = pod(name, 'node-a', address);
  return { ...object, spec: { nodeName: 'node-a', containers: [{ name: 'one', image: 'none' }] } };
}
