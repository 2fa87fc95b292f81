import { manul } from '@manul/proto';
import { expect, test } from 'vitest';
import { encodeStep, entryId, observedAt, parseEntryId, StepAssembler } from './entries.ts';

const object = (i: number, bytes: number) => ({
  key: `namespace ${i}`,
  everywhere: true,
  frame: Buffer.alloc(bytes, i),
});
const at = { epoch: 3, previous: { epoch: 2, revision: 9 }, revision: 10 };
const decode = (data: Buffer) => manul.v1.LogEntry.decode(data);

test('a step that is too large for one entry is cut, and comes out as it was', () => {
  const step = {
    nodes: [{ slot: 1, name: 'a' }],
    spans: [{ span: 1, added: [1], removed: [] }],
    objects: Array.from({ length: 30 }, (_, i) => object(i, 100_000)),
    spans_gone: [7],
    nodes_gone: [4],
  };
  const entries = encodeStep(step, at, 1_000);
  expect(entries.length).toBeGreaterThan(2);
  expect(entries.every(({ data }) => data.length < 1_300_000)).toBe(true);
  expect(entries.map(({ position }) => entryId(position))).toEqual(entries.map((_, i) => `3-${10 + i}`));
  const assembler = new StepAssembler();
  const steps = entries.map(({ data }) => assembler.add(decode(data)));
  expect(steps.slice(0, -1).every((part) => part === undefined)).toBe(true);
  const whole = steps.at(-1)!;
  expect(whole.objects?.map(({ key }) => key)).toEqual(step.objects.map(({ key }) => key));
  expect(whole).toMatchObject({ seed: false, nodes: [{ name: 'a' }], spans_gone: [7], nodes_gone: [4] });
});

test('each entry names the one before it, but a seed begins anew', () => {
  const [change] = encodeStep({ objects: [object(1, 1)] }, at, 0);
  expect(decode(change!.data).previous).toMatchObject(at.previous);
  const seed = encodeStep({ seed: true, objects: [object(1, 900_000), object(2, 900_000)] }, at, 0);
  expect(seed.map(({ data }) => decode(data).previous?.revision)).toEqual([undefined, 10]);
});

test('what a leader left unfinished is dropped when the next one begins', () => {
  const assembler = new StepAssembler();
  const [torn] = encodeStep({ objects: [object(1, 900_000), object(2, 900_000)] }, at, 0);
  expect(assembler.add(decode(torn!.data))).toBeUndefined();
  const [seed] = encodeStep({ seed: true, objects: [object(3, 1)] }, { ...at, epoch: 4 }, 0);
  expect(assembler.add(decode(seed!.data))?.objects?.map(({ key }) => key)).toEqual(['namespace 3']);
});

test('every part says when the change was seen that led to it', () => {
  const seenAt = 1_790_000_000_123;
  const step = { objects: [object(1, 900_000), object(2, 900_000)] };
  const entries = encodeStep(step, { ...at, observedAt: seenAt }, 0).map(({ data }) => decode(data));
  expect(entries.map((entry) => Math.round(observedAt(entry) ?? 0))).toEqual([seenAt, seenAt]);
  const [unknown] = encodeStep(step, at, 0);
  expect(observedAt(decode(unknown!.data))).toBeUndefined();
});

test('an id says epoch and revision', () => {
  expect(parseEntryId(entryId({ epoch: 1_790_000_000_000, revision: 12 }))).toEqual({
    epoch: 1_790_000_000_000,
    revision: 12,
  });
  expect(parseEntryId('')).toBeUndefined();
});
