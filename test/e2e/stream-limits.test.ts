// What one peer can do to the server: as much as it likes, and the others do not notice.
import { connect } from 'node:http2';
import { Client, credentials, status as grpcStatus, type StatusObject } from '@grpc/grpc-js';
import { manul, nodeSyncService } from '@manul/proto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { smallCluster } from './objects.ts';
import { RawNode, startServer, type TestServer, temporaryDirectory } from './stream-harness.ts';

let directory: ReturnType<typeof temporaryDirectory>;
let server: TestServer;
const clients: Client[] = [];

beforeEach(async () => {
  directory = temporaryDirectory();
  server = await startServer('127.0.0.1:0', smallCluster(), { silentStreams: 100 });
  await server.handle.nextFlush();
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.close();
  await server.handle.stop();
  directory.remove();
});

function newClient(): Client {
  const client = new Client(server.handle.address, credentials.createInsecure(), {
    'grpc.use_local_subchannel_pool': 1,
    'grpc.enable_retries': 0,
  });
  clients.push(client);
  return client;
}

function openStream(client: Client, onEnd: (status: StatusObject) => void) {
  const { path, requestSerialize, responseDeserialize } = nodeSyncService.sync;
  const call = client.makeBidiStreamRequest(path, requestSerialize, responseDeserialize);
  call.on('error', () => {});
  call.on('data', () => {});
  call.on('status', onEnd);
  return call;
}

async function expectServed(): Promise<void> {
  const node = new RawNode('node-a');
  node.connect(server.handle.address);
  await node.until(() => node.position !== undefined, 'a position');
  node.disconnect();
}

test('10,000 silent streams of one peer: the others are served', async () => {
  const client = newClient();
  const calls = Array.from({ length: 10_000 }, () => openStream(client, () => {}));
  await expectServed();
  for (const call of calls) call.cancel();
  await expectServed();
});

test('silent streams on many connections are refused beyond a number', async () => {
  let refused = 0;
  for (let connection = 0; connection < 10; connection++) {
    const client = newClient();
    for (let stream = 0; stream < 16; stream++) {
      openStream(client, ({ code }) => {
        if (code === grpcStatus.RESOURCE_EXHAUSTED) refused++;
      });
    }
  }
  await vi.waitFor(() => expect(refused).toBeGreaterThan(0), 300_000);
});

test('a node has so many observers and no more', async () => {
  const observers = Array.from({ length: 17 }, () => new RawNode('node-a'));
  for (const observer of observers) observer.connect(server.handle.address, {}, { observer: true });
  await vi.waitFor(() => expect(observers.filter(({ status }) => status !== undefined)).toHaveLength(1), 300_000);
  const [refused] = observers.filter(({ status }) => status !== undefined);
  expect(refused?.status?.code).toBe(grpcStatus.RESOURCE_EXHAUSTED);
  await expectServed();
  for (const observer of observers) observer.disconnect();
});

test('a driver that never stops talking is ended', async () => {
  const hello = { hello: { node: 'node-a', protocol_version: 1 } };
  const receipts = Array.from({ length: 100_000 }, () => ({ receipt: {} }));
  expect(await statusOf([hello, ...receipts])).toBe(String(grpcStatus.RESOURCE_EXHAUSTED));
  await expectServed();
});

/**
 * How a stream ends on which all of this is said in one breath. Without a client of gRPC, which on a slow machine takes so
 * long for each message that they are no flood.
 */
async function statusOf(messages: readonly manul.v1.IFromNode[]): Promise<unknown> {
  const session = connect(`http://${server.handle.address}`);
  const path = nodeSyncService.sync.path;
  const stream = session.request({
    ':method': 'POST',
    ':path': path,
    'content-type': 'application/grpc',
    te: 'trailers',
  });
  stream.on('error', () => {}).resume();
  const status = new Promise((resolve) => {
    for (const event of ['response', 'trailers']) {
      stream.on(event, (headers) => headers['grpc-status'] !== undefined && resolve(headers['grpc-status']));
    }
  });
  stream.write(Buffer.concat(messages.map(framed)));
  await status;
  session.destroy();
  return status;
}

/** As gRPC has it on the wire: not compressed, so long, and the message. */
function framed(message: manul.v1.IFromNode): Buffer {
  const bytes = manul.v1.FromNode.encode(message).finish();
  const prefix = Buffer.alloc(5);
  prefix.writeUInt32BE(bytes.length, 1);
  return Buffer.concat([prefix, bytes]);
}

test.each([
  ['a message larger than any that drivers send', Buffer.alloc(5 * 1024 * 1024), grpcStatus.RESOURCE_EXHAUSTED],
  ['what is no message', Buffer.from('ffffffff', 'hex'), grpcStatus.INVALID_ARGUMENT],
])('refuses %s', async (_what, bytes, code) => {
  const node = new RawNode('node-a');
  node.connect(server.handle.address);
  await node.until(() => node.position !== undefined, 'a position');
  node.sendBytes(bytes);
  await node.ended();
  node.disconnect();
  expect(node.status?.code).toBe(code);
  await expectServed();
});
