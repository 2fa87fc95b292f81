import { expect, test } from 'vitest';
import { digestFromBytes, digestToBytes } from './digest-bytes.ts';
import { InventoryReader } from './inventory-reader.ts';

const entry = (key: bigint, content: bigint) => [digestToBytes(key), digestToBytes(content)];

test('puts chunks together', () => {
  const reader = new InventoryReader();
  expect(reader.add(Buffer.concat([...entry(1n, 2n), ...entry(2n ** 64n - 1n, 3n)]))).toBeUndefined();
  expect(reader.add(Buffer.concat(entry(4n, 5n)).subarray())).toBeUndefined();
  expect([...reader.entries]).toEqual([
    [1n, 2n],
    [2n ** 64n - 1n, 3n],
    [4n, 5n],
  ]);
});

test('refuses what is no whole number of entries, and too many', () => {
  const reader = new InventoryReader();
  expect(reader.add(new Uint8Array(15))).toMatch('15 bytes');
  expect(reader.add(new Uint8Array(16 * 2_000_001))).toMatch('more than 2000000');
});

test('reads digests from anywhere in a buffer', () => {
  const bytes = Buffer.concat([Buffer.from([9]), digestToBytes(0x1122334455667788n)]);
  expect(digestFromBytes(bytes.subarray(1))).toBe(0x1122334455667788n);
});
