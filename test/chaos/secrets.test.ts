// Everything that services write, grepped for everything that is secret: keys, passwords, tokens of others and their own,
// and what pods keep in their environment.
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CalcGraphStatus } from '../../services/calc-graph/src/status.ts';
import { lastGoodPaths } from '../../services/dataplane-driver/src/last-good.ts';
import {
  type ApiServer,
  freePort,
  missingPrograms,
  type Process,
  startApiServer,
  startProcess,
  startTimeoutMs,
} from '../apiserver/src/index.ts';
import { Authority, requireOpenssl } from '../e2e/certificates.ts';
import { allowOnly, namespace, node, pod } from '../e2e/objects.ts';
import { temporaryDirectory } from '../e2e/stream-harness.ts';
import { hasRedis, RedisProcess } from './src/redis-process.ts';

const main = fileURLToPath(new URL('../../services/cli/src/main.ts', import.meta.url));
const patient = { timeout: 240_000, interval: 50 };

const secrets = {
  redis: 'sesame-of-redis',
  kubeconfig: 'sesame-of-the-kubeconfig',
  driver: 'sesame-of-the-driver',
  stranger: 'sesame-of-a-stranger',
  environment: 'sesame-of-the-environment',
};
const account = 'system:serviceaccount:manul:manul-driver';
const apiTokens = [
  'admin-token=admin:system:masters',
  `${secrets.kubeconfig}=admin:system:masters`,
  `${secrets.driver}=manul/manul-driver@node-a#manul`,
].join(',');

const missing = missingPrograms();
if (missing.length > 0) console.warn(`skipped: tests of secrets need ${missing.join(' and ')}`);
const isUsable = hasRedis('tests of secrets') && requireOpenssl('tests of secrets');

describe.skipIf(!isUsable || (missing.length > 0 && process.env['CI'] === undefined))('secrets', () => {
  let directory: ReturnType<typeof temporaryDirectory>;
  let api: ApiServer;
  let redis: RedisProcess;
  const processes: Process[] = [];

  beforeEach(async () => {
    directory = temporaryDirectory();
    api = await startApiServer({ flags: ['-tokens', apiTokens] });
    redis = new RedisProcess(await freePort(), directory.path, ['--requirepass', secrets.redis]);
    await redis.start();
  }, startTimeoutMs);
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') console.log(processes.map((each) => each.log().slice(-2_000)).join('\n'));
    await Promise.all(processes.splice(0).map((each) => each.end('SIGKILL')));
    await redis.kill();
    await api.stop();
    directory.remove();
  });

  const path = (name: string) => `${directory.path}/${name}`;

  function file(name: string, content: string): string {
    writeFileSync(path(name), content);
    return path(name);
  }

  function manul(log: string, ...args: readonly string[]): Process {
    const made = startProcess(process.execPath, [main, ...args], { logFile: path(`written/${log}`) });
    processes.push(made);
    return made;
  }

  /** A pod as others make it, with a secret where secrets do not belong. */
  async function fillCluster(): Promise<void> {
    const annotations = { 'kubectl.kubernetes.io/last-applied-configuration': secrets.environment };
    const env = [{ name: 'PASSWORD', value: secrets.environment }];
    const web = pod('web', 'node-a', '10.0.0.1');
    const open = { ...web, spec: { nodeName: 'node-a', containers: [{ name: 'main', image: 'x', env }] } };
    const metadata = { ...web.metadata, annotations };
    const objects = [node('node-a', '192.168.0.1'), namespace('prod'), { ...open, metadata }];
    for (const object of [...objects, allowOnly('web', 'client', 80)]) {
      await api.apply(object as unknown as Parameters<ApiServer['apply']>[0]);
    }
  }

  function kubeconfig(): string {
    const config = JSON.parse(readFileSync(api.kubeconfigPath, 'utf8'));
    config.users[0].user.token = secrets.kubeconfig;
    return file('kubeconfig', JSON.stringify(config));
  }

  function get(socketPath: string, target: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const asked = request({ socketPath, path: target }, (response) => text(response).then(resolve, reject));
      asked.once('error', reject);
      asked.end();
    });
  }

  test('are in no log, recording, state, status or metric', { timeout: 900_000 }, async () => {
    mkdirSync(path('written'));
    await fillCluster();
    const authority = new Authority(directory.path, 'authority');
    const own = authority.issue('calc-graph', { alternativeNames: ['DNS:localhost'] });
    const administrator = authority.issue('manul-admin');
    const [port, adminPort] = [await freePort(), await freePort()];
    const graphFlags = [
      ...['--source', `kubernetes:${kubeconfig()}`, '--role', 'all', '--log-level', 'debug'],
      ...['--redis', `redis://127.0.0.1:${redis.port}`, '--redis-password-file', file('redis-password', secrets.redis)],
      ...['--listen', `127.0.0.1:${port}`, '--tls-cert-file', own.cert, '--tls-key-file', own.key],
      ...['--tls-client-ca-file', authority.cert, '--token-audience', 'manul', '--token-users', account],
      ...['--http', `unix:${path('graph.sock')}`, '--admin', `127.0.0.1:${adminPort}`],
    ];
    manul('calc-graph.log', 'calc-graph', ...graphFlags);
    const driver = (name: string, token: string) =>
      manul(
        `${name}.log`,
        ...['driver', '--node', 'node-a', '--server', `localhost:${port}`, '--tls-ca-file', authority.cert],
        ...['--token-file', file(`${name}-token`, token), '--backend', 'none', '--log-level', 'debug'],
        ...['--record', path(`written/${name}.jsonl`), '--state-dir', path(`written/${name}-state`)],
        ...['--last-good-seconds', '0', '--reconnect-max-seconds', '0.5', '--http', `unix:${path(`${name}.sock`)}`],
      );
    driver('driver', secrets.driver);
    const enforced = async () =>
      (JSON.parse(await get(path('graph.sock'), '/status').catch(() => '{}')) as Partial<CalcGraphStatus>).nodes;
    await expect.poll(enforced, patient).toMatchObject([{ node: 'node-a', upToDate: true }]);
    const stranger = driver('stranger', secrets.stranger);
    await expect.poll(() => stranger.log(), patient).toContain('not valid');
    const recorder = manul(
      'record.log',
      ...['record', '--server', `localhost:${adminPort}`, '--to', path('written/cluster.jsonl')],
      ...['--tls-ca-file', authority.cert, '--tls-cert-file', administrator.cert, '--tls-key-file', administrator.key],
    );
    const recorded = () => read('cluster.jsonl');
    await expect.poll(recorded, patient).toContain('10.0.0.1');
    await recorder.end('SIGINT');
    await expect.poll(() => read('driver.jsonl'), patient).toContain('10.0.0.1');
    await manul('print-config.log', 'calc-graph', ...graphFlags, '--print-config').end('SIGCONT');
    for (const [name, socket] of [['graph', 'graph.sock'] as const, ['driver', 'driver.sock'] as const]) {
      for (const target of ['status', 'metrics']) {
        file(`written/${name}-${target}`, await get(path(socket), `/${target}`));
      }
    }
    await expect.poll(() => existsSync(lastGoodPaths(path('written/driver-state')).current), patient).toBe(true);
    // No file is to come or go while they are looked through.
    await Promise.all(processes.map((each) => each.end('SIGTERM')));

    const haystacks = new Map([...filesIn(path('written')), ...filesIn(path(`redis-${redis.port}`))]);
    const needles = [
      ...Object.values(secrets),
      ...Object.values(secrets).map((secret) => Buffer.from(secret).toString('base64').slice(0, 20)),
      ...[own, administrator]
        .flatMap(({ key }) => readFileSync(key, 'utf8').split('\n'))
        .filter((line) => line.length > 20 && !line.startsWith('-----')),
    ];
    const found = [...haystacks].flatMap(([name, content]) =>
      needles.filter((needle) => content.includes(needle)).map((needle) => `${needle} in ${name}`),
    );
    expect(found).toEqual([]);
    // What was looked through is what it is meant to be.
    expect(needles.length).toBeGreaterThan(2 * Object.keys(secrets).length);
    expect(read('calc-graph.log')).toContain('stream opened');
    expect(read('print-config.log')).toContain('redis-password');
    expect([...haystacks].filter(([name, content]) => /last-good/.test(name) && content.length > 0)).toHaveLength(1);
    expect([...haystacks].some(([name, content]) => /aof/.test(name) && content.includes('manul'))).toBe(true);
  });

  function read(name: string): string {
    try {
      return readFileSync(path(`written/${name}`), 'latin1');
    } catch {
      return '';
    }
  }
});

/** Of a directory and all below it: names and contents, a byte a character. */
function filesIn(directory: string): [string, string][] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .map((name) => `${directory}/${name}`)
    .filter((name) => statSync(name).isFile())
    .map((name) => [name, readFileSync(name, 'latin1')]);
}
