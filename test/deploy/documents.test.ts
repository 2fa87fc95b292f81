// What the documents say of installing, upgrading and removing, word for word: Helm and kubectl against a real API server.
// Commands that wait for pods are left out, for no kubelet runs any there; test/e2e/miniature.test.ts is about pods.
import { execFile } from 'node:child_process';
import { delimiter, dirname } from 'node:path';
import { promisify } from 'node:util';
import { type ApiServer, startApiServer, startTimeoutMs } from '@manul/test-apiserver';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { findOrInstallHelm } from '../../scripts/helm.ts';
import { read, shellBlocks } from '../docs/markdown.ts';
import { missing } from './src/environment.ts';
import { defineForeignKinds } from './src/foreign-kinds.ts';
import { root } from './src/manifests.ts';

const isUsable = missing('helm', 'kubectl', 'apiserver', 'openssl').length === 0;
const needsPods = /^(curl|manul|sh|MANUL_\w+=\S+) |rollout|port-forward/;

/** Commands of a document from its heading to the one that follows `last`. */
function commands(file: string, first: string, last: string): readonly string[] {
  const lines = read(file).split('\n');
  const [start, lastStart] = [
    lines.findIndex((line) => /^#+ /.test(line) && line.endsWith(` ${first}`)),
    lines.indexOf(`## ${last}`),
  ];
  expect([start, lastStart], `${file} has these headings`).not.toContain(-1);
  const next = lines.findIndex((line, index) => index > lastStart && line.startsWith('## '));
  const end = next === -1 ? lines.length : next;
  const scripts = shellBlocks(file).filter(({ line }) => line > start && line <= end);
  const all = scripts.flatMap(({ script }) =>
    script
      .replaceAll(/\\\n\s*/g, ' ')
      .trim()
      .split('\n'),
  );
  return all.filter((line) => line !== '' && !needsPods.test(line));
}

describe.runIf(isUsable)('the documents', () => {
  let server: ApiServer;

  beforeAll(async () => {
    server = await startApiServer();
    await defineForeignKinds(server);
  }, startTimeoutMs);
  afterAll(() => server?.stop());

  async function run(script: string): Promise<string> {
    const PATH = [dirname(findOrInstallHelm()), process.env['PATH']].join(delimiter);
    const { kubeconfigPath: KUBECONFIG } = server;
    // What helm and kubectl remember of a server is no other's.
    const env = { ...process.env, PATH, KUBECONFIG, HOME: dirname(KUBECONFIG) };
    // Rejects with the command and what it complained of.
    return (await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', script], { cwd: root, env })).stdout;
  }

  const template = '-o jsonpath={.spec.template.spec}';
  const driver = () => run(`kubectl -n manul-system get daemonset manul-driver ${template}`);

  test('install what they say', async () => {
    for (const command of commands('docs/install.md', 'In five minutes', 'Choices to make')) await run(command);
    expect(JSON.parse(await driver())).toMatchObject({
      containers: [{ image: `REGISTRY/PREFIX/driver:${manifest.version}` }],
    });
    const monitors = await run('kubectl -n manul-system get podmonitors,secrets -o name');
    expect(monitors).toMatch(/manul-driver.*manul-redis/s);
  });

  test('upgrade and go back', async () => {
    const done = commands('docs/upgrade.md', 'Upgrade', 'Go back');
    expect(done.map((command) => command.split(' ').slice(0, 2).join(' '))).toEqual(['helm upgrade', 'helm rollback']);
    for (const command of done) await run(command);
    expect(JSON.parse(await driver())).toMatchObject({
      containers: [{ image: `REGISTRY/PREFIX/driver:${manifest.version}` }],
    });
  });

  test('remove: drivers are replaced first, and then all goes', async () => {
    const [upgrade, ...rest] = commands('docs/install.md', 'Remove', 'Remove');
    await run(upgrade!);
    expect(JSON.parse(await driver())).toMatchObject({
      initContainers: [{ name: 'cleanup', image: `REGISTRY/PREFIX/driver:${manifest.version}` }, { name: 'forget' }],
    });
    for (const command of rest.filter((each) => !each.includes('apply -k'))) await run(command);
    const left = 'kubectl get clusterroles,clusterrolebindings,daemonsets,deployments,serviceaccounts -A -o name';
    expect(await run(left)).not.toContain('manul');
  });

  test('remove without Helm, by a label', async () => {
    await run('kubectl apply -k deploy/kustomize/base');
    for (const command of commands('docs/install.md', 'Remove', 'Remove').filter((each) => each.includes('apply -k'))) {
      expect(await run(command)).toContain('daemonset.apps/manul-driver configured');
    }
    expect(JSON.parse(await driver())).toMatchObject({ containers: [{ name: 'removed' }] });
  });
});
