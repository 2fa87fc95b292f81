// `manul replay`: a recording to chains, messages, a kernel or real drivers.
import { createInterface, type Interface } from 'node:readline';
import { ConfigError, isLocal, parseAddress } from '@manul/config';
import type { ObjectError } from '@manul/model';
import { type Header, openRecording, RecordingError } from '@manul/recording';
import { Command, InvalidArgumentError, Option } from 'commander';
import { type Moment, parseMoment } from '../ask/open-cluster.ts';
import { exitCodeOf } from '../exit-code.ts';
import { cutEntries } from '../recording/cut.ts';
import { oneNode } from '../replay/one-node.ts';
import { OtherNodeError } from '../replay/other-node-error.ts';
import { type OutputStep, outputSteps } from '../replay/output-steps.ts';
import { type PaceOptions, paced, parseSpeed, type Speed } from '../replay/pace.ts';
import { type ReplayConfig, readReplayConfig } from '../replay/replay-config.ts';
import { replayToChains } from '../replay/to-chains.ts';
import { replayToKernel, replayToServer } from '../replay/to-drivers.ts';
import { replayToMessages } from '../replay/to-messages.ts';

const help = `
FILE is what \`manul record\` or \`manul driver --record\` wrote, in any form; - is standard input. Inputs go through the
graph first. Steps are the recording's flushes. With --from, the first step is the state just before that moment.

  --to chains        prints an array with the tables after each step, as \`manul render\` does
  --to messages      prints an array with each step's messages, as \`manul compute\` does for one node
  --to kernel        into the kernel of this network namespace, through a driver; needs CAP_NET_ADMIN
  --to grpc:ADDRESS  serves drivers that connect to unix:/path or host:port, until Ctrl-C

Examples:
  manul replay node-a.rec --to chains
  manul replay cluster.jsonl --node node-a --to messages
  ip netns exec lab manul replay node-a.rec --to kernel --speed step
  manul replay cluster.rec.gz --node node-a --from 2026-01-31T12:00:00Z --until 2026-01-31T13:00:00Z
  manul replay cluster.rec.gz --to grpc:unix:/run/manul/sync.sock --speed 10x

Exit codes: 0 replayed, 1 it broke off, 2 wrong usage, 3 the recording is damaged: what comes before was replayed.
`;

interface Options {
  readonly to: Target;
  readonly node?: string;
  readonly from?: Moment;
  readonly until?: Moment;
  readonly speed: Speed;
  readonly config?: string;
  readonly backend: 'auto' | 'nft' | 'legacy';
  readonly insecure: boolean;
}

type Target = 'chains' | 'messages' | 'kernel' | { readonly address: string };

export async function run(args: readonly string[]): Promise<number> {
  let code = 0;
  const command = new Command('manul replay')
    .description('Replays a recording.')
    .argument('<FILE>', 'the recording')
    .option('--to <TARGET>', 'chains, messages, kernel or grpc:ADDRESS', parseTarget, 'chains')
    .option('--node <NAME>', 'the node, where the recording has several')
    .option('--from <MOMENT>', 'a revision or time; what was before is the first step', parseMoment)
    .option('--until <MOMENT>', 'a revision or time; what comes after is left out', parseMoment)
    .option('--speed <SPEED>', 'full, recorded, step, or a factor such as 10x', speedOf, 'full')
    .option('--config <FILE>', "JSON with hostname, Felix parameters and interfaces, instead of the recording's")
    .addOption(new Option('--backend <VARIANT>', 'with --to kernel').choices(['auto', 'nft', 'legacy']).default('auto'))
    .option('--insecure', 'serve beyond this machine, without TLS', false)
    .addHelpText('after', help)
    .action(async (file: string, options: Options) => {
      code = await replay(file, options);
    });
  return exitCodeOf(command, args, () => code);
}

async function replay(file: string, options: Options): Promise<number> {
  try {
    const recording = await openRecording(file);
    const config = await readReplayConfig(recording.header, options.config);
    const { suppressOverlaps, conversion } = config;
    const graph = { suppressOverlaps, conversion, onError: complainOf };
    const { header } = recording;
    const cut = { from: options.from, to: options.until, node: undefined };
    const part = { header, [Symbol.asyncIterator]: () => cutEntries(recording, cut) };
    await replayTo(header, (only) => outputSteps(part, graph, only), config, options);
    return 0;
  } catch (error) {
    complain(error instanceof Error ? error.message : String(error));
    if (error instanceof RecordingError) return 3;
    return error instanceof ConfigError || error instanceof OtherNodeError ? 2 : 1;
  }
}

async function replayTo(
  header: Header,
  stepsOf: (only: string | undefined) => AsyncIterable<OutputStep>,
  config: ReplayConfig,
  { to, speed, node = header.node || undefined, backend, insecure }: Options,
): Promise<void> {
  const write = (text: string) => void process.stdout.write(text);
  const keyboard = speed === 'step' ? createInterface({ input: process.stdin }) : undefined;
  const pace: PaceOptions = { speed, ...(keyboard && { proceed: asker(keyboard) }) };
  const single = () => paced(oneNode(stepsOf(node), node), pace);
  try {
    if (to === 'chains') await replayToChains(single(), config.render, write);
    else if (to === 'messages') await replayToMessages(single(), write);
    else if (to === 'kernel') {
      await replayToKernel(single(), { node: node ?? 'replay', backend, felix: config.felix, tell });
    } else {
      refuseStrangers(to.address, insecure);
      await replayToServer(paced(stepsOf(node), pace), { address: to.address, tell, ended: signalled() });
    }
  } finally {
    keyboard?.close();
  }
}

/** A line, from people or a script, is for one step; where there are no more, that is the end. */
function asker(keyboard: Interface): () => Promise<boolean> {
  const lines = keyboard[Symbol.asyncIterator]();
  return async () => {
    process.stderr.write('Enter: next step, q: end ');
    const { done, value } = await lines.next();
    return !done && value !== 'q';
  };
}

function parseTarget(text: string): Target {
  if (text === 'chains' || text === 'messages' || text === 'kernel') return text;
  const address = text.startsWith('grpc:') ? text.slice('grpc:'.length) : '';
  if (!parseAddress(address)) throw new InvalidArgumentError('is none of chains, messages, kernel and grpc:ADDRESS.');
  return { address };
}

function refuseStrangers(text: string, insecure: boolean): void {
  const address = parseAddress(text);
  if (insecure || (address && isLocal(address))) return;
  throw new ConfigError(`${text} can be reached from other machines, and there is no TLS: give --insecure`);
}

function speedOf(text: string): Speed {
  const speed = parseSpeed(text);
  if (speed === undefined) throw new InvalidArgumentError('is none of full, recorded, step and a factor such as 10x.');
  return speed;
}

function signalled(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}

function tell(text: string): void {
  process.stderr.write(`${text}\n`);
}

function complainOf({ object, field, reason, effect }: ObjectError): void {
  complain(`${object}: ${field}: ${reason}; ${effect}`);
}

function complain(text: string): void {
  process.stderr.write(`manul replay: ${text}\n`);
}
