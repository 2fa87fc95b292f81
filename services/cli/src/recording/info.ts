// What is in a recording, at a glance.
import { manul } from '@manul/proto';
import { openRecording, RecordingError } from '@manul/recording';

export interface RecordingInfo {
  readonly file: string;
  readonly form: string;
  readonly level: 'inputs' | 'outputs';
  /** Of the header; empty where entries name their own. */
  readonly node: string;
  readonly nodes: readonly string[];
  readonly producer: string;
  readonly segment: number;
  readonly entries: number;
  readonly flushes: number;
  /** Entries by what they hold: `apply Pod`, `ipset_update`. */
  readonly kinds: Readonly<Record<string, number>>;
  readonly first: Place | undefined;
  readonly last: Place | undefined;
  /** Where and why it can be read no further; undefined where it can be read to its end. */
  readonly damage: string | undefined;
}

interface Place {
  readonly time: string;
  readonly epoch: number;
  readonly revision: number;
}

/** Rejects with RecordingError where it is no recording at all. */
export async function recordingInfo(file: string): Promise<RecordingInfo> {
  const recording = await openRecording(file);
  const { header } = recording;
  const kinds: Record<string, number> = {};
  const nodes = new Set<string>(header.node ? [header.node] : []);
  let flushes = 0;
  let [first, last]: (Place | undefined)[] = [undefined, undefined];
  let damage: string | undefined;
  try {
    for await (const entry of recording) {
      if (entry.node) nodes.add(entry.node);
      last = { time: timeText(entry.time ?? 0), epoch: entry.epoch ?? 0, revision: entry.revision ?? 0 };
      first ??= last;
      if (entry.flush) flushes++;
      const kind = kindOf(entry);
      if (kind !== undefined) kinds[kind] = (kinds[kind] ?? 0) + 1;
    }
  } catch (error) {
    if (!(error instanceof RecordingError)) throw error;
    damage = error.message;
  }
  return {
    file,
    form: recording.form,
    level: header.level === manul.v1.RecordingHeader.Level.OUTPUTS ? 'outputs' : 'inputs',
    node: header.node ?? '',
    nodes: [...nodes].sort(),
    producer: header.producer ?? '',
    segment: header.segment ?? 0,
    entries: recording.entries,
    flushes,
    kinds: Object.fromEntries(Object.entries(kinds).sort(([, a], [, b]) => b - a)),
    first,
    last,
    damage,
  };
}

export function infoText(info: RecordingInfo): string {
  const { file, form, level, nodes, producer, segment, entries, flushes, kinds, first, last, damage } = info;
  const what = level === 'inputs' ? "the cluster's objects" : `messages to ${nodes.join(', ') || 'a node'}`;
  const lines = [
    `${file}: ${what} (${level}), ${form}, by ${producer || 'nobody knows whom'}${segment > 0 ? `, file ${segment + 1} of a rotated one` : ''}`,
    `${entries} entries in ${flushes} flushes`,
  ];
  if (first && last) {
    lines.push(`from ${first.time} (revision ${first.revision} of epoch ${first.epoch})`);
    lines.push(`to   ${last.time} (revision ${last.revision} of epoch ${last.epoch})`);
  }
  for (const [kind, count] of Object.entries(kinds)) lines.push(`  ${String(count).padStart(7)}  ${kind}`);
  if (damage !== undefined) lines.push(`! ${damage}`);
  return lines.join('\n');
}

function kindOf({ output, input }: manul.v1.IRecordingEntry): string | undefined {
  if (output) return Object.keys(output).find((field) => typeof output[field as keyof typeof output] === 'object');
  if (!input) return undefined;
  const operation = input.operation === manul.v1.Input.Operation.DELETE ? 'delete' : 'apply';
  return `${operation} ${(JSON.parse(input.object ?? '{}') as { kind?: string }).kind ?? '?'}`;
}

function timeText(microseconds: number): string {
  return new Date(microseconds / 1000).toISOString();
}
