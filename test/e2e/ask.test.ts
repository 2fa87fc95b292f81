// The commands that ask, as a user runs them: a live service over a socket and over TLS, and recordings at a moment.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Authority, requireOpenssl } from './certificates.ts';
import { manul } from './manul.ts';
import { allowOnly, namespace, node, pod, smallCluster } from './objects.ts';
import { startServer, type TestServer, temporaryDirectory } from './stream-harness.ts';

const staged = {
  apiVersion: 'projectcalico.org/v3',
  kind: 'StagedNetworkPolicy',
  metadata: { namespace: 'prod', name: 'default.closed' },
  spec: { selector: "app == 'database'", order: 1, types: ['Ingress'], ingress: [{ action: 'Deny' }] },
};

const manulCommand = fileURLToPath(new URL('../../services/cli/bin/manul', import.meta.url));

let directory: ReturnType<typeof temporaryDirectory>;
let server: TestServer;
const file = (name: string) => join(directory.path, name);
const admin = () => `unix:${file('admin.sock')}`;
const ask = (...args: readonly string[]) => manul(...args, '--server', admin());

beforeAll(async () => {
  directory = temporaryDirectory();
  server = await startServer(`unix:${file('sync.sock')}`, [...smallCluster(), staged], { admin: admin() });
  await server.handle.nextFlush();
});
afterAll(async () => {
  await server.handle.stop();
  directory.remove();
});

describe('of a live service', () => {
  test('explain names what allows and what isolates', async () => {
    const allowed = await ask('explain', 'prod/client', 'prod/web', '80');
    expect(allowed).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('NetworkPolicy prod/web: ingress rule 0 allows it (spec.ingress[0].from[0])'),
    });
    const denied = await ask('explain', 'prod/client', 'prod/database', '5432', '--output', 'json');
    expect(denied.code).toBe(3);
    expect(JSON.parse(denied.stdout)).toMatchObject({
      allowed: false,
      answer: expect.stringContaining('is isolated by NetworkPolicy prod/database and nothing allows it'),
      to: { kind: 'POD', name: 'database' },
    });
  });

  test("a line of the kernel's log is explained", async () => {
    const line = 'calico-packet: IN=cali1 OUT=cali2 SRC=10.0.0.2 DST=10.0.1.1 LEN=60 PROTO=TCP SPT=4000 DPT=5432 SYN';
    const { code, stdout } = await ask('explain', '--dropped', line);
    expect(stdout).toMatch(/^prod\/client cannot reach prod\/database on tcp\/5432: .*isolated by NetworkPolicy/);
    expect(code).toBe(3);
  });

  test('who-can lists who can, and at which ports', async () => {
    const { code, stdout } = await ask('who-can', 'reach', 'prod/database');
    expect(stdout).toMatch(/^These can reach prod\/database:\n {2}prod\/app=web {2}1 pod {2}tcp\/5432\n$/);
    expect(code).toBe(0);
  });

  test('status says that no driver is there', async () => {
    const { code, stdout } = await ask('status');
    expect(stdout).toMatch(/no driver is connected: what nodes enforce is not known\.\n0 of 2 nodes connected/);
    expect(stdout).toContain('Without a driver: node-a, node-b');
    expect(code).toBe(3);
  });

  test('what-if says what a change would do, and what staged policies would', async () => {
    writeFileSync(file('change.json'), JSON.stringify(allowOnly('database', 'client', 5432)));
    const change = await ask('what-if', '-f', file('change.json'), '--fail-on', 'opened');
    expect(change.stdout).toMatch(/^The change opens 1 pair of pods and closes 1 pair of pods\./);
    expect(change.stdout).toContain('+ prod/app=client → prod/app=database tcp/5432 (1 pair)');
    expect(change.code).toBe(3);
    const enforced = await ask('what-if', '--staged');
    expect(enforced.stdout).toMatch(
      /- prod\/app=web → prod\/app=database tcp\/5432[^+]*default\.closed: ingress rule 0 denies/,
    );
    expect(enforced.code).toBe(3);
  });

  test('what-if takes the difference of two revisions of a repository, or of one and the work tree', async () => {
    const repository = file('repository');
    const policies = join(repository, 'policies');
    mkdirSync(policies, { recursive: true });
    const git = (...args: readonly string[]) =>
      execFileSync('git', ['-C', repository, '-c', 'user.name=t', '-c', 'user.email=t@example.test', ...args]);
    git('init', '-q');
    for (const policy of [allowOnly('web', 'client', 80), allowOnly('database', 'web', 5432)]) {
      writeFileSync(join(policies, `${policy.metadata.name}.json`), JSON.stringify(policy));
    }
    git('add', '.');
    git('commit', '-qm', 'one');
    rmSync(join(policies, 'database.json'));
    git('commit', '-qam', 'two');
    const revisions = await ask('what-if', '--from', 'HEAD~1', '--to', 'HEAD', policies);
    expect(revisions.stdout).toContain('+ prod/app=client → prod/app=database');
    expect(revisions.code).toBe(3);
    writeFileSync(join(policies, 'web.json'), JSON.stringify(allowOnly('web', 'client', 81)));
    const workTree = await ask('what-if', '--from', 'HEAD', policies, '--output', 'json');
    expect(JSON.parse(workTree.stdout)).toMatchObject({ opened_pairs: 1, closed_pairs: 1 });
    const unknown = await ask('what-if', '--from', 'no-such', policies);
    expect(unknown).toMatchObject({ code: 1, stderr: expect.stringContaining('no-such') });
  });

  test('a change that changes nothing by a slip is refused', async () => {
    mkdirSync(file('empty'));
    expect(await ask('what-if', '-f', file('empty'))).toMatchObject({
      code: 1,
      stderr: `manul what-if: ${file('empty')}: there are no objects\n`,
    });
    writeFileSync(file('slip.yaml'), 'kind: NetworkPolicy\n');
    expect(await ask('what-if', '-f', file('slip.yaml'))).toMatchObject({
      code: 1,
      stderr: `manul what-if: ${file('slip.yaml')}: line 1, column 1: apiVersion: is missing\n`,
    });
    writeFileSync(file('slip.yaml'), JSON.stringify(allowOnly('databse', 'client', 5432)));
    const deleted = await ask('what-if', '-f', file('slip.yaml'), '--delete');
    expect(deleted.stdout).toContain('! NetworkPolicy prod/databse: metadata.name: policy knows of no such object;');
    expect(deleted.code).toBe(3);
    const verdicts = await ask('what-if', '-f', file('slip.yaml'), '--delete', '--fail-on', 'closed');
    expect(verdicts.code).toBe(0);
  });

  test('a question that makes no sense is answered with what is wrong with it', async () => {
    expect(await ask('explain', 'prod/nobody', 'prod/web', '80')).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(
        /^manul explain: no pod prod\/nobody has an address of its own; .* as node\/NAME\n$/,
      ),
    });
    expect(await ask('explain', 'prod/client', 'prod/web', '80/http')).toMatchObject({
      code: 2,
      stderr: 'manul explain: PORT: 80/http is not a port such as 80, 53/udp or icmp\n',
    });
    expect(await manul('explain', 'a/b', 'c/d', '80', '--server', `unix:${file('none.sock')}`)).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/ENOENT [^ ]+; is calc-graph run with --admin\?\n$/),
    });
  });

  test('--at asks about the recent past, by revision or time', async () => {
    const question = ['explain', 'prod/client', 'prod/database', '5432'];
    const revision = server.handle.revision();
    const time = new Date().toISOString();
    // Longer than the clock's finest step.
    expect(await ask(...question)).toMatchObject({ code: 3 });
    const flushed = server.handle.nextFlush();
    server.source.apply(allowOnly('database', 'client', 5432));
    await flushed;
    expect(await ask(...question)).toMatchObject({ code: 0 });
    for (const moment of [String(revision), time]) {
      const then = await ask(...question, '--at', moment);
      expect(then.stdout).toContain(`As of revision ${revision} of epoch`);
      expect(then.code).toBe(3);
    }
    const whoCould = await ask('who-can', 'reach', 'prod/database', '--at', String(revision));
    expect(whoCould.stdout).toContain('prod/app=web');
    expect(await ask(...question, '--at', '1999-01-01')).toMatchObject({
      code: 1,
      stderr: 'manul explain: the service keeps nothing that is so old\n',
    });
  });
});

describe('of a recording', () => {
  const recording = () => file('cluster.jsonl');
  beforeAll(async () => {
    const apply = (object: object) => ({ op: 'apply', object });
    const base = [node('n', '192.168.0.1'), namespace('prod'), pod('a', 'n', '10.0.0.1'), pod('b', 'n', '10.0.0.2')];
    const steps = [base.map(apply), [apply(allowOnly('b', 'nobody', 80))], [apply(allowOnly('b', 'a', 80))]];
    writeFileSync(file('steps.json'), JSON.stringify(steps));
    expect(await manul('record', '--steps', file('steps.json'), '--to', recording())).toMatchObject({ code: 0 });
  });

  test.each([
    ['1', 0],
    ['2', 3],
    ['3', 0],
  ])('explain --at %s', async (revision, code) => {
    const { stdout, ...run } = await manul(
      ...['explain', 'prod/a', 'prod/b', '80', '--recording', recording(), '--at', revision],
    );
    expect(stdout).toContain(`As of revision ${revision} of epoch 1.`);
    expect(run.code).toBe(code);
  });

  test('a moment before the recording is named', async () => {
    const run = await manul(...['explain', 'prod/a', 'prod/b', '80', '--recording', recording(), '--at', '1999-01-01']);
    expect(run).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^manul explain: --at: the recording begins at revision 1, 20\d\d-/),
    });
  });

  test('shrink leaves what a failure needs, and nothing else', async () => {
    const small = file('small.jsonl');
    const fails = '! grep nobody "$RECORDING" | grep -q NetworkPolicy';
    const { code, stdout } = await manul('recording', 'shrink', recording(), '--fails', fails, '--to', small);
    expect(stdout).toMatch(/^9 entries became 2, in /);
    expect(code).toBe(0);
    const { stdout: info } = await manul('recording', 'info', small);
    expect(info).toContain('1  apply NetworkPolicy');
    expect(info).not.toContain('apply Pod');
  });
});

describe.skipIf(!requireOpenssl('the admin API over TLS'))('over TLS', () => {
  test('administrators may ask and record, and nobody else', async () => {
    const authority = new Authority(directory.path, 'authority');
    const own = authority.issue('calc-graph', { alternativeNames: ['IP:127.0.0.1', 'DNS:localhost'] });
    const tls = { tlsCertFile: own.cert, tlsKeyFile: own.key, tlsClientCaFile: authority.cert };
    const secured = await startServer(`unix:${file('tls.sock')}`, smallCluster(), { admin: '127.0.0.1:0', ...tls });
    await secured.handle.nextFlush();
    const address = secured.handle.adminAddress!;
    const options = (name: string) => {
      const { cert, key } = authority.issue(name);
      const files = ['--tls-ca-file', authority.cert, '--tls-cert-file', cert, '--tls-key-file', key];
      return ['--server', address, ...files];
    };
    const recorder = spawn(manulCommand, ['record', ...options('manul-admin'), '--to', file('tls.rec')]);
    for (let waited = 0; !existsSync(file('tls.rec')); waited += 50) {
      if (waited > 300_000) throw new Error('nothing is recorded');
      await sleep(50);
    }
    recorder.kill('SIGINT');
    expect((await once(recorder, 'close'))[0]).toBe(0);
    const refused = await manul('record', ...options('node-a'), '--to', file('refused.rec'));
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('not one of the administrators') });
    expect(existsSync(file('refused.rec'))).toBe(false);
    expect(await manul('explain', 'prod/client', 'prod/web', '80', ...options('manul-admin'))).toMatchObject({
      code: 0,
    });
    await secured.handle.stop();
  });
});
