import { execFileSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { version } from '../packages/observability/src/version.ts';

const root = join(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

test('every project of the workspace and the chart are of one version', () => {
  const manifests = globSync('{package.json,{packages,services,test}/*/package.json}', { cwd: root });
  expect(manifests.length).toBeGreaterThan(20);
  for (const path of manifests) expect(JSON.parse(read(path)), path).toMatchObject({ version });
  expect(read('deploy/helm/manul/Chart.yaml')).toContain(`\nappVersion: ${version}\n`);
});

test('the plain manifests ask for the images of this version', () => {
  const documents = globSync('deploy/kustomize/**/*.yaml', { cwd: root }).map(read);
  const tags = documents.flatMap((text) => [...text.matchAll(/image: \S+\/(?:calc-graph|driver):(\S+)/g)]);
  expect(new Set(tags.map(([, tag]) => tag))).toEqual(new Set([version]));
});

test('images are tagged with it', () => {
  const bin = mkdtempSync(join(tmpdir(), 'manul-version-'));
  onTestFinished(() => rmSync(bin, { recursive: true }));
  const out = join(bin, 'out');
  // The builder prints what it is asked for; the bill of materials has nothing in it.
  writeFileSync(join(bin, 'buildah'), '#!/bin/sh\nprintf "%s\\n" "$@"\n', { mode: 0o755 });
  const bom = JSON.stringify({ metadata: {}, components: [], dependencies: [] });
  writeFileSync(join(bin, 'npx'), `#!/bin/sh\necho '${bom}'\n`, { mode: 0o755 });
  const env = { ...process.env, PATH: `${bin}${delimiter}${process.env['PATH']}`, OUT: out };
  const asked = execFileSync('sh', [join(root, 'deploy/images/build.sh'), 'REGISTRY'], { env, encoding: 'utf8' });
  expect(asked.split('\n').filter((line) => line.startsWith('REGISTRY/'))).toEqual([
    `REGISTRY/calc-graph:${version}`,
    `REGISTRY/driver:${version}`,
  ]);
  expect(globSync('*', { cwd: out })).toEqual([`manul-${version}.cdx.json`]);
});

test('manul says it', () => {
  expect(execFileSync(join(root, 'services/cli/bin/manul'), ['--version'], { encoding: 'utf8' })).toBe(
    `manul ${version}\n`,
  );
});
