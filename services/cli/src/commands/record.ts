// `manul record`: writes what a graph is told, or what nodes are sent, to a file that can be replayed.
import { ConfigError } from '@manul/config';
import type { ObjectChange, ObjectError } from '@manul/model';
import { createLogger, version } from '@manul/observability';
import { manul } from '@manul/proto';
import {
  changeOf,
  type Header,
  openRecording,
  RecordingWriter,
  readSteps as readFlushes,
  type WriterOptions,
  writeRecording,
} from '@manul/recording';
import { Command, InvalidArgumentError, Option } from 'commander';
import { AdminClient } from '../ask/admin-client.ts';
import { addStreamOptions, connectionConfig, type StreamOptions, streamConnection } from '../ask/server-options.ts';
import { readManifests, readSteps } from '../compute/compute-input.ts';
import { exitCodeOf } from '../exit-code.ts';
import { readJsonFile } from '../json-file.ts';
import { recordingStart } from '../replay/clock.ts';
import { OtherNodeError } from '../replay/other-node-error.ts';
import { recordCluster } from '../replay/record-cluster.ts';
import { inputEntries, outputEntries } from '../replay/record-steps.ts';
import { recordStreams } from '../replay/record-stream.ts';
import { readReplayConfig } from '../replay/replay-config.ts';

const help = `
A recording has the cluster's objects (--level inputs), from which everything follows, or the messages that every node, or
the one named by --node, is sent (--level outputs, which --node alone means too).

From --server, it goes on until Ctrl-C or a limit, and disturbs nobody. Of the whole cluster, the address is that of the
admin API (calc-graph's --admin), which wants an administrator's certificate; with --node, it is the one that drivers
connect to, which wants what the node's driver shows: a certificate, or a token that is bound to the node (--token-file).

The file's name says its form: .jsonl is JSON lines, anything else binary; with .gz behind, it is gzipped. With --keep,
full files make room: run.rec, run.1.rec, run.2.rec …; each can be replayed by itself.

SOURCE_DATE_EPOCH, in seconds, is the time at which a recording of --steps or --manifests begins; without it, now.
With --inputs, it begins when those did.

Examples:
  manul record --steps steps.json --to cluster.jsonl
  manul record --manifests deploy/demo --level outputs --node node-a --to node-a.rec
  manul record --server unix:/run/manul/admin.sock --max-bytes 50000000 --keep 10 --to cluster.rec.gz
  manul record --server unix:/run/manul/sync.sock --node worker-1 --max-seconds 600 --to worker-1.rec.gz

Exit codes: 0 recorded, 1 the input could not be read or the recording broke off, 2 wrong usage.
`;

interface Options extends StreamOptions {
  readonly to: string;
  readonly steps?: string;
  readonly manifests?: string;
  readonly inputs?: string;
  readonly server?: string;
  readonly node: readonly string[];
  readonly level?: 'inputs' | 'outputs';
  readonly config?: string;
  readonly maxBytes?: number;
  readonly maxSeconds?: number;
  readonly keep?: number;
}

const { INPUTS, OUTPUTS } = manul.v1.RecordingHeader.Level;
const producer = `manul record ${version}`;

export async function run(args: readonly string[]): Promise<number> {
  let code = 0;
  const command = new Command('manul record')
    .description('Writes what a graph is told, or what nodes are sent, to a file that `manul replay` replays.')
    .requiredOption('--to <FILE>', 'the recording; replaces a file of that name')
    .addOption(new Option('--steps <FILE>', 'cluster state, step by step').conflicts(['manifests', 'inputs', 'server']))
    .addOption(new Option('--manifests <DIR>', 'a tree of manifests, as one step').conflicts(['inputs', 'server']))
    .addOption(new Option('--inputs <RECORDING>', 'a recording of inputs').conflicts('server'))
    .option('--server <ADDRESS>', 'a running calc-graph: unix:/path or host:port')
    .option('--node <NAME>', 'of this node alone; may be given several times with --server', collect, [])
    .addOption(new Option('--level <LEVEL>', 'what is recorded').choices(['inputs', 'outputs']))
    .option('--config <FILE>', 'JSON with hostname, Felix parameters and interfaces; kept in the recording')
    .option('--max-bytes <N>', 'a file is full with so many bytes, before compression', positive)
    .option('--max-seconds <N>', 'a file is full so long after it was begun', positive)
    .option('--keep <N>', 'full files make room for new ones; so many are kept', positive)
    .action(async (options: Options) => {
      const fault = faultOf(options);
      if (fault !== undefined) command.error(`error: ${fault}`, { exitCode: 2 });
      code = await record(options);
    });
  addStreamOptions(command, 'certificate that names the node, or an administrator').addHelpText('after', help);
  return exitCodeOf(command, args, () => code);
}

function faultOf(options: Options): string | undefined {
  const { node, level, tokenFile } = options;
  const fault = options.server === undefined ? offlineFaultOf(options) : undefined;
  if (fault !== undefined) return fault;
  if (options.server !== undefined && tokenFile !== undefined && node.length !== 1)
    return '--token-file is for one --node: a token is bound to its node';
  const inputsOfNode = node.length > 0 && level === 'inputs';
  return inputsOfNode ? '--level inputs is for the whole cluster: a node is sent outputs alone' : undefined;
}

function offlineFaultOf({ steps, manifests, inputs, node, maxBytes, maxSeconds, keep }: Options): string | undefined {
  if ((steps ?? manifests ?? inputs) === undefined) {
    return 'one of --steps, --manifests, --inputs and --server is required';
  }
  if (node.length > 1) return 'several --node are for --server';
  const hasLimit = (maxBytes ?? maxSeconds ?? keep) !== undefined;
  return hasLimit ? '--max-bytes, --max-seconds and --keep are for --server' : undefined;
}

async function record(options: Options): Promise<number> {
  try {
    return options.server === undefined ? await recordInput(options) : await recordLive(options, options.server);
  } catch (error) {
    complain(error instanceof Error ? error.message : String(error));
    return error instanceof ConfigError || error instanceof OtherNodeError ? 2 : 1;
  }
}

async function recordInput(options: Options): Promise<number> {
  const { to, node } = options;
  const { level = node.length === 0 ? 'inputs' : 'outputs' } = options;
  const { steps, startedAt, config } = await readInput(options);
  const isOutputs = level === 'outputs';
  const header: Header = {
    level: isOutputs ? OUTPUTS : INPUTS,
    node: isOutputs ? (node[0] ?? '') : '',
    producer,
    started_at: startedAt,
    epoch: 1,
    config,
  };
  const { suppressOverlaps, conversion } = await readReplayConfig(header, undefined);
  const graph = { suppressOverlaps, conversion, onError: complainOf };
  const entries = isOutputs ? outputEntries(steps, startedAt, graph, node[0]) : inputEntries(steps, startedAt);
  await writeRecording(to, header, entries);
  return 0;
}

interface Input {
  readonly steps: readonly (readonly ObjectChange[])[];
  /** Microseconds since the Unix epoch. */
  readonly startedAt: number;
  /** JSON, or empty. */
  readonly config: string;
}

async function readInput({ steps, manifests, inputs, config }: Options): Promise<Input> {
  const given = await compactJson(config);
  if (inputs !== undefined) return readInputs(inputs, given);
  const startedAt = recordingStart(process.env);
  if (steps !== undefined) return { steps: await readSteps(steps), startedAt, config: given };
  return { steps: [await readManifests(manifests ?? '', complain)], startedAt, config: given };
}

async function readInputs(file: string, config: string): Promise<Input> {
  const recording = await openRecording(file);
  if (recording.header.level === OUTPUTS) throw new TypeError(`${file}: a recording of outputs, not of inputs`);
  const steps: ObjectChange[][] = [];
  for await (const { entries } of readFlushes(recording)) {
    steps.push(entries.flatMap(({ input }) => (input ? [changeOf(input)] : [])));
  }
  const { started_at: startedAt, config: recorded } = recording.header;
  return { steps, startedAt: startedAt ?? 0, config: config === '' ? (recorded ?? '') : config };
}

/** Until a signal or a limit. */
async function recordLive(options: Options, server: string): Promise<number> {
  const { to, node: nodes, level = 'inputs', config } = options;
  const given = await compactJson(config);
  const open = (node: string, serverConfig: string) => {
    const header: Header = {
      level: nodes.length === 0 && level === 'inputs' ? INPUTS : OUTPUTS,
      node,
      producer,
      started_at: recordingStart({}),
      config: given || serverConfig,
    };
    return RecordingWriter.create(to, header, writerOptions(options));
  };
  const writer = await (nodes.length === 0
    ? recordWhole(options, server, level, (serverConfig) => open('', serverConfig))
    : recordNodes(options, server, () => open(nodes.length === 1 ? (nodes[0] ?? '') : '', '')));
  if (!writer) {
    complain('nothing was recorded');
    return 1;
  }
  const end = await writer.close();
  if (end.why === 'failed') throw end.error;
  complain(`${writer.entries} entries in ${to}${end.why === 'full' ? ', which is full' : ''}`);
  return 0;
}

const log = createLogger({ service: 'record', level: 'info' });

async function recordWhole(
  options: Options,
  server: string,
  level: 'inputs' | 'outputs',
  open: (config: string) => Promise<RecordingWriter>,
): Promise<RecordingWriter | undefined> {
  const client = new AdminClient({ ...options, server });
  const stop = new AbortController();
  signalled().addEventListener('abort', () => stop.abort());
  const begin = async (config: string) => {
    const writer = await open(config);
    // Also where the cluster is quiet, so that nothing comes that the writer would refuse.
    void writer.ended.then(() => stop.abort());
    log.info({ server, level }, 'recording');
    return writer;
  };
  try {
    return await recordCluster({ client, level, open: begin, stop: stop.signal, log });
  } finally {
    client.close();
  }
}

/** Beside the nodes' drivers. */
async function recordNodes(
  options: Options,
  server: string,
  open: () => Promise<RecordingWriter>,
): Promise<RecordingWriter> {
  const { node: nodes } = options;
  // Throws where certificates or the token cannot be used: before a file of that name is replaced.
  const connection = streamConnection(connectionConfig(server, options, { node: nodes[0] }));
  const writer = await open();
  const stop = recordStreams(writer, { nodes, connection, log });
  signalled().addEventListener('abort', () => void writer.close());
  await writer.ended;
  stop();
  return writer;
}

/** Ctrl-C is how a live recording ends. */
function signalled(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => controller.abort());
  return controller.signal;
}

function writerOptions({ maxBytes, maxSeconds, keep }: Options): WriterOptions {
  return {
    ...(maxBytes !== undefined && { maxBytes }),
    ...(maxSeconds !== undefined && { maxMilliseconds: maxSeconds * 1000 }),
    ...(keep !== undefined && { keep }),
  };
}

/** Of a file that has been read as JSON; empty where there is none. */
async function compactJson(file: string | undefined): Promise<string> {
  return file === undefined ? '' : JSON.stringify(await readJsonFile(file));
}

function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}

function positive(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError('must be a whole number above 0.');
  return Number(text);
}

function complainOf({ object, field, reason, effect }: ObjectError): void {
  complain(`${object}: ${field}: ${reason}; ${effect}`);
}

function complain(text: string): void {
  process.stderr.write(`manul record: ${text}\n`);
}
