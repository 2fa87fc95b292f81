import { encodeUpdateFrame, manul } from '@manul/proto';
import { expect, test } from 'vitest';
import { BatchWriter } from './batch.ts';

const { Phase } = manul.v1;
const update = encodeUpdateFrame({ message: { in_sync: {} } });

test('a batch holds the frames, the phase, and where it ends', () => {
  const writer = new BatchWriter();
  for (const digest of [1n, 2n ** 64n - 1n]) {
    for (const revision of [7, 2 ** 40]) {
      const end = { epoch: 1_700_000_000_000, revision, digest };
      const batch = manul.v1.ToNode.decode(writer.join([update, update], Phase.RESUME, end));
      expect(batch.updates.length).toBe(2);
      expect(batch.phase).toBe(Phase.RESUME);
      expect(Number(batch.position?.epoch)).toBe(end.epoch);
      expect(Number(batch.position?.revision)).toBe(revision);
      expect(Buffer.from(batch.digest).readBigUInt64LE()).toBe(digest);
    }
  }
});

test('what goes on in the next batch has no position', () => {
  const batch = manul.v1.ToNode.decode(new BatchWriter().join([update], Phase.UPDATE, undefined));
  expect(batch).toMatchObject({ phase: Phase.UPDATE, position: null });
  expect(batch.digest.length).toBe(0);
});

test("one node's digest is not another's", () => {
  const writer = new BatchWriter();
  const batches = [3n, 4n].map((digest) => writer.join([], Phase.UPDATE, { epoch: 1, revision: 1, digest }));
  expect(batches.map((batch) => manul.v1.ToNode.decode(batch).digest[0])).toEqual([3, 4]);
});
