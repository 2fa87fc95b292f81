// Our own recordings: the inputs give the recorded outputs, inputs and outputs give the expected chains, to the byte, and
// every form of a recording says the same. `vitest run --project replay -u` accepts new chains; look at them.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { toJson } from '@manul/proto';
import { type Entry, encodeRecording, openRecording, readRecording, writeRecording } from '@manul/recording';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OutputStep, outputSteps } from '../../services/cli/src/replay/output-steps.ts';
import { readReplayConfig } from '../../services/cli/src/replay/replay-config.ts';
import { replayToChains } from '../../services/cli/src/replay/to-chains.ts';
import { chainText } from './chain-text.ts';

const folder = fileURLToPath(new URL('../recordings/', import.meta.url));
const names = readdirSync(folder, { withFileTypes: true }).flatMap((file) => (file.isDirectory() ? [file.name] : []));
const nodes = ['node-a', 'node-b'];

let scratch = '';
beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'manul-recordings-'));
});
afterAll(() => rmSync(scratch, { recursive: true }));

test('there are recordings', () => expect(names.length).toBeGreaterThanOrEqual(10));

describe.each(names)('%s', (name) => {
  const inputs = join(folder, name, 'cluster.jsonl');

  test.each(nodes)('inputs give the recorded outputs of %s', async (node) => {
    const computed = await collect(await stepsOf(inputs, node));
    const recorded = await collect(await stepsOf(join(folder, name, `${node}.rec`), undefined));
    expect(computed.map(content)).toEqual(recorded.map(content));
    expect(recorded.some(({ updates }) => updates.length > 0)).toBe(true);
  });

  test.each(nodes)('inputs and outputs of %s give the expected chains', async (node) => {
    const fromInputs = await chains(inputs, node);
    const fromOutputs = await chains(join(folder, name, `${node}.rec`), undefined);
    expect(fromOutputs).toBe(fromInputs);
    await expect(chainText(JSON.parse(fromOutputs))).toMatchFileSnapshot(join(folder, name, `${node}.chains.txt`));
  });

  test.each(['cluster.jsonl', ...nodes.map((node) => `${node}.rec`)])('%s is the same in every form', async (file) => {
    const path = join(folder, name, file);
    const { header, form, entries } = await read(path);
    expect(await encoded(header, entries, form)).toEqual(readFileSync(path));
    for (const other of ['copy.rec', 'copy.jsonl', 'copy.rec.gz', 'copy.jsonl.gz']) {
      const copy = join(scratch, `${name}-${other}`);
      await writeRecording(copy, header, entries);
      const again = await read(copy);
      expect(await encoded(again.header, again.entries, form), other).toEqual(readFileSync(path));
    }
  });

  test('cut off, it replays up to there', async () => {
    const path = join(folder, name, 'node-a.rec');
    const bytes = readFileSync(path);
    const whole = (await collect(await stepsOf(path, undefined))).map(content);
    for (const part of [0.3, 0.6, 0.95]) {
      const reader = await readRecording(pieces(bytes.subarray(0, Math.floor(bytes.length * part))), 'cut.rec');
      const steps: OutputStep[] = [];
      const replay = async () => {
        for await (const step of outputSteps(reader, { onError: refuse })) steps.push(step);
      };
      await expect(replay()).rejects.toThrow(/cut\.rec: record \d+ at byte \d+ is torn/);
      expect(steps.map(content)).toEqual(whole.slice(0, steps.length));
    }
  });
});

function refuse(error: object): void {
  expect.fail(`the recording has something that is not understood: ${JSON.stringify(error)}`);
}

async function stepsOf(path: string, only: string | undefined): Promise<AsyncIterable<OutputStep>> {
  return outputSteps(await openRecording(path), { onError: refuse }, only);
}

/** What `manul replay --to chains` prints. */
async function chains(path: string, only: string | undefined): Promise<string> {
  const { header } = await openRecording(path);
  const { render } = await readReplayConfig(header, undefined);
  let text = '';
  await replayToChains(await stepsOf(path, only), render, (part) => {
    text += part;
  });
  return text;
}

/** Messages in no order: within what depends on nothing else, the order means nothing. */
function content({ updates }: OutputStep): readonly string[] {
  return updates.map(({ message }) => JSON.stringify(toJson(sorted(message ?? {})))).sort();
}

function sorted(message: NonNullable<OutputStep['updates'][number]['message']>): typeof message {
  const { ipset_update: set, ipset_delta_update: delta } = message;
  if (set) return { ipset_update: { ...set, members: [...(set.members ?? [])].sort() } };
  if (!delta) return message;
  const { id, added_members: added, removed_members: removed } = delta;
  const change = {
    id: id ?? '',
    added_members: [...(added ?? [])].sort(),
    removed_members: [...(removed ?? [])].sort(),
  };
  return { ipset_delta_update: change };
}

async function read(path: string) {
  const reader = await openRecording(path);
  const entries: Entry[] = await collect(reader);
  return { header: reader.header, form: reader.form, entries };
}

async function encoded(...recording: Parameters<typeof encodeRecording>): Promise<Buffer> {
  return Buffer.concat(await collect(encodeRecording(...recording)));
}

async function* pieces(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
