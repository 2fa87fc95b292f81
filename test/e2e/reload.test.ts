// Both services as processes: changed settings take effect, bad ones change nothing, and say so.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { replaceFile } from '../../services/cli/src/lab/manifests.ts';
import { command } from './manul.ts';
import { temporaryDirectory } from './stream-harness.ts';

const patient = { timeout: 300_000, interval: 100 };

let directory: ReturnType<typeof temporaryDirectory>;
let child: ChildProcess | undefined;
let output = '';

beforeEach(() => {
  directory = temporaryDirectory();
  mkdirSync(join(directory.path, 'manifests'));
  output = '';
});
afterEach(async () => {
  if (child && child.exitCode === null) {
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    await exited;
  }
  directory.remove();
});

const writeText = (text: string) => replaceFile(join(directory.path, 'config.yaml'), text);
const write = (settings: object) => writeText(JSON.stringify(settings));

async function start(service: string): Promise<void> {
  child = spawn(command, [service, '--config', join(directory.path, 'config.yaml')], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  child.stderr!.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  await expect.poll(() => metrics().catch(() => ''), patient).toContain('# TYPE');
}

function metrics(): Promise<string> {
  return new Promise((resolve, reject) => {
    const call = request({ socketPath: join(directory.path, 'http.sock'), path: '/metrics' }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => {
        text += chunk.toString();
      });
      response.on('end', () => resolve(text));
    });
    call.on('error', reject);
    call.end();
  });
}

const services = [
  {
    service: 'calc-graph',
    counter: 'manul_calc_config_reloads_total',
    settings: (path: string) => ({ source: `directory:${path}/manifests`, listen: `unix:${path}/sync.sock` }),
    live: { slowNodeSeconds: 5, administrators: ['me'] },
    fixed: { keepaliveSeconds: 7 },
  },
  {
    service: 'driver',
    counter: 'manul_driver_config_reloads_total',
    settings: (path: string) => ({ node: 'node-a', server: [`unix:${path}/sync.sock`], backend: 'none' }),
    live: { refreshSeconds: 5 },
    fixed: { keepaliveSeconds: 7 },
  },
];

test.each(services)('$service takes over what may change, and keeps the rest', async (each) => {
  const settings = { ...each.settings(directory.path), http: `unix:${directory.path}/http.sock` };
  const counted = (outcome: string, count: number) =>
    expect.poll(metrics, patient).toContain(`${each.counter}{outcome="${outcome}"} ${count}`);
  write({ ...settings, logLevel: 'error' });
  await start(each.service);

  write({ ...settings, logLevel: 'info', ...each.live });
  child!.kill('SIGHUP');
  await counted('applied', 1);
  await expect.poll(() => output, patient).toContain('settings have been reloaded');
  await expect.poll(() => output, patient).toContain(Object.keys(each.live)[0]);

  write({ ...settings, ...each.live, ...each.fixed });
  child!.kill('SIGHUP');
  await expect.poll(() => output, patient).toContain('--keepalive-seconds: changes with a restart alone');

  // Without a signal too: the file is looked at.
  write({ ...settings, ...each.live, nonsense: 1 });
  await expect.poll(() => output, patient).toContain('nonsense: unknown');
  writeText('logLevel: [');
  child!.kill('SIGHUP');
  await expect.poll(() => output.split('settings cannot be reloaded').length, patient).toBeGreaterThan(3);

  expect(child!.exitCode).toBeNull();
  write({ ...settings, logLevel: 'error' });
  child!.kill('SIGHUP');
  await counted('applied', 2);
});
