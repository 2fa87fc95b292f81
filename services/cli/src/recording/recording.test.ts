// What is made of recordings, on those of test/recordings.
import { fileURLToPath } from 'node:url';
import { isAllowed, partyOf } from '@manul/reachability';
import { changeOf, type Entry, openRecording, RecordingState, readSteps } from '@manul/recording';
import { describe, expect, test } from 'vitest';
import { LocalCluster } from '../ask/local-cluster.ts';
import { openCluster } from '../ask/open-cluster.ts';
import { Anonymiser } from './anonymise.ts';
import { cutEntries } from './cut.ts';
import { diffStates } from './diff.ts';
import { recordingInfo } from './info.ts';
import { mergedEntries, mergedHeader } from './merge.ts';
import { shrink } from './shrink.ts';
import { stateAt } from './state-at.ts';

const path = (name: string) => fileURLToPath(new URL(`../../../../test/recordings/${name}`, import.meta.url));
const names = ['isolation', 'tiers', 'churn', 'ports-and-blocks'];

async function entriesOf(file: string): Promise<Entry[]> {
  const entries: Entry[] = [];
  for await (const entry of await openRecording(file)) entries.push(entry);
  return entries;
}

async function stateOf(entries: AsyncIterable<Entry> | Iterable<Entry>): Promise<RecordingState> {
  const state = new RecordingState();
  for await (const entry of entries) state.apply(entry);
  return state;
}

test('info counts entries, flushes and kinds', async () => {
  const info = await recordingInfo(path('isolation/cluster.jsonl'));
  expect(info).toMatchObject({ level: 'inputs', form: 'json-lines', damage: undefined });
  expect(info.entries).toBe(Object.values(info.kinds).reduce((sum, count) => sum + count) + info.flushes);
});

test.each(names)('%s: a cut comes to the same state as the whole', async (name) => {
  const file = path(`${name}/node-a.rec`);
  for (const revision of [1, 2, 3]) {
    const cut = cutEntries(await openRecording(file), { from: { revision }, to: undefined, node: undefined });
    expect(diffStates(await stateOf(cut), await stateAt(file, undefined))).toEqual([]);
  }
});

test('a cut that ends earlier has the state of then, and a diff names what came later', async () => {
  const file = path('tiers/node-a.rec');
  const cut = cutEntries(await openRecording(file), { from: undefined, to: { revision: 1 }, node: undefined });
  const then = await stateAt(file, { revision: 1 });
  expect(diffStates(await stateOf(cut), then)).toEqual([]);
  const later = diffStates(then, await stateAt(file, undefined));
  expect(later).toContainEqual({
    change: 'added',
    node: '',
    object: 'active_policy GlobalNetworkPolicy||security.block',
  });
});

test('merged recordings hold what each does, by time', async () => {
  const files = ['churn/node-a.rec', 'churn/node-b.rec'].map(path);
  const recordings = await Promise.all(files.map(openRecording));
  const header = mergedHeader(recordings.map((recording) => recording.header));
  const merged: Entry[] = [];
  for await (const entry of mergedEntries(recordings, header)) merged.push(entry);
  const times = merged.filter(({ flush }) => flush).map(({ time }) => time!);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  const outputs = (entries: readonly Entry[]) => entries.filter(({ output }) => output).length;
  const each = await Promise.all(files.map(entriesOf));
  expect(outputs(merged)).toBe(outputs(each.flat()));
  expect(new Set(merged.map(({ node }) => node))).toEqual(new Set(['node-a', 'node-b']));
});

describe.each(names)('%s, anonymised', (name) => {
  test('has the same verdicts, and none of the names', async () => {
    const entries = await entriesOf(path(`${name}/cluster.jsonl`));
    const anonymiser = new Anonymiser();
    const anonymous = entries.map((entry) => (entry.flush ? entry : anonymiser.entry(entry)));
    expect(await allowedPairs(anonymous)).toEqual(await allowedPairs(entries));
    const text = JSON.stringify(anonymous);
    for (const { input } of entries) {
      const { name: own } = JSON.parse(input?.object ?? '{"metadata":{"name":"none"}}').metadata;
      if (own.length > 4 && own !== 'default') expect(text).not.toContain(`"${own}"`);
    }
  });
});

async function allowedPairs(entries: readonly Entry[]): Promise<readonly number[]> {
  const counts: number[] = [];
  const cluster = new LocalCluster((error) => expect.unreachable(JSON.stringify(error)));
  for await (const step of readSteps(entries)) cluster.update(step.entries.map(({ input }) => changeOf(input!)));
  const { view } = cluster.whole;
  for (const first of [80, 443, 5432, 8080]) {
    const port = { protocol: 'tcp', number: 6, first, last: first };
    let count = 0;
    for (const from of view.workloads()) {
      for (const to of view.workloads()) if (isAllowed(view, partyOf(from), partyOf(to), port)) count++;
    }
    counts.push(count);
  }
  return counts;
}

test('shrinking leaves what is needed, and no more', async () => {
  const entries = await entriesOf(path('churn/cluster.jsonl'));
  const isPod = (entry: Entry) => entry.input?.object?.includes('"kind":"Pod"') ?? false;
  const small = await shrink(entries, async (left) => left.filter(isPod).length >= 2);
  expect(small.filter(isPod)).toHaveLength(2);
  expect(small.filter(({ input }) => input)).toHaveLength(2);
  await expect(shrink(entries, async () => false)).rejects.toThrow(/does not fail/);
});

test('a recording of outputs explains, and says what it cannot', async () => {
  const cluster = await openCluster({ recording: path('isolation/node-a.rec'), insecure: false }, () => {});
  await expect(cluster.whatIf({})).rejects.toThrow(/record its inputs/);
  await expect(cluster.explain({ from: 'external', to: 'x/y' })).rejects.toThrow(/no pod x\/y/);
});
