// W12: from a policy that is written to a real API server to the first packet that it denies, and from its removal to the
// first that passes, in a cluster of 10,000 pods with real drivers and kernels.
//
//   node test/bench/policy-latency.ts [--pods 10000] [--policies 2000] [--changes 200] [--with api|kubectl]
//                                     [--output json|table]
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { Command } from 'commander';
import { nodeObject } from '../../services/cli/src/conformance/cluster-state.ts';
import { type ApiServer, fillCluster, type ManifestObject, startApiServer } from '../apiserver/src/index.ts';
import { Cluster } from '../e2e/cluster/cluster.ts';
import { app, namespaceObject, podObject, policyObject, testPod } from '../e2e/cluster/test-pods.ts';
import { microseconds } from './packet-timing.ts';

interface Options {
  readonly pods: string;
  readonly policies: string;
  readonly changes: string;
  readonly with: string;
  readonly output: string;
}

/** Milliseconds from the beginning of a write, and from its return, to the first packet that goes as it says. */
interface Change {
  readonly denies: boolean;
  readonly fromBegin: number;
  readonly fromReturn: number;
}

const command = new Command('policy-latency')
  .option('--pods <n>', 'pods in the cluster', '10000')
  .option('--policies <n>', 'policies in the cluster', '2000')
  .option('--changes <n>', 'changes to measure, in turn one that denies and one that allows', '200')
  .option('--with <client>', 'who writes: api (one request) or kubectl', 'api')
  .option('--output <form>', 'json or table', 'table');
command.parse();
const options = command.opts<Options>();

const echoPort = 7_000;
/** So many packets in a row are no accident. */
const certainty = 3;

const web = testPod('w12/web', 'node-1', '10.65.1.1');
const client = testPod('w12/client', 'node-1', '10.65.1.2');
const closed = policyObject('w12/closed', { podSelector: app('web'), policyTypes: ['Ingress'] });

/** What the probe has told: packets in the order in which they were decided. */
class Packets {
  #packets: { readonly sentAt: number; readonly answered: boolean }[] = [];

  constructor(connection: Socket) {
    createInterface({ input: connection }).on('line', (line) => {
      const [sentAt, answered] = line.split(' ');
      this.#packets.push({ sentAt: Number(sentAt), answered: answered === '1' });
    });
  }

  /** When the first packet was sent of those that went that way, not before `since`, and went on to. */
  async first(answered: boolean, since: number): Promise<number> {
    for (;;) {
      const later = this.#packets.filter(({ sentAt }) => sentAt >= since).sort((a, b) => a.sentAt - b.sentAt);
      const other = later.findLastIndex((packet) => packet.answered !== answered);
      const going = later.slice(other + 1);
      if (going.length >= certainty) {
        this.#packets = this.#packets.filter(({ sentAt }) => sentAt >= since);
        return going[0]!.sentAt;
      }
      await pause(10);
    }
  }
}

async function main(): Promise<void> {
  const api = await startApiServer();
  const cluster = new Cluster();
  try {
    await fillCluster(api, { pods: Number(options.pods), policies: Number(options.policies) });
    for (const node of cluster.nodes) await createNode(api, nodeObject(node) as ManifestObject);
    for (const object of [namespaceObject('w12'), podObject(web), podObject(client)]) await api.apply(object);
    await cluster.start(`kubernetes:${api.kubeconfigPath}`, [web, client]);
    await cluster.enforced();
    await cluster.lab.call('watch', { from: web, mode: 'serve', target: [echoPort] });
    print(await measure(cluster, api));
  } finally {
    await cluster.stop();
    await api.stop();
  }
}

async function measure(cluster: Cluster, api: ApiServer): Promise<readonly Change[]> {
  const socket = join(cluster.directory, 'probe.sock');
  const server = createServer().listen(socket);
  const script = join(import.meta.dirname, 'packet-probe.ts');
  const probe = [process.execPath, '--disable-warning=ExperimentalWarning', script];
  const ended = cluster.lab.call('run', { on: client, command: [...probe, socket, '10.65.1.1', String(echoPort)] });
  const [connection] = (await once(server, 'connection')) as [Socket];
  const packets = new Packets(connection);
  const file = join(cluster.directory, 'closed.json');
  writeFileSync(file, JSON.stringify(closed));
  const write = (denies: boolean) => {
    if (options.with === 'kubectl') return api.kubectl(denies ? 'apply' : 'delete', '-f', file);
    return denies ? api.apply(closed) : api.remove(closed);
  };
  await packets.first(true, 0);
  const changes: Change[] = [];
  for (let change = 0; change < Number(options.changes); change++) {
    const denies = change % 2 === 0;
    // Not in step with anything.
    await pause(100 + Math.random() * 100);
    const begun = microseconds();
    await write(denies);
    const returned = microseconds();
    const seen = await packets.first(!denies, begun);
    changes.push({ denies, fromBegin: (seen - begun) / 1_000, fromReturn: (seen - returned) / 1_000 });
  }
  connection.destroy();
  server.close();
  await ended;
  return changes;
}

/** Server-side apply takes no second address of a type. */
async function createNode(api: ApiServer, node: ManifestObject): Promise<void> {
  await api.request('POST', '/api/v1/nodes', node);
  await api.request('PUT', `/api/v1/nodes/${node.metadata.name}/status`, node);
}

function print(changes: readonly Change[]): void {
  const rows = [true, false].flatMap((denies) => {
    const some = changes.filter((change) => change.denies === denies);
    return (['fromBegin', 'fromReturn'] as const).map((from) => ({
      packet: denies ? 'denied' : 'allowed',
      since: from === 'fromBegin' ? 'the write began' : 'the write returned',
      changes: some.length,
      ...summary(some.map((change) => change[from])),
    }));
  });
  const { pods, policies } = options;
  if (options.output === 'json') {
    const about = { workload: 'W12', pods: Number(pods), policies: Number(policies), with: options.with };
    console.log(JSON.stringify({ ...about, milliseconds: rows }, undefined, 2));
    return;
  }
  console.log(`W12: ${pods} pods, ${policies} policies, written with ${options.with}; milliseconds`);
  console.table(rows);
}

function summary(values: readonly number[]) {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round((sorted[Math.ceil(share * sorted.length) - 1] ?? 0) * 10) / 10;
  return { p50: at(0.5), p90: at(0.9), p99: at(0.99), max: at(1) };
}

await main();
