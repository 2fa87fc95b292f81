import { renameSync, writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ObjectChange, SourceProblem } from '@manul/model';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type FilesSourceOptions, filesSource } from './files-source.ts';
import { readManifests } from './read-manifests.ts';

let folder: string;
let stop: () => Promise<void> = async () => {};
let log: string[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'manul-files-'));
  log = [];
});

afterEach(async () => {
  await stop();
  await rm(folder, { recursive: true });
});

const pod = (name: string, ip = '') =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}}\nstatus: {podIP: "${ip}"}\n---\n`;

/** In one go, so that the source, which runs in this process, never finds a file in the middle of being written. */
const put = (path: string, text: string) => writeFileSync(join(folder, path), text);

async function start(root = folder, options: Partial<FilesSourceOptions> = {}) {
  const source = filesSource(root, { rescanMs: 60_000, ...options });
  stop = () => source.stop();
  source.start({
    changes: (changes: readonly ObjectChange[]) => {
      for (const { op, object } of changes) log.push(`${op} ${object.metadata.name}`);
    },
    inSync: () => log.push('in sync'),
    problem: ({ subject, reason, resolved }: SourceProblem) =>
      log.push(resolved ? `resolved ${subject}` : `problem ${subject}: ${reason}`),
  });
  await vi.waitFor(() => expect(log).toContain('in sync'), { timeout: 60_000 });
  return source;
}

/** Waits until this has been told, and forgets it. */
async function expectTold(...lines: string[]) {
  await vi.waitFor(() => expect(log.length).toBeGreaterThanOrEqual(lines.length), { timeout: 60_000 });
  expect(log.splice(0)).toEqual(lines);
}

test('files at the start, then edited, added, moved and deleted', async () => {
  await mkdir(join(folder, 'sub'));
  put('a.yaml', pod('a'));
  put('sub/b.yml', pod('b'));
  put('sub/c.json', JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'c' } }));
  put('README.md', 'not a manifest');
  put('.hidden.yaml', pod('hidden'));
  await start();
  await expectTold('apply a', 'apply b', 'apply c', 'in sync');

  put('a.yaml', pod('a', '10.0.0.1'));
  await expectTold('apply a');

  await mkdir(join(folder, 'new', 'deep'), { recursive: true });
  put('new/deep/d.yaml', pod('d'));
  await expectTold('apply d');

  await rename(join(folder, 'new'), join(folder, 'moved'));
  put('z.yaml', pod('z'));
  await expectTold('apply z');

  await rm(join(folder, 'moved'), { recursive: true });
  await expectTold('delete d');
});

test('editors that write a new file and rename it, or move the old one away first, only change what they change', async () => {
  put('a.yaml', pod('a') + pod('b'));
  await start();
  log.length = 0;
  put('a.yaml.tmp', pod('a', '10.0.0.1') + pod('b'));
  await rename(join(folder, 'a.yaml.tmp'), join(folder, 'a.yaml'));
  await expectTold('apply a');
  // What is missing twice in a row is gone; this is quicker than the source can look.
  renameSync(join(folder, 'a.yaml'), join(folder, 'a.yaml~'));
  put('a.yaml', pod('a', '10.0.0.2') + pod('b'));
  await expectTold('apply a');
});

test("a mounted ConfigMap's swap of its data directory", async () => {
  await mkdir(join(folder, '..2024_1'));
  put('..2024_1/a.yaml', pod('a'));
  await symlink('..2024_1', join(folder, '..data'));
  await symlink('..data/a.yaml', join(folder, 'a.yaml'));
  await start();
  await expectTold('apply a', 'in sync');
  await mkdir(join(folder, '..2024_2'));
  put('..2024_2/a.yaml', pod('a', '10.0.0.1'));
  await symlink('..2024_2', join(folder, '..data_tmp'));
  await rename(join(folder, '..data_tmp'), join(folder, '..data'));
  await rm(join(folder, '..2024_1'), { recursive: true });
  await expectTold('apply a');
});

test('a broken file is named with its place, keeps its objects, and is taken when mended', async () => {
  put('a.yaml', pod('a'));
  await start();
  log.length = 0;
  put('a.yaml', `${pod('a', '10.0.0.1')}spec: [`);
  await vi.waitFor(() => expect(log).toHaveLength(1), { timeout: 60_000 });
  expect(log.splice(0)[0]).toMatch(/^problem a\.yaml: line 6, column \d+: .*its objects stay as they last were good$/);
  put('a.yaml', pod('a', '10.0.0.1'));
  await expectTold('apply a', 'resolved a.yaml');
  await truncate(join(folder, 'a.yaml'), 0);
  await expectTold('problem a.yaml: is empty; its objects stay until the file is deleted');
  await rm(join(folder, 'a.yaml'));
  await expectTold('delete a', 'resolved a.yaml');
});

test('a file that is too large, or no text, is named', async () => {
  put('large.yaml', pod('large', 'x'.repeat(2000)));
  await writeFile(join(folder, 'binary.yaml'), Buffer.from([0x61, 0x3a, 0xff, 0xfe]));
  put('good.yaml', pod('good'));
  await start(folder, { maxFileBytes: 1000 });
  expect(log).toContain('apply good');
  expect(log.join('\n')).toMatch(/problem binary\.yaml: cannot be read: .*utf-8/);
  expect(log.join('\n')).toMatch(/problem large\.yaml: has 20\d\d bytes, more than the 1000 that are read/);
});

test('a directory that is missing is named, removes nothing, and is taken when it comes', async () => {
  const root = join(folder, 'later');
  await start(root, { rescanMs: 100 });
  expect(log.splice(0)[0]).toMatch(/^problem .*later: ENOENT/);
  await mkdir(root);
  put('later/a.yaml', pod('a'));
  await vi.waitFor(() => expect(log).toContain('apply a'), { timeout: 60_000 });
  log.length = 0;
  await rename(root, join(folder, 'away'));
  await vi.waitFor(() => expect(log).toHaveLength(1), { timeout: 60_000 });
  expect(log[0]).toMatch(/^problem .*later: ENOENT/);
});

test('links that lead round in a circle end', async () => {
  put('a.yaml', pod('a'));
  await symlink('.', join(folder, 'self'));
  await start();
  expect(log).toEqual(['apply a', 'in sync']);
});

test('nothing is told after stop', async () => {
  put('a.yaml', pod('a'));
  const source = await start();
  log.length = 0;
  await source.stop();
  put('a.yaml', pod('b'));
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(log).toEqual([]);
});

test('a single file, and reading once', async () => {
  put('a.yaml', pod('a') + pod('b'));
  put('b.yaml', 'kind: [');
  const once = await readManifests(folder);
  expect(once.objects.map(({ metadata }) => metadata.name)).toEqual(['a', 'b']);
  expect([...once.problems.keys()]).toEqual(['b.yaml']);
  await start(join(folder, 'a.yaml'));
  await expectTold('apply a', 'apply b', 'in sync');
  put('a.yaml.new', pod('a'));
  await rename(join(folder, 'a.yaml.new'), join(folder, 'a.yaml'));
  await expectTold('delete b');
});
