// How long it takes to read a cluster from its API server, and what memory: the source alone, and the whole service up
// to the moment in which it is ready to serve every node. Prints JSON.
//   node test/bench/apiserver-load.ts [--pods 10000] [--policies 2000] [--runs 3]
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { parseArgs, promisify } from 'node:util';
import { fillCluster, startApiServer } from '../apiserver/src/index.ts';

const { values } = parseArgs({
  options: {
    pods: { type: 'string', default: '10000' },
    policies: { type: 'string', default: '2000' },
    runs: { type: 'string', default: '3' },
  },
});
const size = { pods: Number(values.pods), policies: Number(values.policies) };
const root = join(import.meta.dirname, '..', '..');

const server = await startApiServer();
try {
  const started = performance.now();
  await fillCluster(server, size);
  const fillMs = Math.round(performance.now() - started);
  const source: unknown[] = [];
  const service: unknown[] = [];
  for (let run = 0; run < Number(values.runs); run += 1) {
    source.push(await measureSource(server.kubeconfigPath));
    service.push(await measureService(server.kubeconfigPath));
  }
  console.log(JSON.stringify({ ...size, fillMs, source, service }, undefined, 2));
} finally {
  await server.stop();
}

async function measureSource(kubeconfig: string): Promise<unknown> {
  const follow = join(root, 'test', 'apiserver', 'src', 'follow.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [follow, kubeconfig]);
  return JSON.parse(stdout);
}

/** From the start of the process until /readyz says yes. */
async function measureService(kubeconfig: string): Promise<{ readyMs: number; rssMb: number; peakRssMb: number }> {
  const started = performance.now();
  const manul = join(root, 'services', 'cli', 'src', 'main.ts');
  const args = [
    'calc-graph',
    '--source',
    `kubernetes:${kubeconfig}`,
    '--listen',
    '127.0.0.1:0',
    '--http',
    '127.0.0.1:0',
  ];
  const child = spawn(process.execPath, [manul, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (log += text));
  try {
    for (;;) {
      if (child.exitCode !== null) throw new Error(`the service ended:\n${log}`);
      const http = /"http":"([^"]+)"/.exec(log)?.[1];
      if (http && (await fetch(`http://${http}/readyz`).catch(() => undefined))?.ok) break;
      await setTimeout(20);
    }
    const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
    const megabytes = (field: string) => Math.round(Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1]) / 1024);
    return {
      readyMs: Math.round(performance.now() - started),
      rssMb: megabytes('VmRSS'),
      peakRssMb: megabytes('VmHWM'),
    };
  } finally {
    child.kill('SIGTERM');
    if (child.exitCode === null) await once(child, 'exit');
  }
}
