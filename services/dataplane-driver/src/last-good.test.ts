import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { felix } from '@manul/proto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type LastGoodState, lastGoodPath, readLastGood, writeLastGood } from './last-good.ts';

let directory: string;
let path: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'manul-last-good-'));
  path = lastGoodPath(join(directory, 'state'));
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
const state: LastGoodState = { node: 'a', position: { epoch: 1_795_000_000_000, revision: 12 }, messages };
const write = () => writeLastGood(path, state, 1_000_000);

test('gives back what was written, in order', async () => {
  await write();
  const read = await readLastGood(path, 'a');
  expect(read?.position).toEqual(state.position);
  expect(read?.messages.map((message) => felix.ToDataplane.toObject(felix.ToDataplane.create(message)))).toEqual(
    messages,
  );
  expect(readdirSync(join(directory, 'state'))).toEqual(['last-good.bin']);
});

test('no file is no state', async () => {
  expect(await readLastGood(path, 'a')).toBeUndefined();
});

test('an empty state is a state', async () => {
  await writeLastGood(path, { ...state, messages: [] }, 10);
  expect((await readLastGood(path, 'a'))?.messages).toEqual([]);
});

test('a file that is torn anywhere is named and refused', async () => {
  await write();
  const whole = readFileSync(path);
  for (let length = whole.length - 1; length >= 0; length -= 7) {
    truncateSync(path, length);
    await expect(readLastGood(path, 'a')).rejects.toThrow(path);
  }
  writeFileSync(path, whole);
  appendFileSync(path, 'x');
  await expect(readLastGood(path, 'a')).rejects.toThrow('torn');
});

test('a file with any byte changed is refused', async () => {
  await write();
  const whole = readFileSync(path);
  for (let index = 0; index < whole.length; index++) {
    const changed = Buffer.from(whole);
    changed[index] = changed[index]! ^ 0x20;
    writeFileSync(path, changed);
    const read = await readLastGood(path, 'a').catch((error: Error) => error.message);
    // The header's numbers are not under the checksum: at worst the position is another, and the server sees that.
    if (typeof read !== 'string') expect(read?.messages).toHaveLength(2);
    else expect(read).toContain(path);
  }
});

test('refuses what belongs to another node, another format or a later version', async () => {
  await write();
  await expect(readLastGood(path, 'b')).rejects.toThrow('is of node a, not b');
  const content = readFileSync(path, 'latin1');
  writeFileSync(path, content.replace('"version":1', '"version":2'), 'latin1');
  await expect(readLastGood(path, 'a')).rejects.toThrow('format version 2');
  writeFileSync(path, '{"format":"other"}\n');
  await expect(readLastGood(path, 'a')).rejects.toThrow('no last-good state');
});

test('a state that is too large is not kept, and what was there stays', async () => {
  await write();
  const before = readFileSync(path);
  await expect(writeLastGood(path, { ...state, node: 'other' }, 10)).rejects.toThrow('larger than 10 bytes');
  expect(readFileSync(path)).toEqual(before);
});

test('a write that fails leaves what was there, and no litter', async () => {
  await write();
  const before = readFileSync(path);
  const blocked = join(directory, 'state', 'last-good.bin', 'x');
  await expect(writeLastGood(blocked, state, 1000)).rejects.toThrow();
  expect(readFileSync(path)).toEqual(before);
  expect(readdirSync(join(directory, 'state'))).toEqual(['last-good.bin']);
});
