// Nodes that take nothing: what they cost, and that the others do not notice.
import { status as grpcStatus } from '@grpc/grpc-js';
import type { ApiObject } from '@manul/model';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { allowOnly, namespace, node, pod, smallCluster } from './objects.ts';
import { RawNode, startServer, type TestServer, temporaryDirectory } from './stream-harness.ts';

let directory: ReturnType<typeof temporaryDirectory>;
let listen: string;
let server: TestServer;
const nodes: RawNode[] = [];

const policies = 3_000;

/** Enough to fill every buffer between server and node several times over. */
function largeCluster(): ApiObject[] {
  const objects: ApiObject[] = [node('stuck', '192.168.0.1'), node('quick', '192.168.0.2'), namespace('prod')];
  for (let i = 0; i < policies; i++) objects.push(largePolicy(i));
  for (const [index, name] of ['stuck', 'quick'].entries()) {
    objects.push(pod(`pod-${name}`, name, `10.0.${index}.1`, { labels: { app: 'all' } }));
  }
  return objects;
}

/** About 7 KiB of rules. */
function largePolicy(index: number, port = 80): ApiObject {
  const to = Array.from({ length: 40 }, (_, i) => ({ ipBlock: { cidr: `10.${i}.${index % 256}.0/24` } }));
  const policy = allowOnly('all', 'nobody', port);
  return {
    ...policy,
    metadata: { name: `policy-${index}`, namespace: 'prod' },
    spec: { podSelector: {}, policyTypes: ['Egress'], egress: [{ to, ports: [{ protocol: 'TCP', port }] }] },
  };
}

beforeEach(async () => {
  directory = temporaryDirectory();
  listen = `unix:${directory.path}/sync.sock`;
});
afterEach(async () => {
  for (const raw of nodes.splice(0)) raw.disconnect();
  await server.handle.stop();
  directory.remove();
});

async function serve(settings: Parameters<typeof startServer>[2] = {}): Promise<void> {
  server = await startServer(listen, largeCluster(), settings);
  await server.handle.nextFlush();
}

function rawNode(name: string, stuck: boolean): RawNode {
  const raw = new RawNode(name);
  nodes.push(raw);
  raw.connect(listen, { stuck });
  return raw;
}

test('a stuck node gets what is true when it goes on, not what happened meanwhile', async () => {
  await serve({ slowNodeSeconds: 3_600 });
  const stuck = rawNode('stuck', true);
  const quick = rawNode('quick', false);
  await quick.upTo(server.handle);
  const rounds = 20;
  for (let round = 1; round <= rounds; round++) {
    for (let i = 0; i < 200; i++) server.source.apply(largePolicy(policies - 1 - i, 1000 + round));
    await server.handle.enforced(await server.handle.nextFlush(), ['quick']);
  }
  expect(server.handle.status().nodes.find((each) => each.node === 'stuck')).toMatchObject({ upToDate: false });
  stuck.resume();
  await stuck.upTo(server.handle);
  expect(stuck.held.digest).not.toBe(0n);
  const sent = stuck.updatedKeys.filter((key) => key.startsWith('active_policy'));
  // Each policy once, and again those that changed after they were already on their way: never 20 times.
  expect(sent.length).toBeLessThan(policies + 2 * 200);
  await server.handle.enforced(server.handle.revision(), ['stuck', 'quick']);
  expect(server.handle.status().nodes.every(({ drifted }) => !drifted)).toBe(true);
});

test('a node that takes nothing for too long loses its stream, with the reason, and the others keep theirs', async () => {
  await serve({ slowNodeSeconds: 3 });
  const stuck = rawNode('stuck', true);
  const quick = rawNode('quick', false);
  await quick.upTo(server.handle);
  await expect
    .poll(() => server.handle.status().nodes.find((each) => each.node === 'stuck')?.connected, { timeout: 300_000 })
    .toBe(false);
  stuck.resume();
  await stuck.ended();
  expect(stuck.status?.code).toBe(grpcStatus.RESOURCE_EXHAUSTED);
  expect(stuck.status?.details).toMatch('nothing was taken');
  server.source.apply(largePolicy(0, 99));
  await server.handle.enforced(await server.handle.nextFlush(), ['quick']);
  expect(quick.status).toBeUndefined();
});

test('a server that was held up itself blames no node for it', async () => {
  server = await startServer(listen, smallCluster(), { slowNodeSeconds: 1 });
  await server.handle.nextFlush();
  const raw = rawNode('node-a', false);
  await raw.upTo(server.handle);
  server.source.apply(allowOnly('web', 'database', 80));
  const revision = await server.handle.nextFlush();
  // Neither the server nor what it has written gets any further.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2_500);
  await server.handle.enforced(revision, ['node-a']);
  expect(raw.status).toBeUndefined();
});
