// Mutual TLS: who may open which stream, and every attempt that must fail.
import { readFileSync } from 'node:fs';
import { Client, credentials, status as grpcStatus, type StatusObject } from '@grpc/grpc-js';
import { adminService } from '@manul/proto';
import { runCalcGraph } from '@manul/service-calc-graph';
import { runDriver } from '@manul/service-dataplane-driver';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Authority, type Certificate, requireOpenssl } from './certificates.ts';
import { smallCluster } from './objects.ts';
import { quiet, RawNode, startServer, type TestServer, temporaryDirectory } from './stream-harness.ts';

/** What a client makes of a connection that the server ends at once: the latter where it was writing at that moment. */
const hungUp: readonly (grpcStatus | undefined)[] = [grpcStatus.UNAVAILABLE, grpcStatus.INTERNAL];

type AdminMethod = 'getStatus' | 'explain' | 'whatIf' | 'streamNode' | 'watchStatus';

describe.skipIf(!requireOpenssl('mutual TLS'))('with mutual TLS', () => {
  let directory: ReturnType<typeof temporaryDirectory>;
  let authority: Authority;
  let server: TestServer;
  let address: string;

  beforeAll(async () => {
    directory = temporaryDirectory();
    authority = new Authority(directory.path, 'authority');
    const own = authority.issue('calc-graph', { alternativeNames: ['IP:127.0.0.1', 'DNS:localhost'] });
    server = await startServer('127.0.0.1:0', smallCluster(), {
      tlsCertFile: own.cert,
      tlsKeyFile: own.key,
      tlsClientCaFile: authority.cert,
      admin: '127.0.0.1:0',
    });
    await server.handle.nextFlush();
    address = server.handle.address.replace('127.0.0.1', 'localhost');
  });
  afterAll(async () => {
    await server.handle.stop();
    directory.remove();
  });

  /** A node that has tried to connect; it is disconnected when the test is done with it. */
  async function attempt(name: string, own: Certificate | undefined, trusted = authority.cert): Promise<RawNode> {
    const node = new RawNode(name);
    const [key, cert] = own ? [readFileSync(own.key), readFileSync(own.cert)] : [null, null];
    node.connect(address, { credentials: credentials.createSsl(readFileSync(trusted), key, cert) });
    await node.until(() => node.status !== undefined || node.position !== undefined, 'an answer');
    node.disconnect();
    return node;
  }

  test.each([
    ['its common name', 'node-a', []],
    ['a common name as kubelets have', 'system:node:node-a', []],
    ['an alternative name', 'driver', ['DNS:node-a']],
  ])('a driver opens the stream of the node that its certificate names by %s', async (_by, name, alternativeNames) => {
    const node = await attempt('node-a', authority.issue(name, { alternativeNames }));
    expect(node.updates.length).toBeGreaterThan(0);
  });

  test.each([
    ["another node's certificate", 'node-b', []],
    ['a certificate of no node', 'driver', ['DNS:node-abc', 'DNS:*.a']],
  ])('refuses %s', async (_what, name, alternativeNames) => {
    const node = await attempt('node-a', authority.issue(name, { alternativeNames }));
    expect(node.status?.code).toBe(grpcStatus.PERMISSION_DENIED);
    expect(node.status?.details).toMatch(`the certificate names ${name}`);
    expect(node.batches).toEqual([]);
  });

  test('refuses a driver without a certificate, with an expired one, and with one of another authority', async () => {
    const other = new Authority(directory.path, 'other');
    for (const own of [undefined, authority.issue('node-a', { expired: true }), other.issue('node-a')]) {
      const node = await attempt('node-a', own);
      expect(hungUp).toContain(node.status?.code);
      expect(node.batches).toEqual([]);
    }
  });

  test('refuses plaintext', async () => {
    const node = new RawNode('node-a');
    node.connect(address);
    await node.ended();
    node.disconnect();
    expect(hungUp).toContain(node.status?.code);
    expect(node.batches).toEqual([]);
  });

  test('a driver refuses a server of another authority, and works with the right one', async () => {
    const own = authority.issue('node-b');
    const other = new Authority(directory.path, 'stranger');
    const settings = { node: 'node-b', server: [address], backend: 'none' as const };
    const tls = { tlsCertFile: own.cert, tlsKeyFile: own.key };
    const wary = await runDriver({ ...settings, ...tls, tlsCaFile: other.cert }, { log: quiet });
    const right = await runDriver({ ...settings, ...tls, tlsCaFile: authority.cert }, { log: quiet });
    try {
      await server.handle.enforced(server.handle.revision(), ['node-b']);
      expect(right.status().connected).toBe(true);
      expect(wary.status().connected).toBe(false);
    } finally {
      await wary.stop();
      await right.stop();
    }
  });

  test.each(['getStatus', 'explain', 'whatIf', 'streamNode', 'watchStatus'] as const)(
    "the admin API refuses %s with a driver's identity, and without any",
    async (name) => {
      const address = server.handle.adminAddress!.replace('127.0.0.1', 'localhost');
      expect(await adminCall(address, name, authority.issue('node-a'))).toMatchObject({
        code: grpcStatus.PERMISSION_DENIED,
        details: 'the certificate names node-a, not one of the administrators',
      });
      const stranger = new Authority(directory.path, 'made-up').issue('manul-admin');
      for (const own of [undefined, authority.issue('manul-admin', { expired: true }), stranger]) {
        expect(hungUp).toContain((await adminCall(address, name, own)).code);
      }
      const answer = await adminCall(address, name, authority.issue('manul-admin'));
      expect([grpcStatus.OK, grpcStatus.INVALID_ARGUMENT, grpcStatus.NOT_FOUND]).toContain(answer.code);
    },
  );

  test("an administrator's certificate opens no node's stream", async () => {
    const node = await attempt('node-a', authority.issue('manul-admin'));
    expect(node.status?.code).toBe(grpcStatus.PERMISSION_DENIED);
    expect(node.batches).toEqual([]);
  });

  /** How an admin call ends; a stream, or one that goes on, is hung up on when it has answered. */
  async function adminCall(
    at: string,
    name: AdminMethod,
    own: Certificate | undefined,
  ): Promise<Partial<StatusObject>> {
    const [key, cert] = own ? [readFileSync(own.key), readFileSync(own.cert)] : [null, null];
    const client = new Client(at, credentials.createSsl(readFileSync(authority.cert), key, cert));
    const { path, requestSerialize } = adminService[name];
    const raw = (bytes: Buffer) => bytes;
    const call = client.makeServerStreamRequest(path, requestSerialize as never, raw, {} as never);
    try {
      return await new Promise((resolve) => {
        call.on('data', () => resolve({ code: grpcStatus.OK }));
        call.on('error', () => {});
        call.on('status', resolve);
      });
    } finally {
      call.cancel();
      client.close();
    }
  }

  test('neither side talks to others in the clear unless told to', async () => {
    await expect(runCalcGraph({ source: 'directory:x', listen: '0.0.0.0:0' })).rejects.toThrow('--insecure');
    const settings = { node: 'node-a', server: ['calc-graph.example:5473'], backend: 'none' as const };
    await expect(runDriver(settings, { log: quiet })).rejects.toThrow('--insecure');
  });
});
