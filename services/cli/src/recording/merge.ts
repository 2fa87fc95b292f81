// Several recordings as one, by time: of several nodes, or one after another.
import { version } from '@manul/observability';
import { type Entry, type Header, type RecordingReader, readSteps, type Step } from '@manul/recording';

/** Throws a TypeError where they do not belong together. */
export function mergedHeader(headers: readonly Header[]): Header {
  const [first, ...rest] = headers;
  if (!first) throw new TypeError('nothing to merge');
  if (rest.some(({ level }) => (level ?? 0) !== (first.level ?? 0))) {
    throw new TypeError('recordings of inputs and of outputs do not merge');
  }
  const node = rest.every((header) => header.node === first.node) ? first.node : '';
  const started_at = Math.min(...headers.map((header) => header.started_at ?? 0));
  return { ...first, node: node ?? '', started_at, segment: 0, producer: `manul recording merge ${version}` };
}

/** Whole flushes, in the order of their times; of equal ones, in the order of the recordings. */
export async function* mergedEntries(recordings: readonly RecordingReader[], header: Header): AsyncGenerator<Entry> {
  const sources = recordings.map((recording) => ({ recording, steps: readSteps(recording) }));
  const heads = await Promise.all(sources.map(({ steps }) => steps.next()));
  for (;;) {
    let first = -1;
    for (const [index, head] of heads.entries()) {
      if (!head.done && (first < 0 || head.value.time < (heads[first]!.value as Step).time)) first = index;
    }
    if (first < 0) return;
    const { recording, steps } = sources[first]!;
    yield* entriesOf(heads[first]!.value as Step, header.node ? '' : (recording.header.node ?? ''));
    heads[first] = await steps.next();
  }
}

/** `owner` is the node that the recording's header named, and that each entry has to name now. */
function* entriesOf({ node, time, epoch, revision, entries }: Step, owner: string): Generator<Entry> {
  const named = node === '' ? owner : node;
  for (const entry of entries) yield named === '' ? entry : { ...entry, node: named };
  yield { time, epoch, revision, ...(named !== '' && { node: named }), flush: {} };
}
