import { expect, test } from 'vitest';
import { concatenateFrames, encodeFrame, encodePhaseFrame, encodePositionFrame, encodeUpdateFrame } from './frame.ts';
import { manul } from './index.ts';

const updates = [
  { message: { ipset_update: { id: 's:a', members: ['10.0.0.1', '10.0.0.2'], type: 2 } } },
  { message: { ipset_remove: { id: 's:b' } }, origin: { kind: 'Pod', name: 'web', rule_paths: ['spec'] } },
  { message: { in_sync: {} } },
];

test('concatenated frames decode as the one message that holds all their parts', () => {
  const position = { epoch: 3, revision: 2 ** 40 };
  const digest = Buffer.from('0102030405060708', 'hex');
  const frames = [
    encodePhaseFrame(manul.v1.Phase.SNAPSHOT),
    ...updates.map(encodeUpdateFrame),
    encodePositionFrame(position, digest),
  ];
  const whole = { updates, phase: manul.v1.Phase.SNAPSHOT, position, digest };
  expect(manul.v1.ToNode.decode(concatenateFrames(frames))).toEqual(
    manul.v1.ToNode.decode(manul.v1.ToNode.encode(whole).finish()),
  );
});

test('the order of updates is the order of their frames, whatever stands between them', () => {
  const frames = [
    encodeUpdateFrame(updates[1]!),
    encodePhaseFrame(manul.v1.Phase.RESUME),
    encodeUpdateFrame(updates[0]!),
  ];
  const batch = manul.v1.ToNode.decode(concatenateFrames(frames));
  expect(batch.updates.map((update) => update.message?.payload)).toEqual(['ipset_remove', 'ipset_update']);
});

test('a position of zero is present, and different from no position', () => {
  const batch = manul.v1.ToNode.decode(encodeFrame({ position: { epoch: 0, revision: 0 } }));
  expect(batch.position).toBeDefined();
  expect(manul.v1.ToNode.decode(encodeFrame({})).position ?? undefined).toBeUndefined();
});

test('a frame has memory of its own', () => {
  const frame = encodeUpdateFrame(updates[0]!);
  expect(frame.buffer.byteLength).toBe(frame.length);
});

test('64-bit fields are numbers', () => {
  const batch = manul.v1.ToNode.decode(encodeFrame({ position: { epoch: 1, revision: 2 ** 50 + 1 } }));
  expect(batch.position?.revision).toBe(2 ** 50 + 1);
});
