// The two commands as operators run them: flags, signals, exit codes, and a server that is killed.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { CalcGraphStatus } from '@manul/service-calc-graph';
import type { DriverStatus } from '@manul/service-dataplane-driver';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { smallCluster } from './objects.ts';
import { temporaryDirectory } from './stream-harness.ts';

const main = fileURLToPath(new URL('../../services/cli/src/main.ts', import.meta.url));

let directory: ReturnType<typeof temporaryDirectory>;
const children: ChildProcess[] = [];

beforeEach(() => {
  directory = temporaryDirectory();
  mkdirSync(`${directory.path}/manifests`);
  writeManifests(smallCluster());
});
afterEach(async () => {
  await Promise.all(children.splice(0).map((child) => end(child, 'SIGKILL')));
  directory.remove();
});

function writeManifests(objects: readonly object[]): void {
  // JSON is YAML too.
  const content = objects.map((object) => JSON.stringify(object)).join('\n---\n');
  writeFileSync(`${directory.path}/manifests/cluster.yaml`, content);
}

function manul(...args: string[]): ChildProcess {
  const child = spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  return child;
}

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

async function run(...args: string[]): Promise<Ended> {
  const child = manul(...args);
  const closed = once(child, 'close') as Promise<[number | null]>;
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout!), text(child.stderr!), closed]);
  return { code, stdout, stderr };
}

/** Gives the exit code; null where the signal itself ended it. */
async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const exited = once(child, 'exit') as Promise<[number | null]>;
  child.kill(signal);
  return (await exited)[0];
}

const socket = (name: string) => `${directory.path}/${name}.sock`;

function startServer(): ChildProcess {
  const source = `directory:${directory.path}/manifests`;
  return manul(
    'calc-graph',
    '--source',
    source,
    '--listen',
    `unix:${socket('sync')}`,
    '--http',
    `unix:${socket('graph')}`,
  );
}

function startDriver(): ChildProcess {
  const settings = [
    '--state-dir',
    `${directory.path}/state`,
    '--last-good-seconds',
    '0',
    '--reconnect-max-seconds',
    '0.2',
  ];
  const http = ['--http', `unix:${socket('driver')}`, '--backend', 'none'];
  return manul('driver', '--node', 'node-a', '--server', `unix:${socket('sync')}`, ...http, ...settings);
}

/** The JSON at a path; undefined while nobody answers. */
function get<T>(socketPath: string, path: string): Promise<T | undefined> {
  return new Promise((resolve) => {
    const asked = request({ socketPath, path }, (response) => {
      text(response).then(
        (body) => resolve(JSON.parse(body)),
        () => resolve(undefined),
      );
    });
    asked.once('error', () => resolve(undefined));
    asked.end();
  });
}

const patient = { timeout: 300_000, interval: 50 };
const graphStatus = () => get<CalcGraphStatus>(socket('graph'), '/status');
const driverStatus = () => get<DriverStatus>(socket('driver'), '/status');

test('both run, say how they are, and end in order on SIGTERM', async () => {
  const server = startServer();
  const driver = startDriver();
  await expect
    .poll(async () => (await graphStatus())?.nodes[0], patient)
    .toMatchObject({ node: 'node-a', upToDate: true });
  expect(await graphStatus()).toMatchObject({ enforced: true, nodesWithoutDriver: ['node-b'], objectErrors: [] });
  expect(await get(socket('graph'), '/readyz')).toMatchObject({ ok: true });
  expect(await driverStatus()).toMatchObject({ connected: true, fromLastGood: false, errors: [] });
  expect(await end(driver, 'SIGTERM')).toBe(0);
  expect(await end(server, 'SIGINT')).toBe(0);
});

test('a server that was killed comes back on the same socket, and a broken manifest does not stop it', async () => {
  const server = startServer();
  startDriver();
  await expect.poll(async () => (await driverStatus())?.inKernel, patient).toBeDefined();
  const before = (await driverStatus())?.inKernel;
  await end(server, 'SIGKILL');
  writeFileSync(`${directory.path}/manifests/broken.yaml`, 'kind: [');
  startServer();
  const epoch = async () => (await driverStatus())?.inKernel?.epoch ?? 0;
  await expect.poll(epoch, patient).toBeGreaterThan(before?.epoch ?? 0);
  const problems = (await graphStatus())?.sourceProblems ?? [];
  expect(problems.map(({ subject }) => subject)).toEqual(['broken.yaml']);
});

test('a driver that was killed begins with its last-good state where no server answers', async () => {
  const server = startServer();
  const driver = startDriver();
  await expect.poll(async () => (await driverStatus())?.inKernel, patient).toBeDefined();
  const before = (await driverStatus())?.inKernel;
  await end(server, 'SIGTERM');
  await expect.poll(() => existsSync(`${directory.path}/state/last-good.bin`), patient).toBe(true);
  await end(driver, 'SIGKILL');
  startDriver();
  await expect.poll(async () => (await driverStatus())?.fromLastGood, patient).toBe(true);
  await expect.poll(async () => (await driverStatus())?.inKernel, patient).toEqual(before);
});

test('says what is wrong with settings, and where the help is needed, helps', async () => {
  const cases = await Promise.all([
    run('driver', '--node', 'a'),
    run('driver', '--node', 'a', '--server', 'unix:/x', '--felix', 'IptablesMarkMask=0', '--backend', 'none'),
    run('calc-graph', '--source', 'etcd:x'),
    run('calc-graph', '--source', 'directory:x', '--listen', '0.0.0.0:0'),
    run('driver', '--help'),
    run('calc-graph', '--source', 'directory:x', '--print-config'),
  ]);
  const [noServer, felix, source, exposed, help, printed] = cases;
  expect(noServer).toMatchObject({ code: 2, stderr: 'manul driver: --server: is needed\n' });
  expect(felix).toMatchObject({ code: 2, stderr: expect.stringMatching('--felix: IptablesMarkMask') });
  expect(source).toMatchObject({ code: 2, stderr: expect.stringMatching('--source: ') });
  expect(exposed).toMatchObject({ code: 2, stderr: expect.stringMatching('--insecure') });
  expect(help).toMatchObject({ code: 0, stdout: expect.stringMatching(/Example:\n {2}manul driver --node/) });
  expect(printed).toMatchObject({ code: 0, stdout: expect.stringMatching('listen: 127.0.0.1:5473') });
});
