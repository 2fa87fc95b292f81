import { mkdtempSync, readdirSync, rmSync, statSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeRecording } from './copy.ts';
import { collect, entries, header } from './fixtures.ts';
import { entryToLine } from './json-lines.ts';
import { openRecording } from './open.ts';
import type { Entry } from './record.ts';
import { RecordingState } from './state.ts';
import { RecordingWriter } from './writer.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'manul-recording-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const lines = (list: readonly Entry[]) => list.map(entryToLine);
const readAll = async (path: string) => collect(await openRecording(path));

test.each(['a.rec', 'a.rec.gz', 'a.jsonl', 'a.jsonl.gz'])('%s holds what was written', async (name) => {
  const path = join(folder, name);
  const writer = await RecordingWriter.create(path, header);
  for (const entry of entries) writer.write(entry);
  expect(await writer.close()).toEqual({ why: 'closed' });
  expect(lines(await readAll(path))).toEqual(lines(entries));
  writer.write(entries[0]!);
  expect(await readAll(path)).toHaveLength(entries.length);
});

test.each(['a.rec', 'a.rec.gz'])('%s can be read while it is written', async (name) => {
  const path = join(folder, name);
  const writer = await RecordingWriter.create(path, header);
  for (const [index, entry] of entries.entries()) {
    writer.write(entry);
    await writer.flush();
    expect(await readAll(path)).toHaveLength(index + 1);
  }
  await writer.close();
});

test('a torn compressed file gives what can be decompressed', async () => {
  const path = join(folder, 'a.rec.gz');
  const writer = await RecordingWriter.create(path, header);
  for (const entry of entries) {
    writer.write(entry);
    await writer.flush();
  }
  await writer.close();
  truncateSync(path, statSync(path).size - 12);
  const reader = await openRecording(path);
  await expect(collect(reader)).rejects.toThrow(/a\.rec\.gz: the compressed data breaks off/);
  expect(reader.entries).toBeGreaterThanOrEqual(entries.length - 1);
});

/** A node whose sets come, change and go. */
function* churn(flushes: number): Generator<Entry> {
  for (let revision = 1; revision <= flushes; revision++) {
    const place = { time: revision * 1000, epoch: 1, revision };
    const id = `s:${revision % 7}`;
    yield { ...place, output: { ipset_update: { id, members: [`10.0.0.${revision % 250}`] } } };
    yield { ...place, output: { ipset_delta_update: { id, added_members: [`10.1.0.${revision % 250}`] } } };
    if (revision % 5 === 0) yield { ...place, output: { ipset_remove: { id: `s:${(revision + 1) % 7}` } } };
    yield { ...place, flush: {} };
  }
}

const stateOf = (list: Iterable<Entry>) => {
  const state = new RecordingState();
  for (const entry of list) state.apply(entry);
  return JSON.stringify([...state.outputs('').outputs()].map(({ message }) => JSON.stringify(message)).sort());
};

test('a full file makes room for the next, which begins with the state', async () => {
  const path = join(folder, 'run.rec');
  const writer = await RecordingWriter.create(path, header, { maxBytes: 2_000, keep: 2 });
  for (const entry of churn(200)) writer.write(entry);
  await writer.close();
  const names = readdirSync(folder).sort();
  expect(names).toHaveLength(2);
  const last = Math.max(...names.map((name) => Number(name.split('.')[1])));
  const reader = await openRecording(join(folder, `run.${last}.rec`));
  expect(reader.header.segment).toBe(last);
  expect(stateOf(await collect(reader))).toBe(stateOf(churn(200)));
});

test('without room for more, a full file ends the recording at a flush', async () => {
  const path = join(folder, 'run.rec');
  const writer = await RecordingWriter.create(path, header, { maxBytes: 1_000 });
  for (const entry of churn(200)) writer.write(entry);
  expect(await writer.ended).toEqual({ why: 'full' });
  expect((await readAll(path)).at(-1)?.flush).toBeDefined();
  expect(statSync(path).size).toBeLessThan(1_500);
});

test('without room for more, it ends after its time even where nothing happens', async () => {
  const writer = await RecordingWriter.create(join(folder, 'run.rec'), header, { maxMilliseconds: 1 });
  expect(await writer.ended).toEqual({ why: 'full' });
});

test('a file that cannot be written ends the recording and disturbs nobody', async () => {
  const writer = await RecordingWriter.create('/dev/full', header);
  writer.write(entries[0]!);
  expect(await writer.close()).toMatchObject({ why: 'failed', error: { code: 'ENOSPC' } });
  expect(() => writer.write(entries[1]!)).not.toThrow();
});

test('a disk that is too slow ends the recording, not the memory', async () => {
  const writer = await RecordingWriter.create(join(folder, 'a.rec'), header, { maxPendingBytes: 1_000 });
  for (const entry of churn(100)) writer.write(entry);
  expect(await writer.ended).toMatchObject({ why: 'failed', error: { message: /too slow/ } });
});

test("a file that is not there is the file system's error", async () => {
  await expect(openRecording(join(folder, 'none'))).rejects.toThrow(/ENOENT/);
});

test('writes a whole recording', async () => {
  const path = join(folder, 'b.jsonl.gz');
  await writeRecording(path, header, churn(50));
  expect(lines(await readAll(path))).toEqual(lines([...churn(50)]));
});
