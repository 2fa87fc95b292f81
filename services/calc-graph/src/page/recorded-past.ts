// The past as a recording of inputs has it. The file is indexed once and read again for each moment that is looked at, so
// that its size costs time and no memory.
import { setImmediate } from 'node:timers/promises';
import { ConfigError } from '@manul/config';
import {
  builtInUpdates,
  type ConversionOptions,
  convert,
  type ModelUpdate,
  type ObjectChange,
  removal,
} from '@manul/model';
import { manul } from '@manul/proto';
import { changeOf, openRecording, RecordingError, readSteps } from '@manul/recording';
import type { Moment, TimeLine } from '@manul/web';
import type { AdminApi, AnswerOptions } from '../admin/api.ts';
import { AdminError } from '../admin/error.ts';
import { type Past, timeLineOf } from './past.ts';
import { openPast, type PastView, PastViews } from './past-views.ts';

interface RecordedPastOptions {
  readonly path: string;
  readonly version: string;
  readonly answers: AnswerOptions;
}

const namedChanges = 3;
/** Converted at a time: streams are served in between. */
const pieceSize = 500;

/** Rejects with ConfigError where there is no recording of inputs; of one that is torn, what can be read is shown. */
export async function openRecordedPast(options: RecordedPastOptions): Promise<Past> {
  const moments: Moment[] = [];
  const positions: Position[] = [];
  let problem: string | undefined;
  try {
    for await (const { moment, epoch } of readMoments(options.path)) {
      moments.push(moment);
      positions.push({ epoch, revision: moment.revision });
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (!(error instanceof RecordingError) || moments.length === 0) {
      throw new ConfigError(`--page-recording: ${reason}`, { cause: error });
    }
    problem = `${reason}. What comes before is shown.`;
  }
  return new RecordedPast(options, moments, positions, problem);
}

interface Position {
  readonly epoch: number;
  readonly revision: number;
}

class RecordedPast implements Past {
  readonly #options: RecordedPastOptions;
  readonly #moments: readonly Moment[];
  readonly #positions: readonly Position[];
  readonly #problem: string | undefined;
  readonly #views = new PastViews((moment) => this.#open(moment));

  constructor(
    options: RecordedPastOptions,
    moments: readonly Moment[],
    positions: readonly Position[],
    problem: string | undefined,
  ) {
    this.#options = options;
    this.#moments = moments;
    this.#positions = positions;
    this.#problem = problem;
  }

  timeLine(around: number | undefined, limit: number): TimeLine {
    const label = `Recording ${this.#options.path.replace(/^.*\//, '')}`;
    const line = timeLineOf(label, this.#moments, around, limit);
    return this.#problem === undefined ? line : { ...line, problem: this.#problem };
  }

  at(moment: number): Promise<AdminApi> {
    return this.#views.at(moment);
  }

  stop(): Promise<void> {
    return this.#views.stop();
  }

  async #open(moment: number): Promise<PastView> {
    const { path, version, answers } = this.#options;
    const position = this.#positions[moment - 1];
    if (!position) throw new AdminError('not-found', `the recording has no moment ${moment}`);
    return openPast({ ...answers, contents: () => contentsAt(path, moment, answers.conversion), ...position, version });
  }
}

async function* contentsAt(
  path: string,
  wanted: number,
  conversion: ConversionOptions,
): AsyncGenerator<readonly ModelUpdate[]> {
  yield builtInUpdates();
  const updatesOf = ({ op, object }: ObjectChange) =>
    op === 'delete' ? removal(object) : convert(object, conversion).updates;
  for await (const { moment, changes } of readMoments(path)) {
    for (let i = 0; i < changes.length; i += pieceSize) {
      yield changes.slice(i, i + pieceSize).flatMap(updatesOf);
      await setImmediate();
    }
    if (moment.id === wanted) return;
  }
}

interface RecordedMoment {
  readonly moment: Moment;
  readonly changes: readonly ObjectChange[];
  readonly epoch: number;
}

async function* readMoments(path: string): AsyncGenerator<RecordedMoment> {
  const recording = await openRecording(path);
  if (recording.header.level !== manul.v1.RecordingHeader.Level.INPUTS) {
    throw new ConfigError('it has what nodes were sent; going back in time takes one of inputs');
  }
  let id = 0;
  for await (const { entries, time, epoch, revision } of readSteps(recording)) {
    const changes = entries.flatMap(({ input }) => (input ? [changeOf(input)] : []));
    id++;
    const moment = {
      id,
      revision: revision || id,
      time: time / 1000,
      changes: changes.slice(0, namedChanges).map(nameOf),
      changeCount: changes.length,
    };
    yield { moment, changes, epoch };
  }
}

function nameOf({ op, object: { kind, metadata } }: ObjectChange): string {
  return `${op} ${kind} ${metadata.namespace === undefined ? '' : `${metadata.namespace}/`}${metadata.name}`;
}
