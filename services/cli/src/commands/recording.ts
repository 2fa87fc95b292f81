// `manul recording`: looks into recordings, and makes recordings of recordings.
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError } from '@manul/config';
import { version } from '@manul/observability';
import { type Entry, openRecording, writeRecording } from '@manul/recording';
import { Command } from 'commander';
import { type Moment, parseMoment } from '../ask/open-cluster.ts';
import { addOutputOption, complain, type Output, print, runCommand } from '../ask/run-command.ts';
import { Anonymiser } from '../recording/anonymise.ts';
import { cutEntries } from '../recording/cut.ts';
import { diffStates, diffText } from '../recording/diff.ts';
import { infoText, recordingInfo } from '../recording/info.ts';
import { mergedEntries, mergedHeader } from '../recording/merge.ts';
import { shrink } from '../recording/shrink.ts';
import { stateAt } from '../recording/state-at.ts';

const help = `
Moments are revisions or times (2026-01-31T12:00:00Z). Files' names say their form: .jsonl is JSON lines, anything else
binary; with .gz behind, it is gzipped.

Examples:
  manul recording info run.rec.gz
  manul recording diff run.rec --at 10 run.rec --and-at 20
  manul recording cut run.rec --from 10 --to-moment 20 --to part.rec
  manul recording merge node-a.rec node-b.rec --to both.rec
  manul recording anonymise cluster.rec --to to-give-away.jsonl
  manul recording verify run.rec && echo whole
  manul recording shrink cluster.rec --to small.jsonl --fails 'manul explain a/x b/y 80 --recording "$RECORDING"; test $? != 3'

Exit codes: 0 done (diff: equal; verify: whole), 3 diff found differences or verify damage, 1 it could not be done,
2 wrong usage.
`;

const name = 'manul recording';
const found = 3;

export async function run(args: readonly string[]): Promise<number> {
  let code = 0;
  const command = new Command(name)
    .description('Looks into recordings; cuts, joins, anonymises, checks and shrinks them.')
    .addHelpText('after', help);
  const add = (usage: string, summary: string) => command.command(usage).description(summary).exitOverride();
  const to = ['--to <FILE>', 'the recording that is written'] as const;

  addOutputOption(add('info', 'what is in it').argument('<FILE>')).action(tellInfo);
  addOutputOption(add('diff', 'how two states differ, object by object').argument('<FILE>').argument('<FILE>'))
    .option('--at <MOMENT>', "the first one's moment; its end without it", parseMoment)
    .option('--and-at <MOMENT>', "the second one's", parseMoment)
    .action(async (first: string, second: string, options: DiffOptions) => {
      code = await tellDifferences(first, second, options);
    });
  add('cut', 'a part that can be replayed by itself')
    .argument('<FILE>')
    .requiredOption(...to)
    .option('--from <MOMENT>', 'what was before becomes one flush', parseMoment)
    .option('--to-moment <MOMENT>', 'what comes after is left out', parseMoment)
    .option('--node <NAME>', 'of this node alone')
    .action((file: string, options: CutOptions) => cut(file, options));
  add('merge', 'several as one, by time')
    .argument('<FILE...>')
    .requiredOption(...to)
    .action(merge);
  add('anonymise', 'other names, labels and addresses, with the same policy')
    .argument('<FILE>')
    .requiredOption(...to)
    .action(anonymise);
  add('verify', 'whether it can be read to its end')
    .argument('<FILE>')
    .action(async (file: string) => {
      code = await verify(file);
    });
  add('shrink', 'the smallest recording with which a command still fails')
    .argument('<FILE>')
    .requiredOption(
      '--fails <COMMAND>',
      'run by sh with the file in $RECORDING; fails where it exits with other than 0',
    )
    .requiredOption(...to)
    .action(shrinkFile);
  return runCommand(command, args, () => code);
}

async function tellInfo(file: string, { output }: { readonly output: Output }): Promise<void> {
  const info = await recordingInfo(file);
  print(output === 'json' ? JSON.stringify(info, undefined, 2) : infoText(info));
}

interface DiffOptions {
  readonly at?: Moment;
  readonly andAt?: Moment;
  readonly output: Output;
}

/** Gives the exit code, as `verify` does. */
async function tellDifferences(first: string, second: string, { at, andAt, output }: DiffOptions): Promise<number> {
  const differences = diffStates(await stateAt(first, at), await stateAt(second, andAt));
  if (output === 'json') print(JSON.stringify(differences, undefined, 2));
  else if (differences.length > 0) print(diffText(differences));
  return differences.length > 0 ? found : 0;
}

async function verify(file: string): Promise<number> {
  const { damage, entries } = await recordingInfo(file);
  if (damage === undefined) print(`${file}: ${entries} entries, all good`);
  else complain(name, damage);
  return damage === undefined ? 0 : found;
}

interface CutOptions {
  readonly to: string;
  readonly from?: Moment;
  readonly toMoment?: Moment;
  readonly node?: string;
}

async function cut(file: string, { to, from, toMoment, node }: CutOptions): Promise<void> {
  refuseSame([file], to);
  const recording = await openRecording(file);
  const { header } = recording;
  const named =
    node !== undefined && (header.node ?? '') === '' ? header : { ...header, node: node ?? header.node ?? '' };
  await writeRecording(to, { ...named, segment: 0 }, cutEntries(recording, { from, to: toMoment, node }));
}

async function merge(files: readonly string[], { to }: { readonly to: string }): Promise<void> {
  refuseSame(files, to);
  const recordings = await Promise.all(files.map(openRecording));
  const header = mergedHeader(recordings.map((recording) => recording.header));
  await writeRecording(to, header, mergedEntries(recordings, header));
}

async function anonymise(file: string, { to }: { readonly to: string }): Promise<void> {
  refuseSame([file], to);
  const recording = await openRecording(file);
  const anonymiser = new Anonymiser();
  async function* entries(): AsyncGenerator<Entry> {
    for await (const entry of recording) yield entry.flush ? entry : anonymiser.entry(entry);
  }
  const header = { ...recording.header, node: '', config: '', producer: `manul recording anonymise ${version}` };
  await writeRecording(to, header, entries());
}

async function shrinkFile(file: string, { fails, to }: { readonly fails: string; readonly to: string }): Promise<void> {
  refuseSame([file], to);
  const recording = await openRecording(file);
  const entries: Entry[] = [];
  for await (const entry of recording) entries.push(entry);
  const scratch = await mkdtemp(join(tmpdir(), 'manul-shrink-'));
  try {
    const path = join(scratch, 'try.jsonl');
    const small = await shrink(entries, async (left) => {
      await writeRecording(path, recording.header, left);
      // The user's own command, as the user wrote it.
      return spawnSync('sh', ['-c', fails], { env: { ...process.env, RECORDING: path }, stdio: 'ignore' }).status !== 0;
    });
    await writeRecording(to, recording.header, small);
    print(`${entries.length} entries became ${small.length}, in ${to}`);
  } finally {
    await rm(scratch, { recursive: true });
  }
}

function refuseSame(files: readonly string[], to: string): void {
  if (files.includes(to)) throw new ConfigError(`--to: ${to} is read while it would be written`);
}
