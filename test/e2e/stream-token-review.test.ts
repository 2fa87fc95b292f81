// Bound tokens that a real API server reviews: whose they are, for whom they are, and that one which is replayed elsewhere,
// revoked or expired opens nothing. The test's API server cannot issue tokens (no TokenRequest: it has no key to sign
// them with); it reviews those that it is started with. Their expiry is in them, as Kubernetes' own have it.
import { readFileSync } from 'node:fs';
import { credentials, status as grpcStatus, Metadata } from '@grpc/grpc-js';
import { createLogger } from '@manul/observability';
import { type CalcGraphHandle, runCalcGraph } from '@manul/service-calc-graph';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ApiServer, startApiServer, startTimeoutMs } from '../apiserver/src/index.ts';
import { Authority, requireOpenssl } from './certificates.ts';
import { requireApiServer } from './cluster/requirements.ts';
import { manul } from './manul.ts';
import { smallCluster } from './objects.ts';
import { HandFedSource, RawNode, temporaryDirectory } from './stream-harness.ts';

const audience = 'manul';
const inAnHour = Math.floor(Date.now() / 1000) + 3_600;
const tokens = {
  ofNodeA: token('a', inAnHour),
  ofNodeB: token('b', inAnHour),
  forOthers: token('c', inAnHour),
  ofAPod: token('d', inAnHour),
  expired: token('e', Math.floor(Date.now() / 1000) - 60),
};
const known = [
  `${tokens.ofNodeA}=manul/manul-driver@node-a#${audience}`,
  `${tokens.ofNodeB}=manul/manul-driver@node-b#${audience}`,
  `${tokens.forOthers}=manul/manul-driver@node-a#api`,
  `${tokens.ofAPod}=prod/default@node-a#${audience}`,
  `${tokens.expired}=manul/manul-driver@node-a#${audience}`,
];

describe.runIf(requireOpenssl('token reviews') && (await requireApiServer()))('with a real TokenReview', () => {
  let directory: ReturnType<typeof temporaryDirectory>;
  let authority: Authority;
  let api: ApiServer;
  let server: CalcGraphHandle;
  const lines: string[] = [];

  beforeAll(async () => {
    directory = temporaryDirectory();
    authority = new Authority(directory.path, 'authority');
    api = await startApiServer({ flags: ['-tokens', ['admin-token=admin:system:masters', ...known].join(',')] });
    server = await start();
  }, startTimeoutMs);
  afterAll(async () => {
    await server?.stop();
    await api?.stop();
    directory.remove();
  });

  async function start(): Promise<CalcGraphHandle> {
    const own = authority.issue('calc-graph', { alternativeNames: ['DNS:localhost'] });
    const source = new HandFedSource(smallCluster());
    const destination = { write: (line: string) => void lines.push(line) };
    const handle = await runCalcGraph(
      {
        // Where tokens are reviewed; the objects are the test's own.
        source: `kubernetes:${api.kubeconfigPath}`,
        listen: '127.0.0.1:0',
        admin: '127.0.0.1:0',
        tlsCertFile: own.cert,
        tlsKeyFile: own.key,
        tokenAudience: audience,
        tokenUsers: ['system:serviceaccount:manul:manul-driver'],
      },
      { source, log: createLogger({ service: 'test', level: 'debug', destination }) },
    );
    source.inSync();
    return handle;
  }

  async function attempt(name: string, shown: string): Promise<RawNode> {
    const node = new RawNode(name);
    const metadata = new Metadata();
    metadata.set('authorization', `Bearer ${shown}`);
    const address = server.address.replace('127.0.0.1', 'localhost');
    node.connect(address, { credentials: credentials.createSsl(readFileSync(authority.cert)), metadata });
    await node.until(() => node.status !== undefined || node.position !== undefined, 'an answer');
    node.disconnect();
    return node;
  }

  test('the token of a node opens its stream', async () => {
    expect((await attempt('node-a', tokens.ofNodeA)).updates.length).toBeGreaterThan(0);
    expect((await attempt('node-b', tokens.ofNodeB)).updates.length).toBeGreaterThan(0);
  });

  test('administrators on this machine need neither token nor certificate', async () => {
    const { code, stdout } = await manul('status', '--server', server.adminAddress!);
    expect(stdout).toContain('of epoch');
    expect([0, 3]).toContain(code);
  });

  test.each([
    ['replayed by another node', 'node-b', tokens.ofNodeA, 'bound to node-a, not node-b'],
    ['for another audience', 'node-a', tokens.forOthers, 'not valid for this server'],
    ['of another pod on the node', 'node-a', tokens.ofAPod, 'is no driver'],
    ['expired', 'node-a', tokens.expired, 'not valid for this server'],
    ['with a claim that was changed', 'node-a', `${tokens.ofNodeA}x`, 'not valid for this server'],
  ])('refuses a token %s', async (_, name, shown, reason) => {
    // Its owner has used it before: that it is known helps nobody else.
    await attempt('node-a', tokens.ofNodeA);
    const node = await attempt(name, shown);
    expect(node.status).toMatchObject({ code: grpcStatus.PERMISSION_DENIED, details: expect.stringContaining(reason) });
    expect(node.batches).toEqual([]);
  });

  test('where the API server cannot be asked, nobody new gets in; no token is ever in the log', async () => {
    await server.stop();
    server = await start();
    await api.halt();
    const node = await attempt('node-a', tokens.ofNodeA);
    expect(node.status).toMatchObject({ code: grpcStatus.PERMISSION_DENIED });
    expect(node.status?.details).toContain('cannot say whose token');
    expect(node.batches).toEqual([]);
    await api.restart();
    expect((await attempt('node-a', tokens.ofNodeA)).updates.length).toBeGreaterThan(0);
    for (const each of Object.values(tokens)) expect(lines.join()).not.toContain(each);
  });
});

/** As Kubernetes' own: header, claims, signature. */
function token(id: string, exp: number): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'RS256' })}.${part({ exp, jti: id })}.signature-${id}`;
}
