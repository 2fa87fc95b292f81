// Service-account tokens instead of client certificates: who may open which stream, and every attempt that must fail.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { credentials, status as grpcStatus, Metadata } from '@grpc/grpc-js';
import { createLogger } from '@manul/observability';
import { type CalcGraphHandle, runCalcGraph } from '@manul/service-calc-graph';
import { runDriver } from '@manul/service-dataplane-driver';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { Authority, requireOpenssl } from './certificates.ts';
import { command, labTest, manul } from './manul.ts';
import { smallCluster } from './objects.ts';
import { recordedEntries } from './recorded-entries.ts';
import { HandFedSource, quiet, RawNode, temporaryDirectory } from './stream-harness.ts';

const driver = 'system:serviceaccount:manul:manul-driver';

const patient = { timeout: 300_000 };

/** As an API server would say of each token. */
const tokens = new Map([
  ['of-node-a', { user: driver, node: 'node-a' }],
  ['of-node-b', { user: driver, node: 'node-b' }],
  ['of-a-pod', { user: 'system:serviceaccount:prod:default', node: 'node-a' }],
  ['of-no-node', { user: driver, node: undefined }],
]);

describe.skipIf(!requireOpenssl('tokens'))('with tokens', () => {
  let directory: ReturnType<typeof temporaryDirectory>;
  let authority: Authority;
  let server: CalcGraphHandle;
  let address: string;
  const lines: string[] = [];

  beforeAll(async () => {
    directory = temporaryDirectory();
    authority = new Authority(directory.path, 'authority');
    const own = authority.issue('calc-graph', { alternativeNames: ['IP:127.0.0.1', 'DNS:localhost'] });
    const source = new HandFedSource(smallCluster());
    const log = createLogger({
      service: 'test',
      level: 'debug',
      destination: { write: (line) => void lines.push(line) },
    });
    server = await runCalcGraph(
      {
        source: 'directory:none',
        listen: '127.0.0.1:0',
        tlsCertFile: own.cert,
        tlsKeyFile: own.key,
        tokenAudience: 'manul',
        tokenUsers: [driver],
      },
      { source, log, reviewToken: async (token) => tokens.get(token) },
    );
    source.inSync();
    address = server.address.replace('127.0.0.1', 'localhost');
  });
  afterAll(async () => {
    await server.stop();
    directory.remove();
  });

  async function attempt(token: string | undefined): Promise<RawNode> {
    const node = new RawNode('node-a');
    const metadata = new Metadata();
    if (token !== undefined) metadata.set('authorization', `Bearer ${token}`);
    node.connect(address, { credentials: credentials.createSsl(readFileSync(authority.cert)), metadata });
    await node.until(() => node.status !== undefined || node.position !== undefined, 'an answer');
    node.disconnect();
    return node;
  }

  test('a driver opens the stream of the node that its token is bound to', async () => {
    expect((await attempt('of-node-a')).updates.length).toBeGreaterThan(0);
  });

  test.each([
    ['no token', undefined, 'no service-account token'],
    ["another node's token", 'of-node-b', 'bound to node-b, not node-a'],
    ["another pod's token", 'of-a-pod', 'is no driver'],
    ['a token of no node', 'of-no-node', 'bound to no node'],
    ['one that the API server does not know', 'made-up', 'not valid'],
  ])('refuses %s', async (_what, token, reason) => {
    const node = await attempt(token);
    expect(node.status?.code).toBe(grpcStatus.PERMISSION_DENIED);
    expect(node.status?.details).toContain(reason);
    expect(node.batches).toEqual([]);
  });

  test("a driver reads its token anew for each connection, and no token is ever in the server's log", async () => {
    const tokenFile = join(directory.path, 'token');
    writeFileSync(tokenFile, 'made-up\n');
    const before = lines.length;
    const handle = await runDriver(
      {
        node: 'node-b',
        server: [address],
        backend: 'none',
        tlsCaFile: authority.cert,
        tokenFile,
        reconnectMaxSeconds: 0.2,
      },
      { log: quiet },
    );
    try {
      await vi.waitFor(() => expect(lines.slice(before).join()).toContain('not valid'), patient);
      expect(handle.status().connected).toBe(false);
      writeFileSync(tokenFile, 'of-node-b\n');
      await vi.waitFor(() => expect(handle.status().connected).toBe(true), patient);
    } finally {
      await handle.stop();
    }
    for (const token of [...tokens.keys(), 'made-up']) expect(lines.join()).not.toContain(token);
  });

  describe('commands that listen beside a driver show its token', () => {
    const options = (token: string) => {
      const tokenFile = join(directory.path, `${token}.token`);
      writeFileSync(tokenFile, `${token}\n`);
      return ['--node', 'node-a', '--tls-ca-file', authority.cert, '--token-file', tokenFile];
    };

    test('record', async () => {
      const file = join(directory.path, 'node-a.jsonl');
      const recorder = spawn(command, ['record', '--server', address, '--to', file, ...options('of-node-a')]);
      try {
        const isRecorded = async () => (await recordedEntries(file)).some(({ flush }) => flush);
        await vi.waitUntil(isRecorded, { ...patient, interval: 100 });
        recorder.kill('SIGINT');
        expect((await once(recorder, 'close'))[0]).toBe(0);
      } finally {
        recorder.kill('SIGKILL');
      }
      expect(JSON.stringify(await recordedEntries(file))).toContain('active_policy_update');
    });

    labTest('migrate', async () => {
      const path = join(directory.path, 'sync.sock');
      const own = authority.issue('by-socket', { alternativeNames: ['DNS:localhost'] });
      const source = new HandFedSource(smallCluster());
      const nearby = await runCalcGraph(
        {
          listen: `unix:${path}`,
          tlsCertFile: own.cert,
          tlsKeyFile: own.key,
          tokenAudience: 'x',
          tokenUsers: [driver],
        },
        { source, log: quiet, reviewToken: async (token) => tokens.get(token) },
      );
      source.inSync();
      try {
        const check = ['migrate', '--check', '--output', 'json', '--backend', 'nft', '--tls-server-name', 'localhost'];
        const args = [...check, '--server', `unix:${path}`, ...options('of-node-a')];
        // In a kernel namespace of its own, which has no rules: all would be added.
        const child = spawn('unshare', ['--user', '--map-root-user', '--net', command, ...args], { stdio: 'pipe' });
        const [stdout, stderr, [code]] = await Promise.all([
          text(child.stdout),
          text(child.stderr),
          once(child, 'close'),
        ]);
        expect({ code, stderr }).toEqual({ code: 3, stderr: '' });
        expect(stdout).toContain('cali-pi-');
      } finally {
        await nearby.stop();
      }
    });

    test.each(['record --to x', 'migrate --check'])('%s names a token that cannot be read', async (words) => {
      const [, , ...others] = options('of-node-a');
      const missing = [...others.slice(0, -1), join(directory.path, 'missing')];
      const run = await manul(...words.split(' '), '--node', 'node-a', '--server', address, ...missing);
      expect(run).toMatchObject({ code: 2, stderr: expect.stringMatching(/--token-file: ENOENT/) });
    });
  });

  test('settings that would let anybody in are refused', async () => {
    const base = { source: 'directory:none', listen: '127.0.0.1:0', tokenAudience: 'manul' };
    const source = new HandFedSource();
    await expect(runCalcGraph(base, { source, log: quiet })).rejects.toThrow('--token-users');
    const users = { ...base, tokenUsers: [driver] };
    const options = { source, log: quiet, reviewToken: async () => undefined };
    await expect(runCalcGraph(users, options)).rejects.toThrow('not sent without TLS');
    const settings = { node: 'node-a', server: ['unix:/x'], backend: 'none' as const, tokenFile: '/x' };
    await expect(runDriver(settings, { log: quiet })).rejects.toThrow('without TLS');
  });
});
