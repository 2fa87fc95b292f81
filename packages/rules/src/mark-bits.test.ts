import { expect, test } from 'vitest';
import { allMarks, allocateMarkBits } from './mark-bits.ts';

test('the lowest bits of the mask, in order', () => {
  expect(allocateMarkBits(0xffff0000)).toEqual({
    accept: 0x10000,
    pass: 0x20000,
    drop: 0x40000,
    scratch0: 0x80000,
    scratch1: 0x100000,
  });
});

test('bits need not be neighbours, and the highest is as good as any', () => {
  const marks = allocateMarkBits(0x80000116);
  expect(marks).toEqual({ accept: 0x2, pass: 0x4, drop: 0x10, scratch0: 0x100, scratch1: 0x80000000 });
  expect(allMarks(marks)).toBe(0x80000106);
});

test('too few bits are refused', () => {
  expect(() => allocateMarkBits(0xf0000)).toThrow(new RangeError('the mark mask 0xf0000 has 4 bits, 5 are needed'));
});
