// Which cluster is asked: the options that say so, and the cluster itself.
import { ConfigError } from '@manul/config';
import type { ObjectError } from '@manul/model';
import { manul } from '@manul/proto';
import { changeOf, openRecording, readSteps } from '@manul/recording';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { readManifests } from '../compute/compute-input.ts';
import { outputSteps } from '../replay/output-steps.ts';
import { readReplayConfig } from '../replay/replay-config.ts';
import { AdminClient } from './admin-client.ts';
import type { ClusterQueries } from './cluster-queries.ts';
import { LocalCluster } from './local-cluster.ts';
import { RecordedOutputs } from './recorded-outputs.ts';
import { addTlsOptions, type TlsOptions } from './server-options.ts';

export interface ServerOptions extends TlsOptions {
  readonly server?: string;
}

export interface ClusterOptions extends ServerOptions {
  readonly recording?: string;
  readonly manifests?: string;
  readonly at?: Moment;
}

/** A revision, or a time in microseconds since the Unix epoch. */
export type Moment = { readonly revision: number } | { readonly time: number };

export function addServerOptions(command: Command): Command {
  command.addOption(new Option('--server <ADDRESS>', 'the admin address of a running calc-graph').env('MANUL_ADMIN'));
  return addTlsOptions(command, "an administrator's certificate");
}

export function addClusterOptions(command: Command): Command {
  return addServerOptions(command)
    .addOption(new Option('--recording <FILE>', 'a recording instead').conflicts('manifests'))
    .option('--manifests <DIR>', 'a tree of manifests instead')
    .option(
      '--at <MOMENT>',
      "of a recording, or of a service's recent past: a revision, or a time such as 2026-01-31T12:00:00Z",
      parseMoment,
    );
}

/** Rejects with ConfigError where the options name no cluster. */
export async function openCluster(options: ClusterOptions, complain: (text: string) => void): Promise<ClusterQueries> {
  const { recording, manifests, at } = options;
  if (recording !== undefined) return openRecorded(recording, at, complain);
  if (manifests !== undefined) {
    if (at !== undefined) throw new ConfigError('--at: manifests have no past; it is for --server and --recording');
    return openManifests(manifests, complain);
  }
  return connect(options, 'which cluster? give --server, --recording or --manifests');
}

async function openManifests(directory: string, complain: (text: string) => void): Promise<LocalCluster> {
  const cluster = new LocalCluster(complainOf(complain));
  cluster.update(await readManifests(directory, complain));
  return cluster;
}

/** Throws ConfigError, with `question` where no server is named. */
export function connect(options: ServerOptions & { readonly at?: Moment }, question: string): AdminClient {
  const { server } = options;
  if (server === undefined) throw new ConfigError(question);
  return new AdminClient({ ...options, server });
}

async function openRecorded(
  file: string,
  at: Moment | undefined,
  complain: (text: string) => void,
): Promise<ClusterQueries> {
  const recording = await openRecording(file);
  if (recording.header.level === manul.v1.RecordingHeader.Level.OUTPUTS) {
    const outputs = new RecordedOutputs();
    const steps = outputSteps(recording, { onError: complainOf(complain) });
    await upTo(at, steps, (step) => outputs.apply(step), complain);
    return outputs;
  }
  const { conversion } = await readReplayConfig(recording.header, undefined);
  const cluster = new LocalCluster(complainOf(complain), conversion);
  const take = (step: Awaited<ReturnType<typeof readSteps> extends AsyncGenerator<infer S> ? S : never>) => {
    cluster.update(step.entries.flatMap(({ input }) => (input ? [changeOf(input)] : [])));
    cluster.position = { epoch: step.epoch, revision: step.revision };
  };
  await upTo(at, readSteps(recording), take, complain);
  return cluster;
}

/** What comes before damage is good. Rejects where the recording begins only after the moment. */
async function upTo<T extends Position>(
  at: Moment | undefined,
  steps: AsyncIterable<T>,
  take: (step: T) => unknown,
  complain: (text: string) => void,
): Promise<void> {
  let first: T | undefined;
  let isEarly = true;
  try {
    for await (const step of steps) {
      first ??= step;
      if (!isBy(step, at)) continue;
      isEarly = false;
      take(step);
    }
  } catch (error) {
    if (!first || !(error instanceof Error) || error.name !== 'RecordingError') throw error;
    complain(error.message);
  }
  if (!first || !isEarly) return;
  const time = new Date(first.time / 1000).toISOString();
  throw new Error(`--at: the recording begins at revision ${first.revision}, ${time}`);
}

interface Position {
  readonly revision: number;
  /** Microseconds since the Unix epoch. */
  readonly time: number;
}

export function isBy({ revision, time }: Position, at: Moment | undefined): boolean {
  if (at === undefined) return true;
  return 'revision' in at ? revision <= at.revision : time <= at.time;
}

export function parseMoment(text: string): Moment {
  if (/^\d{1,15}$/.test(text)) return { revision: Number(text) };
  const milliseconds = Date.parse(text);
  if (Number.isNaN(milliseconds)) throw new InvalidArgumentError('is neither a revision nor a time.');
  return { time: milliseconds * 1000 };
}

function complainOf(complain: (text: string) => void): (error: ObjectError) => void {
  return ({ object, field, reason, effect }) => complain(`${object}: ${field}: ${reason}; ${effect}`);
}
