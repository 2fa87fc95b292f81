// What the driver's process needs: the command itself, with the flags that it starts with, fed as Felix would feed it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { IptablesVariant } from '@manul/iptables';
import { encodeFelixFrame, felix } from '@manul/proto';
import { driverLoad, policyUpdate } from './driver-load.ts';

const manul = fileURLToPath(new URL('../../services/cli/bin/manul', import.meta.url));
const changes = 21;

/** In this process's network namespace. Megabytes resident after programming, changes and reading back. */
export async function measureMemory(variant: IptablesVariant, policies: number): Promise<Record<string, number>> {
  const directory = mkdtempSync(join(tmpdir(), 'manul-bench-'));
  const socket = join(directory, 'http.sock');
  const settings = { BACKEND: variant, HTTP: `unix:${socket}`, LOG_LEVEL: 'error', POST_WRITE_CHECK_SECONDS: '1' };
  const child = spawn(manul, ['driver', '--felix-pipes'], {
    stdio: ['ignore', 'ignore', 'inherit', 'pipe', 'pipe'],
    env: {
      ...process.env,
      ...Object.fromEntries(Object.entries(settings).map(([name, value]) => [`MANUL_${name}`, value])),
    },
  });
  (child.stdio[4] as Readable).resume();
  let number = 0;
  const say = (message: felix.IToDataplane) =>
    (child.stdio[3] as Writable).write(
      encodeFelixFrame(felix.ToDataplane.encode({ ...message, sequence_number: number++ }).finish()),
    );
  try {
    say({ config_update: { config: { FelixHostname: 'node' } } });
    for (const message of driverLoad(policies)) say(message);
    await roundsAfter(socket, 0);
    for (let i = 0; i < changes; i++) {
      const before = await rounds(socket);
      say(policyUpdate(i % policies, 1 + i));
      await roundsAfter(socket, before);
    }
    // The round after the last change has been read back.
    await roundsAfter(socket, await rounds(socket));
    const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
    const megabytes = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1024;
    return { 'RSS MB': megabytes('VmRSS'), 'peak RSS MB': megabytes('VmHWM') };
  } finally {
    child.kill();
    if (child.exitCode === null) await once(child, 'exit');
    rmSync(directory, { recursive: true });
  }
}

async function roundsAfter(socket: string, before: number): Promise<void> {
  while ((await rounds(socket)) <= before) await new Promise((resolve) => setTimeout(resolve, 100));
}

async function rounds(socket: string): Promise<number> {
  const text = await new Promise<string>((resolve) => {
    const call = request({ socketPath: socket, path: '/metrics' }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (piece: string) => {
        body += piece;
      });
      response.on('end', () => resolve(body));
    });
    // Not there yet.
    call.on('error', () => resolve(''));
    call.end();
  });
  // Of a round that had nothing to do, before all had come, nothing is said.
  if (/^manul_driver_written_total\S* 0$/m.test(text)) return 0;
  return Number(/^manul_driver_round_seconds_count\S* (\d+)/m.exec(text)?.[1] ?? 0);
}
