import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { inClusterAccess } from './access.ts';
import { clusterAccess } from './default-access.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'manul-kubeconfig-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function file(name: string, content: string | object): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const config = (user: object, cluster: object = {}) => ({
  'current-context': 'main',
  contexts: [{ name: 'main', context: { cluster: 'main', user: 'me' } }],
  clusters: [{ name: 'main', cluster: { server: 'https://10.0.0.1:6443', ...cluster } }],
  users: [{ name: 'me', user }],
});

const base64 = (text: string) => Buffer.from(text).toString('base64');

async function credentials(user: object, cluster: object = {}) {
  const access = await clusterAccess({ kubeconfig: await file('config', config(user, cluster)) });
  return access.credentials();
}

describe('ways to be let in', () => {
  test('a token, and the certificate authority in place', async () => {
    expect(await credentials({ token: 'secret' }, { 'certificate-authority-data': base64('CA') })).toEqual({
      headers: { authorization: 'Bearer secret' },
      tls: { ca: 'CA' },
    });
  });

  test('a token file is read anew each time: tokens are rotated', async () => {
    const tokenFile = await file('token', 'first\n');
    const access = await clusterAccess({ kubeconfig: await file('config', config({ tokenFile, token: 'unused' })) });
    expect((await access.credentials()).headers).toEqual({ authorization: 'Bearer first' });
    await file('token', 'second\n');
    expect((await access.credentials()).headers).toEqual({ authorization: 'Bearer second' });
  });

  test('client certificates, paths relative to the kubeconfig', async () => {
    await file('cert.pem', 'CERT');
    expect(
      await credentials(
        { 'client-certificate': 'cert.pem', 'client-key-data': base64('KEY'), as: 'someone' },
        { 'insecure-skip-tls-verify': true, 'tls-server-name': 'kubernetes' },
      ),
    ).toEqual({
      headers: { 'impersonate-user': 'someone' },
      tls: { cert: 'CERT', key: 'KEY', rejectUnauthorized: false, servername: 'kubernetes' },
    });
  });

  test('name and password', async () => {
    const { headers } = await credentials({ username: 'me', password: 'pw' });
    expect(headers).toEqual({ authorization: `Basic ${base64('me:pw')}` });
  });

  test('a program that prints a token, asked again after a refusal', async () => {
    const count = join(folder, 'count');
    const program = await file(
      'plugin.sh',
      `#!/bin/sh
echo x >> ${count}
echo '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"t'$(wc -l < ${count})'"}}'
`,
    );
    await chmod(program, 0o755);
    const exec = { apiVersion: 'client.authentication.k8s.io/v1', command: program, interactiveMode: 'Never' };
    const access = await clusterAccess({ kubeconfig: await file('config', config({ exec })) });
    const header = async () => (await access.credentials()).headers['authorization'];
    expect([await header(), await header()]).toEqual(['Bearer t1', 'Bearer t1']);
    access.refused();
    expect(await header()).toBe('Bearer t2');
  });

  test('the service account of a pod', async () => {
    await file('token', 'bound\n');
    await file('ca.crt', 'CA');
    const env = { KUBERNETES_SERVICE_HOST: 'fd00::1', KUBERNETES_SERVICE_PORT: '443' };
    const access = inClusterAccess(folder, env);
    expect(access?.server.href).toBe('https://[fd00::1]/');
    expect(await access?.credentials()).toEqual({ headers: { authorization: 'Bearer bound' }, tls: { ca: 'CA' } });
    expect(inClusterAccess(folder, {})).toBeUndefined();
  });
});

describe('which cluster', () => {
  test('files in KUBECONFIG are merged, the first of a name counts, and a context may be chosen', async () => {
    const first = await file('first', {
      ...config({ token: 'one' }),
      contexts: [{ name: 'other', context: { cluster: 'far', user: 'me' } }],
      'current-context': 'main',
    });
    const far = { name: 'far', cluster: { server: 'https://far/path', 'proxy-url': 'http://proxy:3128' } };
    const second = await file('second', { ...config({ token: 'two' }), clusters: [far], 'current-context': 'other' });
    const env = { KUBECONFIG: `${first}:${second}` };
    const main = await clusterAccess({}, env);
    expect(main.server.href).toBe('https://10.0.0.1:6443/');
    expect((await main.credentials()).headers).toEqual({ authorization: 'Bearer one' });
    const other = await clusterAccess({ context: 'other' }, env);
    expect(other.server.href).toBe('https://far/path/');
    expect(other.proxyUrl).toBe('http://proxy:3128');
  });

  test.each([
    ['not: [yaml', /cannot read the kubeconfig .*config/],
    [{}, /has no current-context/],
    [{ ...config({}), 'current-context': 'none' }, /has no context "none"/],
    [{ ...config({}), clusters: [] }, /has no cluster "main"/],
    [{ ...config({}), users: [] }, /has no user "me"/],
    [config({}, { server: 'ftp://x' }), /cluster main: server: "ftp:\/\/x" is no http or https URL/],
  ])('%j is refused with a reason', async (content, reason) => {
    const kubeconfig = await file('config', content);
    await expect(clusterAccess({ kubeconfig })).rejects.toThrow(reason);
  });

  test('a file that is missing is named when it is needed', async () => {
    await expect(clusterAccess({ kubeconfig: join(folder, 'none') })).rejects.toThrow(
      /cannot read the kubeconfig .*none/,
    );
    await expect(credentials({ 'client-certificate': 'none.pem' })).rejects.toThrow(
      /me: client-certificate: cannot read none.pem/,
    );
  });
});
