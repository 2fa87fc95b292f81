import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '@manul/observability';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { findLastGood, type LastGoodPaths, lastGoodPaths } from './last-good.ts';
import { LastGoodKeeper } from './last-good-keeper.ts';

let directory: string;
let paths: LastGoodPaths;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'manul-keeper-'));
  paths = lastGoodPaths(directory);
});
afterEach(() => rmSync(directory, { recursive: true }));

const log = createLogger({ service: 'test', level: 'silent' });

function keeper(where: LastGoodPaths, milliseconds = 1, onWriting = () => {}) {
  let revision = 0;
  const results: boolean[] = [];
  const made = new LastGoodKeeper({
    paths: where,
    milliseconds: () => milliseconds,
    maxBytes: () => 1000,
    state() {
      queueMicrotask(onWriting);
      return { node: 'a', kernel: 'k', position: { epoch: 1, revision }, messages: [] };
    },
    onWritten: (ok) => results.push(ok),
    log,
  });
  const round = (to: number) => {
    made.changing();
    revision = to;
    made.good();
  };
  return { made, round, results };
}

const revisionOnDisk = async () => (await findLastGood(paths, 'a', 'k'))?.position.revision;

test('writes the newest state, and once stopped what was due', async () => {
  const { made, round, results } = keeper(paths);
  round(1);
  await vi.waitFor(async () => expect(await revisionOnDisk()).toBe(1), 60_000);
  round(2);
  round(3);
  await made.stop();
  expect(await revisionOnDisk()).toBe(3);
  expect(results.every(Boolean)).toBe(true);
});

test('between a change and the write the file is marked as behind', async () => {
  const { made, round } = keeper(paths);
  round(1);
  await made.stop();
  const next = keeper(paths, 60_000);
  next.round(2);
  expect(existsSync(paths.current)).toBe(false);
  await expect(findLastGood(paths, 'a', 'k')).rejects.toThrow('older');
  await next.made.stop();
  expect(await revisionOnDisk()).toBe(2);
});

test('a change while the file is being written leaves it behind until it is written again', async () => {
  const { made, round } = keeper(paths, 1, () => made.changing());
  round(1);
  await made.stop();
  expect(existsSync(paths.current)).toBe(false);
  expect(existsSync(paths.behind)).toBe(true);
});

test('rounds that change nothing write nothing', async () => {
  const { made, results } = keeper(paths);
  made.good();
  await made.stop();
  expect(results).toEqual([]);
});

test('a disk that does not take it is reported, and nothing else happens', async () => {
  const file = join(directory, 'file');
  writeFileSync(file, '');
  const { made, round, results } = keeper(lastGoodPaths(join(file, 'state')));
  round(1);
  await made.stop();
  expect(results).toEqual([false]);
});
