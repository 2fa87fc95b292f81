import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { felix } from '@manul/proto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  findLastGood,
  type LastGoodPaths,
  type LastGoodState,
  lastGoodPaths,
  markBehind,
  markCurrent,
  writeLastGood,
} from './last-good.ts';

let directory: string;
let paths: LastGoodPaths;
let path: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'manul-last-good-'));
  paths = lastGoodPaths(join(directory, 'state'));
  path = paths.current;
});
afterEach(() => rmSync(directory, { recursive: true }));

const messages = [
  { ipset_update: { id: 's:a', type: 2, members: ['10.0.0.1/32', 'fd00::1/128'] } },
  {
    active_policy_update: {
      id: { name: 'web', namespace: 'prod', kind: 'NetworkPolicy' },
      policy: { tier: 'default' },
    },
  },
];
const state: LastGoodState = {
  node: 'a',
  kernel: 'boot-1',
  position: { epoch: 1_795_000_000_000, revision: 12 },
  messages,
};
const write = async (what = state) => {
  await writeLastGood(paths, what, 1_000_000);
  markCurrent(paths);
};
const find = (node = 'a', kernel = 'boot-1') => findLastGood(paths, node, kernel);

test('gives back what was written, in order', async () => {
  await write();
  const read = await find();
  expect(read?.position).toEqual(state.position);
  expect(read?.messages.map((message) => felix.ToDataplane.toObject(felix.ToDataplane.create(message)))).toEqual(
    messages,
  );
  expect(readdirSync(join(directory, 'state'))).toEqual(['last-good.bin']);
});

test('no file is no state', async () => {
  expect(await find()).toBeUndefined();
});

test('an empty state is a state', async () => {
  await write({ ...state, messages: [] });
  expect((await find())?.messages).toEqual([]);
});

test('a file that is torn anywhere is named and refused', async () => {
  await write();
  const whole = readFileSync(path);
  for (let length = whole.length - 1; length >= 0; length -= 7) {
    truncateSync(path, length);
    await expect(find()).rejects.toThrow(path);
  }
  writeFileSync(path, whole);
  appendFileSync(path, 'x');
  await expect(find()).rejects.toThrow('torn');
});

test('a file with any byte changed is refused', async () => {
  await write();
  const whole = readFileSync(path);
  for (let index = 0; index < whole.length; index++) {
    const changed = Buffer.from(whole);
    changed[index] = changed[index]! ^ 0x20;
    writeFileSync(path, changed);
    const read = await find().catch((error: Error) => error.message);
    // The header's numbers are not under the checksum: at worst the position is another, and the server sees that.
    if (typeof read !== 'string') expect(read?.messages).toHaveLength(2);
    else expect(read).toContain(path);
  }
});

test('refuses what belongs to another node, another format or a later version', async () => {
  await write();
  await expect(find('b')).rejects.toThrow('is of node a, not b');
  const content = readFileSync(path, 'latin1');
  writeFileSync(path, content.replace('"version":1', '"version":2'), 'latin1');
  await expect(find()).rejects.toThrow('format version 2');
  writeFileSync(path, '{"format":"other"}\n');
  await expect(find()).rejects.toThrow('no last-good state');
});

test('a state that is too large is not kept, and what was there stays', async () => {
  await write();
  const before = readFileSync(path);
  await expect(writeLastGood(paths, { ...state, node: 'other' }, 10)).rejects.toThrow('larger than 10 bytes');
  expect(readFileSync(path)).toEqual(before);
});

test('a write that fails leaves what was there, and no litter', async () => {
  await write();
  const before = readFileSync(path);
  await expect(writeLastGood(lastGoodPaths(path), state, 1000)).rejects.toThrow();
  expect(readFileSync(path)).toEqual(before);
  expect(readdirSync(join(directory, 'state'))).toEqual(['last-good.bin']);
});

test('a file that the kernel is ahead of counts only where that kernel is gone', async () => {
  await write();
  markBehind(paths);
  markBehind(paths);
  await expect(find()).rejects.toThrow('is older than what the kernel enforces');
  expect((await find('a', 'boot-2'))?.messages).toHaveLength(2);
  await write();
  expect((await find())?.messages).toHaveLength(2);
});
