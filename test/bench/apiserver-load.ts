// How long it takes to read a cluster from its API server, and what memory: prints JSON.
//   node test/bench/apiserver-load.ts [--pods 10000] [--policies 2000]
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { fillCluster, startApiServer } from '../apiserver/src/index.ts';

const { values } = parseArgs({
  options: { pods: { type: 'string', default: '10000' }, policies: { type: 'string', default: '2000' } },
});
const size = { pods: Number(values.pods), policies: Number(values.policies) };
const follow = join(import.meta.dirname, '..', 'apiserver', 'src', 'follow.ts');

const server = await startApiServer();
try {
  const started = performance.now();
  await fillCluster(server, size);
  const fillMs = Math.round(performance.now() - started);
  const runs: unknown[] = [];
  for (let run = 0; run < 3; run += 1) {
    const { stdout } = await promisify(execFile)(process.execPath, [follow, server.kubeconfigPath]);
    runs.push(JSON.parse(stdout));
  }
  console.log(JSON.stringify({ ...size, fillMs, runs }, undefined, 2));
} finally {
  await server.stop();
}
