import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LineSplitter } from './json-lines.ts';

const seed = process.env['MANUL_SEED'] === undefined ? {} : { seed: Number(process.env['MANUL_SEED']) };

test('lines come out as they went in, wherever the chunks were cut', () => {
  const line = fc.string({ unit: 'binary', minLength: 1 }).filter((text) => !text.includes('\n'));
  fc.assert(
    fc.property(fc.array(line), fc.array(fc.nat(200)), (lines, cuts) => {
      const bytes = Buffer.from(lines.map((text) => `${text}\n`).join(''));
      const splitter = new LineSplitter(10_000);
      const out: string[] = [];
      let start = 0;
      for (const cut of [...cuts, bytes.length]) {
        out.push(...splitter.push(bytes.subarray(start, start + cut)));
        start += cut;
      }
      expect(out).toEqual(lines.map((text) => Buffer.from(text).toString()));
      expect(splitter.hasRest).toBe(false);
    }),
    seed,
  );
});

test('a line that has begun is a rest; blank lines are none', () => {
  const splitter = new LineSplitter(100);
  expect(splitter.push(Buffer.from('\n\n{"a"'))).toEqual([]);
  expect(splitter.hasRest).toBe(true);
  expect(splitter.push(Buffer.from(':1}\n\n'))).toEqual(['{"a":1}']);
  expect(splitter.hasRest).toBe(false);
});

test('a line of 5 MB in small chunks is joined once', () => {
  const splitter = new LineSplitter(64 * 1024 * 1024);
  const chunk = Buffer.alloc(1024, 'x');
  for (let index = 0; index < 5 * 1024; index += 1) expect(splitter.push(chunk)).toEqual([]);
  const [line] = splitter.push(Buffer.from('\n'));
  expect(line).toHaveLength(5 * 1024 * 1024);
});

test('a line without end does not fill the memory', () => {
  const splitter = new LineSplitter(10);
  splitter.push(Buffer.from('12345678'));
  expect(() => splitter.push(Buffer.from('901'))).toThrow('a line of more than 10 bytes');
});
