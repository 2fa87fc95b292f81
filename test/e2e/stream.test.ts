// The stream between calc-graph and nodes, over a real socket: what is sent when, and what never is.
import { status as grpcStatus } from '@grpc/grpc-js';
import { manul } from '@manul/proto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { allowOnly, pod, smallCluster } from './objects.ts';
import { bytes8, RawNode, startServer, sumOf, type TestServer, temporaryDirectory } from './stream-harness.ts';

const { Phase } = manul.v1;

let directory: ReturnType<typeof temporaryDirectory>;
let listen: string;
const servers: TestServer[] = [];
const nodes: RawNode[] = [];

beforeEach(() => {
  directory = temporaryDirectory();
  listen = `unix:${directory.path}/sync.sock`;
});
afterEach(async () => {
  for (const node of nodes.splice(0)) node.disconnect();
  for (const { handle } of servers.splice(0)) await handle.stop();
  directory.remove();
});

async function serve(...parameters: Parameters<typeof startServer> extends [string, ...infer R] ? R : never) {
  const server = await startServer(listen, ...parameters);
  servers.push(server);
  if (server.handle.revision() === 0) await server.handle.nextFlush();
  return server;
}

async function stop(server: TestServer): Promise<void> {
  servers.splice(servers.indexOf(server), 1);
  await server.handle.stop();
}

function rawNode(name: string): RawNode {
  const node = new RawNode(name);
  nodes.push(node);
  return node;
}

async function connected(name: string, { handle }: TestServer): Promise<RawNode> {
  const node = rawNode(name);
  node.connect(listen);
  await node.upTo(handle);
  return node;
}

const endpoint = (name: string) => `workload_endpoint k8s|prod/${name}|eth0`;
const policy = (name: string) => `active_policy KubernetesNetworkPolicy|prod|${name}`;

test('a new node gets a snapshot of what it needs, in an order that is safe, ending in a position and digest', async () => {
  const server = await serve(smallCluster());
  const a = await connected('node-a', server);
  expect(a.batches.every(({ phase, welcome }) => phase === Phase.SNAPSHOT || welcome)).toBe(true);
  expect(a.batches[0]?.welcome?.protocol_version).toBe(1);
  expect(a.updatedKeys).toContain(endpoint('web'));
  expect(a.updatedKeys).toContain(policy('web'));
  expect(a.updatedKeys).not.toContain(endpoint('database'));
  expect(a.updatedKeys).not.toContain(policy('database'));
  expect(a.updatedKeys.indexOf(policy('web'))).toBeLessThan(a.updatedKeys.indexOf(endpoint('web')));
  const last = a.batches.at(-1);
  expect(last?.position?.epoch).toBe(server.handle.epoch);
  expect(Buffer.from(last?.digest ?? [])).toEqual(bytes8(a.held.digest));
  expect(sumOf(a.held)).toBe(a.held.digest);
});

test('each change is timed to the receipt for it, and each update says when its change was seen', async () => {
  const before = Date.now();
  const server = await serve(smallCluster(), { http: '127.0.0.1:0' });
  await connected('node-a', server);
  const b = await connected('node-b', server);
  expect(await implementationSeconds(server, 'count')).toBe(0);
  server.source.apply(allowOnly('database', 'client', 5432));
  const revision = await server.handle.nextFlush();
  await server.handle.enforced(revision);
  expect(await implementationSeconds(server, 'count')).toBe(1);
  expect(await implementationSeconds(server, 'sum')).toBeLessThanOrEqual((Date.now() - before) / 1000);
  const origin = b.batches.at(-1)?.updates.find(({ origin }) => origin?.name === 'database')?.origin;
  const milliseconds = Number(origin?.observed_at) / 1e6;
  expect(milliseconds).toBeGreaterThanOrEqual(before - 1);
  expect(milliseconds).toBeLessThanOrEqual(Date.now() + 1);
});

async function implementationSeconds({ handle }: TestServer, of: 'count' | 'sum'): Promise<number> {
  const text = await (await fetch(`http://${handle.httpAddress}/metrics`)).text();
  return Number(new RegExp(`^manul_calc_implementation_seconds_${of} (.*)$`, 'm').exec(text)?.[1]);
}

test('a change is sent to the nodes that need it, and to no other', async () => {
  const server = await serve(smallCluster());
  const a = await connected('node-a', server);
  const b = await connected('node-b', server);
  const [beforeA, beforeB] = [a.batches.length, b.batches.length];
  server.source.apply(allowOnly('database', 'client', 5432));
  const revision = await server.handle.nextFlush();
  await server.handle.enforced(revision);
  const news = b.batches.slice(beforeB);
  expect(news.length).toBeGreaterThan(0);
  expect(news.every(({ phase }) => phase === Phase.UPDATE)).toBe(true);
  expect(b.updatedKeys).toContain(policy('database'));
  expect(a.batches.length).toBe(beforeA);
});

test('enforced settles when every node that a change concerns has acknowledged it', async () => {
  const server = await serve(smallCluster());
  await connected('node-a', server);
  const b = rawNode('node-b');
  b.connect(listen, { mute: true });
  await b.upTo(server.handle);
  let done = false;
  const enforced = server.handle.enforced(server.handle.revision()).then(() => {
    done = true;
  });
  await server.handle.enforced(server.handle.revision(), ['node-a']);
  expect(done).toBe(false);
  const byNode = Object.fromEntries(server.handle.status().nodes.map((node) => [node.node, node.upToDate]));
  expect(byNode).toEqual({ 'node-a': true, 'node-b': false });
  b.send({ receipt: { position: b.batches.at(-1)?.position ?? {}, digest: bytes8(b.held.digest) } });
  await enforced;
  expect(server.handle.status().enforced).toBe(true);
});

test('a node that comes back with what there is gets a position and nothing else', async () => {
  const server = await serve(smallCluster());
  const a = await connected('node-a', server);
  a.disconnect();
  a.connect(listen);
  await a.upTo(server.handle);
  expect(a.updates).toEqual([]);
  expect(a.batches.some(({ inventory_wanted }) => inventory_wanted)).toBe(false);
  // And goes on from there.
  server.source.apply(allowOnly('web', 'database', 80));
  await server.handle.nextFlush();
  await a.upTo(server.handle);
  expect(a.updatedKeys).toContain(policy('web'));
});

test('what changed while a node was away is sent as the difference', async () => {
  const server = await serve(smallCluster());
  const b = await connected('node-b', server);
  b.disconnect();
  server.source.delete(allowOnly('database', 'web', 5432));
  server.source.apply(pod('cache', 'node-b', '10.0.1.2'));
  await server.handle.nextFlush();
  b.connect(listen);
  await b.upTo(server.handle);
  expect(b.batches.some(({ inventory_wanted }) => inventory_wanted)).toBe(true);
  expect(b.batches.filter(({ updates }) => updates.length > 0).every(({ phase }) => phase === Phase.RESUME)).toBe(true);
  expect(b.updatedKeys).toContain(endpoint('cache'));
  expect(b.updatedKeys.some((key) => key.startsWith('active_profile'))).toBe(false);
});

test('a restarted server that computes the same state sends nothing', async () => {
  const before = await serve(smallCluster());
  const a = await connected('node-a', before);
  await stop(before);
  await a.ended();
  expect(a.batches.at(-1)?.goodbye?.reason).toMatch('shutting down');
  const after = await serve(smallCluster().reverse());
  a.connect(listen);
  await a.upTo(after.handle);
  expect(after.handle.epoch).not.toBe(before.handle.epoch);
  expect(a.updates).toEqual([]);
  expect(a.position?.epoch).toBe(after.handle.epoch);
  await after.handle.enforced(after.handle.revision(), ['node-a']);
});

test('a restarted server that computes another state sends the difference alone', async () => {
  const before = await serve(smallCluster());
  const a = await connected('node-a', before);
  await stop(before);
  const objects = smallCluster().filter(({ metadata }) => metadata.name !== 'client');
  const after = await serve([...objects, pod('late', 'node-a', '10.0.0.9')]);
  a.connect(listen);
  await a.upTo(after.handle);
  const digest = a.batches.findLast(({ position }) => position)?.digest;
  expect(a.updatedKeys).toContain(endpoint('late'));
  expect(a.updatedKeys).not.toContain(endpoint('web'));
  expect(a.updatedKeys).not.toContain(policy('web'));
  // What is gone without a trace cannot be named: its key's hash is sent.
  expect(a.batches.flatMap(({ forget }) => forget).length).toBeGreaterThan(0);
  expect(digest).toHaveLength(8);
});

test('drivers that come before the source is in sync wait, and hear nothing that is not yet known', async () => {
  const first = await serve(smallCluster());
  const a = await connected('node-a', first);
  await stop(first);
  const { HandFedSource, quiet } = await import('./stream-harness.ts');
  const { runCalcGraph } = await import('@manul/service-calc-graph');
  const source = new HandFedSource(smallCluster().slice(0, 3));
  const handle = await runCalcGraph({ source: 'directory:none', listen }, { source, log: quiet });
  servers.push({ handle, source });
  a.connect(listen);
  await a.until(() => a.batches.some(({ welcome }) => welcome), 'the welcome');
  source.apply(...smallCluster().slice(3));
  source.inSync();
  await handle.nextFlush();
  await a.upTo(handle);
  expect(a.updates).toEqual([]);
});

test('a node that holds something else than it says it was sent is put right', async () => {
  const server = await serve(smallCluster());
  const a = await connected('node-a', server);
  a.disconnect();
  a.held.apply({ active_policy_remove: { id: { kind: 'KubernetesNetworkPolicy', namespace: 'prod', name: 'web' } } });
  a.held.apply({ namespace_update: { id: { name: 'stray' } } });
  a.connect(listen);
  await a.upTo(server.handle);
  expect(a.updatedKeys.filter((key) => key.startsWith('active_'))).toEqual([policy('web')]);
  expect(a.batches.flatMap(({ forget }) => forget)).toHaveLength(1);
});

test('a receipt with another digest than was sent is shown as drift', async () => {
  const server = await serve(smallCluster());
  const a = rawNode('node-a');
  a.connect(listen, { mute: true });
  await a.upTo(server.handle);
  const position = a.batches.findLast((batch) => batch.position)?.position ?? {};
  a.send({ receipt: { position, digest: bytes8(1n) } });
  await server.handle.enforced(server.handle.revision(), ['node-a']);
  expect(server.handle.status().nodes[0]?.drifted).toBe(true);
  a.send({
    receipt: { position, digest: bytes8(a.held.digest), errors: [{ object: policy('web'), reason: 'refused' }] },
  });
  await expect.poll(() => server.handle.status().nodes[0]?.drifted).toBe(false);
  expect(server.handle.enforcement(policy('web')).errors).toEqual([
    { node: 'node-a', reason: 'refused', failedClosed: false },
  ]);
});

test('the newest stream of a node takes the place of the one before', async () => {
  const server = await serve(smallCluster());
  const old = await connected('node-a', server);
  const young = await connected('node-a', server);
  await old.ended();
  expect(old.batches.at(-1)?.goodbye?.reason).toMatch("took this one's place");
  server.source.apply(allowOnly('web', 'database', 80));
  await server.handle.enforced(await server.handle.nextFlush(), ['node-a']);
  expect(young.updatedKeys).toContain(policy('web'));
  expect(server.handle.status().nodes.filter(({ connected }) => connected)).toHaveLength(1);
});

test("an observer gets a snapshot, takes nobody's place, and its receipts do not count", async () => {
  const server = await serve(smallCluster());
  const driver = rawNode('node-a');
  driver.connect(listen, { mute: true });
  await driver.upTo(server.handle);
  const observer = rawNode('node-a');
  observer.connect(listen, {}, { observer: true });
  await observer.upTo(server.handle);
  expect(observer.updatedKeys).toContain(endpoint('web'));
  expect(server.handle.status().nodes).toMatchObject([{ node: 'node-a', upToDate: false }]);
  server.source.apply(allowOnly('web', 'database', 80));
  await server.handle.nextFlush();
  await observer.upTo(server.handle);
  await driver.upTo(server.handle);
  expect(driver.status).toBeUndefined();
});

test('a node that nobody has heard of gets the little that every node gets', async () => {
  const server = await serve(smallCluster());
  const stranger = await connected('node-z', server);
  expect(stranger.updatedKeys.some((key) => key.startsWith('workload_endpoint'))).toBe(false);
  expect(stranger.updatedKeys.some((key) => key.startsWith('active_policy'))).toBe(false);
});

const refusals: readonly [what: string, say: (node: RawNode) => void, details: RegExp][] = [
  ['bytes that are no message', (node) => node.sendBytes(Buffer.from([0xff, 0xff, 0xff])), /malformed message/],
  ['no hello first', (node) => node.send({ receipt: {} }), /first message must be a hello/],
  ['no node', (node) => node.send({ hello: { protocol_version: 1 } }), /node is empty/],
  [
    'a name that no node has',
    (node) => node.send({ hello: { node: '../etc', protocol_version: 1 } }),
    /no node's name/,
  ],
  ['no protocol version', (node) => node.send({ hello: { node: 'node-a' } }), /protocol_version/],
  [
    'half a digest',
    (node) => node.send({ hello: { node: 'node-a', protocol_version: 1, digest: Buffer.alloc(4) } }),
    /digest has 4 bytes/,
  ],
  [
    'two hellos',
    (node) => {
      node.send({ hello: { node: 'node-a', protocol_version: 1 } });
      node.send({ hello: { node: 'node-a', protocol_version: 1 } });
    },
    /second hello/,
  ],
  [
    'an inventory that nobody asked for',
    (node) => {
      node.send({ hello: { node: 'node-a', protocol_version: 1 } });
      node.send({ inventory: { complete: true } });
    },
    /nobody asked for/,
  ],
];

test.each(refusals)('refuses %s, by name, and serves the others', async (_what, say, details) => {
  const server = await serve(smallCluster());
  const good = await connected('node-b', server);
  const bad = rawNode('node-a');
  bad.open(listen);
  say(bad);
  await bad.ended();
  expect(bad.status?.code).toBe(grpcStatus.INVALID_ARGUMENT);
  expect(bad.status?.details).toMatch(details);
  server.source.apply(allowOnly('database', 'client', 5432));
  await server.handle.nextFlush();
  await good.upTo(server.handle);
  expect(good.status).toBeUndefined();
});

test('an inventory that is no whole number of entries is refused', async () => {
  const server = await serve(smallCluster());
  const a = await connected('node-a', server);
  a.disconnect();
  a.connect(listen, { mute: true }, { digest: bytes8(1n) });
  await a.until(() => a.batches.some(({ inventory_wanted }) => inventory_wanted), 'the question');
  a.send({ inventory: { entries: Buffer.alloc(17), complete: true } });
  await a.ended();
  expect(a.status?.details).toMatch('17 bytes');
});
