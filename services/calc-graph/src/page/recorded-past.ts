// The past as a recording of inputs has it. The file is indexed once and read again for each moment that is looked at, so
// that its size costs time and no memory.
import { ConfigError } from '@manul/config';
import { builtInUpdates, type ConversionOptions, convert, type ObjectChange, removal } from '@manul/model';
import { manul } from '@manul/proto';
import { ClusterModel } from '@manul/reachability';
import { changeOf, openRecording, RecordingError, readSteps } from '@manul/recording';
import type { AdminApi } from '../admin/api.ts';
import { AdminError } from '../admin/error.ts';
import { type Moment, type Past, type TimeLine, timeLineOf } from './past.ts';
import { PastViews, pastApi } from './past-views.ts';

interface RecordedPastOptions {
  readonly path: string;
  readonly conversion: ConversionOptions;
  readonly version: string;
}

const namedChanges = 3;

/** Rejects with ConfigError where there is no recording of inputs; of one that is torn, what can be read is shown. */
export async function openRecordedPast(options: RecordedPastOptions): Promise<Past> {
  const moments: Moment[] = [];
  let problem: string | undefined;
  try {
    for await (const { moment } of readMoments(options.path)) moments.push(moment);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (!(error instanceof RecordingError) || moments.length === 0) {
      throw new ConfigError(`--page-recording: ${reason}`, { cause: error });
    }
    problem = `${reason}. What comes before is shown.`;
  }
  return new RecordedPast(options, moments, problem);
}

class RecordedPast implements Past {
  readonly #options: RecordedPastOptions;
  readonly #moments: readonly Moment[];
  readonly #problem: string | undefined;
  readonly #views = new PastViews((moment) => this.#open(moment));

  constructor(options: RecordedPastOptions, moments: readonly Moment[], problem: string | undefined) {
    this.#options = options;
    this.#moments = moments;
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

  async #open(wanted: number): Promise<AdminApi> {
    const { path, conversion, version } = this.#options;
    const model = new ClusterModel();
    model.update(builtInUpdates());
    let revision = 0;
    for await (const { moment, changes, epoch } of readMoments(path)) {
      for (const { op, object } of changes) {
        model.update(op === 'delete' ? removal(object) : convert(object, conversion).updates);
      }
      revision = moment.revision;
      if (moment.id === wanted) return pastApi(model, epoch, revision, version);
    }
    throw new AdminError('not-found', `the recording has no moment ${wanted}`);
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
