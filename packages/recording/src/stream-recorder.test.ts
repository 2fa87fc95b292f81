import { hash64, manul } from '@manul/proto';
import { expect, test } from 'vitest';
import { collect } from './fixtures.ts';
import type { Entry } from './record.ts';
import { readSteps } from './steps.ts';
import { StreamRecorder } from './stream-recorder.ts';

const { RESUME, SNAPSHOT, UPDATE } = manul.v1.Phase;
const set = (id: string) => ({ message: { ipset_update: { id } } });

function recorder(node = '') {
  const entries: Entry[] = [];
  let time = 0;
  return { entries, recorder: new StreamRecorder({ write: (entry) => entries.push(entry) }, node, () => ++time) };
}

test('a flush is written once it is complete, with its position', () => {
  const { entries, recorder: sut } = recorder('node-a');
  sut.batch({ phase: SNAPSHOT, updates: [set('a')] });
  expect(entries).toEqual([]);
  sut.batch({
    phase: SNAPSHOT,
    updates: [{ ...set('b'), origin: { kind: 'Pod' } }],
    position: { epoch: 2, revision: 7 },
  });
  const place = { time: 1, epoch: 2, revision: 7, node: 'node-a' };
  expect(entries).toEqual([
    { ...place, output: { ipset_update: { id: 'a' } } },
    { ...place, output: { ipset_update: { id: 'b' } }, origin: { kind: 'Pod' } },
    { ...place, flush: {} },
  ]);
});

const outputs = (entries: readonly Entry[]) => entries.map(({ output, flush }) => output ?? flush);

test('a snapshot after a lost stream records what went away meanwhile', () => {
  const { entries, recorder: sut } = recorder();
  const position = { epoch: 1, revision: 1 };
  sut.begin([set('z').message], position);
  sut.batch({ phase: SNAPSHOT, updates: [set('a'), set('b')], position });
  sut.batch({ phase: UPDATE, updates: [set('c')], position });
  sut.batch({ phase: SNAPSHOT, updates: [set('b')] });
  sut.disconnected();
  entries.length = 0;
  sut.batch({ phase: SNAPSHOT, updates: [set('c'), set('d')], position });
  expect(outputs(entries)).toEqual([
    { ipset_update: { id: 'c' } },
    { ipset_update: { id: 'd' } },
    { ipset_remove: { id: 'a' } },
    { ipset_remove: { id: 'b' } },
    {},
  ]);
});

test('what the server cannot name but by hash is recorded by name', () => {
  const { entries, recorder: sut } = recorder();
  const position = { epoch: 1, revision: 1 };
  sut.begin([set('a').message, set('b').message], position);
  entries.length = 0;
  const hash = Buffer.alloc(8);
  hash.writeBigUInt64LE(hash64('ipset b'));
  sut.batch({ phase: RESUME, updates: [set('c')], forget: [hash], position });
  expect(outputs(entries)).toEqual([{ ipset_update: { id: 'c' } }, { ipset_remove: { id: 'b' } }, {}]);
});

test('steps are what a flush ends, by node', async () => {
  const entry = (node: string, id: string): Entry => ({ node, revision: 1, output: { ipset_update: { id } } });
  const list = [
    entry('a', '1'),
    entry('b', '2'),
    entry('a', '3'),
    { node: 'a', revision: 5, flush: {} },
    entry('a', '4'),
  ];
  const shape = async (only?: string) =>
    (await collect(readSteps(list, only))).map(({ node, revision, entries }) => [
      node,
      revision,
      entries.map(({ output }) => output?.ipset_update?.id),
    ]);
  expect(await shape()).toEqual([
    ['a', 5, ['1', '3']],
    ['b', 1, ['2']],
    ['a', 1, ['4']],
  ]);
  expect(await shape('b')).toEqual([['b', 1, ['2']]]);
});
