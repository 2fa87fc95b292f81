import { writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type FilesSourceOptions, filesSource } from './files-source.ts';

let folder: string;
let manifests: string;
let stateDir: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'manul-last-good-'));
  manifests = join(folder, 'manifests');
  stateDir = join(folder, 'state');
  await mkdir(manifests);
});
afterEach(() => rm(folder, { recursive: true }));

const pod = (name: string, ip = '') =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}}\nstatus: {podIP: "${ip}"}\n---\n`;
const broken = 'kind: [Pod\n';
/** In one go, so that the source, which runs in this process, never finds a file in the middle of being written. */
const put = (path: string, text: string) => writeFileSync(join(manifests, path), text);

interface Told {
  /** Objects at the end, with their addresses. */
  readonly objects: Readonly<Record<string, string>>;
  /** Every change in order: `apply a 10.0.0.1`. */
  readonly changes: readonly string[];
  readonly problems: readonly string[];
}

/** One life of the source: until it is in sync, `meanwhile` is done, and what that brings is told. */
async function live(
  options: Partial<FilesSourceOptions> = {},
  meanwhile?: () => void,
  brings: 'change' | 'change and problem' = 'change',
): Promise<Told> {
  const objects: Record<string, string> = {};
  const changes: string[] = [];
  const problems = new Map<string, string>();
  let isInSync = false;
  const source = filesSource(manifests, { rescanMs: 60_000, stateDir, ...options });
  source.start({
    changes: (told) => {
      for (const { op, object } of told) {
        const ip = (object.status as { podIP?: string } | undefined)?.podIP ?? '';
        changes.push(`${op} ${object.metadata.name} ${ip}`.trim());
        if (op === 'apply') objects[object.metadata.name] = ip;
        else delete objects[object.metadata.name];
      }
    },
    inSync: () => {
      isInSync = true;
    },
    problem: ({ subject, reason, resolved }) => {
      if (resolved) problems.delete(subject);
      else problems.set(subject, reason);
    },
  });
  await vi.waitFor(() => expect(isInSync).toBe(true), { timeout: 60_000 });
  if (meanwhile) {
    const before = changes.length;
    meanwhile();
    await vi.waitFor(() => expect(changes.length).toBeGreaterThan(before), { timeout: 60_000 });
    // What cannot be kept is found out beside the reading.
    if (brings !== 'change') await vi.waitFor(() => expect(problems.size).toBeGreaterThan(0), { timeout: 60_000 });
  }
  await source.stop();
  return { objects, changes, problems: [...problems].map(([subject, reason]) => `${subject}: ${reason}`) };
}

const kept = async () => (await readdir(join(stateDir, 'manifests'))).sort();

test('a file that is broken at the start counts as it last was good, and is named', async () => {
  put('a.yaml', pod('a', '10.0.0.1'));
  put('b.yaml', pod('b', '10.0.0.2'));
  await live();
  put('a.yaml', broken);
  put('b.yaml', pod('b', '10.0.0.3'));
  const { objects, problems } = await live();
  expect(objects).toEqual({ a: '10.0.0.1', b: '10.0.0.3' });
  expect(problems).toEqual([expect.stringMatching(/^a\.yaml: .*; its objects stay as they last were good$/)]);
  // And again, however often it starts.
  expect((await live()).objects).toEqual(objects);
  put('a.yaml', pod('a', '10.0.0.9'));
  expect(await live()).toMatchObject({ objects: { a: '10.0.0.9', b: '10.0.0.3' }, problems: [] });
});

test('so does one that was edited while the source ran, or cut to nothing, or grew too large', async () => {
  put('a.yaml', pod('a'));
  await live({}, () => put('a.yaml', pod('a', '10.0.0.2')));
  const broke = [broken, '', `${pod('a')}${'#'.repeat(5_000)}`];
  for (const text of broke) {
    put('a.yaml', text);
    const { objects, problems } = await live({ maxFileBytes: 4096 });
    expect(objects).toEqual({ a: '10.0.0.2' });
    expect(problems).toHaveLength(1);
  }
});

test('a file that never was good gives what can be read of it, and says so', async () => {
  put('a.yaml', `${pod('a')}kind: Pod\n`);
  const { objects, problems } = await live();
  expect(objects).toEqual({ a: '' });
  expect(problems).toEqual([expect.stringContaining('no good version of it is known')]);
});

test('what was deleted or moved while nobody looked is gone, and its last-good form with it', async () => {
  put('a.yaml', pod('a'));
  put('b.yaml', pod('b'));
  await live();
  await rm(join(manifests, 'a.yaml'));
  expect((await live()).objects).toEqual({ b: '' });
  expect(await kept()).toHaveLength(1);
});

test('a folder that cannot be read at the start keeps its objects', async () => {
  await mkdir(join(manifests, 'sub'));
  put('sub/a.yaml', pod('a'));
  await live();
  // Root reads everything, so a loop of links stands in for a folder that is not allowed.
  await rm(join(manifests, 'sub'), { recursive: true });
  put('c.yaml', pod('c'));
  await symlink('sub', join(manifests, 'sub'));
  const { objects, problems } = await live();
  expect(objects).toEqual({ a: '', c: '' });
  expect(problems).toEqual([expect.stringMatching(/^sub: /)]);
});

test('an object of which a version is not understood is told as it was understood, then as it is', async () => {
  const isUnderstood = ({ status }: { status?: unknown }) => (status as { podIP: string }).podIP !== 'bad';
  put('a.yaml', pod('a', '10.0.0.1') + pod('b', '10.0.0.2'));
  await live({ isUnderstood });
  put('a.yaml', pod('a', 'bad') + pod('b', '10.0.0.3'));
  expect((await live({ isUnderstood })).changes.at(-1)).toBe('apply b 10.0.0.3');
  const { changes } = await live({ isUnderstood });
  expect(changes).toEqual(['apply a 10.0.0.1', 'apply b 10.0.0.3', 'apply a bad']);
});

test.each([
  ['torn', (text: string) => text.slice(0, -3)],
  ['corrupt', (text: string) => text.replace('10.0.0.1', '10.0.0.2')],
  ['of a newer format', (text: string) => text.replace('"version":1', '"version":2')],
  ['empty', () => ''],
])('a last-good form that is %s is not used, and is named', async (_what, damage) => {
  put('a.yaml', pod('a', '10.0.0.1'));
  await live();
  const [name = ''] = await kept();
  const path = join(stateDir, 'manifests', name);
  await writeFile(path, damage(await readFile(path, 'utf8')));
  put('a.yaml', broken);
  const { objects, problems } = await live();
  expect(objects).toEqual({});
  expect(problems).toEqual(
    expect.arrayContaining([expect.stringContaining('is not used'), expect.stringContaining('no good version')]),
  );
});

test("another directory's forms are not used", async () => {
  put('a.yaml', pod('a'));
  await live();
  manifests = join(folder, 'elsewhere');
  await mkdir(manifests);
  expect((await live()).objects).toEqual({});
});

test('no more is kept than is allowed, which is named; and a folder that cannot be written costs nothing else', async () => {
  put('a.yaml', pod('a'));
  put('b.yaml', pod('b'));
  const full = await live({ stateMaxBytes: 400 }, () => put('c.yaml', pod('c')), 'change and problem');
  expect(full.objects).toEqual({ a: '', b: '', c: '' });
  expect(full.problems[0]).toMatch(/would exceed the 400 for all/);
  expect((await kept()).length).toBeLessThan(3);
  await writeFile(join(folder, 'file'), '');
  const none = await live({ stateDir: join(folder, 'file') });
  expect(none.objects).toEqual({ a: '', b: '', c: '' });
  expect(none.problems.join()).toContain('nothing can be kept there');
});
